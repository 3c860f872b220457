"""Whatever is typed and whoever asks: found is what the law of the words says among the files they may open, no more, no less."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, Custody, Person, User, Wall
from candour.accounts.models.case_files import opens
from candour.accounts.models.words import words_of
from candour.bodies.models import Body
from candour.ledger.batches import Batch, batch
from candour.ledger.verbs import Verb, register
from candour.matters import search
from candour.matters.models import Matter, Party, PartyRole
from candour.matters.models.matter_words import SHORTEST
from candour.matters.search import Kind, find
from tests.make.matters import MONDAY
from tests.make.moments import at_nine
from tests.make.people import (
    FORCE,
    OVERSIGHT,
    POLICING_BODY,
    a_decision_maker,
    a_handler,
    a_policing_body_handler,
    a_reviewer,
    a_user,
    an_assessor,
    appointed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TUESDAY = MONDAY + timedelta(days=1)
MATTERS = 60
ROWS = (
    "accounts_casefile",
    "accounts_custody",
    "accounts_wall",
    "accounts_person",
    "matters_matter",
    "matters_party",
)
register(Verb("trial.caseload", "A caseload", writes=frozenset(ROWS)))
GIVEN = ("Ann", "Anne", "Annabel", "Robin", "Siân")
FAMILY = ("Vale", "Valentine", "Marsh", "Annison", "O’Bryan")
SAID = (
    "No contact after a burglary report",
    "Rude in the street",
    "Report of a report",
    "Contact centre",
    "",
)
AUTHORITIES = (FORCE, FORCE, POLICING_BODY)
TYPED = (
    *GIVEN, *FAMILY, "ann", "va", "val", "ann ann", "anne annison", "vale rob", "robin vale", "marsh a", "sian obryan",
    "no contact", "report burglary", "rep", "contact", "street rude", "centre contact cont", "in the", "zzz", "con rep",
)  # fmt: skip


def a_caseload(dice: Random) -> list[Matter]:
    """Files in the hands of one body or several, in several rights; some of them given up."""
    with batch() as many:
        return [a_file(many, dice, number) for number in range(MATTERS)]


def a_file(many: Batch, dice: Random, number: int) -> Matter:
    file = CaseFile(reference=f"WEX-2026-{number:06d}", kind="matter", opened=MONDAY)
    force = Body.objects.get(pk=FORCE)
    authority = dice.choice(AUTHORITIES)
    matter = Matter(
        case_file=file,
        appropriate_authority=Body.objects.get(pk=authority),
        expressed_to=force,
        received_on=MONDAY,
        channel="online-form",
        summary=dice.choice(SAID),
    )
    rows = [file, matter, *custodies(file, authority, dice), *people(matter, dice)]
    with many.entry("trial.caseload", subject=file, by=None, at=at_nine(MONDAY)) as record:
        for row in rows:
            record.save(row)
    return matter


def custodies(file: CaseFile, authority: str, dice: Random) -> Iterator[Custody]:
    besides = [("reviewer", POLICING_BODY), ("oversight", OVERSIGHT)]
    for right, body in [("appropriate_authority", authority), *dice.sample(besides, dice.randint(0, 2))]:
        ends = dice.choice([None, None, None, TUESDAY])
        yield Custody(case_file=file, body_id=body, capacity=right, starts=MONDAY, ends=ends)


def people(matter: Matter, dice: Random) -> Iterator[Person | Party]:
    for role in dice.sample(
        [PartyRole.COMPLAINANT, PartyRole.WITNESS, PartyRole.INTERESTED_PERSON], dice.randint(1, 2)
    ):
        person = Person(name=f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}", email="vale@example.invalid")
        yield person
        yield Party(matter=matter, person=person, role=role)


def readers(matters: list[Matter]) -> dict[str, User]:
    """One of each kind, and those to whom single files are opened or closed."""
    closed = a_force_handler("Wanda Walled")
    with (
        batch() as many,
        many.entry("trial.caseload", subject=matters[0], by=None, at=at_nine(MONDAY)) as record,
    ):
        for matter in matters[::3]:
            record.save(
                Wall(case_file=matter.case_file, user=closed, reason="They are cousins.", starts=MONDAY)
            )
    few = a_user("Ivy Appointed")
    for matter in matters[::5]:
        appointed(few, Role.INVESTIGATOR, case_file=matter.case_file)
    return {
        "handler": a_handler(),
        "decision maker": a_decision_maker(),
        "handler of the policing body": a_policing_body_handler(),
        "reviewer": a_reviewer(),
        "assessor": an_assessor(),
        "handler behind walls": closed,
        "investigator of some files": few,
        "handler with some files of others": appointed(
            a_force_handler("Beth Both"), Role.INVESTIGATOR, case_file=matters[7].case_file
        ),
        "stranger": a_user("Ada Stranger"),
    }


def a_force_handler(name: str) -> User:
    return appointed(a_user(name), Role.COMPLAINT_HANDLER, body=FORCE)


def has_all(words: list[str], text: str) -> bool:
    kept = words_of(text)
    return bool(words) and all(any(one.startswith(word) for one in kept) for word in words)


@dataclass(frozen=True)
class Opened:
    """All that one reader may open, by the access query alone; each reference with what is said under it."""

    said: list[tuple[str, str]]
    named: list[tuple[str, str]]

    def expected(self, kind: Kind, typed: str) -> list[str]:
        words = words_of(typed)
        if kind is Kind.SUMMARIES:
            words = [word for word in words if len(word) >= SHORTEST]
        told = self.said if kind is Kind.SUMMARIES else self.named
        return sorted(reference for reference, text in told if has_all(words, text))


def opened_to(user: User) -> Opened:
    matters = Matter.objects.filter(opens(user, on=TUESDAY, path="case_file")).select_related("case_file")
    parties = Party.objects.filter(matter__in=matters).select_related("person", "matter__case_file")
    said = [
        (one.reference, " ".join(word for word in words_of(one.summary) if len(word) >= SHORTEST))
        for one in matters
    ]
    return Opened(said, [(one.matter.reference, one.person.name) for one in parties if one.person])


def found(typed: str, user: User, most: int) -> dict[Kind, tuple[list[str], bool]]:
    groups = {group.kind: group for group in find(typed, user, on=TUESDAY, most=most)}
    return {
        kind: ([hit.matter.reference for hit in groups[kind].hits], groups[kind].more)
        if kind in groups
        else ([], False)
        for kind in (Kind.PEOPLE, Kind.SUMMARIES)
    }


@pytest.mark.parametrize("common", [search.COMMON, 2], ids=["no word is common", "most words are common"])
def test_each_reader_finds_all_that_has_the_words_in_the_files_they_may_open(
    common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON", common)
    hits = 0
    for who, user in readers(a_caseload(Random(1))).items():
        opened = opened_to(user)
        for typed in TYPED:
            for kind, (references, more) in found(typed, user, most=500).items():
                whole = opened.expected(kind, typed)
                assert (sorted(references), more) == (whole, False), f"{who} typed {typed}"
                hits += len(whole)
    assert hits > 500, "the caseload has what is typed"


@pytest.mark.parametrize("most", [1, 3, 10])
def test_where_there_is_more_than_is_asked_for_it_is_said(most: int) -> None:
    for who, user in readers(a_caseload(Random(3))).items():
        opened = opened_to(user)
        for typed in ("ann", "vale", "rep", "contact", "ann ann", "con rep"):
            for kind, (references, more) in found(typed, user, most).items():
                whole = opened.expected(kind, typed)
                assert len(references) == min(most, len(whole)), f"{who} typed {typed}"
                assert (set(references) <= set(whole), more) == (True, len(whole) > most)
