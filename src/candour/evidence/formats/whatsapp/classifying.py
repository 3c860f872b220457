"""One message of a text export, looked at closely: which kind of record it is, and with what it holds."""

from dataclasses import dataclass
from typing import Any

from candour.evidence.formats.whatsapp.bodies import Finding, read_body
from candour.evidence.formats.whatsapp.events import Event, Events, may_hold_title
from candour.evidence.records import (
    Call,
    Deletion,
    Edit,
    Mark,
    Membership,
    MembershipChange,
    Message,
    NumberChange,
    Poll,
    Record,
    Rename,
    Settings,
    Span,
    Unclassified,
    When,
    identity,
)

_LEADING_MARK = "\u200e".encode()
TITLE_WITH_COLON = b": " + _LEADING_MARK
_MEMBERSHIP = {
    "created": MembershipChange.CREATED, "added": MembershipChange.ADDED, "joined-by-link": MembershipChange.JOINED_BY_LINK,
    "joined": MembershipChange.JOINED, "removed": MembershipChange.REMOVED, "left": MembershipChange.LEFT,
    "admin": MembershipChange.MADE_ADMIN, "no-admin": MembershipChange.NO_LONGER_ADMIN,
}  # fmt: skip
_DONE_BY_ONESELF = {MembershipChange.JOINED_BY_LINK, MembershipChange.JOINED, MembershipChange.LEFT}


@dataclass(slots=True)
class Line:
    """A message as cut: its place, its header, its time, and its body."""

    source: str
    start: int
    end: int
    header: bytes
    body: bytes
    tail: bytes
    sender: str | None
    when: When
    marks: set[Mark]


class Classifier:
    def __init__(self) -> None:
        self._events = Events()
        self._suspects: dict[str, bool] = {}
        self._notices: dict[bytes, Finding] = {}

    def may_be_event(self, sender: str | None) -> bool:
        """A line without a sender, or whose sender reads like the first half of WhatsApp's own sentence."""
        if sender is None:
            return True
        if sender not in self._suspects:
            self._suspects[sender] = may_hold_title(sender)
        return self._suspects[sender]

    def records(self, line: Line) -> list[Record]:
        """The record, then those that lie within it."""
        event = self._event(line)
        if event is not None:
            return self._of_event(line, event)
        found = self._read(line.body)
        line.marks |= found.marks
        if line.sender is None:
            return [self._without_sender(line, found)]
        return [self._sent(line, found), *self._edits(line, found)]

    def _read(self, body: bytes) -> Finding:
        """Short notices come again and again: each is read once."""
        if len(body) > 60:
            return read_body(body)
        if body not in self._notices:
            if len(self._notices) > 10_000:
                self._notices.clear()
            self._notices[body] = read_body(body)
        return self._notices[body]

    def _event(self, line: Line) -> Event | None:
        if line.sender is None:
            return self._events.find(line.body.decode("utf-8", "replace"))
        if self.may_be_event(line.sender):
            return self._titled(line)
        if line.body.startswith(_LEADING_MARK):
            return self._events.find(line.body.decode("utf-8", "replace"))
        return self._under_a_title(line) if TITLE_WITH_COLON in line.body else None

    def _under_a_title(self, line: Line) -> Event | None:
        """iOS puts the group's title before its own lines, and a title may hold a colon: the sender ended too soon."""
        title, _, rest = line.body.partition(TITLE_WITH_COLON)
        event = self._events.find(rest.decode("utf-8", "replace")) if b"\n" not in title else None
        if event is not None:
            cut = len(line.body) - len(rest)
            line.header, line.body = line.header + line.body[:cut], line.body[cut:]
        return event

    def _titled(self, line: Line) -> Event | None:
        assert line.sender is not None
        written = line.sender.encode("utf-8", "replace")
        at = line.header.rfind(written)
        whole = line.header[at:] + line.body
        event = self._events.find(whole.decode("utf-8", "replace")) if at >= 0 else None
        if event is not None:
            line.header, line.body, line.sender = line.header[:at], whole, None
        return event

    def _of_event(self, line: Line, event: Event) -> list[Record]:
        wording = f'{{"confidence": "{event.line.confidence}", "language": "{event.line.language}"}}'
        shared = _shared(line) | {"body": line.body, "sender": event.actor, "remainder": wording}
        change = _MEMBERSHIP.get(event.line.event)
        if change is not None:
            return self._membership(line, event, change, shared)
        match event.line.event:
            case "number":
                return [
                    NumberChange(**shared | {"sender": event.before}, before=event.before, after=event.after)
                ]
            case "subject":
                return [Rename(**shared, before=event.before, after=event.after)]
            case "call-started":
                return [Call(**shared)]
            case setting:
                return [Settings(**shared, setting=setting, after=", ".join(event.subjects) or None)]

    def _membership(
        self, line: Line, event: Event, change: MembershipChange, shared: dict[str, Any]
    ) -> list[Record]:
        subjects = (event.actor,) if change in _DONE_BY_ONESELF and event.actor else event.subjects
        made: list[Record] = [Membership(**shared, change=change, subjects=subjects)]
        if event.after:
            made.append(
                Rename(
                    **_shared(line) | {"raw": line.body}, inner=True, sender=event.actor, after=event.after
                )
            )
        return made

    def _without_sender(self, line: Line, found: Finding) -> Record:
        if found.call is not None:
            return Call(**_shared(line), body=line.body, outcome=found.call, video=found.video)
        return Unclassified(
            **_shared(line), body=line.body, reason="a line without a sender, in words that no table knows"
        )

    def _sent(self, line: Line, found: Finding) -> Record:
        shared = _shared(line) | {"sender": line.sender, "body": line.body}
        if found.deleted:
            return Deletion(**shared, by_admin=found.by_admin)
        if found.options:
            return Poll(**shared, question=found.question, options=found.options)
        if found.call is not None and line.body.startswith(_LEADING_MARK):
            return Call(**shared, outcome=found.call, video=found.video)
        return Message(**shared, media=found.media, attachment=found.attachment)

    def _edits(self, line: Line, found: Finding) -> list[Record]:
        """The notice of an edit: neither its time nor the old text is kept."""
        if found.edited_at is None:
            return []
        start = line.start + len(line.header) + found.edited_at
        end = line.end - len(line.tail)
        raw = line.body[found.edited_at :]
        about = identity(line.source, Span(line.start, line.end))
        return [
            Edit(
                source=line.source,
                locator=Span(start, end),
                raw=raw,
                sender=line.sender,
                about=about,
                inner=True,
            )
        ]


def _shared(line: Line) -> dict[str, Any]:
    return {
        "source": line.source,
        "locator": Span(line.start, line.end),
        "raw": line.header + line.body + line.tail,
        "when": line.when,
        "marks": frozenset(line.marks),
    }
