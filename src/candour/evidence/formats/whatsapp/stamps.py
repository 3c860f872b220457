"""The header of one line: whether it has one, in which form, and the strict pattern that finds that form again."""

import re
from dataclasses import dataclass
from functools import cache

from candour.evidence.formats.whatsapp.time_words import time_words

MARK = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
SPACE = "[ \u00a0\u202f]"
_MARKS_IN_BYTES = r"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf)*"
_SPACE_IN_BYTES = r"(?: |\xc2\xa0|\xe2\x80\xaf)"
# The sender ends at the first colon that a space follows; a name may hold a colon that none follows.
_LINE_ENDS = rb"(?=\r?\n|\r?\Z)"
_AFTER_BRACKET = b"(?:" + _SPACE_IN_BYTES.encode() + b"|" + _LINE_ENDS + b")"
_SENDER = rb"(?:([^:\n]*+(?::(?! |\r?\n|\r?\Z)[^:\n]*+)*+):(?: |" + _LINE_ENDS + rb"))?"


@dataclass(frozen=True, slots=True)
class Form:
    """What all headers of a file share. `pattern` has the groups stamp, date, time (by name) and sender."""

    pattern: bytes
    stamp: bytes  # the part of the pattern before the sender
    head: str  # the same over text, up to and with what closes the stamp; nothing in it looks ahead
    year_at: int | None  # which of the numbers has four digits
    month_name: bool
    has_year: bool
    era: bool
    bracketed: bool
    seconds: bool
    halves: bool
    shape: str  # for people: digits as 9, words as written


@dataclass(frozen=True, slots=True)
class Header:
    """One header as it was met: its form, and the date and time as written."""

    form: Form
    date: str
    time: str
    end: int


def header_of(line: str) -> Header | None:
    """The header at the start of a line, in any form known."""
    found = _any_header().match(line)
    if found is None or not _is_date(found):
        return None
    return Header(_form(found), found["date"] or found["date2"], found["time"] or found["time2"], found.end())


def _is_date(found: re.Match[str]) -> bool:
    name = found["month_a"] or found["month_b"] or found["month_a2"] or found["month_b2"]
    return name is None or name.casefold().rstrip(".") in time_words().months


@cache
def _any_header() -> re.Pattern[str]:
    words = time_words()
    half = "|".join(
        re.escape(word).replace(r"\ ", SPACE) for word in sorted(words.halves, key=len, reverse=True)
    )
    joining = "|".join(re.escape(word) for word in sorted(words.joining, key=len, reverse=True))
    era = "|".join([*map(re.escape, words.buddhist), "AD", "CE"])
    letters = "|".join(map(re.escape, words.eras))
    gap = f"{MARK}*{SPACE}?{MARK}*"
    sep = f"{MARK}*(?:{SPACE}?[./\\-‐年月년월]{SPACE}?){MARK}*"
    numbers = rf"(?:{letters})?\d{{1,4}}{sep}\d{{1,4}}(?:{sep}(?:{letters})?\d{{1,4}})?(?:\.(?=[ ,])|[日일]|{SPACE}?г\.)?(?:{SPACE}?(?:{era}))?"
    named = (
        rf"\d{{1,2}}\.?{SPACE}(?:de{SPACE})?(?P<month_a>[^\W\d_]{{3,12}}\.?)(?:,?{SPACE}(?:de{SPACE})?\d{{4}})?"
        rf"|(?P<month_b>[^\W\d_]{{3,12}}\.?){SPACE}\d{{1,2}}(?:,?{SPACE}\d{{4}})?"
    )
    time = rf"(?:(?:{half}){gap})?\d{{1,2}}{MARK}*[:.٫hH]{MARK}*\d{{2}}(?:{MARK}*[:.٫]{MARK}*\d{{2}})?(?:{gap}(?:{half})(?![^\W\d_]))?"
    join = rf"{MARK}*(?:[,،]{MARK}*{SPACE}*|{SPACE}+|,?{SPACE}+(?:{joining}){SPACE}+){MARK}*"
    date_first = f"(?P<date>{numbers}|{named}){join}(?P<time>{time})"
    named_again = named.replace("month_a", "month_a2").replace("month_b", "month_b2")
    time_first = f"(?P<time2>{time}){join}(?P<date2>{numbers}|{named_again})"
    stamp = f"{date_first}|{time_first}"
    stop = rf"(?P<stop>(?(open){MARK}*\](?:{SPACE}|$)|{MARK}*(?:{SPACE}[-–]{SPACE}|:{SPACE})))"
    return re.compile(rf"{MARK}*(?P<open>\[)?{MARK}*(?P<stamp>{stamp}){stop}")


def _form(found: re.Match[str]) -> Form:
    date_group, time_group = ("date", "time") if found["date"] is not None else ("date2", "time2")
    date, time = found[date_group], found[time_group]
    loose = re.search(MARK, found["stamp"]) is not None
    between = _between(found, date_group, time_group)
    parts = {
        "date": f"(?P<date>{_variable(date, loose)})",
        "time": f"(?P<time>{_variable(time, loose)})",
    }
    first, second = ("date", "time") if date_group == "date" else ("time", "date")
    opening = f"{MARK}*" + (rf"\[{MARK}*" if found["open"] else "")
    stamp = f"(?P<stamp>{parts[first]}{_variable(between, loose)}{parts[second]})"
    closing = r"\]" if found["open"] else _variable(found["stop"], loose)
    head = opening + stamp + (f"{MARK}*" if loose else "") + closing
    before_sender = _in_bytes(head) + (_AFTER_BRACKET if found["open"] else b"")
    numbers = re.findall(r"\d+", date)
    names = _month_name(found) is not None
    return Form(
        pattern=before_sender + _SENDER,
        stamp=before_sender,
        head=head,
        year_at=next((at for at, number in enumerate(numbers) if len(number) == 4), None),
        month_name=names,
        has_year=len(numbers) > (1 if names else 2),
        era=any(letters in date for letters in time_words().eras),
        bracketed=found["open"] is not None,
        seconds=len(re.findall(r"\d+", time)) > 2,
        halves=re.search(r"[^\W\d_]{2}|[^\W\d_h]", time) is not None,
        shape=re.sub(
            r"\d+", lambda run: "9999" if len(run[0]) == 4 else "9", re.sub(MARK, "", found[0])
        ).strip(),
    )


def _month_name(found: re.Match[str]) -> str | None:
    return found["month_a"] or found["month_b"] or found["month_a2"] or found["month_b2"]


def _between(found: re.Match[str], date: str, time: str) -> str:
    (_, first_end), (second_start, _) = sorted([found.span(date), found.span(time)])
    return found.string[first_end:second_start]


def _variable(text: str, loose: bool) -> str:
    """The pattern for this text and its like: other digits, another month, the other half of the day."""
    pieces = re.split(rf"(\d+|{MARK}+|{SPACE}+|{_words_that_vary()})", text)
    made = [_piece(piece) for piece in pieces if piece]
    return (f"{MARK}*" if loose else "").join(made)


@cache
def _words_that_vary() -> str:
    words = time_words()
    months = [re.escape(name) for name in words.months]
    halves = [re.escape(word).replace(r"\ ", SPACE) for word in words.halves]
    return (
        "|".join(sorted(halves, key=len, reverse=True))
        + r"|(?i:\b(?:"
        + "|".join(sorted(months, key=len, reverse=True))
        + r")\b)"
    )


def _piece(piece: str) -> str:
    words = time_words()
    as_written = re.sub(SPACE, " ", piece)
    if piece[0].isdecimal():
        return _digits(piece)
    if re.fullmatch(f"{MARK}+", piece):
        return f"{MARK}*"
    if re.fullmatch(f"{SPACE}+", piece):
        return SPACE + "{1,3}"
    if as_written in words.halves:
        return _either([word for one in words.sets if as_written in one for word in one])
    if piece.casefold() in words.months:
        return _either([form for name in words.months for form in {name, name.capitalize(), name.upper()}])
    return re.escape(piece)


def _either(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", SPACE) for word in ordered) + ")"


def _digits(run: str) -> str:
    """A run of digits of the same script and of a like length: four stay four, one and two are alike."""
    zero = ord(run[0]) - int(run[0])
    one = f"[{chr(zero)}-{chr(zero + 9)}]"
    return one + ("{4}" if len(run) == 4 else "{3}" if len(run) == 3 else "{1,2}")


def _in_bytes(pattern: str) -> bytes:
    """The same pattern over bytes: a choice of letters is spelt out, since each of them takes several bytes."""
    spelt = pattern.replace(f"{MARK}*", _MARKS_IN_BYTES).replace(SPACE, _SPACE_IN_BYTES)
    return re.sub(r"\[([^\0-\x7f])-[^\0-\x7f]\]", lambda zero: _ten_digits(zero[1].encode()), spelt).encode()


def _ten_digits(zero: bytes) -> str:
    """The digits of a script differ in their last byte only."""
    *same, last = zero
    return "(?:" + "".join(rf"\x{byte:02x}" for byte in same) + rf"[\x{last:02x}-\x{last + 9:02x}])"
