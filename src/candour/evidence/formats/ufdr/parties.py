"""Who a message or a call of a report was from and to, which way it went, and what is called a conversation where none is named."""

from dataclasses import dataclass
from typing import Any

from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.report import Report, is_true
from candour.evidence.formats.ufdr.words import word_of

# A field of models, and the role of those in it who are given none.
FIELDS = {"From": "From", "To": "To", "Cc": "Cc", "Bcc": "Bcc", "Parties": "", "Participants": ""}


@dataclass(frozen=True, slots=True)
class Party:
    """`role` is From, To, Cc, Bcc, or nothing where the report gives none."""

    node: Node
    who: str | None
    role: str
    is_owner: bool

    def as_json(self) -> dict[str, Any]:
        found = {"identifier": self.who, "role": self.role, "name": self.node.field("Name")}
        return {name: value for name, value in found.items() if value}


def parties(node: Node, report: Report) -> list[Party]:
    return [
        Party(one, report.saw(one), _role(one, role), is_true(one.field("IsPhoneOwner")))
        for name, role in FIELDS.items()
        for one in node.models(name)
    ]


def _role(one: Node, of_field: str) -> str:
    """The field that a person stands in tells blind copies from others; their own role tells the rest."""
    own = one.field("Role") or ""
    return of_field if of_field in ("Cc", "Bcc") or own in ("", "General") else own


def went_out(node: Node, people: list[Party]) -> bool | None:
    """Sent from the phone; None where nothing tells. The report's own word first, then the owner, then where it lay."""
    word = word_of("direction", node.field("Direction")) or word_of("direction", node.field("Type"))
    if word is not None:
        return word == "outgoing"
    senders = [one for one in people if one.role == "From"]
    if any(one.is_owner for one in senders):
        return True
    for section, name in (("folder", "Folder"), ("status", "Status")):
        lay = word_of(section, node.field(name))
        if lay in ("outgoing", "incoming"):
            return lay == "outgoing"
    return False if senders else None


def sender_of(people: list[Party], *, outgoing: bool | None) -> str | None:
    """Whoever has the role; of an incoming call or message with one other person, that person."""
    senders = [one for one in people if one.role == "From" and one.who is not None]
    if senders:
        return senders[0].who
    others = {one.who for one in people if not one.is_owner and one.who is not None and not one.role}
    return others.pop() if outgoing is False and len(others) == 1 else None


def conversation_of(people: list[Party], application: str | None) -> str | None:
    """All others by their identifiers, as backups of text messages name a conversation; the application before them."""
    others = sorted({one.who for one in people if not one.is_owner and one.who is not None})
    whole = "~".join(others or sorted({one.who for one in people if one.who is not None}))
    return (f"{application}: {whole}" if application else whole) or None
