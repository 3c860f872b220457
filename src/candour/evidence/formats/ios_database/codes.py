"""The whole numbers that WhatsApp on iPhones uses for kinds of messages and of group events."""

from functools import partial

from candour.evidence.formats.database.codes import Codes
from candour.evidence.records import Kind, Media

_MEDIA = {
    "photo": Media.PHOTO,
    "video": Media.VIDEO,
    "audio": Media.AUDIO,
    "contact": Media.CONTACT,
    "document": Media.DOCUMENT,
    "gif": Media.GIF,
    "sticker": Media.STICKER,
}
_CODES = Codes("whatsapp-ios.toml", _MEDIA, "group", {"subject": Kind.RENAME})
of_messages = partial(_CODES.of, "message")
known_messages = _CODES.known_messages
media_by_code = _CODES.media_by_code
events = _CODES.by_event
of_chat_lines = partial(_CODES.of, "chat")
chat_lines = _CODES.names("chat")
