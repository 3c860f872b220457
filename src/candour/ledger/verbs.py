"""The verbs of the record: each says which tables it may write and which notes it may leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.functional import Promise

from candour.ledger.canonical import is_token
from candour.ledger.notes import KINDS, LISTS

EVERY_TABLE = frozenset({"*"})
NOTE_KINDS = frozenset({*KINDS, *LISTS})


class UnknownVerb(LookupError):
    """No room has registered a verb of this name."""


class NotInTheVerb(ValueError):
    """The verb does not permit this table, note, disposal or removal."""


@dataclass(frozen=True)
class Verb:
    """One act that the record knows. `source` cites the law, where a law makes it; `title` is what pages show."""

    key: str
    title: str | Promise
    writes: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    removes: frozenset[str] = frozenset()
    disposes: bool = False

    def __post_init__(self) -> None:
        if not self.key or not is_token(self.key):
            raise ValueError(f"A verb's key is a code such as complaint.record, not {self.key!r}.")
        for name, kind in self.notes.items():
            if kind not in NOTE_KINDS:
                raise ValueError(
                    f"{self.key}: note {name} is of kind {kind}; use one of {sorted(NOTE_KINDS)}."
                )

    def may_write(self, table: str) -> bool:
        return table in self.writes or self.writes == EVERY_TABLE

    def require_write(self, table: str) -> None:
        if not self.may_write(table):
            raise NotInTheVerb(f"{self.key} does not write {table}. Add the table to the verb's `writes`.")

    def require_removal(self, table: str) -> None:
        if table not in self.removes:
            raise NotInTheVerb(f"{self.key} does not remove rows of {table}. Add it to the verb's `removes`.")

    def require_disposal(self) -> None:
        if not self.disposes:
            raise NotInTheVerb(f"{self.key} does not dispose of text. Use text.dispose.")

    def kind_of_note(self, name: str) -> str:
        if name not in self.notes:
            raise NotInTheVerb(f"{self.key} has no note {name}. Declare it in the verb's `notes`.")
        return self.notes[name]


_registered: dict[str, Verb] = {}


def register(*verbs: Verb) -> None:
    """Called by each room's AppConfig.ready; the same verb may come twice, two verbs of one key may not."""
    for verb in verbs:
        if _registered.setdefault(verb.key, verb) != verb:
            raise ValueError(f"Two different verbs are registered as {verb.key}.")


def verb_named(key: str) -> Verb:
    if key not in _registered:
        raise UnknownVerb(f"No verb {key} is registered. Register it in the room's AppConfig.ready.")
    return _registered[key]


def registered_verbs() -> Mapping[str, Verb]:
    return MappingProxyType(_registered)


def title_of(key: str) -> str:
    """The verb's title, or its key where the room that wrote the entry is no longer installed."""
    return str(_registered[key].title) if key in _registered else key


TEXT_DISPOSE = Verb(
    "text.dispose",
    "Text disposed of",
    writes=EVERY_TABLE,
    notes={"schedule": "code", "retention_ended": "date"},
    source="Data Protection Act 2018, section 39",
    disposes=True,
)
