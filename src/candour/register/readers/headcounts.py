"""People spoken of by number alone: `the three`, `all four`, `both`, `one … the other`, `one serving and two former`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.document import Document
from candour.register.readers.needed import words_needed
from candour.register.readers.people import Mention, mentions_in
from candour.register.readers.vocabulary import load
from candour.register.statements import Span

NUMBER = r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
VERB = (
    r"(?= (?:have|has|had|were|was|will|would|are|is|each|both|all|then|later|also|now|since|never|did|"
    r"received|attended|resigned|retired|left|faced|admitted|denied|accepted|underwent|pleaded|appeared|got|who)\b)"
)
MANY = re.compile(
    rf"\b(?:(?:the|all|all of the|these|those) {NUMBER}|(?P<two>both|the pair|the duo)){VERB}", re.ASCII
)
OTHERS = re.compile(rf"\bthe (?:other|remaining) {NUMBER}(?=[.,;]|\s*\Z|{VERB[3:-1]})", re.ASCII)
SOME = re.compile(
    rf"(?:^|, |: |; |\bthat |\bwhere |\bwhom |\bof which |\band |\bwhile |\bfound ){NUMBER}(?:{VERB}|(?= for (?:gross )?misconduct\b))",
    re.ASCII,
)
COUNTED = re.compile(rf"{NUMBER}(?:{VERB}| for (?:gross )?misconduct\b)", re.ASCII)
ONE = re.compile(
    rf"(?:(?:^|[.;:,] |\band |\bwhile |\bwith )(?P<one>one|(?:the|a) (?:second|third|fourth|fifth)|the other|another)"
    rf"(?:{VERB}|(?= (?:receiving|being|getting|given)\b)|(?= for (?:gross )?misconduct\b))"
    r"|\b(?:for|against) (?P<last>the (?:other|second|third|fourth|fifth))(?=[.,;]|\s*\Z| (?:and|but|while|who)\b))",
    re.ASCII,
)
COUNTING = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|both|the (?:pair|duo|other)|(?:the|a) (?:second|third|fourth|fifth)|another|serving)\b",
    re.ASCII,
)
OF_THEM = re.compile(rf"\b(?:{NUMBER}|(?P<one>one)) of (?:them|these|those|whom)\b", re.ASCII)
MORE = re.compile(
    rf"\b{NUMBER} (?:members of (?:the |its |an? )?(?:[\w'-]+ ){{1,5}}(?:unit|team|squad|department|command)|"
    r"(?:of )?(?:his|her|their)(?: former)? colleagues|others(?= (?:were|was|had|have|received|got|faced|will)\b))\b",
    re.ASCII,
)
SERVING_AND = re.compile(
    r"\b(?P<n>\w+) (?:(?:still|current|currently) )?serving(?: \w+)? and (?=\w+ (?:\w+ )?former\b)", re.ASCII
)


def everybody_in(document: Document, sentence: Span, *, pronouns: bool = True) -> list[Mention]:
    """Mentions with a rank, pronouns and headcounts, in order."""
    known = mentions_in(document, sentence, pronouns=pronouns)
    counted = list(headcounts_in(document, sentence, known))
    kept = [
        one
        for one in known
        if not (one.pronoun and any(each.start <= one.start < each.end for each in counted))
    ]
    return _ranked(sorted([*kept, *counted], key=lambda one: one.start))


def _ranked(mentions: list[Mention]) -> list[Mention]:
    """`Three constables were dismissed and two were warned`: the two are constables too."""
    found: list[Mention] = []
    for one in mentions:
        before = next((each for each in reversed(found) if not each.pronoun), None) if one.bare else None
        if before and one.n == 2 and before.n is None and not (before.decoy or before.nobody):
            one = replace(one, role=before.role, bare=before.role == "officer")
        before = found[-1] if found else None
        bare = one.some_of and one.role == "officer" and one.plural
        ranked = before and before.plural and not (before.pronoun or before.decoy)
        found.append(replace(one, role=before.role) if before and bare and ranked else one)
    return found


def headcounts_in(document: Document, sentence: Span, known: list[Mention]) -> Iterator[Mention]:
    """Those that no mention with a rank covers already."""
    if not COUNTING.search(document.plain, sentence.start, sentence.end):
        return
    ways = (_more, _many, _others, _some, _of_them, _one, _serving)
    for found in (one for way in ways for one in way(document, sentence)):
        if any(one.decoy and one.end == found.start - 1 for one in known):
            continue
        if not any(found.start < one.end and one.start < found.end for one in known if not one.pronoun):
            yield found


def _more(document: Document, sentence: Span) -> Iterator[Mention]:
    """`Four of their colleagues`, `six members of the crime unit`: people not spoken of before."""
    for found in _matches(MORE, document, sentence):
        yield Mention(found.start(), found.end(), "officer", _number(found["n"]), False, True, False)


def _many(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in _matches(MANY, document, sentence):
        n = 2 if found["two"] else _number(found["n"])
        yield Mention(found.start(), found.end(), "officer", n, True, False, False, bare=True)


def _others(document: Document, sentence: Span) -> Iterator[Mention]:
    """`It was not proven against the other two`: those of a group who have not been told of singly."""
    for found in _matches(OTHERS, document, sentence):
        yield Mention(
            found.start(),
            found.end(),
            "officer",
            _number(found["n"]),
            definite=True,
            fresh=False,
            former=False,
            others=True,
            bare=True,
        )


def _some(document: Document, sentence: Span) -> Iterator[Mention]:
    """`Where three were given warnings`: three of those spoken of just before."""
    if not COUNTED.search(document.plain, sentence.start, sentence.end):
        return
    for found in SOME.finditer(document.plain[sentence.start : sentence.end]):
        start, end = sentence.start + found.start("n"), sentence.start + found.end("n")
        yield Mention(start, end, "officer", _number(found["n"]), False, False, False, some_of=True)


def _of_them(document: Document, sentence: Span) -> Iterator[Mention]:
    """`Six officers had none, but four of them would benefit`: four of those spoken of just before."""
    for found in _matches(OF_THEM, document, sentence):
        n = 1 if found["one"] else _number(found["n"])
        yield Mention(
            found.start(), found.end(), "officer", n, n == 1, fresh=False, former=False, some_of=True
        )


def _one(document: Document, sentence: Span) -> Iterator[Mention]:
    """`One` is one of those spoken of just before; whoever is `the other` has not been told of yet."""
    if not _may_match(ONE, document, sentence):
        return
    for found in ONE.finditer(document.plain[sentence.start : sentence.end]):
        told = "one" if found["one"] else "last"
        start, end = sentence.start + found.start(told), sentence.start + found.end(told)
        written = document.plain[start:end]
        key = written.replace("a ", "ordinal ") if written.startswith("a ") else ""
        yield Mention(start, end, "officer", 1, True, False, False, key=key, some_of=not key)


def _serving(document: Document, sentence: Span) -> Iterator[Mention]:
    for found in _matches(SERVING_AND, document, sentence):
        n = _number(found["n"])
        end = found.end() - len(" and ")
        if n:
            yield Mention(found.start(), end, "officer", n, False, False, False)


def _matches(pattern: re.Pattern[str], document: Document, sentence: Span) -> Iterator[re.Match[str]]:
    if _may_match(pattern, document, sentence):
        yield from pattern.finditer(document.plain, sentence.start, sentence.end)


def _may_match(pattern: re.Pattern[str], document: Document, sentence: Span) -> bool:
    """Whether the sentence holds a word without which the pattern cannot match."""
    return any(document.plain.find(one, sentence.start, sentence.end) >= 0 for one in words_needed(pattern))


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else load("roles")["numbers"].get(written)
