"""One `InstantMessage` or `ChatActivity` of a report as records: the message, and what lies within it."""

from dataclasses import dataclass
from typing import Any

from candour.evidence.formats.json_elements import body_of
from candour.evidence.formats.ufdr import attachments
from candour.evidence.formats.ufdr.activity import Activities
from candour.evidence.formats.ufdr.attachments import Attached, attached
from candour.evidence.formats.ufdr.left_over import left_over
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.parties import FIELDS, Party, parties
from candour.evidence.formats.ufdr.report import Report
from candour.evidence.formats.ufdr.within import CARRIED, EMBEDDED, Extras, Within, extras_of
from candour.evidence.formats.ufdr.words import when_of
from candour.evidence.records import Mark, Media, Message, Record, Unclassified

_TAKEN = {"Identifier", "Body", "TimeStamp"}
_CARRIED = {*FIELDS, *attachments.FIELDS, *CARRIED, "ActivityLog"}
_SYSTEM_SENDER = "system message"
_LINE = "a line of the messenger's own"


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says and carries. `passed_on`: it stands in the message within, since this one hands it on."""

    body: str | None
    files: list[Attached]
    passed_on: bool


class Messages:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.within, self.activities = Within(report), Activities(report)

    def records(self, node: Node, shared: dict[str, Any]) -> list[Record]:
        if node.kind == "ChatActivity":
            return list(self.activities.records([node], shared))
        extras, people = extras_of(node), parties(node, self.report)
        sender = next((one for one in people if one.role == "From"), None)
        content = self._content(node, extras.passed_on)
        given = self._given(node, shared, sender, extras, content)
        happened = list(node.models("ActivityLog"))
        if happened:
            return list(self.activities.records(happened, given))
        if _is_system(sender, extras):
            return [Unclassified(**given, reason=_LINE)]
        receivers = [one for one in people if one is not sender]
        return [self._sent(node, given, content), *self.within.records(extras, receivers, given)]

    def _given(
        self, node: Node, shared: dict[str, Any], sender: Party | None, extras: Extras, content: Content
    ) -> dict[str, Any]:
        said_by = None if sender is None or _is_system(sender, extras) else sender
        own = said_by is not None and said_by.is_owner
        marks = {Mark.OWN: own, Mark.EDITED: "edited" in extras.labels} | _carried_along(node)
        within = () if extras.explained else EMBEDDED
        return shared | {
            "when": when_of(node.field("TimeStamp")),
            "sender": None if said_by is None else said_by.who,
            "marks": shared["marks"] | {mark for mark, holds in marks.items() if holds},
            "body": None if content.body is None else body_of(content.body),
            "remainder": left_over(
                node,
                _TAKEN,
                _CARRIED - {*within},
                other_attachments=[one.as_json() for one in content.files[1:]],
                content_from="the message that it passes on" if content.passed_on else None,
            ),
        }

    def _content(self, node: Node, within: Node | None) -> Content:
        """A message that hands on another one's words and files often has none of its own."""
        body, files = node.field("Body"), attached(node, self.report)
        if within is None or body is not None or files:
            return Content(body, files, passed_on=False)
        return Content(within.field("Body"), attached(within, self.report), passed_on=True)

    def _sent(self, node: Node, given: dict[str, Any], content: Content) -> Message:
        first = content.files[0] if content.files else None
        shared_contact = Media.CONTACT if Mark.CONTACT in given["marks"] else None
        return Message(
            **given,
            message_id=node.field("Identifier") or node.attributes.get("id"),
            media=shared_contact if first is None else first.media,
            attachment=None if first is None else first.name,
            attachment_sha256=None if first is None else first.sha256,
        )


def _is_system(sender: Party | None, extras: Extras) -> bool:
    written = "" if sender is None else (sender.who or "").strip().lower()
    return "system" in extras.labels or written == _SYSTEM_SENDER


def _carried_along(node: Node) -> dict[Mark, bool]:
    return {
        Mark.CONTACT: node.model("SharedContacts") is not None,
        Mark.LOCATION: node.model("Position") is not None,
    }
