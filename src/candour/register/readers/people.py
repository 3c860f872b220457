"""Mentions of people in a sentence: how many, of which rank, and whether they can be those a case is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.vocabulary import load
from candour.register.statements import Span

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NEW_WORDS = {"another", "further", "additional", "separate", "more", "different"}
NAME = re.compile(r" *(?:\(?\d{2,6}\)? )?(?:[A-Z][a-z]{0,2}\.? )?((?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]{2,})")
TITLE_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss) ((?:[A-Z][\w'-]+ )?[A-Z][\w'-]+)")
LETTER = re.compile(r" *(?:\"|')?([A-Z]|\d{1,2})(?:\"|')?(?![\w'])")
LABEL_OF_RANK = re.compile(
    r"(?:^|\n)\s*(?:officer(?:'s)? )?(?:rank|role|grade|officer)(?: (?:and|/) (?:name|number))?\s*[:|]\s*$"
)
PRONOUN = re.compile(r"\b(?P<one>he|she|his|her|him)\b|\b(?P<many>they|them|their)\b")
NOT_NAMES = {
    "The",
    "This",
    "He",
    "She",
    "They",
    "After",
    "During",
    "On",
    "In",
    "At",
    "Following",
    "Police",
    "Crown",
    "Court",
    "And",
    "Was",
    "From",
    "Misconduct",
    "Who",
    "Based",
    "Gross",
    "Has",
    "Had",
    "Appeared",
    "Dismissed",
    "Former",
    "Officer",
    "Serving",
    "Attached",
    "Rank",
    "Name",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """`key` is one person across the text (by letter, ordinal or surname; it is never given out); `n` None is an unknown number."""

    start: int
    end: int
    role: str
    n: int | None
    definite: bool
    fresh: bool
    former: bool
    key: str = ""
    pronoun: bool = False
    decoy: bool = False
    some_of: bool = False
    nobody: bool = False

    @property
    def plural(self) -> bool:
        return self.n is None or self.n > 1


def mentions_in(document: Document, sentence: Span) -> list[Mention]:
    """Everybody a sentence speaks of, in order; pronouns come as mentions too."""
    found = [*_roles(document, sentence), *_titled(document, sentence)]
    taken = [(one.start, one.end) for one in found]
    for decoy in [*_decoys(document, sentence), *_pronouns(document, sentence)]:
        if not any(decoy.start < end and start < decoy.end for start, end in taken):
            found.append(decoy)
    return sorted(found, key=lambda one: one.start)


def _roles(document: Document, sentence: Span) -> Iterator[Mention]:
    for match in _role_pattern().finditer(document.plain, sentence.start, sentence.end):
        if not _stands_aside(document, sentence, match):
            yield _mention(document, match)


def _mention(document: Document, match: re.Match[str]) -> Mention:
    before = " ".join(filter(None, (match["of"], match["the"], match["count"], match["mods"]))).split()
    role = _role_of(match["role"])
    n = _number(match, before)
    key, end = _key_after(document.cased, match.end(), singular=n == 1)
    ordinal = next((one for one in before if one in ORDINALS), "")
    definite = bool(match["the"]) or bool({"both", "neither", "either", "each"} & set(before))
    return Mention(
        start=match.start(),
        end=end,
        role=role,
        n=1 if key or ordinal else n,
        definite=definite or bool(key) or bool(ordinal),
        fresh=_labelled(document, match) or bool(NEW_WORDS & set(before)) or ("other" in before and n == 1),
        former=bool(_pattern("former").search(document.plain[max(0, match.start() - 3) : match.end()])),
        key=key or (f"ordinal {ordinal}" if ordinal and not NEW_WORDS & set(before) else ""),
        some_of=bool(match["of"]) and not {"neither", "none"} & set(before),
        nobody=bool({"no", "none"} & set(before)),
    )


def _labelled(document: Document, match: re.Match[str]) -> bool:
    """`Rank: PC` on a line of its own begins the next case of a list."""
    return bool(LABEL_OF_RANK.search(document.plain[max(0, match.start() - 24) : match.start()]))


def _number(match: re.Match[str], before: list[str]) -> int | None:
    """The number that is written; without one, a plural word is an unknown number and a singular word one."""
    numbers = load("roles")["numbers"]
    if {"no", "any", "none"} & set(before):
        return None
    if {"neither", "either"} & set(before):
        return 2
    counted = before[: before.index("of")] if "of" in before else before
    for word in reversed(counted):
        if word in numbers:
            return int(numbers[word])
        if word.isdigit():
            return int(word)
    role = match["role"]
    singular = role in {"ps", "ds", "dcs"} or role.startswith("member of")
    plural = role.endswith(("s", "men", "staff")) or role.startswith("members ")
    return None if plural and not singular else 1


def _key_after(cased: str, place: int, *, singular: bool) -> tuple[str, int]:
    """`Officer A` and a surname mark one person."""
    if not singular:
        return "", place
    letter = LETTER.match(cased, place)
    if letter and letter[1] not in {"I"}:
        return f"letter {letter[1]}", letter.end()
    name = NAME.match(cased, place)
    if name and not NOT_NAMES & set(name[1].split()):
        return f"name {name[1].split()[-1].lower()}", name.end()
    return "", place


def _titled(document: Document, sentence: Span) -> Iterator[Mention]:
    """`Mr Surname` is an officer only where an officer of that name was spoken of; the key tells."""
    for found in TITLE_NAME.finditer(document.cased, sentence.start, sentence.end):
        key = f"name {found[1].split()[-1].lower()}"
        yield Mention(found.start(), found.end(), "officer", 1, True, False, False, key=key, pronoun=True)


def _pronouns(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in PRONOUN.finditer(document.plain, sentence.start, sentence.end):
        n = 1 if found["one"] else None
        yield Mention(found.start(), found.end(), "officer", n, True, False, False, pronoun=True)


def _decoys(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in _decoy_pattern().finditer(document.plain, sentence.start, sentence.end):
        yield Mention(found.start(), found.end(), "", 1, False, False, False, decoy=True)


def _stands_aside(document: Document, sentence: Span, match: re.Match[str]) -> bool:
    before = document.plain[max(sentence.start, match.start("role") - 40) : match.start("role")]
    after = document.plain[match.end() : min(sentence.end, match.end() + 90)]
    name = NAME.match(document.cased, match.end())
    if _role_of(match["role"]) == "chief_officer" and _pattern("acts_as_authority").match(after):
        return True
    speaks = (
        name
        and not match["the"]
        and _pattern("speaker_after").search(document.plain[name.end() : sentence.end])
    )
    return bool(speaks or _pattern("speaker_before").search(before) or _pattern("not_a_person").match(after))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("roles")[key])


@cache
def _role_of(written: str) -> str:
    """The first role whose pattern is the whole of what is written."""
    return next(name for name, pattern in _role_patterns() if pattern.fullmatch(written))


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("roles")["role"]
    return tuple((row["name"], re.compile("|".join(f"(?:{one})" for one in row["patterns"]))) for row in rows)


@cache
def _role_pattern() -> re.Pattern[str]:
    table = load("roles")
    roles = "|".join(pattern for row in table["role"] for pattern in row["patterns"])
    numbers = "|".join(
        [
            *table["numbers"],
            *table["several"],
            *ORDINALS,
            *NEW_WORDS,
            "other",
            r"\d{1,3}",
            "each",
            "every",
            "no",
            "either",
            "neither",
        ]
    )
    count = rf"(?P<count>(?:(?:{numbers}) ){{0,3}})"
    the = r"(?P<the>(?:the|this|that|these|those|our|his|her|their|each of the|all of the|both) )?"
    of = r"(?P<of>(?:one|two|three|four|five|six|some|none|each|all|both|either|neither|another|members?|\d+) of )?"
    mods = r"(?P<mods>(?:(?!(?:and|or|of|to|in|by|for|with|from|was|were|had|has|that|which|who|on|at|against|found|the|an|a|as|but|if|is|are|be|when|gave|into|after|other)\b)[a-z&'-]+ ){0,3}?)"
    return re.compile(rf"\b{of}{the}{count}{mods}(?P<role>{roles})\b(?!/)")


@cache
def _decoy_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:an?|the|another|one|two|three|his|her|their) )(?:[\w-]+ ){0,2}?(?:"
        + "|".join(load("roles")["decoys"]["patterns"])
        + r")\b"
    )
