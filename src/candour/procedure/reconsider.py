"""What a correction of our own text would move: stored deadlines held against the law as it is loaded now."""

from dataclasses import dataclass
from datetime import date

from candour.procedure.dates import in_words
from candour.procedure.due import Due, Needs, Outcome
from candour.procedure.facts import Facts
from candour.procedure.law import Law, NoSuchRule


@dataclass(frozen=True)
class Stored:
    """A deadline as the record holds it: by which text it was computed, and the date that came out then."""

    rule: str
    version: str
    edition: int
    hash: str
    due: date | None
    facts: Facts


@dataclass(frozen=True)
class Reconsidered:
    """`changes` are sentences; `moves` says whether the date would be another. Nothing is moved by asking."""

    stored: Stored
    now: Outcome | None
    changes: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        return not self.changes

    @property
    def moves(self) -> bool:
        return not isinstance(self.now, Due) or self.now.due != self.stored.due


def reconsider(law: Law, stored: Stored) -> Reconsidered:
    """What the law as loaded now would say of a stored deadline."""
    try:
        now = law.due(stored.rule, stored.facts)
    except NoSuchRule:
        return Reconsidered(stored, None, (f"the rule {stored.rule} is no longer there",))
    if not isinstance(now, Due):
        reason = "needs " + ", ".join(now.names) if isinstance(now, Needs) else "is not in force on these facts"
        return Reconsidered(stored, now, (f"{stored.rule} now {reason}",))
    return Reconsidered(stored, now, tuple(_changes(stored, now)))


def _changes(stored: Stored, now: Due) -> list[str]:
    changes = []
    if now.version.id != stored.version:
        changes.append(f"version {now.version.id} governs in place of {stored.version}")
    if now.edition != stored.edition:
        changes.append(f"edition {now.edition} of the text replaces edition {stored.edition}")
    elif now.version_hash != stored.hash:
        changes.append("the text of the version differs, though its edition is the same: raise the edition")
    if now.due != stored.due:
        changes.append(f"the date would move from {_shown(stored.due)} to {_shown(now.due)}")
    return changes


def _shown(day: date | None) -> str:
    return "no date" if day is None else in_words(day)
