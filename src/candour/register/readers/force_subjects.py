"""Whose officers or staff a document is about: the title says, or the site, or the words beside a force's name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.forces import Named, force_of_host, named_forces, nearest_force
from candour.register.readers.titles import lines_of_title
from candour.register.readers.vocabulary import load

UNKNOWN_IN_TITLE = re.compile(
    r"[-–] *([A-Z][^,–-]{4,60}?(?:Police|Constabulary|Force|Service)[^,–-]{0,20}?)(?:,|$)"
)
JOINED = re.compile(r"(?: service)?(?: \([a-z]+\))? (?:and|&)(?: the)? ", re.ASCII)
SPEAKS_FOR = re.compile(r"(?:standards|spokes\w+) (?:for|of|at) (?:the )?$", re.ASCII)
SUFFIX = re.compile(r"(?:police|constabulary|service)\Z", re.ASCII)
LINES_OF_HEAD = 12
MANY = {"news", "foi_or_statistics"}


def read_forces(document: Document, title: Finding | None, kind: str) -> Iterator[Finding]:
    """The forces of the title; else that of the site; else those whose officers the text speaks of."""
    titled = list(_in_title(document, title))
    if titled and kind not in MANY:
        yield from titled
        return
    host = force_of_host(document.address)
    if host and not titled:
        yield Finding("force", host, document.begin, document.begin + 1)
        return
    yield from titled
    named = [one for one in document.forces_named if not _of_another_case(document, one)]
    counted = [
        one
        for one in named
        if kind == "foi_or_statistics"
        and not one.bare
        and _pattern("number_after").match(document.plain[one.end : one.end + 40])
    ]
    spoken_of = [one for one in named if one in counted or _subject(document, one)]
    for one in named:
        if one not in spoken_of and _joined(document, one, spoken_of):
            spoken_of.append(one)
    yield from (_finding(one) for one in spoken_of)
    if not spoken_of and not titled:
        yield from _only_one(document, [one for one in named if not one.bare])
    yield from _unknown(title, bool(titled or spoken_of))


def _joined(document: Document, named: Named, spoken_of: list[Named]) -> bool:
    """`Officers from one force and another`: the second is spoken of as the first is."""
    return not named.bare and any(
        not one.bare
        and (JOINED.fullmatch(document.plain, one.end, named.start) or _listed(document, one, named))
        and not SPEAKS_FOR.search(document.plain, max(0, one.start - 40), one.start)
        for one in spoken_of
    )


def _listed(document: Document, first: Named, second: Named) -> bool:
    """`West Exmere, East Exmere and Wexmoor Police`: the suffix comes once, at the end."""
    return document.plain[first.end : second.start] == ", " and not SUFFIX.search(
        document.plain, first.start, first.end
    )


def _of_another_case(document: Document, named: Named) -> bool:
    chaired = _pattern("chairs_from").search(document.plain, max(0, named.start - 90), named.start)
    return chaired is not None or document.sentence_at(named.start) in document.of_another_case


def _in_title(document: Document, title: Finding | None) -> Iterator[Finding]:
    """Bare names count after the dash of a title, where the force stands, or beside a rank."""
    if title is None:
        return
    plain = document.plain[title.start : title.end]
    cased = document.cased[title.start : title.end]
    if not plain.strip():
        plain, cased = str(title.value).lower(), str(title.value)
    dash = max(plain.rfind(" - "), plain.rfind(" -"))
    for one in named_forces(plain, cased):
        slot = 0 <= dash < one.start
        if not one.bare or slot or _subject_words(plain, one):
            yield Finding("force", one.force, title.start + one.start, title.start + one.end)


def _subject(document: Document, named: Named) -> bool:
    """An officer of the force stands beside its name, and the name is not that of a force which only refers or assists."""
    left = max(document.begin, named.start - 70)
    window = document.plain[left : named.end + 70]
    return _subject_words(window, Named(named.force, named.start - left, named.end - left, named.bare))


def _subject_words(plain: str, named: Named) -> bool:
    before, after = plain[: named.start].rsplit("\n", 1)[-1], plain[named.end :].split("\n", 1)[0]
    if _pattern("referring").search(before):
        return False
    if named.bare:
        return bool(_pattern("bare_before").search(before) or _pattern("bare_after").match(after))
    return bool(_pattern("subject_before").search(before) or _pattern("subject_after").match(after))


def _only_one(document: Document, named: list[Named]) -> Iterator[Finding]:
    """One force alone in the text is meant; of several, the one named most is only likely."""
    counted = Counter(one.force for one in named)
    if not counted:
        return
    force, times = counted.most_common(1)[0]
    first = next(one for one in named if one.force == force)
    yield Finding(
        "force",
        force,
        first.start,
        first.end,
        sure=len(counted) == 1 or times >= 3 * max(n for name, n in counted.items() if name != force),
    )


def _unknown(title: Finding | None, known: bool) -> Iterator[Finding]:
    """A body that no table knows, in a title's place for a force: the nearest name is put forward for a person to judge."""
    found = UNKNOWN_IN_TITLE.search(str(title.value)) if title and not known else None
    near = nearest_force(found[1]) if found else None
    if title and found and near:
        yield Finding("force", near, title.start + found.start(1), title.start + found.end(1), sure=False)


def _finding(named: Named) -> Finding:
    return Finding("force", named.force, named.start, named.end)


def account_begins(document: Document, title: Finding | None) -> int:
    """Where the text under the title starts."""
    repeated = (
        line.end
        for line in document.body[:LINES_OF_HEAD]
        if title and document.words_of(line) == str(title.value)
    )
    return max((*(line.end for line in lines_of_title(document, title)), *repeated), default=document.begin)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(str(load("forces")[key]), re.ASCII)
