"""The closed lists that exposure is described with. There is no word for 'not read' and none for 'agreed': see `cells`."""

from enum import StrEnum


class Exposure(StrEnum):
    """What may be said of one person and one item."""

    CREATED = "created"
    SENT = "sent"
    FORWARDED = "forwarded"
    MEMBER = "member"  # was a member of the conversation when it was sent
    OUTSIDE = "outside"  # was no member then
    RECEIVED = "received"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    REACTED = "reacted"
    REPLIED = "replied"
    REPORTED = "reported"
    SHOWN = "shown"  # in person; the viewer may be no member and no party
    TOLD = "told"
    PASSED_OUTSIDE = "passed-outside"  # outside the force
    LEFT_AFTERWARDS = "left-afterwards"
    SILENT = "silent"


class Strength(StrEnum):
    """`stated` is what a person said in a statement or an interview: cited as such, and no record."""

    PROVED = "proved"
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """How a reader of the conversation takes a reply. Nothing but a reader's coding gives one."""

    ENDORSED = "endorsed"
    CHALLENGED = "challenged"
    NEUTRAL = "neutral"
    CANNOT_DECIDE = "cannot-decide"


class Known(StrEnum):
    """How surely one end of a membership is known."""

    CERTAIN = "certain"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Because(StrEnum):
    """Why something is said: each has its sentence in `words`."""

    # how somebody came, or that they were there
    CREATED_GROUP = "created-group"
    WAS_ADDED = "was-added"
    WAS_ADDED_BY_UNNAMED = "was-added-by-unnamed"
    JOINED = "joined"
    JOINED_BY_LINK = "joined-by-link"
    FIRST_SIGN = "first-sign"
    BACK_UNRECORDED = "back-unrecorded"
    MUST_HAVE_COME = "must-have-come"
    # how somebody went, or that they stayed
    LEFT = "left"
    WAS_REMOVED = "was-removed"
    ON_FINAL_LIST = "on-final-list"
    PAST_MEMBER = "past-member"
    NOT_ON_FINAL_LIST = "not-on-final-list"
    CAME_AGAIN = "came-again"
    NO_LEAVING_RECORDED = "no-leaving-recorded"
    NUMBER_CHANGED = "number-changed"
    # whether somebody was there when an item was sent
    ENDS_RECORDED = "ends-recorded"
    ENDS_NOT_ALL_RECORDED = "ends-not-all-recorded"
    BETWEEN_SIGNS = "between-signs"
    NO_TRACE = "no-trace"
    BEFORE_JOINING = "before-joining"
    AFTER_LEAVING = "after-leaving"
    # what a record about the item shows
    RECORD = "record"
    NOT_MARKED_FORWARDED = "not-marked-forwarded"
    MAKER_NOT_RECORDED = "maker-not-recorded"
    FORWARD_MARK = "forward-mark"
    SAME_FILE_EARLIER = "same-file-earlier"
    SENT_SAME_FILE = "sent-same-file"
    RECEIPT = "receipt"
    ON_THEIR_PHONE = "on-their-phone"
    RESPONDED = "responded"
    MEMBER_THEN = "member-then"
    MEMBERSHIP_UNCLEAR = "membership-unclear"
    NO_RECEIPT = "no-receipt"
    RAW_RECEIPT = "raw-receipt"
    WITHDRAWN = "withdrawn"
    LINKED_REPLY = "linked-reply"
    READ_AS_REPLY = "read-as-reply"
    READERS_DIFFER = "readers-differ"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    NO_RESPONSE_FOUND = "no-response-found"
    RESPONSES_NOT_CARRIED = "responses-not-carried"
    WENT_UNRECORDED = "went-unrecorded"
