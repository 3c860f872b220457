"""What stands in place of a body, or around it: files, notices of deletion, edits, polls, places, calls."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import polars as pl

from candour.evidence.formats.whatsapp.stamps import MARK, header_of
from candour.evidence.formats.whatsapp.time_words import plain, read_table
from candour.evidence.records import CallOutcome, Mark, Media, PollOption

_FILE_KIND = re.compile(r"(?:^|-)(IMG|PHOTO|VID|VIDEO|PTT|AUD|AUDIO|STK|STICKER|GIF|DOC)-", re.IGNORECASE)
_BY_PREFIX = {
    "IMG": Media.PHOTO, "PHOTO": Media.PHOTO, "VID": Media.VIDEO, "VIDEO": Media.VIDEO, "PTT": Media.AUDIO, "AUD": Media.AUDIO,
    "AUDIO": Media.AUDIO, "STK": Media.STICKER, "STICKER": Media.STICKER, "GIF": Media.GIF, "DOC": Media.DOCUMENT,
}  # fmt: skip
_BY_ENDING = {
    Media.PHOTO: {"jpg", "jpeg", "png", "heic", "bmp", "tif", "tiff"}, Media.VIDEO: {"mp4", "3gp", "mov", "mkv", "avi"},
    Media.AUDIO: {"opus", "m4a", "mp3", "ogg", "aac", "amr", "wav"}, Media.STICKER: {"webp"}, Media.GIF: {"gif"}, Media.CONTACT: {"vcf"},
}  # fmt: skip
_HEADER_LIKE = re.compile(
    rb"(?:\n|\A)(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf)*\[?"
    rb"(?:\xe2\x80[\x8e\x8f])*(?:\d|[\xd8-\xdb][\x80-\xbf]|[\xe0-\xed][\x80-\xbf]|[A-Z][a-z]{2,8}\.? \d)"
)
# The same over text: at the beginning of a later line, or of the first of several; alone, a line must begin as most headers do.
_LETTERS = r"[\u0600-\u06ff\u0800-\ud7ff]|[A-Z][a-z]{2,8}\.? [0-9]"
_AFTER_BRACKET = rf"[\u200e\u200f]*(?:[0-9]|{_LETTERS})"
_LIKE = rf"{MARK}*\[?{_AFTER_BRACKET}"
_PASTED = (rf"\n{_LIKE}", rf"^{_LIKE}[^\n]*\n", "^[0-9]", rf"^\[{_AFTER_BRACKET}")


@dataclass(slots=True)
class Finding:
    """What a body says of itself. `edited_at` is where the notice of the edit begins within it."""

    marks: set[Mark]
    media: Media | None = None
    attachment: str | None = None
    deleted: bool = False
    by_admin: bool | None = None
    call: CallOutcome | None = None
    video: bool | None = None
    question: str | None = None
    options: tuple[PollOption, ...] = ()
    edited_at: int | None = None


def _words(table: dict[str, Any]) -> list[str]:
    return [*table["seen"], *table["known"]]


def comparable(text: str) -> str:
    return plain(text).strip().rstrip(".").casefold()


class BodyWords:
    """The tables, made ready: once for looking at every body fast, once for reading the few that need it."""

    def __init__(self) -> None:
        table = read_table("whatsapp-bodies.toml")
        self.omitted = {
            comparable(word): Media(one["media"]) for one in table["omitted"] for word in _words(one)
        }
        self.calls = {
            comparable(word): (CallOutcome(one["outcome"]), bool(one["video"]))
            for one in table["call"]
            for word in _words(one)
        }
        self.calls_and_more = {
            comparable(word): name == "video_call_and_more"
            for name in ("call_and_more", "video_call_and_more")
            for word in _words(table[name])
        }
        self.unanswered = {comparable(word) for word in _words(table["unanswered"])}
        by_admin: dict[str, bool | None] = {
            comparable(word): True for word in _words(table["deleted_by_admin"])
        }
        by_people = [*_words(table["deleted_by_sender"]), *_words(table["deleted_by_owner"])]
        self.deleted = by_admin | {comparable(word): False for word in by_people}
        self.view_once = {comparable(word) for word in _words(table["view_once"])}
        self.location = tuple(_words(table["location"]))
        self.polls = tuple(map(tuple, _words(table["poll"])))
        self._table = table

    @cached_property
    def whole(self) -> pl.Series:
        """Bodies that are a notice and nothing else, as bytes, for the common spellings."""
        lists = [*self._table["omitted"], *self._table["call"], self._table["view_once"]]
        lists += [self._table[name] for name in ("deleted_by_sender", "deleted_by_owner", "deleted_by_admin")]
        spelt = {word for one in lists for word in _words(one)} | {"null"}
        forms = sorted({form for word in spelt for form in (word, word + ".", word.rstrip("."))})
        return pl.Series([form.encode() for form in forms], dtype=pl.Binary).implode()

    @cached_property
    def perhaps_more(self) -> str:
        """For all bodies at once: how one begins, ends or goes on that may be more than text."""
        openings = sorted({*self.location, *(poll[0] for poll in self.polls)})
        begins = rf"^(?:<|[\u2000-\u203f]|{'|'.join(map(re.escape, openings))})"
        return "|".join([begins, ": \u200e", r"[>)]$", r"\)\r?\n", *_PASTED])

    @cached_property
    def edited(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in _words(self._table["edited"]))
        return re.compile(rf"{MARK}*[ \u00a0]?{MARK}*<(?:{words})\.?>{MARK}*\s*\Z", re.IGNORECASE)

    @cached_property
    def attached(self) -> tuple[re.Pattern[str], ...]:
        """The ways to name a file: in brackets after it, in angle brackets before it, in angle brackets after it."""
        after = "|".join(re.escape(word) for word in _words(self._table["attached_after"]))
        before = "|".join(re.escape(word) for word in _words(self._table["attached_before"]))
        return (
            re.compile(
                rf"\A{MARK}*(?P<name>[^\n]+?\.\w{{1,5}}){MARK}* \({MARK}*(?:{after}){MARK}*\){MARK}*\r?(?:\n|\Z)",
                re.IGNORECASE,
            ),
            re.compile(rf"<{MARK}*(?:{before})[:：] ?(?P<name>[^<>\n]+)>{MARK}*\s*\Z", re.IGNORECASE),
            re.compile(
                rf"\A{MARK}*(?P<name>[^\n]+?\.\w{{1,5}}) {MARK}*<{MARK}*(?:{before})>{MARK}*\s*\Z",
                re.IGNORECASE,
            ),
        )


@cache
def body_words() -> BodyWords:
    return BodyWords()


def needs_a_look(bodies: pl.Series) -> pl.Series:
    """True where a body may be, or hold, something else than text. Fast, and rather one too many."""
    words = body_words()
    return _as_text(bodies).str.contains(words.perhaps_more) | bodies.is_in(words.whole)


def _as_text(bodies: pl.Series) -> pl.Series:
    """What is no UTF-8 shows as a replacement character, for which no pattern asks."""
    try:
        return bodies.cast(pl.String, strict=True)
    except pl.exceptions.PolarsError:
        return pl.Series([body.decode("utf-8", "replace") for body in bodies], dtype=pl.String)


def read_body(body: bytes) -> Finding:
    text = body.decode("utf-8", "replace")
    found = Finding(set())
    core = _without_edit(body, text, found)
    _look_for_notice(core, found)
    if found.media is None and not found.deleted:
        _look_for_file(core, found)
        _look_for_poll(core, found)
    if plain(core).strip().startswith(body_words().location):
        found.marks.add(Mark.LOCATION)
    if _holds_header(body):
        found.marks.add(Mark.LOOKALIKE)
    return found


def _without_edit(body: bytes, text: str, found: Finding) -> str:
    edit = body_words().edited.search(text)
    if edit is None:
        return text
    found.marks.add(Mark.EDITED)
    found.edited_at = len(body) - len(text[edit.start() :].encode())
    return text[: edit.start()]


def _look_for_notice(core: str, found: Finding) -> None:
    words, text = body_words(), comparable(core)
    last_piece = comparable(re.split(r"[\u200e\u200f]", core)[-1])
    if text == "null":
        found.marks.add(Mark.NULL_BODY)
    elif text in words.deleted:
        found.deleted, found.by_admin = True, words.deleted[text]
    elif text in words.view_once:
        found.marks.add(Mark.VIEW_ONCE)
    elif text in words.calls:
        found.call, found.video = words.calls[text]
    elif text in words.omitted or last_piece in words.omitted:
        found.marks.add(Mark.MEDIA_OMITTED)
        found.media = words.omitted.get(text) or words.omitted[last_piece]
    else:
        _look_for_call_and_more(core, found)


def _look_for_call_and_more(core: str, found: Finding) -> None:
    """The direction marks tell WhatsApp's own words from the same ones written by a person."""
    first, more, rest = core.partition(", \u200e")
    words, call = body_words(), comparable(first)
    if not more or not first.startswith("\u200e"):
        return
    if call in words.calls:
        found.call, found.video = words.calls[call]
    elif call in words.calls_and_more:
        missed, lasted = comparable(rest) in words.unanswered, any(one.isdecimal() for one in rest)
        known = CallOutcome.MISSED if missed else CallOutcome.ANSWERED if lasted else CallOutcome.UNKNOWN
        found.call, found.video = known, words.calls_and_more[call]


def _look_for_file(core: str, found: Finding) -> None:
    for pattern in body_words().attached:
        named = pattern.search(core)
        if named is not None:
            found.attachment = plain(named["name"]).strip()
            found.media = media_of(found.attachment)
            if found.media is Media.CONTACT:
                found.marks.add(Mark.CONTACT)
            return


def media_of(name: str) -> Media:
    """The kind of a file by its name: WhatsApp's own prefixes, else the ending."""
    prefix = _FILE_KIND.search(name)
    if prefix is not None:
        return _BY_PREFIX[prefix[1].upper()]
    ending = name.rpartition(".")[2].casefold()
    return next((media for media, endings in _BY_ENDING.items() if ending in endings), Media.DOCUMENT)


def _look_for_poll(core: str, found: Finding) -> None:
    text = plain(core)
    for opening, choice, count in body_words().polls:
        if not text.lstrip().startswith(opening):
            continue
        options = re.findall(
            rf"^{re.escape(choice)} ?(.*?) ?\((\d+) {re.escape(count)}\w*\) *\r?$", text, re.MULTILINE
        )
        if options:
            found.question = text.lstrip().removeprefix(opening).strip().partition("\n")[0].strip()
            found.options = tuple(PollOption(choice_text, int(votes)) for choice_text, votes in options)
            return


def _holds_header(body: bytes) -> bool:
    if not _HEADER_LIKE.search(body):
        return False
    return any(header_of(line[:200].decode("utf-8", "replace")) is not None for line in body.split(b"\n"))
