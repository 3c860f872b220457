"""The closed lists that records are described with."""

from enum import StrEnum


class Kind(StrEnum):
    """What a record is; one class below for each."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETION = "deletion"
    REACTION = "reaction"
    RECEIPT = "receipt"
    FORWARD = "forward"
    REPLY = "reply"
    POLL = "poll"
    CALL = "call"
    MEMBERSHIP = "membership"
    NUMBER_CHANGE = "number-change"
    RENAME = "rename"
    SETTINGS = "settings"
    UNCLASSIFIED = "unclassified"
    GAP = "gap"


class Zone(StrEnum):
    """Which clock a written time is taken to be on."""

    UTC = "utc"  # the source counts from an epoch in UTC
    OFFSET = "offset"  # the source writes its offset beside the time
    PHONE_AT_EXPORT = (
        "phone-at-export"  # the phone's zone on the day of export: travel and summer time shift it
    )
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How surely the written time was read."""

    CERTAIN = "certain"
    INFERRED = "inferred"  # field order or calendar was worked out from the whole file, or given by a person
    AMBIGUOUS = "ambiguous"  # more than one reading stands, and none was chosen
    PARTIAL = "partial"  # the source leaves out the year
    IMPOSSIBLE = "impossible"  # there is no such date or time
    ABSENT = "absent"  # the source gives no time


class Mark(StrEnum):
    """What a reader noticed about a record; a mark never changes what is stored."""

    EDITED = "edited"
    LOOKALIKE = "lookalike"  # a line of the body has the shape of a header; it was not split
    TIME_GOES_BACK = "time-goes-back"
    IMPLAUSIBLE_TIME = "implausible-time"
    MEDIA_OMITTED = "media-omitted"
    VIEW_ONCE = "view-once"
    NULL_BODY = "null-body"
    NOT_UTF8 = "not-utf8"
    HOLDS_NUL = "holds-nul"
    CUT = "cut"  # longer than a reader holds at once; the rest is a gap
    REPAIRED = "repaired"  # a display copy was made from a broken encoding; the raw bytes stay
    LOCATION = "location"
    CONTACT = "contact"
    STARRED = "starred"
    DELETED_STATE = "deleted-state"  # the examiner's tool recovered it as deleted
    OWN = "own"  # sent from the examined phone


class Media(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video-note"
    AUDIO = "audio"
    STICKER = "sticker"
    GIF = "gif"
    DOCUMENT = "document"
    CONTACT = "contact"
    UNKNOWN = "unknown"


class MembershipChange(StrEnum):
    CREATED = "created"
    ADDED = "added"
    JOINED_BY_LINK = "joined-by-link"
    JOINED = "joined"
    REMOVED = "removed"
    LEFT = "left"
    MADE_ADMIN = "made-admin"
    NO_LONGER_ADMIN = "no-longer-admin"
    PRESENT = "present"  # no event: in the list of members when the phone was read


class ReceiptState(StrEnum):
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    RAW = "raw"  # the source holds something whose meaning is not established


class CallOutcome(StrEnum):
    ANSWERED = "answered"
    MISSED = "missed"
    DECLINED = "declined"
    STARTED = "started"
    UNKNOWN = "unknown"
