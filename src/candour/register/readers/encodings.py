"""From bytes to characters, and the marks of a text that was decoded wrongly before it came here."""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)")
OFTEN_BROKEN = "’‘“”–—…•£éèëâêôŵŷ\xa0·"
MISREAD_AS = ("cp1252", "latin-1", "mac_roman")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, how they were decoded, and how many bytes of mark stood before them."""

    text: str
    encoding: str
    mark: int


def decode(content: bytes) -> Decoded:
    """The mark decides, then what the page declares, then UTF-8; what is none of these is Windows-1252 or Latin-1."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(encoding, "replace"), encoding, len(mark))
    for encoding in (_declared(content), "utf-8", "cp1252"):
        try:
            return Decoded(content.decode(encoding), encoding, 0)
        except (UnicodeDecodeError, LookupError):
            continue
    return Decoded(content.decode("latin-1"), "latin-1", 0)


def _declared(content: bytes) -> str:
    """What the page's head says; a declared Latin-1 means Windows-1252, as in every browser."""
    found = DECLARED.search(content[:2048])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    return "utf-8" if name in {"iso-8859-1", "latin1", "latin-1"} else name


def _misread(written: str, encoding: str) -> str:
    """UTF-8 read as another encoding; bytes which that one lacks come through as Latin-1, as they do in practice."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in written.encode())


def _broken_forms() -> dict[str, tuple[str, int]]:
    """What each character looks like after one wrong decoding, and after two."""
    forms: dict[str, tuple[str, int]] = {}
    for right in OFTEN_BROKEN:
        for encoding in MISREAD_AS:
            once = _misread(right, encoding)
            forms[_misread(once, encoding)] = (right, 2)
            forms.setdefault(once, (right, 1))
    return forms


BROKEN = _broken_forms()
BROKEN_FORM = re.compile("|".join(re.escape(form) for form in sorted(BROKEN, key=len, reverse=True)))
BROKEN_SIGNS = ("â", "Ã", "Â", "‚Ä", "√", "Å", "¬")


def looks_broken(text: str) -> bool:
    """A quick look, so that sound texts are not searched for every broken form."""
    return any(sign in text for sign in BROKEN_SIGNS)
