"""Which person stands behind a name in a source: decided by a person, kept with who and when, undone without being erased."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

ANY_SOURCE = "*"


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
class Ties:
    """All ties ever made, the undone ones too; `owners` says whose phone a source came from."""

    made: tuple[Tie, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)

    def person(self, source: str, name: str) -> str:
        """The person tied to the name; the name as written where nobody has tied it. A source's own tie goes first."""
        return self.of_source(source).get(name, name)

    def of_source(self, source: str) -> dict[str, str]:
        """What the names of one source stand for."""
        standing = [one for one in self.made if one.stands]
        general = {one.name: one.person for one in standing if one.source == ANY_SOURCE}
        return general | {one.name: one.person for one in standing if one.source == source}

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
        return json.dumps(
            {"ties": [asdict(one) for one in self.made], "owners": dict(self.owners)}, default=str
        )


def ties_from(written: Mapping[str, Any]) -> Ties:
    """From the object of a JSON file: `ties`, a list of ties, and `owners`, a source's SHA-256 and its person."""
    return Ties(tuple(_tie(one) for one in _list(written, "ties")), dict(written.get("owners", {})))


def _list(written: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found = written.get(name, [])
    if not isinstance(found, list):
        raise BadlyWritten(f"{name} is no list")
    return found


def _tie(written: Mapping[str, Any]) -> Tie:
    unknown = set(written) - set(Tie.__slots__)
    if unknown or not {"person", "name"} <= set(written):
        raise BadlyWritten("a tie needs person and name, and may have source, by, on, undone_by, undone_on")
    days = {name: date.fromisoformat(written[name]) for name in ("on", "undone_on") if written.get(name)}
    return Tie(**{**written, **days})
