"""A provision in words with its address on legislation.gov.uk, for the small print of public pages."""

from collections.abc import Iterable
from dataclasses import dataclass

INSTRUMENTS = {
    "ukpga/1998/32": "Police (Northern Ireland) Act 1998",
    "ukpga/2002/30": "Police Reform Act 2002",
    "asp/2006/10": "Police, Public Order and Criminal Justice (Scotland) Act 2006",
    "ukpga/2006/52": "Armed Forces Act 2006",
    "uksi/2012/1204": "Police (Complaints and Misconduct) Regulations 2012",
    "uksi/2020/2": "Police (Complaints and Misconduct) Regulations 2020",
}
INSTRUMENT_PARTS = 3


@dataclass(frozen=True)
class Citation:
    words: str
    href: str


def cite(path: str) -> Citation:
    """`ukpga/2002/30/section/12` is section 12 of the Police Reform Act 2002; a named document stays as it is."""
    parts = path.split("/")
    instrument = INSTRUMENTS.get("/".join(parts[:INSTRUMENT_PARTS]))
    if instrument is None:
        return Citation(path, "")
    within = parts[INSTRUMENT_PARTS:]
    pairs = [f"{kind} {number}" for kind, number in zip(within[::2], within[1::2], strict=False)]
    return Citation(", ".join([instrument, *pairs]), f"https://www.legislation.gov.uk/{path}")


def cite_all(paths: Iterable[str]) -> list[Citation]:
    return [cite(path) for path in dict.fromkeys(paths)]
