"""The first walk of a report: what it says of its chats, their participants and its files. Messages are passed by."""

from dataclasses import dataclass, field
from typing import Any

from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.stream import Cut, ModelStream, Place

_OF_MESSAGES = {"Messages", "ActivityLog"}
_FIELDS = {"field", "multiField", "modelField", "multiModelField"}
_CHAT_FACTS = {
    "Name": "subject", "Source": "application", "Account": "account", "ChatType": "type", "StartTime": "started",
    "LastActivity": "last_activity",
}  # fmt: skip


@dataclass(slots=True)
class Chat:
    """`key` is what its messages call it: the chat's own id, or where it has none the report's."""

    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """Chats are found by where they begin; files by the report's own id."""

    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    models: dict[str, int] = field(default_factory=dict)

    def saw(self, party: Node | None) -> str | None:
        """How a person is named: by identifier, or by name where there is none. Both are kept."""
        if party is None:
            return None
        identifier, name = party.field("Identifier"), party.field("Name")
        shown = identifier or name
        if identifier and name:
            self.names.setdefault(identifier, {"display_name": name})
        if shown and is_true(party.field("IsPhoneOwner")):
            self.owners.add(shown)
        return shown


def is_true(written: str | None) -> bool:
    return (written or "").strip().lower() == "true"


def read_report(source: Source) -> Report:
    report = Report()
    stream = ModelStream(source, _chooses)
    parts: dict[int, list[Node]] = {}
    for cut in stream.cuts():
        if cut.node.tag == "file":
            _file(report, cut.node)
        else:
            parts.setdefault(cut.around[-1].start, []).append(cut.node)
    for start, nodes in parts.items():
        report.chats[start] = _chat(report, start, nodes)
    _part_chats_of_one_name(report)
    report.models = stream.models
    return report


def _chooses(tag: str, attributes: dict[str, str], around: list[Place]) -> bool:
    if not around:
        return False
    if tag == "file":
        return around[-1].tag == "taggedFiles"
    in_chat = around[-1].tag == "model" and around[-1].kind == "Chat"
    return in_chat and tag in _FIELDS and attributes.get("name") not in _OF_MESSAGES


def _file(report: Report, node: Node) -> None:
    identifier = node.attributes.get("id")
    if identifier is None:
        return
    items = {
        one.attributes.get("name", "").upper(): one.text.strip()
        for part in node.children
        for one in part.children
        if part.tag == "metadata"
    }
    sha256 = items.get("SHA256", "").lower()
    path = items.get("LOCAL PATH") or node.attributes.get("path", "")
    report.files[identifier] = (path, sha256 if _is_sha256(sha256) else None)


def _is_sha256(written: str) -> bool:
    return len(written) == 64 and set(written) <= set("0123456789abcdef")


def _chat(report: Report, start: int, nodes: list[Node]) -> Chat:
    whole = Node("model", {"type": "Chat"}, children=nodes)
    facts: dict[str, Any] = {
        word: value for name, word in _CHAT_FACTS.items() if (value := whole.field(name)) is not None
    }
    people = [report.saw(party) for party in whole.models("Participants")]
    facts["participants"] = [one for one in people if one is not None]
    return Chat(whole.field("Id") or f"chat at byte {start}", facts)


def _part_chats_of_one_name(report: Report) -> None:
    """Two applications may use one id, and a deleted chat may stand beside the one in use: each keeps a name of its own."""
    met: dict[str, int] = {}
    for start, chat in sorted(report.chats.items()):
        if chat.key in met:
            chat.key = f"{chat.key} (at byte {start})"
        met[chat.key] = start


def chat_of(report: Report, cut: Cut) -> Chat | None:
    """The chat that an element stands in."""
    start = next((one.start for one in reversed(cut.around) if one.kind == "Chat"), None)
    if start is None:
        return None
    return report.chats.setdefault(start, Chat(f"chat at byte {start}"))
