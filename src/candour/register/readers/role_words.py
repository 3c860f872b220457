"""The words for a rank or role, with what stands right before them: how many, which ones, and of what kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candour.register.readers.held_words import alternatives
from candour.register.readers.vocabulary import load
from candour.register.statements import Span

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NEW_WORDS = {"another", "further", "additional", "separate", "more", "different"}
COUNTING = ["other", r"\d{1,3}", "each", "every", "no", "either", "neither"]
NO_ROLE = r"(?:the|an?|of|to|and|in|that|was|were|for|on|he|she|they|his|her|had|has|with|by|at|not|from|we|our|it|is|be|been|this|which|who)\b"
NO_WORD = re.compile(NO_ROLE)
LONGEST_LEAD = 110
STOPS = ".,:;\n"
NO_LETTERS = re.compile(r"\[[^]]*\]|\\.|\(\?[:=!<]+")
LOOKING = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
RUN = re.compile(r"(?P<run>[a-z0-9/]+)(?P<may_be_less>[?*{]?)(?P<space> ?)", re.ASCII)
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
        lead = _lead_pattern().search(plain, _lead_begins(plain, free, role.start()), role.start())
        start = lead.start() if lead else role.start()
        parts = [(lead[name] or "").strip() if lead else "" for name in ("of", "the", "count", "mods")]
        yield RoleWords(start, role.start(), role.end(), role[0], *parts)
        free = role.end()


def _lead_begins(plain: str, free: int, role: int) -> int:
    """No lead reaches back over a stop."""
    earliest = max(free, role - LONGEST_LEAD)
    return max(earliest, *(plain.rfind(stop, earliest, role) + 1 for stop in STOPS))


@cache
def role_of(written: str) -> str:
    """The first role whose pattern is the whole of what is written; what must follow it is not written any more."""
    return next((name for name, pattern in _role_patterns() if pattern.fullmatch(written)), "officer")


@cache
def work_of(written: str) -> str:
    """What a member of staff does, where the word for them tells it: a dispatcher is no detention officer."""
    kinds: dict[str, list[str]] = load("roles")["work"]
    return next((name for name, words in kinds.items() if any(one in written for one in words)), "")


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("roles")["role"]
    return tuple(
        (row["name"], re.compile("|".join(map(_without_following, row["patterns"])), re.ASCII))
        for row in rows
    )


def _without_following(pattern: str) -> str:
    return f"(?:{LOOKING.sub('', pattern)})"


@cache
def _role_pattern() -> re.Pattern[str]:
    """Most words of a sentence begin no role: they are told by their first letters before any role is tried."""
    roles = roles_written()
    begins = rf"(?=\W?{alternatives(openings(roles))})"
    return re.compile(rf"\b{begins}(?!{NO_ROLE})(?:{roles})\b(?!/)", re.ASCII)


def roles_written() -> str:
    """Every pattern of a role, in order."""
    return "|".join(pattern for row in load("roles")["role"] for pattern in row["patterns"])


def openings(pattern: str) -> frozenset[str]:
    """Whatever is written in letters alone begins as one of its runs of letters does; of each the first few.

    Words that never begin a role are left out; what is only looked at is no part of one.
    """
    runs = RUN.finditer(NO_LETTERS.sub(" ", LOOKING.sub(" ", pattern)))
    return frozenset(
        (one["run"][:-1] or one["run"] if one["may_be_less"] else one["run"])[:3]
        for one in runs
        if not (one["space"] and NO_WORD.fullmatch(one["run"]))
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    """From the first word that can belong to it up to where the role begins."""
    table = load("roles")
    numbers = "|".join([*table["numbers"], *table["several"], *ORDINALS, *sorted(NEW_WORDS), *COUNTING])
    count = rf"(?P<count>(?:(?:{numbers}) ){{0,3}})"
    mods = rf"(?P<mods>(?:(?:serving|current) and former |former and (?:serving|current) )?(?:(?!(?:{table['not_between']})\b)(?:[a-z&'-]+|\([a-z]{{2,6}}\)) ){{0,6}}?)"
    return re.compile(rf"\b{OF}{THE}{count}{mods}\Z", re.ASCII)
