"""What an entry of a matter's record says in words: what was answered and decided, to whom it went, under which power.

All of it is read from the entry itself; the database adds only names, and the reasons that the entry commits to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.accounts.models.written_once import Question, key
from candour.deadlines.law import the_law
from candour.ledger.reading import BrokenEntry, ReadEntry
from candour.ledger.verbs import registered_verbs
from candour.look.dates import day_in_words, moment_in_words
from candour.matters.codes import title_of
from candour.matters.models import LimbAnswer, Matter, Party, PartyRole
from candour.papers.codes import LetterKind
from candour.procedure.lifecycles import Question as Asked

YES, NO, NOT_YET = gettext_lazy("Yes"), gettext_lazy("No"), gettext_lazy("Cannot say yet")
ANSWERS: Mapping[str, str | Promise] = {
    "yes": YES,
    "met": YES,
    "no": NO,
    "not-met": NO,
    "cannot-say-yet": NOT_YET,
}
"""Of a limb, and of the question of a whole test."""


PEOPLE = Question(lambda: Party.objects.filter(matter=key("matter")).select_related("person"))
REASONS = Question(
    lambda: (
        LimbAnswer.objects.filter(answer__matter=key("matter"))
        .exclude(reasons="")
        .values_list("pk", "reasons")
    )
)


@dataclass(frozen=True)
class Line:
    label: str
    value: str


@dataclass(frozen=True)
class LimbSaid:
    words: str
    answer: str
    reasons: str


@dataclass(frozen=True)
class Account:
    """`power` cites what the act was done under; `duty` says that the law obliges it, None where it does not say."""

    lines: Sequence[Line]
    limbs: Sequence[LimbSaid]
    power: Sequence[str]
    duty: bool | None


class Recounting:
    """Recounts the entries of one matter. Names and reasons are read once for all of them."""

    def __init__(self, matter: Matter, entries: Sequence[ReadEntry | BrokenEntry]) -> None:
        read = [entry for entry in entries if isinstance(entry, ReadEntry)]
        self.day = matter.made_on or matter.received_on
        self.parties = {str(party.pk): party.shown_name for party in PEOPLE(matter=matter.pk)}
        self.reasons = {str(pk): text for pk, text in REASONS(matter=matter.pk)}
        appointed = [row for entry in read for row in _rows(entry, "accounts_appointment")]
        self.users = _names(row["user_id"] for row in appointed if "user_id" in row)

    def account(self, entry: ReadEntry) -> Account:
        step = the_law().steps.get(entry.verb)
        verb = registered_verbs().get(entry.verb)
        told = (verb.source,) if verb and verb.source else ()
        return Account(
            lines=tuple(_distinct(self._lines(entry))),
            limbs=tuple(self._limbs(entry)),
            power=step.source if step else told,
            duty=step.power_or_duty == "duty" if step else None,
        )

    def _lines(self, entry: ReadEntry) -> Iterator[Line]:
        yield from _noted(entry, self.day)
        yield from self._spoken_to(entry)
        yield from self._named(entry)
        yield from _stated(entry, self.day)
        yield from _reached(entry)

    def _spoken_to(self, entry: ReadEntry) -> Iterator[Line]:
        contacts = list(_rows(entry, "matters_contact"))
        for row in contacts or _rows(entry, "matters_statedfact"):
            yield Line(_("To") if contacts else _("Person"), self.parties.get(str(row.get("party_id")), ""))

    def _named(self, entry: ReadEntry) -> Iterator[Line]:
        for table, identity, row in entry.rows:
            if table == "accounts_appointment" and "user_id" in row:
                yield Line(str(Role(row["role"]).label), self.users.get(str(row["user_id"]), ""))
            elif table == "matters_party" and "role" in row:
                yield Line(str(PartyRole(row["role"]).label), self.parties.get(identity, ""))

    def _limbs(self, entry: ReadEntry) -> Iterator[LimbSaid]:
        test = the_law().tests.get(str(entry.notes.get("test", "")))
        words = {limb.key: limb.words for limb in test.limbs} if test else {}
        for table, identity, row in entry.rows:
            if table == "matters_limbanswer" and "limb" in row:
                answer = str(ANSWERS.get(row["holds"], row["holds"]))
                yield LimbSaid(words.get(row["limb"], row["limb"]), answer, self.reasons.get(identity, ""))


def _names(users: Iterable[str]) -> dict[str, str]:
    wanted = set(users)
    found = User.objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {str(pk): name for pk, name in found}


def _rows(entry: ReadEntry, wanted: str) -> Iterator[Mapping[str, Any]]:
    return (row for table, _identity, row in entry.rows if table == wanted)


def _distinct(lines: Iterable[Line]) -> list[Line]:
    return [line for line in dict.fromkeys(lines) if line.value]


def _stated(entry: ReadEntry, day: date) -> Iterator[Line]:
    """The facts that the step asked for, in its own words; neither what follows from them, nor its own day again."""
    step = the_law().steps.get(entry.verb)
    asked = {question.name: question for question in step.asks} if step else {}
    for row in _rows(entry, "matters_statedfact"):
        if row.get("name") in asked and row["value"] != str(entry.on):
            yield Line(asked[row["name"]].question, _in_words(asked[row["name"]], row["value"], day))


def _in_words(question: Asked, value: str, day: date) -> str:
    if question.list:
        return code_in_words(question.list, value, day)
    if value in ANSWERS:
        return str(ANSWERS[value])
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value.replace("-", " ").capitalize()
    return moment_in_words(moment) if "T" in value else day_in_words(moment.date())


def code_in_words(code_list: str, code: str, day: date) -> str:
    """By the edition of the list that applies to the matter; the bare code where the law no longer holds the list."""
    held = the_law().lists.get(code_list)
    return title_of(code_list, held.edition_on(day).id, code) if held else code


def _reached(entry: ReadEntry) -> Iterator[Line]:
    """The state that a track reached by it."""
    lifecycle = the_law().lifecycles.get(str(entry.notes.get("track", "")))
    state = lifecycle.states.get(str(entry.notes.get("reached", ""))) if lifecycle else None
    if lifecycle and state and entry.notes.get("left") != state.key:
        yield Line(lifecycle.title, state.title)


def _noted(entry: ReadEntry, day: date) -> Iterator[Line]:
    """What the entry notes beside its rows: the outcome of a test, an allegation's code or decision, a letter's kind."""
    notes = entry.notes
    test = the_law().tests.get(str(notes.get("test", "")))
    if test:
        yield Line(test.question, str(ANSWERS.get(str(notes["outcome"]), notes["outcome"])))
    if "number" in notes:
        yield Line(_("Allegation"), f"{notes['number']}{_what_of_it(entry)}")
    if entry.verb == "paper.draft":
        yield Line(_("Letter"), _label_of_letter(str(notes["kind"])))
    if entry.verb == "complaint.receive":
        yield Line(_("It came by"), code_in_words("channels", str(notes["channel"]), day))


def _what_of_it(entry: ReadEntry) -> str:
    for row in _rows(entry, "matters_allegation"):
        if row.get("decision"):
            return ": " + title_of("allegation-decisions", row["decision_edition"], row["decision"])
        if "code_list" in row:
            return ": " + title_of(row["code_list"], row["code_edition"], row["code"])
    return ""


def _label_of_letter(kind: str) -> str:
    return str(LetterKind(kind).label) if kind in LetterKind.values else kind
