"""What happened in a group, as the report's log of it tells: who came, who went, and by whom."""

from collections.abc import Iterator
from typing import Any

from candour.evidence.formats.json_elements import body_of
from candour.evidence.formats.ufdr.left_over import left_over, remarked
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.report import Report
from candour.evidence.formats.ufdr.words import likely_word, when_of
from candour.evidence.records import TIMELESS, Membership, MembershipChange, Record, Unclassified

_TAKEN, _CARRIED = {"SystemMessageTimeStamp", "SystemMessageBody"}, {"Participant"}
_THEMSELVES = (MembershipChange.LEFT, MembershipChange.JOINED, MembershipChange.CREATED)
_ACTION = "something that happened in the group, in a word that no source explains"
_AGAIN = "an entry of the group's log that stands in the report already"
_NOT_SURE = "the meaning of this word is our own expectation"


class Activities:
    """The report may print one entry of a group's log twice, in the log and in the message: it happened once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._met: set[str] = set()

    def records(self, nodes: list[Node], shared: dict[str, Any]) -> Iterator[Record]:
        """One message may tell of several people; all after the first lie within it."""
        for place, node in enumerate(nodes):
            yield self._record(node, shared | ({"raw": b"", "inner": True} if place else {}))

    def _record(self, node: Node, shared: dict[str, Any]) -> Record:
        """What the entry says of itself, under what the message says in which it stands."""
        said = node.field("SystemMessageBody")
        own: dict[str, Any] = {
            "when": when_of(node.field("SystemMessageTimeStamp")),
            "body": None if said is None else body_of(said),
            "sender": None,
        }
        given = own | {name: value for name, value in shared.items() if value not in (None, TIMELESS)}
        if self._met & node.identifiers:
            return Unclassified(**given, reason=_AGAIN)
        self._met |= node.identifiers
        given["remainder"] = left_over(node, _TAKEN, _CARRIED)
        return self._happened(node, given)

    def _happened(self, node: Node, given: dict[str, Any]) -> Record:
        """Whether the person named did it or suffered it follows from the word; whoever leaves or joins is both."""
        person = self.report.saw(node.model("Participant"))
        word, seen = likely_word("action", node.field("Action"))
        if word is None:
            return Unclassified(**given | {"sender": given["sender"] or person}, reason=_ACTION)
        change = MembershipChange(word)
        if change in _THEMSELVES and person is not None:
            given["sender"] = person
        if not seen:
            given["remainder"] = remarked(given["remainder"], word=_NOT_SURE)
        subjects = () if person is None or change is MembershipChange.CREATED else (person,)
        return Membership(**given, change=change, subjects=subjects)
