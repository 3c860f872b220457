"""Which person stands behind a name in a source: decided by a person, kept with who and when, undone without being erased."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

ANY_SOURCE = "*"
Made = TypeVar("Made")


class BadlyWritten(ValueError):
    """What a person wrote in a file cannot be used; the message names fields and never repeats what they hold."""


@dataclass(frozen=True, slots=True)
class Tie:
    """`name` as the source writes it (a contact's name, a number, an account); `source` is its SHA-256, or `*`."""

    person: str
    name: str
    source: str = ANY_SOURCE
    by: str | None = None
    on: date | None = None
    undone_by: str | None = None
    undone_on: date | None = None

    @property
    def stands(self) -> bool:
        return self.undone_by is None


@dataclass(frozen=True, slots=True)
class OneConversation:
    """A person says that these parts are one conversation: each the SHA-256 of a source, and what the source calls it."""

    parts: tuple[tuple[str, str | None], ...]
    by: str | None = None
    on: date | None = None
    undone_by: str | None = None
    undone_on: date | None = None

    @property
    def stands(self) -> bool:
        return self.undone_by is None


@dataclass(frozen=True)
class Ties:
    """All ties ever made, the undone ones too; `owners` says whose phone a source came from."""

    made: tuple[Tie, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    joined: tuple[OneConversation, ...] = ()

    def parts_with(self, source: str, conversation: str | None) -> tuple[tuple[str, str | None], ...]:
        """All parts of the conversation that this is a part of; itself alone where nobody has joined it."""
        own = (source, conversation)
        found = [one.parts for one in self.joined if one.stands and own in one.parts]
        return tuple(dict.fromkeys([own, *(part for parts in found for part in parts)]))

    def person(self, source: str, name: str) -> str:
        """The person tied to the name; the name as written where nobody has tied it. A source's own tie goes first."""
        return self.of_source(source).get(name, name)

    def of_source(self, source: str) -> Mapping[str, str]:
        """What the names of one source stand for."""
        return self._by_source.get(source, self._by_source[ANY_SOURCE])

    @cached_property
    def _by_source(self) -> dict[str, dict[str, str]]:
        """It is asked for each name of each record, and ties are never changed."""
        standing = [one for one in self.made if one.stands]
        general = {one.name: one.person for one in standing if one.source == ANY_SOURCE}
        sources = {one.source for one in standing} | {ANY_SOURCE}
        return {
            source: general | {one.name: one.person for one in standing if one.source == source}
            for source in sources
        }

    def tie(self, made: Tie) -> "Ties":
        """A later tie of the same name in the same source undoes the earlier one, and both are kept."""
        kept = self
        for earlier in self.made:
            if earlier.stands and (earlier.name, earlier.source) == (made.name, made.source):
                kept = kept.undo(earlier, by=made.by or "", on=made.on)
        return replace(kept, made=(*kept.made, made))

    def undo(self, tie: Tie, *, by: str, on: date | None) -> "Ties":
        if tie not in self.made or not tie.stands:
            raise ValueError("no such tie stands")
        undone = replace(tie, undone_by=by, undone_on=on)
        return replace(self, made=tuple(undone if one is tie or one == tie else one for one in self.made))

    def as_json(self) -> str:
        joined = [
            asdict(one) | {"parts": [{"source": source, "conversation": name} for source, name in one.parts]}
            for one in self.joined
        ]
        written = {
            "ties": [asdict(one) for one in self.made],
            "owners": dict(self.owners),
            "conversations": joined,
        }
        return json.dumps(written, default=str)


def ties_from(written: Mapping[str, Any]) -> Ties:
    """From the object of a JSON file: `ties`, `owners` (a source's SHA-256 and its person) and `conversations`.

    Each of the `conversations` has `parts`, a list of objects with `source` and `conversation`.
    """
    made = tuple(_made(Tie, one, {"person", "name"}) for one in _list(written, "ties"))
    joined = tuple(_joined(one) for one in _list(written, "conversations"))
    return Ties(made, dict(written.get("owners", {})), joined)


def _list(written: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found = written.get(name, [])
    if not isinstance(found, list):
        raise BadlyWritten(f"{name} is no list")
    return found


def _joined(written: Mapping[str, Any]) -> OneConversation:
    parts = tuple((one["source"], one.get("conversation")) for one in _list(written, "parts"))
    return _made(OneConversation, {**written, "parts": parts}, {"parts"})


def _made(made: type[Made], written: Mapping[str, Any], needed: set[str]) -> Made:
    names = [one.name for one in fields(made)]  # type: ignore[arg-type]
    if not needed <= set(written) <= set(names):
        others = ", ".join(one for one in names if one not in needed)
        raise BadlyWritten(f"{' and '.join(sorted(needed))} must be given, and there may be {others}")
    days = {name: date.fromisoformat(written[name]) for name in ("on", "undone_on") if written.get(name)}
    return made(**{**written, **days})
