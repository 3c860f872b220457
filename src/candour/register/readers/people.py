"""Mentions of people in a sentence: how many, of which rank, and whether they can be those a case is about."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.role_words import NEW_WORDS, ORDINALS, RoleWords, role_of, roles_in, work_of
from candour.register.readers.vocabulary import load
from candour.register.statements import Span

LEAD_OF_ASIDE = 80
PREPOSITIONS = {"of", "by", "from", "for", "against", "to", "with", "about", "on"}
NAME = re.compile(r" *(?:\(?\d{2,6}\)? )?(?:[A-Z][a-z]{0,2}\.? )?((?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]{2,})")
DESCRIBED = re.compile(r" (?:who|responsible|in charge|involved in|driving)\b", re.ASCII)
TURNED_TO = re.compile(
    r"\balso (?:investigated|looked at|examined) (?:the (?:conduct|actions|decisions|role) of )?\Z", re.ASCII
)
WHOEVER = re.compile(r" (?:who|that|found|proven|serving)\b", re.ASCII)
TITLE_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss) ((?:[A-Z][\w'-]+ )?[A-Z][\w'-]+)")
FULL_NAME = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+"
NAMES = re.compile(rf" *({FULL_NAME}(?:, {FULL_NAME})*,? and {FULL_NAME})")
LETTER = re.compile(r" *(?:\"|')?([A-Z]|\d{1,2})(?:\"|')?(?![\w'])")
LABEL_OF_RANK = re.compile(
    r"(?:^|\n)\s*(?:officer(?:'s)? )?(?:rank|role|grade|officer)(?: (?:and|/) (?:name|number))?\s*[:|]\s*$"
)
PRONOUN = re.compile(r"\b(?P<one>he|she|his|her|him)\b|\b(?P<many>they|them|their)\b", re.ASCII)
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
    names: tuple[str, ...] = ()
    nobody: bool = False
    rest: bool = False
    others: bool = False
    bare: bool = False
    described: bool = False
    counted_one: bool = False
    work: str = ""

    @property
    def plural(self) -> bool:
        return self.n is None or self.n > 1


def mentions_in(document: Document, sentence: Span, *, pronouns: bool = True) -> list[Mention]:
    """Everybody a sentence speaks of, in order; pronouns, and surnames after `Mr`, come as mentions too where they are asked for."""
    stand_ins = [*_titled(document, sentence), *_pronouns(document, sentence)] if pronouns else []
    found = [*_roles(document, sentence), *(one for one in stand_ins if one.key)]
    taken = sorted((one.start, one.end) for one in found)
    for other in [*_decoys(document, sentence), *(one for one in stand_ins if not one.key)]:
        place = bisect_left(taken, (other.start, 0))
        ends_before = place == 0 or taken[place - 1][1] <= other.start
        if ends_before and (place == len(taken) or taken[place][0] >= other.end):
            found.append(other)
            taken.insert(place, (other.start, other.end))
    return sorted(found, key=lambda one: one.start)


def _roles(document: Document, sentence: Span) -> Iterator[Mention]:
    for words in roles_in(document.plain, sentence):
        if not _stands_aside(document, sentence, words):
            yield _mention(document, words)


def _mention(document: Document, words: RoleWords) -> Mention:
    before = words.before.split()
    role = "dc" if document.cased[words.role_start : words.end] == "DCs" else role_of(words.role)
    n = _number(words, before)
    names, named_until = _names_after(document.cased, words.end) if n is None else ((), words.end)
    n = n or len(names) or None
    key, end = _key_after(document.cased, named_until, singular=n == 1)
    ordinal = next((one for one in before if one in ORDINALS), "")
    together = {"both", "neither", "either", "each", *(["all"] if n else [])}
    definite = _pointed_at(document, words, n) or bool(together & set(before))
    return Mention(
        start=words.start,
        end=end,
        role=role,
        n=1 if key or ordinal else n,
        definite=definite or bool(key) or bool(ordinal),
        fresh=words.role == "colleague"
        or _labelled(document, words)
        or _turned_to(document, words)
        or bool(NEW_WORDS & set(before))
        or ("other" in before and n == 1),
        former=bool(_pattern("former").search(document.plain[max(0, words.start - 3) : words.end])),
        key=key or (f"ordinal {ordinal}" if ordinal and not NEW_WORDS & set(before) else ""),
        some_of=bool(words.of) and not {"neither", "none"} & set(before),
        nobody=bool({"no", "none"} & set(before)),
        rest="remaining" in before,
        others="other" in before and definite and n is not None and n > 1,
        names=names,
        work=work_of(words.role) if role == "police_staff" else "",
        counted_one=words.count == "one" and not words.of and not words.the,
        described=bool(DESCRIBED.match(document.plain, end)),
    )


def _pointed_at(document: Document, words: RoleWords, n: int | None) -> bool:
    """`That` before a number or after `found` opens a clause and points at nobody."""
    if words.the != "that":
        return bool(words.the)
    before = document.plain[max(0, words.start - 12) : words.start].split()
    return n == 1 and not words.count and bool(before) and before[-1] in PREPOSITIONS


def _turned_to(document: Document, words: RoleWords) -> bool:
    """`We also investigated the driver`: somebody not spoken of before."""
    begins = max(0, words.start - 60)
    told = document.plain.find("also ", begins, words.start) >= 0
    return told and bool(TURNED_TO.search(document.plain, begins, words.start))


def _labelled(document: Document, words: RoleWords) -> bool:
    """`Rank: PC` on a line of its own begins the next case of a list."""
    labelled = LABEL_OF_RANK.search(document.plain[max(0, words.start - 24) : words.start])
    return bool(labelled) or _opens_row(document, words)


def _opens_row(document: Document, words: RoleWords) -> bool:
    """`Police Constable | 2017 | …`: a row of a table is a case of its own."""
    opens = words.start == 0 or document.plain[words.start - 1] == "\n"
    return opens and document.plain[words.end : words.end + 2] == " |"


def _number(words: RoleWords, before: list[str]) -> int | None:
    """The number that is written; without one, a plural word is an unknown number and a singular word one."""
    numbers = load("roles")["numbers"]
    if {"no", "any", "none"} & set(before):
        return _of_how_many(before, numbers)
    if {"neither", "either"} & set(before):
        return 2
    counted = before[: before.index("of")] if "of" in before else before
    for word in reversed(counted):
        if word in numbers:
            return int(numbers[word])
        if word.isdigit():
            return int(word)
    role = words.role
    singular = role in {"ps", "ds", "dcs"} or role.startswith("member of")
    plural = role.endswith(("s", "men", "staff")) or role.startswith("members ")
    return None if plural and not singular else 1


def _of_how_many(before: list[str], numbers: dict[str, int]) -> int | None:
    """`None of the five officers`: five of whom the same is told."""
    counted = before[before.index("of") + 1 :] if "of" in before else []
    return next((int(numbers.get(one, one)) for one in counted if one in numbers or one.isdigit()), None)


def _key_after(cased: str, place: int, *, singular: bool) -> tuple[str, int]:
    """`Officer A` and a surname mark one person."""
    if not singular:
        return "", place
    letter = LETTER.match(cased, place)
    if letter and letter[1] not in {"I"}:
        return f"letter {letter[1]}", letter.end()
    name = NAME.match(cased, place)
    if name and not NOT_NAMES & set(name[1].split()):
        return f"name {_surname(name[1])}", name.end()
    return "", place


def _surname(written: str) -> str:
    """`PC Surname's actions` are those of PC Surname."""
    return written.split()[-1].lower().removesuffix("'s").rstrip("'")


def _names_after(cased: str, place: int) -> tuple[tuple[str, ...], int]:
    """`Constables Ann Example, Bo Sample and Cy Other`: three, by their surnames, and where the last of them ends."""
    found = NAMES.match(cased, place)
    if not found or NOT_NAMES & set(found[1].split()):
        return (), place
    return tuple(one.split()[-1].lower() for one in re.split(r",? and |, ", found[1])), found.end()


def _titled(document: Document, sentence: Span) -> Iterator[Mention]:
    """`Mr Surname` is an officer only where an officer of that name was spoken of; the key tells."""
    if document.cased.find("M", sentence.start, sentence.end) < 0:
        return
    for found in TITLE_NAME.finditer(document.cased, sentence.start, sentence.end):
        key = f"name {_surname(found[1])}"
        yield Mention(found.start(), found.end(), "officer", 1, True, False, False, key=key, pronoun=True)


def _pronouns(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in PRONOUN.finditer(document.plain, sentence.start, sentence.end):
        n = 1 if found["one"] else None
        yield Mention(found.start(), found.end(), "officer", n, True, False, False, pronoun=True)


def _decoys(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in _decoy_pattern().finditer(document.plain, sentence.start, sentence.end):
        yield Mention(found.start(), found.end(), "", 1, False, False, False, decoy=True)


def _stands_aside(document: Document, sentence: Span, words: RoleWords) -> bool:
    before = document.plain[max(sentence.start, words.role_start - LEAD_OF_ASIDE) : words.role_start]
    after = document.plain[words.end : min(sentence.end, words.end + 90)]
    name = NAME.match(document.cased, words.end)
    chief = role_of(words.role) == "chief_officer"
    if chief and (_pattern("acts_as_authority").match(after) or _pattern("heard_before").search(before)):
        return True
    if _spoken_of_all(words, after):
        return True
    speaks = (
        name
        and words.the in {"", "that"}
        and _pattern("speaker_after").search(document.plain[name.end() : sentence.end])
    )
    return bool(speaks or _pattern("speaker_before").search(before) or _pattern("not_a_person").match(after))


def _spoken_of_all(words: RoleWords, after: str) -> bool:
    """`Our officers`, `any officer who`: whoever speaks so means everybody, or nobody in particular."""
    ours = words.the == "our" and not words.of and words.role.endswith(("s", "staff"))
    return ours or ("any" in words.before.split() and bool(WHOEVER.match(after)))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("roles")[key], re.ASCII)


@cache
def _decoy_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:an?|the|another|one|two|three|his|her|their) )(?:[\w-]+ ){0,2}?(?:"
        + "|".join(load("roles")["decoys"]["patterns"])
        + r")\b",
        re.ASCII,
    )
