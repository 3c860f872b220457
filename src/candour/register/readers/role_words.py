"""The words for a rank or role, with what stands right before them: how many, which ones, and of what kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candour.register.readers.vocabulary import load
from candour.register.statements import Span

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NEW_WORDS = {"another", "further", "additional", "separate", "more", "different"}
COUNTING = ["other", r"\d{1,3}", "each", "every", "no", "either", "neither"]
NO_ROLE = r"(?:the|an?|of|to|and|in|that|was|were|for|on|he|she|they|his|her|had|has|with|by|at|not|from|we|our|it|is|be|been|this|which|who)\b"
LONGEST_LEAD = 110
FOLLOWING = re.compile(r"\(\?[=!](?:[^()]|\([^()]*\))*\)")
THE = r"(?P<the>(?:the|this|that|these|those|our|his|her|their|each of the|all of the|both) )?"
OF = r"(?P<of>(?:one|two|three|four|five|six|some|none|each|all|both|either|neither|another|members?|\d+) of (?:its )?)?"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """`three of the response officers`: of, the, count and mods stand before the role; any may be empty."""

    start: int
    role_start: int
    end: int
    role: str
    of: str
    the: str
    count: str
    mods: str

    @property
    def before(self) -> str:
        return " ".join((self.of, self.the, self.count, self.mods))


def roles_in(plain: str, sentence: Span) -> Iterator[RoleWords]:
    """Roles first, then what leads up to each: there are few of them, and many words that could begin a lead."""
    free = sentence.start
    for role in _role_pattern().finditer(plain, sentence.start, sentence.end):
        lead = _lead_pattern().search(plain, max(free, role.start() - LONGEST_LEAD), role.start())
        start = lead.start() if lead else role.start()
        parts = [(lead[name] or "").strip() if lead else "" for name in ("of", "the", "count", "mods")]
        yield RoleWords(start, role.start(), role.end(), role[0], *parts)
        free = role.end()


@cache
def role_of(written: str) -> str:
    """The first role whose pattern is the whole of what is written; what must follow it is not written any more."""
    return next((name for name, pattern in _role_patterns() if pattern.fullmatch(written)), "officer")


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("roles")["role"]
    return tuple(
        (row["name"], re.compile("|".join(map(_without_following, row["patterns"])), re.ASCII))
        for row in rows
    )


def _without_following(pattern: str) -> str:
    return f"(?:{FOLLOWING.sub('', pattern)})"


@cache
def _role_pattern() -> re.Pattern[str]:
    roles = "|".join(pattern for row in load("roles")["role"] for pattern in row["patterns"])
    return re.compile(rf"\b(?!{NO_ROLE})(?:{roles})\b(?!/)", re.ASCII)


@cache
def _lead_pattern() -> re.Pattern[str]:
    """From the first word that can belong to it up to where the role begins."""
    table = load("roles")
    numbers = "|".join([*table["numbers"], *table["several"], *ORDINALS, *sorted(NEW_WORDS), *COUNTING])
    count = rf"(?P<count>(?:(?:{numbers}) ){{0,3}})"
    mods = rf"(?P<mods>(?:(?:serving|current) and former |former and (?:serving|current) )?(?:(?!(?:{table['not_between']})\b)(?:[a-z&'-]+|\([a-z]{{2,6}}\)) ){{0,6}}?)"
    return re.compile(rf"\b{OF}{THE}{count}{mods}\Z", re.ASCII)
