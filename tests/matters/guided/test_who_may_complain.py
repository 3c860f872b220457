"""Who may complain about what: the routing table of section 12, as the form asks it."""

import pytest

from candour.matters.authority import About
from candour.matters.guided.standing import EXPLANATIONS, Bar, Basis, Standing, bar, ways_in

CONDUCT, SERVICE, CHIEF = About.OFFICER_OR_STAFF, About.SERVICE, About.CHIEF_OFFICER

TABLE = [
    (CONDUCT, Basis.CONDUCT_TOWARDS, None),
    (CONDUCT, Basis.ADVERSELY_AFFECTED, None),
    (CONDUCT, Basis.WITNESS, None),
    (CONDUCT, Basis.AFFECTED_BY_SERVICE, Bar.CONDUCT_WITHOUT_LINK),
    (CONDUCT, Basis.NONE, Bar.CONDUCT_WITHOUT_LINK),
    (CHIEF, Basis.CONDUCT_TOWARDS, None),
    (CHIEF, Basis.ADVERSELY_AFFECTED, None),
    (CHIEF, Basis.WITNESS, None),
    (CHIEF, Basis.NONE, Bar.CONDUCT_WITHOUT_LINK),
    (SERVICE, Basis.AFFECTED_BY_SERVICE, None),
    (SERVICE, Basis.CONDUCT_TOWARDS, Bar.SERVICE_WITHOUT_EFFECT),
    (SERVICE, Basis.WITNESS, Bar.SERVICE_WITHOUT_EFFECT),
    (SERVICE, Basis.NONE, Bar.SERVICE_WITHOUT_EFFECT),
]


@pytest.mark.parametrize(("about", "basis", "expected"), TABLE)
def test_each_subject_has_its_own_ways_in(about: str, basis: str, expected: Bar | None) -> None:
    assert bar(Standing(about=about, serving=False, basis=basis)) == expected


@pytest.mark.parametrize(("about", "basis", "expected"), TABLE)
def test_a_representative_stands_exactly_where_the_person_acted_for_does(
    about: str, basis: str, expected: Bar | None
) -> None:
    given = Standing(about=about, serving=False, basis=Basis.REPRESENTATIVE, acts_for=basis, consent=True)

    assert bar(given) == expected


@pytest.mark.parametrize("consent", [False, None])
def test_a_representative_needs_written_consent(consent: bool | None) -> None:
    acts_for = Basis.CONDUCT_TOWARDS
    given = Standing(
        about=CONDUCT, serving=False, basis=Basis.REPRESENTATIVE, acts_for=acts_for, consent=consent
    )

    assert bar(given) is Bar.NO_CONSENT


@pytest.mark.parametrize("about", [CONDUCT, SERVICE, CHIEF])
def test_somebody_under_the_same_chief_officer_is_told_first_of_all(about: str) -> None:
    first_way = ways_in(about)[0]

    assert bar(Standing(about=about, serving=True, basis=first_way)) is Bar.SAME_CHIEF_OFFICER


def test_a_witness_may_complain_of_conduct_and_not_of_the_service() -> None:
    assert Basis.WITNESS in ways_in(CONDUCT)
    assert ways_in(SERVICE) == (Basis.AFFECTED_BY_SERVICE,)


@pytest.mark.parametrize("reason", list(Bar))
def test_every_refusal_says_why_where_else_to_go_and_on_which_provision_it_rests(reason: Bar) -> None:
    explanation = EXPLANATIONS[reason]

    assert explanation.why
    assert len(explanation.instead) >= 2
    assert all(source.startswith("ukpga/2002/30/") for source in explanation.source)
    assert bool(explanation.confidence_note) == (explanation.confidence != "read")


def test_the_ways_in_carry_the_codes_of_the_dated_list_of_bases() -> None:
    from candour.deadlines.law import the_law

    codes = set(the_law().lists["standing-bases"].every_code)

    assert codes == {basis.value for basis in Basis} - {Basis.NONE.value}
