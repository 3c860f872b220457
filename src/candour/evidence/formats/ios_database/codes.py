"""The whole numbers that WhatsApp on iPhones uses for kinds of messages and of group events."""

from functools import cache
from typing import Any

from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import Kind, Media, MembershipChange

_TABLE = "whatsapp-ios.toml"
_MEDIA = {
    "photo": Media.PHOTO,
    "video": Media.VIDEO,
    "audio": Media.AUDIO,
    "contact": Media.CONTACT,
    "document": Media.DOCUMENT,
    "gif": Media.GIF,
    "sticker": Media.STICKER,
}
_EVENTS = {"subject": Kind.RENAME} | {change.value: Kind.MEMBERSHIP for change in MembershipChange}


@cache
def _codes(section: str) -> dict[str, list[int]]:
    found: dict[str, Any] = dict(read_table(_TABLE)[section])
    return {name: numbers for name, numbers in found.items() if name != "confidence"}


def of_messages(name: str) -> list[int]:
    return _codes("message")[name]


@cache
def known_messages() -> frozenset[int]:
    return frozenset(number for numbers in _codes("message").values() for number in numbers)


@cache
def media_by_code() -> dict[int, str]:
    return {number: media.value for name, media in _MEDIA.items() for number in of_messages(name)}


@cache
def events() -> dict[int, tuple[Kind, str]]:
    """For each number of a group event: the kind of record, and the change of membership or the setting."""
    return {
        number: (_EVENTS.get(name, Kind.SETTINGS), name)
        for name, numbers in _codes("group").items()
        for number in numbers
    }
