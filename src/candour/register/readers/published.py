"""When a page was published, from what it says; never from a date of the case that it tells."""

import re

from candour.register.readers.dates import dates_in, first_date, month_number
from candour.register.readers.document import Document, Line
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import load, pattern_list
from candour.register.readers.written_date import WrittenDate

ISO_DAY = re.compile(r"(20[0-4]\d)-(\d\d)-(\d\d)")
FIELD = re.compile(
    r"\s*(?:rank|role|case|type|hearing|name|officer|allegation|force|standard|result|outcome|venue)[a-z ]{0,20}:"
)
HEAD = 3_000
LONGEST_DATE = 40
SENTENCE_FROM = 20
STAMP = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20[0-4]\d)\d{6}(?!\d)")
IN_PATH = re.compile(r"/(20[0-4]\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-])")
MONTH_IN_PATH = re.compile(
    r"/(january|february|march|april|may|june|july|august|september|october|november|december)[/-](20[0-4]\d)(?=[/-])"
)


YEAR_THEN_MONTH = re.compile(
    r"/(20[0-4]\d)[/-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?=[/-])"
)


def read_published_date(document: Document) -> Finding | None:
    """What the page's head states, then a label, then a line near the top that is only a date, then the address."""
    for way in (_from_head, _from_label, _from_lone_line, _from_prefix, _from_change, _from_address):
        found = way(document)
        if found:
            return found
    return None


def _from_head(document: Document) -> Finding | None:
    """A page's own declaration has no place in its text; it stands for the document as a whole."""
    for one in document.markings:
        day = ISO_DAY.match(one.value)
        if one.name == "published" and day:
            return Finding("published_date", day[0], 0, min(1, len(document.text)))
    return None


def _from_label(document: Document) -> Finding | None:
    return _labelled(document, "labels")


def _from_change(document: Document) -> Finding | None:
    """The day of the last change stands for that of publication only where the page gives no other."""
    return _labelled(document, "labels_of_change")


def _labelled(document: Document, labels: str) -> Finding | None:
    head = document.plain[: document.begin + HEAD]
    for pattern in pattern_list("published", labels).able(head, 0, len(head)):
        for label in pattern.finditer(head):
            written = first_date(document.plain, label.end(), label.end() + 45)
            if (
                written
                and written.start - label.end() <= 16
                and not _in_list_of_fields(document, label.start())
                and not _in_sentence(document, label)
            ):
                return _finding(written)
    return None


def _in_sentence(document: Document, label: re.Match[str]) -> bool:
    """`Released from prison in May`, `was updated in June`: a word of a sentence, in small letters and with no colon."""
    before = document.text[: label.start()].rsplit("\n", 1)[-1].strip()
    small = document.text[label.start()].islower()
    return bool(before) and small and ":" not in label[0] and len(before) > SENTENCE_FROM


def _in_list_of_fields(document: Document, place: int) -> bool:
    """`Date:` under another labelled line is a field of a case, as `Rank:` and `Result:` are."""
    before = document.plain[:place].rstrip().rsplit("\n", 1)[-1]
    return document.plain.startswith("date:", place) and bool(FIELD.match(before))


def _from_lone_line(document: Document) -> Finding | None:
    """Within the first lines; a byline may stand beside the date, a sentence may not."""
    table = load("published")
    for before, line in zip([None, *document.body], document.body[: table["lines_looked_at"]], strict=False):
        if line.end - line.start > table["longest_beside"] + LONGEST_DATE:
            continue
        if before and (_labels_something_else(document, before) or _in_list_of_fields(document, line.start)):
            continue
        written = next(dates_in(document.plain, line.start, line.end), None)
        if written and written.width == 3 and _only_a_date(document, line, written):
            return _finding(written)
    return None


def _labels_something_else(document: Document, line: Line) -> bool:
    """A short line above a date that says what the date is of."""
    words = document.plain[line.start : line.end]
    return len(words) < 60 and any(
        pattern.search(words) for pattern in pattern_list("published", "label_of_another")
    )


def _only_a_date(document: Document, line: Line, written: WrittenDate) -> bool:
    around = document.plain[line.start : written.start] + " " + document.plain[written.end : line.end]
    if any(pattern.search(around) for pattern in pattern_list("published", "not_beside")):
        return False
    return len(around) <= load("published")["longest_beside"] and not around.rstrip().endswith(".")


def _from_prefix(document: Document) -> Finding | None:
    """A date that opens the page, with a dash or bar after it."""
    if not document.body:
        return None
    line = document.body[0]
    written = next(dates_in(document.plain, line.start, line.end), None)
    after = document.plain[written.end : written.end + 4].lstrip()[:1] if written else ""
    if written and written.width == 3 and written.start - line.start <= 12 and after and after in "-|:":
        return _finding(written)
    return None


def _from_address(document: Document) -> Finding | None:
    stamp, path, month = (
        pattern.search(document.address.lower() + "/") for pattern in (STAMP, IN_PATH, MONTH_IN_PATH)
    )
    turned = YEAR_THEN_MONTH.search(document.address.lower() + "/")
    value = ""
    if stamp:
        value = f"{stamp[3]}-{stamp[2]}-{stamp[1]}"
    elif path:
        value = "-".join([path[1], *(f"{int(one):02}" for one in path.groups()[1:] if one)])
    elif month:
        value = f"{month[2]}-{month_number(month[1]):02}"
    elif turned:
        value = f"{turned[1]}-{month_number(turned[2]):02}"
    return Finding("published_date", value, 0, min(1, len(document.text))) if value else None


def _finding(written: WrittenDate) -> Finding:
    return Finding("published_date", written.value, written.start, written.end)
