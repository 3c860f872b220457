"""Text messages, multimedia messages, e-mails, voice messages and calls of a report: in no chat, with who they were from and to."""

from typing import Any

from candour.evidence.formats.json_elements import body_of
from candour.evidence.formats.ufdr import attachments
from candour.evidence.formats.ufdr.attachments import attached
from candour.evidence.formats.ufdr.left_over import left_over
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.parties import FIELDS, Party, conversation_of, parties, sender_of, went_out
from candour.evidence.formats.ufdr.report import Report, is_true
from candour.evidence.formats.ufdr.within import CARRIED, Within, extras_of
from candour.evidence.formats.ufdr.words import likely_word, seconds_of, when_of, word_of
from candour.evidence.records import Call, CallOutcome, Mark, Media, Message, Record, Unclassified

KINDS = ("SMS", "MMS", "Email", "Call", "Voicemail")
_TAKEN = {"Body", "TimeStamp"}
_MAIL = "e-mail"
_CARRIED = {*FIELDS, *attachments.FIELDS, *CARRIED}
_UNSENT = "a message that the report shows as not sent: {}"


class Telephony:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.within = Within(report)

    def records(self, node: Node, shared: dict[str, Any]) -> list[Record]:
        people = parties(node, self.report)
        outgoing = went_out(node, people)
        given = shared | {
            "when": when_of(node.field("TimeStamp") or node.field("Timestamp")),
            "sender": sender_of(people, outgoing=outgoing),
            "conversation": self._conversation(node, people),
            "marks": shared["marks"] | ({Mark.OWN} if outgoing else set()),
        }
        if node.kind == "Call":
            return [self._call(node, people, given)]
        if node.kind == "Voicemail":
            return [self._spoken(node, people, given)]
        return self._text(node, people, given)

    def _conversation(self, node: Node, people: list[Party]) -> str | None:
        application = node.field("Source") or (_MAIL if node.kind == "Email" else None)
        key = conversation_of(people, application)
        if key is not None:
            counted = "calls" if node.kind == "Call" else "not_sent" if _unsent(node) else "messages"
            self.report.thread(key, application, counted, [one.who for one in people if one.who is not None])
        return key

    def _call(self, node: Node, people: list[Party], given: dict[str, Any]) -> Call:
        ended = word_of("call", node.field("Status")) or word_of("call", node.field("Type"))
        video = node.field("VideoCall")
        return Call(
            **given,
            message_id=node.attributes.get("id"),
            outcome=CallOutcome(ended) if ended else CallOutcome.UNKNOWN,
            video=None if video is None else is_true(video),
            seconds=seconds_of(node.field("Duration")),
            remainder=left_over(node, _TAKEN, _CARRIED, kind=node.kind, parties=_named(people)),
        )

    def _spoken(self, node: Node, people: list[Party], given: dict[str, Any]) -> Message:
        """What somebody said to the mailbox. That it was played is the report's word, with no time, and stays a field."""
        return Message(
            **given,
            message_id=node.attributes.get("id"),
            media=Media.AUDIO,
            attachment=node.field("Name"),
            remainder=left_over(
                node, {"Timestamp", "TimeStamp", "Name"}, _CARRIED, kind=node.kind, parties=_named(people)
            ),
        )

    def _text(self, node: Node, people: list[Party], given: dict[str, Any]) -> list[Record]:
        """A draft, and what waits or failed, was written on the phone and not sent: it is no message of anybody's."""
        files, body = attached(node, self.report), node.field("Body") or node.field("Snippet")
        given |= {
            "body": None if body is None else body_of(body),
            "remainder": left_over(
                node,
                _TAKEN,
                _CARRIED,
                kind=node.kind,
                parties=_named(people),
                other_attachments=[one.as_json() for one in files[1:]],
            ),
        }
        if unsent := _unsent(node):
            return [Unclassified(**given, reason=_UNSENT.format(unsent))]
        message = Message(
            **given,
            message_id=node.field("Identifier") or node.attributes.get("id"),
            media=files[0].media if files else None,
            attachment=files[0].name if files else None,
            attachment_sha256=files[0].sha256 if files else None,
        )
        return [message, *self.within.records(extras_of(node), people, given)]


def _named(people: list[Party]) -> list[dict[str, Any]]:
    return [one.as_json() for one in people]


def _unsent(node: Node) -> str | None:
    """Where it lies or in what state it is, in a word of the report that says so."""
    for section, name in (("folder", "Folder"), ("status", "Status")):
        written = node.field(name)
        lay, seen = (
            likely_word(section, written) if section == "folder" else (word_of(section, written), True)
        )
        if lay == "unsent":
            return f"{name} {written}" + ("" if seen else " (our own expectation)")
    return None
