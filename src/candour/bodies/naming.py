"""When two written names are the same name, and which names are near a misspelt one."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

SPACES = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", ".": " "})
DROPPED = str.maketrans({"'": None, "’": None, "‘": None})
NEAR_ENOUGH = 75.0


@dataclass(frozen=True)
class Candidate:
    """A name near to the one asked for: whose it is, how it is written, how near from 0 to 100."""

    key: str
    name: str
    score: float


def fold(written: str) -> str:
    """The form names are compared in: case, spacing, hyphens, apostrophes and `&` for `and` do not count."""
    plain = unicodedata.normalize("NFKC", written).translate(SPACES).translate(DROPPED)
    return " ".join(plain.replace("&", " and ").casefold().split())


def candidates(written: str, names: Iterable[tuple[str, str]], *, limit: int) -> list[Candidate]:
    """The best near name of each key, nearest first. The order of words does not count, their letters do."""
    wanted = fold(written)
    best: dict[str, Candidate] = {}
    for key, name in names:
        score = fuzz.token_sort_ratio(wanted, fold(name), score_cutoff=NEAR_ENOUGH)
        if score and (key not in best or score > best[key].score):
            best[key] = Candidate(key, name, round(score, 1))
    return sorted(best.values(), key=lambda near: (-near.score, near.key))[:limit]
