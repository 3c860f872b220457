"""One class for each kind of record. Every field name is also the name of a column of the Parquet written from it."""

from dataclasses import dataclass
from typing import ClassVar

from candour.evidence.records.places import TIMELESS, Locator, When, identity
from candour.evidence.records.words import CallOutcome, Kind, Mark, Media, MembershipChange, ReceiptState


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries. `raw` is the source's bytes; `inner` means that it lies within another record."""

    kind: ClassVar[Kind]
    source: str
    locator: Locator
    raw: bytes
    when: When = TIMELESS
    conversation: str | None = None
    sender: str | None = None  # who wrote or did it, as the source names them
    code: int | None = None  # the source's own integer for the type, kept where it is not known
    marks: frozenset[Mark] = frozenset()
    inner: bool = False
    remainder: str | None = None  # JSON of the source's fields that no column holds

    @property
    def identity(self) -> str:
        return identity(self.source, self.locator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """`message_id` is the source's own (a key id, a Telegram id); `body` is byte for byte, None where there is none."""

    kind: ClassVar[Kind] = Kind.MESSAGE
    message_id: str | None = None
    body: bytes | None = None
    media: Media | None = None
    attachment: str | None = None  # the file's name or path as written
    attachment_sha256: str | None = None  # hex, as the source states it, or of the file that came with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Record):
    """`about` is the identity of the message, or the source's own message id where it is not in the source."""

    kind: ClassVar[Kind] = Kind.EDIT
    about: str | None = None
    before: str | None = None  # the old text, which most sources do not keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion(Record):
    kind: ClassVar[Kind] = Kind.DELETION
    message_id: str | None = None
    about: str | None = None
    body: bytes | None = None  # the notice that stands where the message stood
    by_admin: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction(Record):
    kind: ClassVar[Kind] = Kind.REACTION
    about: str | None = None
    emoji: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Record):
    """One state of one recipient. That a receipt is missing proves nothing."""

    kind: ClassVar[Kind] = Kind.RECEIPT
    about: str | None = None
    recipient: str | None = None
    state: ReceiptState = ReceiptState.RAW


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward(Record):
    kind: ClassVar[Kind] = Kind.FORWARD
    about: str | None = None
    score: int | None = None  # how often it was forwarded before, as the source counts
    original_sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """The message `about` answers `answers`: an identity, or the source's message id where that message is missing."""

    kind: ClassVar[Kind] = Kind.REPLY
    about: str | None = None
    answers: str | None = None
    quoted: bytes | None = None


@dataclass(frozen=True, slots=True)
class PollOption:
    text: str
    votes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Record):
    kind: ClassVar[Kind] = Kind.POLL
    message_id: str | None = None
    body: bytes | None = None
    question: str | None = None
    options: tuple[PollOption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Record):
    kind: ClassVar[Kind] = Kind.CALL
    message_id: str | None = None
    body: bytes | None = None
    outcome: CallOutcome = CallOutcome.UNKNOWN
    video: bool | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """`sender` did it, `subjects` were affected; whoever leaves or joins is both. As the source names them."""

    kind: ClassVar[Kind] = Kind.MEMBERSHIP
    body: bytes | None = None
    change: MembershipChange
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChange(Record):
    kind: ClassVar[Kind] = Kind.NUMBER_CHANGE
    body: bytes | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Record):
    """The conversation's name."""

    kind: ClassVar[Kind] = Kind.RENAME
    body: bytes | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """`setting` is a word of ours: `icon`, `description`, `disappearing`, `encryption`, `security-code`, `pinned`…"""

    kind: ClassVar[Kind] = Kind.SETTINGS
    body: bytes | None = None
    setting: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclassified(Record):
    """Read and kept whole, but no rule says what it is."""

    kind: ClassVar[Kind] = Kind.UNCLASSIFIED
    body: bytes | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """A part of the source that holds no record: shown, never skipped."""

    kind: ClassVar[Kind] = Kind.GAP
    reason: str
