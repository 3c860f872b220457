"""The first walk of a report: what it says of its chats, their participants and its files. Messages are passed by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from candour.evidence.formats.attached_hashes import Hashes
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.doubles import Doubles
from candour.evidence.formats.ufdr.models import Node, own_text
from candour.evidence.formats.ufdr.stream import Cut, ModelStream, Place
from candour.evidence.formats.ufdr.whole_models import FoundCuts, Unsure

_OF_MESSAGES = {"Messages", "ActivityLog"}
_MESSAGES = {"InstantMessage", "ChatActivity"}
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
    """Chats are found by where they begin; files by the report's own id; `threads` are messages and calls in no chat."""

    chats: dict[int, Chat] = field(default_factory=dict)
    threads: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    models: dict[str, int] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()
    hashes: Hashes | None = None
    cuts: FoundCuts | None = None  # None where nothing can be cut out of the stream for sure

    def hash_of(self, place: str) -> str | None:
        """Of a file that the archive holds and the report states no hash for."""
        return None if self.hashes is None else self.hashes.of(place)

    def thread(self, key: str, application: str | None, counted: str, people: Sequence[str]) -> None:
        """Counts one message, draft or call with these people."""
        known = self.threads.setdefault(key, {"application": application or "telephone", "participants": []})
        known["participants"] = list(dict.fromkeys([*known["participants"], *people]))
        known[counted] = known.get(counted, 0) + 1

    def conversations(self) -> dict[str, dict[str, Any]]:
        """A chat goes before messages outside chats that bear its name: the two are one to a reader."""
        return self.threads | {chat.key: chat.facts for _, chat in sorted(self.chats.items())}

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


def read_report(source: Source, kinds: frozenset[str]) -> Report:
    """`kinds` are the models that the second walk reads."""
    try:
        return _read(source, FoundCuts(kinds))
    except Unsure:
        return _read(source, None)


def _read(source: Source, cuts: FoundCuts | None) -> Report:
    report, doubles = Report(cuts=cuts), Doubles()
    stream = ModelStream(source, _chooses, _skips, doubles.passed_by, cuts)
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
    if stream.damaged_at is None:  # else the copy in the chat may be the one that was lost
        report.doubled = doubles.found()
    return report


def _chooses(tag: str, attributes: dict[str, str], around: list[Place]) -> bool:
    if not around:
        return False
    if tag == "file":
        return around[-1].tag == "taggedFiles"
    in_chat = around[-1].tag == "model" and around[-1].kind == "Chat"
    return in_chat and tag in _FIELDS and attributes.get("name") not in _OF_MESSAGES


def _skips(tag: str, attributes: dict[str, str], around: list[Place]) -> bool:
    """A message on this walk, wherever it stands; and of the lists of models every one but a chat."""
    if tag != "model":
        return False
    kind = attributes.get("type")
    return kind in _MESSAGES or (kind != "Chat" and bool(around) and around[-1].tag == "modelType")


def _file(report: Report, node: Node) -> None:
    identifier = node.attributes.get("id")
    if identifier is None:
        return
    items = {
        one.get("name", "").upper(): own_text(one).strip()
        for part in node.element
        for one in part
        if part.tag == "metadata"
    }
    sha256 = items.get("SHA256", "").lower()
    path = items.get("LOCAL PATH") or node.attributes.get("path", "")
    report.files[identifier] = (path, sha256 if _is_sha256(sha256) else None)


def _is_sha256(written: str) -> bool:
    return len(written) == 64 and set(written) <= set("0123456789abcdef")


def _chat(report: Report, start: int, nodes: list[Node]) -> Chat:
    element = Element("model", {"type": "Chat"})
    element.extend(one.element for one in nodes)
    whole = Node(element)
    facts: dict[str, Any] = {
        word: value for name, word in _CHAT_FACTS.items() if (value := whole.field(name)) is not None
    }
    people = [(report.saw(party), party) for party in whole.models("Participants")]
    facts["participants"] = [who for who, _ in people if who is not None]
    admins = [who for who, party in people if who is not None and is_true(party.field("IsGroupAdmin"))]
    facts |= {"admins": admins} if admins else {}
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
