"""What lies within a message of a report: its receipts, its reactions, that it was passed on, and what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from candour.evidence.formats.json_elements import body_of
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.parties import Party
from candour.evidence.formats.ufdr.report import Report
from candour.evidence.formats.ufdr.words import named, when_of, word_of
from candour.evidence.records import Forward, Reaction, Receipt, ReceiptState, Record, Reply, identity

EMBEDDED = ("EmbeddedInstantMessage", "EmbeddedMessage")
CARRIED = {"MessageExtraData", "Reactions", *EMBEDDED}
_LABELLED = ("MessageLabel", "QuotedMessageData", "ReplyMessageData", "ForwardedMessageData")
_TELLING = frozenset({*_LABELLED, "Reaction"})
_STATES = {
    ReceiptState.DELIVERED: "DateDelivered",
    ReceiptState.READ: "DateRead",
    ReceiptState.PLAYED: "DatePlayed",
}


@dataclass(frozen=True, slots=True)
class Extras:
    """What the report says about a message besides its words. `embedded` is the message that it answers or passes on."""

    node: Node
    below: dict[str, list[Node]]
    labels: frozenset[str]
    embedded: Node | None

    @property
    def forwarded(self) -> bool:
        return "forwarded" in self.labels or "ForwardedMessageData" in self.below

    @property
    def explained(self) -> bool:
        """Whether the report says why another message stands within this one."""
        told = {"ReplyMessageData", "QuotedMessageData"} & self.below.keys()
        return self.forwarded or "reply" in self.labels or bool(told)

    @property
    def passed_on(self) -> Node | None:
        """The message in which the words and files of one that was passed on stand."""
        return self.embedded if self.forwarded and "reply" not in self.labels else None


def extras_of(node: Node) -> Extras:
    below = node.below(_TELLING)
    words = (word_of("label", one) for one in _labels(node, below))
    embedded = next((one for name in EMBEDDED for one in node.models(name)), None)
    return Extras(node, below, frozenset(one for one in words if one is not None), embedded)


def _labels(node: Node, below: dict[str, list[Node]]) -> Iterator[str]:
    yield from node.values("Label")
    yield from node.values("Labels")
    for kind in _LABELLED:
        for one in below.get(kind, ()):
            yield from one.values("Label")


class Within:
    def __init__(self, report: Report) -> None:
        self.report = report

    def records(self, extras: Extras, people: list[Party], shared: dict[str, Any]) -> Iterator[Record]:
        inner: dict[str, Any] = {name: shared[name] for name in ("source", "locator", "conversation")}
        inner |= {"raw": b"", "inner": True, "about": identity(shared["source"], shared["locator"])}
        for party in people:
            yield from _receipts(party, inner)
        if "Reaction" in extras.below:
            yield from self._reactions(extras.node, people, inner)
        inner |= {"sender": shared.get("sender"), "when": shared["when"]}
        if extras.forwarded:
            yield Forward(**inner, original_sender=self._original_sender(extras))
        yield from _answers(extras, inner)

    def _reactions(self, node: Node, people: list[Party], inner: dict[str, Any]) -> Iterator[Record]:
        """Beside the message, with the person within the reaction; or within the person who gave it."""
        given = [(one, one.model("Actor")) for one in node.models("Reactions")]
        found = [(one, None if actor is None else self.report.saw(actor)) for one, actor in given]
        found += [
            (one, party.who)
            for party in people
            for one in party.node.below(("Reaction",)).get("Reaction", ())
        ]
        for one, who in found:
            emoji = one.field("ReactionType")
            yield Reaction(**inner, sender=who, emoji=emoji, when=when_of(one.field("TimeStamp")))

    def _original_sender(self, extras: Extras) -> str | None:
        for stated in extras.below.get("ForwardedMessageData", ()):
            if original := self.report.saw(stated.model("OriginalSender")):
                return original
        return None if extras.passed_on is None else self.report.saw(extras.passed_on.model("From"))


def _receipts(party: Party, inner: dict[str, Any]) -> Iterator[Record]:
    for state, name in _STATES.items():
        at = party.node.field(name)
        if at is not None:
            yield Receipt(**inner, recipient=party.who, state=state, when=when_of(at))


def _answers(extras: Extras, inner: dict[str, Any]) -> Iterator[Record]:
    """What is answered is named by its id; its words stand in the message within. What passes on answers nothing."""
    replies = extras.below.get("ReplyMessageData", [])
    if not replies and extras.passed_on is None:
        replies = [one for one in extras.below.get("QuotedMessageData", ()) if not _passes_on(one)]
    if not replies and "reply" not in extras.labels:
        return
    reply = replies[0] if replies else extras.node
    within = reply.below(("InstantMessage",)).get("InstantMessage", []) if replies else []
    answered = within[0] if within else extras.embedded
    quoted = None if answered is None else answered.field("Body")
    yield Reply(**inner, answers=_named(reply, answered), quoted=None if quoted is None else body_of(quoted))


def _passes_on(quoted: Node) -> bool:
    return word_of("label", quoted.field("Label")) == "forwarded"


def _named(reply: Node, answered: Node | None) -> str | None:
    """The messenger's own id where it is given, else the report's."""
    stated = named(reply.field("OriginalMessageID"))
    if stated is None and answered is not None:
        stated = named(answered.field("Identifier"))
    return stated or named(reply.field("ReferenceId"))
