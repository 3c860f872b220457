"""Which characters the shipped typeface can set: a letter that would print empty boxes is refused instead."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Liberation Sans"
_WINDOWS_UNICODE = (3, 1)
_BREAKS = frozenset("\n\r\t")


def missing_from_typeface(text: str) -> list[str]:
    """The characters that cannot be set, each once, in the order in which they come."""
    known = characters_of_typeface()
    return [sign for sign in dict.fromkeys(text) if ord(sign) not in known and sign not in _BREAKS]


@cache
def characters_of_typeface() -> frozenset[int]:
    """What all four styles have in common."""
    return frozenset.intersection(*(_characters_of(path) for path in sorted(FONTS.glob("*.ttf"))))


def _characters_of(path: Path) -> frozenset[int]:
    """Reads the format 4 character map of a TrueType file (OpenType specification, table cmap)."""
    font = path.read_bytes()
    table = _table(font, b"cmap")
    for place in range(struct.unpack(">H", font[table + 2 : table + 4])[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", font, table + 4 + 8 * place)
        if (platform, encoding) == _WINDOWS_UNICODE:
            return frozenset(_segments(font, table + offset))
    raise ValueError(f"{path.name} has no Unicode character map.")


def _table(font: bytes, tag: bytes) -> int:
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * place)
        if name == tag:
            return int(offset)
    raise ValueError(f"The font has no {tag.decode()} table.")


def _segments(font: bytes, at: int) -> list[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    found: list[int] = []
    for first, last in zip(starts, ends, strict=True):
        found += [sign for sign in range(first, last + 1) if sign != 0xFFFF]
    return found
