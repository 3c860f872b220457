"""The first pass over a file: its header form, its order of day and month, its line ends. Nothing is stored."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.dates import DateOrder, orders_possible
from candour.evidence.formats.whatsapp.heads import Heads, text_of
from candour.evidence.formats.whatsapp.order import (
    MEDIA_DATE,
    Because,
    OrderEvidence,
    SettledOrder,
    settled_by_media,
)
from candour.evidence.formats.whatsapp.stamps import Form, header_of

SAMPLE = 4 << 20
_BLOCK = 2 << 20
_MAY_BE_HEADER = re.compile(rb"[^\n]{0,12}[\d\xd9\xdb\xe0][^\n]{0,90}")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CR = 13


@dataclass(frozen=True, slots=True)
class Survey:
    form: Form
    order: SettledOrder
    line_end: bytes  # what ends a message; a line inside a body may end otherwise
    other_forms: int  # lines of the sample with a header of another form


def survey(source: Source, asked: str | None = None) -> Survey:
    sample = source.opening(SAMPLE)
    form, other_forms = _form_of(source, sample)
    line_end = _line_end(sample, form)
    order = _asked_order(source, form, asked) or _settled_order(source, form)
    return Survey(form, order, line_end, other_forms)


def _form_of(source: Source, sample: bytes) -> tuple[Form, int]:
    """The form most lines share; two exports one after the other are refused, since no one form fits them."""
    if sample.startswith(_UTF16):
        raise UnreadableExport(source.name, "UTF-16 text; WhatsApp writes UTF-8", 0)
    places = _headers_of_one_form(sample) or _headers(sample)
    if not places:
        raise UnreadableExport(source.name, "no line has the header of a WhatsApp message", 0)
    forms = {form.pattern: form for form, _ in places}
    counted = Counter(form.pattern for form, _ in places)
    (first, count), *others = counted.most_common()
    for second, more in others:
        _refuse_joined(source, places, (first, count), (second, more))
    return forms[first], len(places) - count


def _refuse_joined(
    source: Source, places: list[tuple[Form, int]], first: tuple[bytes, int], second: tuple[bytes, int]
) -> None:
    ones = [at for form, at in places if form.pattern == first[0]]
    others = [at for form, at in places if form.pattern == second[0]]
    apart = ones[-1] < others[0] or others[-1] < ones[0]
    if apart and second[1] >= 20 and second[1] * 10 >= first[1]:
        at = max(ones[0], others[0])
        raise UnreadableExport(
            source.name, "the header form changes here: two exports in one file; give them apart", at
        )


def _headers_of_one_form(sample: bytes) -> list[tuple[Form, int]] | None:
    """All at once where no header has another form than the first, as in most files; otherwise None."""
    text = text_of(sample)
    forms = (_form_of_line(line.encode(), []) for line in text.lines["line"]) if text else iter(())
    form = next((one for one in forms if one is not None), None)
    if text is None or form is None:
        return None
    starts, others = Heads(form).parted(text)
    if any(_form_of_line(line.encode(), []) for line in others):
        return None
    return [(form, at) for at in starts]


def _headers(sample: bytes) -> list[tuple[Form, int]]:
    """Each line with a header, its form and its offset. Forms are recognised by the strict pattern once met."""
    found: list[tuple[Form, int]] = []
    known: list[tuple[re.Pattern[bytes], Form]] = []
    at = 0
    for line in sample.split(b"\n"):
        form = _form_of_line(line, known)
        if form is not None:
            found.append((form, at))
        at += len(line) + 1
    return found


def _form_of_line(line: bytes, known: list[tuple[re.Pattern[bytes], Form]]) -> Form | None:
    for place, (pattern, form) in enumerate(known):
        if pattern.match(line):
            known.insert(0, known.pop(place))
            return form
    if not _MAY_BE_HEADER.match(line):
        return None
    header = header_of(line[:200].decode("utf-8", "replace"))
    if header is None:
        return None
    known.append((re.compile(header.form.pattern), header.form))
    return header.form


def _line_end(sample: bytes, form: Form) -> bytes:
    """Where messages end in CR LF, a bare LF stands inside a body, and no header follows it."""
    headers = re.compile(rb"\n" + form.stamp)
    after = [sample[found.start() - 1] == _CR for found in headers.finditer(sample, 1)]
    return b"\r\n" if after and sum(after) * 20 >= len(after) * 19 else b"\n"


def _asked_order(source: Source, form: Form, asked: str | None) -> SettledOrder | None:
    if asked is None:
        return None
    order = DateOrder(asked)
    if order not in orders_possible(form) and not form.month_name:
        raise UnreadableExport(
            source.name, f"its dates are written {form.shape}, which cannot be read as {asked}", 0
        )
    return SettledOrder(order, Because.PERSON)


def _settled_order(source: Source, form: Form) -> SettledOrder:
    evidence = OrderEvidence(orders_possible(form))
    if len(evidence.orders) > 1:
        for runs in _runs_of_dates(source, form):
            evidence.see(runs)
    settled = evidence.settled()
    if settled is not None:
        return _written_order(form, settled)
    return settled_by_media(_media_lines(source, form), evidence.orders) or evidence.settled_by_direction()


def _written_order(form: Form, settled: SettledOrder) -> SettledOrder:
    """A month's name stands before or after the day, and the file's form shows which."""
    month_first = form.month_name and re.match(r"\W*[^\W\d_]", form.shape) is not None
    return SettledOrder(DateOrder.MDY, settled.because) if month_first else settled


def whole_lines(source: Source) -> Iterator[bytes]:
    """Blocks of whole lines, each beginning with the line break before it; a line without end is cut at a block."""
    carried = b"\n"
    for block in source.blocks(_BLOCK):
        text = carried + block
        cut = text.rfind(b"\n")
        carried = text[cut:] if len(text) - cut < SAMPLE else b"\n"
        yield text[:cut]
    yield carried


def _runs_of_dates(source: Source, form: Form) -> Iterator[Iterator[tuple[bytes, int]]]:
    """For each block the dates as written, each with how many headers in a row bear it."""
    pattern, heads = re.compile(rb"\n" + _only_group(form.stamp, b"date")), Heads(form)
    for block in whole_lines(source):
        text = text_of(block)
        if text is None:
            yield ((written, sum(1 for _ in run)) for written, run in groupby(pattern.findall(block)))
        else:
            runs = heads.dates(text).rle().struct.unnest()
            yield ((written.encode(), length) for length, written in runs.select("len", "value").iter_rows())


def _only_group(stamp: bytes, kept: bytes) -> bytes:
    for name in {b"stamp", b"date", b"time"} - {kept}:
        stamp = stamp.replace(b"(?P<" + name + b">", b"(?:")
    return stamp


def _media_lines(source: Source, form: Form) -> Iterator[tuple[bytes, bytes]]:
    pattern = re.compile(rb"\n" + _only_group(form.stamp, b"date") + rb"([^\n]*)")
    for text in whole_lines(source):
        if MEDIA_DATE.search(text):
            yield from ((date, line) for date, line in pattern.findall(text) if MEDIA_DATE.search(line))
