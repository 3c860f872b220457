"""The whole numbers that WhatsApp for Android uses for kinds of messages, of system lines and of add-ons."""

from functools import cache
from typing import Any

from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import Kind, Media, MembershipChange

_TABLE = "whatsapp-android.toml"
_MEDIA = {
    "photo": Media.PHOTO,
    "view_once_photo": Media.PHOTO,
    "audio": Media.AUDIO,
    "view_once_audio": Media.AUDIO,
    "video": Media.VIDEO,
    "view_once_video": Media.VIDEO,
    "contact": Media.CONTACT,
    "document": Media.DOCUMENT,
    "gif": Media.GIF,
    "sticker": Media.STICKER,
    "video_note": Media.VIDEO_NOTE,
}
_EVENTS = {"subject": Kind.RENAME, "number": Kind.NUMBER_CHANGE} | {
    change.value: Kind.MEMBERSHIP for change in MembershipChange
}


@cache
def _codes(section: str) -> dict[str, list[int]]:
    found: dict[str, Any] = dict(read_table(_TABLE)[section])
    return {name: numbers for name, numbers in found.items() if name != "confidence"}


def of_messages(name: str) -> list[int]:
    return _codes("message")[name]


def of_add_ons(name: str) -> list[int]:
    return _codes("add_on")[name]


@cache
def known_messages() -> frozenset[int]:
    return frozenset(number for numbers in _codes("message").values() for number in numbers)


@cache
def media_by_code() -> dict[int, str]:
    return {number: media.value for name, media in _MEDIA.items() for number in of_messages(name)}


@cache
def events() -> dict[int, tuple[Kind, str]]:
    """For each number of a system line: the kind of record, and the change of membership or the setting."""
    return {
        number: (_EVENTS.get(name, Kind.SETTINGS), name)
        for name, numbers in _codes("system").items()
        for number in numbers
    }
