"""The whole numbers that WhatsApp for Android uses for kinds of messages, of system lines and of add-ons."""

from functools import partial

from candour.evidence.formats.database.codes import Codes
from candour.evidence.records import Kind, Media

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
_CODES = Codes(
    "whatsapp-android.toml", _MEDIA, "system", {"subject": Kind.RENAME, "number": Kind.NUMBER_CHANGE}
)
of_messages = partial(_CODES.of, "message")
of_add_ons = partial(_CODES.of, "add_on")
known_messages = _CODES.known_messages
media_by_code = _CODES.media_by_code
events = _CODES.by_event
