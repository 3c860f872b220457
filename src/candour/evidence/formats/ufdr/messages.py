"""One `InstantMessage` or `ChatActivity` of a report as records: the message, and what lies within it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from candour.evidence.formats.json_elements import body_of, name_of
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.report import Report, chat_of
from candour.evidence.formats.ufdr.stream import Cut
from candour.evidence.formats.whatsapp.bodies import media_of
from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import (
    TIMELESS,
    Certainty,
    Forward,
    Mark,
    Media,
    Membership,
    MembershipChange,
    Message,
    Receipt,
    ReceiptState,
    Record,
    Reply,
    Span,
    Unclassified,
    When,
    Zone,
    identity,
)

_TAKEN = {"Identifier", "Body", "TimeStamp", "SystemMessageTimeStamp", "SystemMessageBody"}
_CARRIED = {"From", "To", "Attachments", "Attachment", "MessageExtraData", "ActivityLog", "Participant"}
_STATES = {
    ReceiptState.DELIVERED: "DateDelivered",
    ReceiptState.READ: "DateRead",
    ReceiptState.PLAYED: "DatePlayed",
}
_MEDIA = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}
_THEMSELVES = (MembershipChange.LEFT, MembershipChange.JOINED, MembershipChange.CREATED)
_SYSTEM_SENDER = "system message"
_LINE = "a line of the messenger's own"
_ACTION = "something that happened in the group, in a word that no source explains"


@cache
def _words(section: str) -> dict[str, str]:
    found = {name: words for name, words in read_table("ufdr.toml")[section].items() if name != "confidence"}
    return {word.lower(): name for name, words in found.items() for word in words}


def when_of(written: str | None) -> When:
    """A moment in the form of ISO 8601; without offset it is kept as the clock it shows."""
    if written is None:
        return TIMELESS
    try:
        moment = datetime.fromisoformat(written.strip())
        utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return When(written[:40], None, None, Zone.UNKNOWN, Certainty.IMPOSSIBLE)
    zone = Zone.OFFSET if utc is not None else Zone.UNKNOWN
    return When(written, moment.replace(tzinfo=None), utc, zone, Certainty.CERTAIN)


class Messages:
    def __init__(self, source: str, report: Report) -> None:
        self.source, self.report = source, report

    def records(self, cut: Cut) -> list[Record]:
        chat = chat_of(self.report, cut)
        shared: dict[str, Any] = {
            "source": self.source,
            "locator": Span(cut.start, cut.end),
            "raw": cut.raw,
            "conversation": None if chat is None else chat.key,
            "remainder": _remainder(cut.node),
        }
        marks = _marks(cut)
        if cut.node.kind == "ChatActivity":
            return [self._activity(cut.node, shared | {"marks": marks})]
        return self._message(cut.node, shared, marks)

    def _message(self, node: Node, shared: dict[str, Any], marks: frozenset[Mark]) -> list[Record]:
        labels = {_words("label").get(one.lower()) for one in _labels(node)}
        sender = self.report.saw(node.model("From"))
        own = {Mark.OWN} if sender in self.report.owners and sender is not None else set()
        edited = {Mark.EDITED} if "edited" in labels else set()
        body = node.field("Body")
        shared |= {
            "when": when_of(node.field("TimeStamp")),
            "sender": sender,
            "marks": marks | own | edited,
            "body": None if body is None else body_of(body),
        }
        activity = node.model("ActivityLog")
        if activity is not None:
            return [self._activity(activity, shared)]
        if "system" in labels or (sender or "").strip().lower() == _SYSTEM_SENDER:
            return [Unclassified(**shared, reason=_LINE)]
        return [self._sent(node, shared), *self._within(node, shared, labels)]

    def _sent(self, node: Node, shared: dict[str, Any]) -> Message:
        media, name, sha256 = self._attachment(node)
        return Message(
            **shared,
            message_id=node.field("Identifier") or node.attributes.get("id"),
            media=media,
            attachment=name,
            attachment_sha256=sha256,
        )

    def _attachment(self, node: Node) -> tuple[Media | None, str | None, str | None]:
        """The first file, with the hash that the report gives it; the others are named in the remainder."""
        first = next(_attachments(node), None)
        if first is None:
            return None, None, None
        path, sha256 = self.report.files.get(first.attributes.get("file_id", ""), (None, None))
        name = name_of(first.field("Filename") or path)
        kind = (first.field("ContentType") or "").partition("/")[0].lower()
        return _MEDIA.get(kind) or media_of(name or ""), name, sha256

    def _activity(self, node: Node, shared: dict[str, Any]) -> Record:
        """What the activity says of itself, under what the message says in which it stands."""
        said = node.field("SystemMessageBody")
        own: dict[str, Any] = {
            "when": when_of(node.field("SystemMessageTimeStamp")),
            "body": None if said is None else body_of(said),
            "sender": None,
        }
        given = own | {name: value for name, value in shared.items() if value not in (None, TIMELESS)}
        given["remainder"] = _remainder(node)
        return self._happened(node, given)

    def _happened(self, node: Node, given: dict[str, Any]) -> Record:
        """Whether the person named did it or suffered it follows from the word; whoever leaves or joins is both."""
        person = self.report.saw(node.model("Participant"))
        word = _words("action").get("".join((node.field("Action") or "").lower().split()))
        if word is None:
            return Unclassified(**given | {"sender": given["sender"] or person}, reason=_ACTION)
        change = MembershipChange(word)
        if change in _THEMSELVES and person is not None:
            given["sender"] = person
        subjects = () if person is None or change is MembershipChange.CREATED else (person,)
        return Membership(**given, change=change, subjects=subjects)

    def _within(self, node: Node, shared: dict[str, Any], labels: set[str | None]) -> Iterator[Record]:
        inner: dict[str, Any] = {name: shared[name] for name in ("source", "locator", "conversation")}
        inner |= {"raw": b"", "inner": True, "about": identity(self.source, shared["locator"])}
        for party in node.models("To"):
            who = self.report.saw(party)
            for state, name in _STATES.items():
                at = party.field(name)
                if at is not None:
                    yield Receipt(**inner, recipient=who, state=state, when=when_of(at))
        inner |= {"sender": shared["sender"], "when": shared["when"]}
        forwarded = next(node.all_of("ForwardedMessageData"), None)
        if forwarded is not None or "forwarded" in labels:
            original = None if forwarded is None else self.report.saw(forwarded.model("OriginalSender"))
            yield Forward(**inner, original_sender=original)
        yield from self._answers(node, inner)

    def _answers(self, node: Node, inner: dict[str, Any]) -> Iterator[Record]:
        """What is answered is named by its id, and its words stand in the message embedded."""
        for reply in (*node.all_of("ReplyMessageData"), *node.all_of("QuotedMessageData")):
            embedded = next(reply.all_of("InstantMessage"), None) or next(node.all_of("InstantMessage"), None)
            named = reply.field("OriginalMessageID") or reply.field("ReferenceId")
            named = named or (None if embedded is None else embedded.field("Identifier"))
            quoted = None if embedded is None else embedded.field("Body")
            yield Reply(**inner, answers=named, quoted=None if quoted is None else body_of(quoted))
            return


def _marks(cut: Cut) -> frozenset[Mark]:
    """The examiner's tool says what it recovered as deleted; that is carried as it says it."""
    states = {cut.node.attributes.get("deleted_state", "Intact")}
    found = {Mark.REPAIRED: cut.repaired, Mark.DELETED_STATE: bool(states - {"Intact", "Unknown", ""})}
    return frozenset(mark for mark, holds in found.items() if holds)


def _labels(node: Node) -> Iterator[str]:
    own = node.field("Label")
    if own is not None:
        yield own
    for kind in ("MessageLabel", "QuotedMessageData"):
        for one in node.all_of(kind):
            label = one.field("Label")
            if label is not None:
                yield label


def _attachments(node: Node) -> Iterator[Node]:
    for name in ("Attachments", "Attachment"):
        yield from node.models(name)


def _remainder(node: Node) -> str | None:
    rest: dict[str, Any] = {name: value for name, value in node.fields().items() if name not in _TAKEN}
    rest |= {
        name: value
        for name, value in node.attributes.items()
        if name in ("id", "deleted_state", "source_index")
    }
    more = [one.field("Filename") or one.attributes.get("file_id") for one in _attachments(node)][1:]
    other = [name for name in node.model_names() if name not in _CARRIED]
    rest |= ({"other_attachments": more} if more else {}) | ({"models_not_carried": other} if other else {})
    return json.dumps(rest, sort_keys=True, ensure_ascii=False) if rest else None
