"""The title as it is shown, and the month in it."""

import re
from collections.abc import Iterator
from functools import cache

from candour.register.readers.dates import MONTH, month_number
from candour.register.readers.document import Document, Line, plain_signs
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import load

MONTH_NAMED = re.compile(r"\b" + MONTH.format(n="") + r"(?=\W|$)(?:,? ?(?P<year>(?:19[89]|20[0-4])\d)\b)?")
PARTED = re.compile(r"[,(–—-]")
SHORTEST_HEADING = 20
SITE_AFTER = re.compile(r" [-–—|] \S")
YEAR_AFTER = re.compile(r"\b((?:19[89]|20[0-4])\d)\b(?!/\d)")


def read_title(document: Document) -> Finding | None:
    """The heading of the page, else a line that is shaped as titles are, else the first line that can be one."""
    for candidate in (_from_heading, _labelled, _shaped, _first_line, _plain_heading):
        found = candidate(document)
        if found:
            return found
    return None


def read_title_month(title: Finding) -> Finding | None:
    """The first month that a title names, with the year that follows it."""
    written = plain_signs(str(title.value).lower())
    for month in MONTH_NAMED.finditer(written):
        year = month["year"] or _year_of_range(written, month.end())
        if year:
            value = f"{year}-{month_number(month['m']):02}"
            return Finding("incident_or_title_month", value, title.start, title.end)
    return None


def without_site(written: str) -> str:
    """A page's title without the name of the site around it."""
    for pattern in _patterns("site_around"):
        stripped = pattern.sub("", written).strip()
        written = stripped if len(stripped) > 12 else written
    return written


def _year_of_range(written: str, place: int) -> str | None:
    """`May to June 2018`: the first month has the year of the second."""
    following = written[place : place + 30]
    if not re.match(r" ?(?:-|to|and|/|,|&) ?(?:\d{1,2}(?:st|nd|rd|th)? )?" + MONTH.format(n=""), following):
        return None
    year = YEAR_AFTER.search(following)
    return year[1] if year else None


def _from_heading(document: Document) -> Finding | None:
    stated = {one.name: one.value for one in reversed(document.markings)}
    for name in ("h1", "title"):
        written = without_site(" ".join(stated.get(name, "").split()))
        wanted = written if len(written) > 8 and not _is_no_title(written) else ""
        place = _place_of(document, wanted) if wanted else None
        if place is not None:
            return Finding("title", written, place, place + len(written))
    return None


def _place_of(document: Document, written: str) -> int | None:
    """Where the title stands in the text, in its body where it does."""
    places = [one.start() for one in re.finditer(re.escape(written), document.text)]
    in_body = (place for place in places if any(line.start <= place < line.end for line in document.body))
    return next(in_body, places[0] if places else None)


def _labelled(document: Document) -> Finding | None:
    pattern = _pattern("labelled")
    for line in document.body[: load("titles")["lines_looked_at"]]:
        found = pattern.fullmatch(document.words_of(line))
        if found:
            return Finding("title", found["title"], line.start + found.start("title"), line.end)
    return None


def is_titled_as_published(written: str) -> bool:
    """Ends in a month and year, as the titles of most published investigations do."""
    plain = plain_signs(written.rstrip("."))
    return _pattern("month_at_end").search(plain) is not None


def _shaped(document: Document) -> Finding | None:
    """A line near the top that ends in a month and year, and is no sentence; none stands below the account."""
    paragraphs = 0
    for line in document.body[:30]:
        written = document.words_of(line)
        if (
            25 < len(written) <= load("titles")["longest"]
            and not _is_no_title(written)
            and not _is_prose(written, line, document)
            and is_titled_as_published(written)
            and (line == document.body[0] or PARTED.search(written))
        ):
            return _without_prefix(written, line)
        paragraphs += len(written) > load("titles")["prose_from"] and written.endswith(".")
        if paragraphs > 1:
            return None
    return None


def _is_prose(written: str, line: Line, document: Document) -> bool:
    """A stop or a colon ends a sentence or an introduction; only the very first line, if it is short, may be a title with a stop."""
    opens = line == document.body[0] and len(written) < load("titles")["prose_from"]
    return written.endswith((":", ";")) or (written.endswith(".") and not opens)


def _first_line(document: Document) -> Finding | None:
    table = load("titles")
    for line in document.body[: table["lines_looked_at"]]:
        written = document.words_of(line)
        if _is_no_title(written) or _is_no_title(_unprefixed(written)):
            continue
        if written.endswith(":") and len(written) > 40:
            continue
        prose = len(written) > table["prose_from"] and (
            written.endswith(".") or len(written) > table["longest"]
        )
        sentence = written.endswith((".", ";", ",")) and len(written) > 60
        sentence = sentence and not _pattern("unfinished").fullmatch(written)
        if prose or sentence or len(written) < 8:
            return None
        heading = _repeated_below(document, line)
        return _without_prefix(document.words_of(heading), heading)
    return None


def _repeated_below(document: Document, line: Line) -> Line:
    """`Heading - Name of the site` above, and the heading alone below it: the heading is the title."""
    place = document.body.index(line) + 1
    below = document.body[place] if place < len(document.body) else line
    heading, written = document.words_of(below), document.words_of(line)
    around = (
        written[len(heading) :] if len(heading) > SHORTEST_HEADING and written.startswith(heading) else ""
    )
    return below if SITE_AFTER.match(around) else line


def _plain_heading(document: Document) -> Finding | None:
    """`Misconduct hearings` is the title of a page that has no better one."""
    for line in document.body[: load("titles")["lines_looked_at"]]:
        if _pattern("plain_heading").fullmatch(document.words_of(line)):
            return Finding("title", document.words_of(line), line.start, line.end)
    return None


def _without_prefix(written: str, line: Line) -> Finding:
    """A date or the site's name before or after the title is not part of it."""
    inner = without_site(_unprefixed(written))
    start = line.start + max(written.find(inner), 0)
    return Finding("title", inner, start, start + len(inner))


def _unprefixed(written: str) -> str:
    prefixed = _pattern("date_prefix").fullmatch(written)
    return prefixed["title"] if prefixed else written


def _is_no_title(written: str) -> bool:
    return _no_titles().fullmatch(written.lower()) is not None


def lines_of_title(document: Document, title: Finding | None) -> Iterator[Line]:
    """The lines a title takes up, which are no part of the account below it."""
    if title:
        yield from (line for line in document.body if line.start <= title.start < line.end)


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in load("titles")[key])


@cache
def _no_titles() -> re.Pattern[str]:
    """All of them as one, for small letters: many lines are looked at."""
    return re.compile("|".join(f"(?:{one})" for one in load("titles")["not_title"]))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("titles")[key], re.IGNORECASE)
