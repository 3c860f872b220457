"""What one person may not do because of what they did, or are, in the same matter."""

from datetime import date

import pytest

from candour.accounts.access import may_appoint, may_take
from candour.accounts.codes import BODY_ONLY, STANDING, Function, Role
from candour.accounts.separation import UnreadableSeparation, read_separation, the_separation
from tests.make.accounts import a_case_file, a_user, appointed, has_done, walled
from tests.make.bodies import a_force

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 3, 2)

BARRED = {
    ("investigated", "decided"),
    ("investigated", "chaired"),
    ("investigated", "reviewed"),
    ("decided", "chaired"),
    ("decided", "reviewed"),
    ("handled", "reviewed"),
    ("reviewed", "handled"),
    ("reviewed", "investigated"),
    ("reviewed", "decided"),
    ("reviewed", "chaired"),
}


@pytest.mark.parametrize("done", list(Function))
@pytest.mark.parametrize("next_function", list(Function))
def test_who_did_one_thing_in_a_matter_may_not_do_what_must_be_kept_apart_from_it(
    done: Function, next_function: Function
) -> None:
    case_file, user = a_case_file(a_force()), a_user()
    appointed(user, Role.INVESTIGATOR, case_file)
    has_done(user, done, case_file)
    refusal = may_take(user, case_file, [Role.INVESTIGATOR], next_function, on=TODAY)
    assert (refusal is not None) is ((done, next_function) in BARRED)


def test_what_one_did_in_another_matter_bars_from_nothing_here() -> None:
    body, user = a_force(), a_user()
    case_file, another = a_case_file(body), a_case_file(body)
    appointed(user, Role.DECISION_MAKER, body)
    has_done(user, Function.INVESTIGATED, another)
    assert may_take(user, case_file, [Role.DECISION_MAKER], Function.DECIDED, on=TODAY) is None


def test_a_step_is_refused_to_a_role_it_is_not_for_and_the_sentence_names_both() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    appointed(user, Role.INVESTIGATOR, case_file)
    refusal = may_take(user, case_file, [Role.DECISION_MAKER], None, on=TODAY)
    assert refusal is not None
    assert str(refusal.text) == "This is for: decision maker. On this case file you act as: investigator."


def test_a_step_that_names_no_role_is_for_nobody() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    appointed(user, Role.INVESTIGATOR, case_file)
    assert may_take(user, case_file, [], None, on=TODAY) is not None


def test_a_party_takes_no_step_of_those_who_work_on_the_matter() -> None:
    body, officer = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(officer, Role.COMPLAINT_HANDLER, body)
    appointed(officer, Role.OFFICER_CONCERNED, case_file)
    refusal = may_take(officer, case_file, [Role.COMPLAINT_HANDLER], Function.HANDLED, on=TODAY)
    assert refusal == the_separation().party


def test_a_party_may_take_the_steps_that_are_theirs() -> None:
    case_file, complainant = a_case_file(a_force()), a_user()
    appointed(complainant, Role.COMPLAINANT, case_file)
    assert may_take(complainant, case_file, [Role.COMPLAINANT], None, on=TODAY) is None


def test_behind_a_wall_no_step_is_open_and_the_refusal_says_so() -> None:
    body, user = a_force(), a_user()
    case_file = a_case_file(body)
    appointed(user, Role.COMPLAINT_HANDLER, body)
    walled(user, case_file)
    refusal = may_take(user, case_file, [Role.COMPLAINT_HANDLER], Function.HANDLED, on=TODAY)
    assert refusal is not None
    assert "conflict wall" in str(refusal.text)


def test_somebody_who_worked_on_a_matter_is_not_the_police_friend_in_it() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    has_done(user, Function.HANDLED, case_file)
    refusal = may_appoint(user, Role.POLICE_FRIEND, case_file, on=TODAY)
    assert refusal is not None
    assert refusal.source == "uksi/2020/4/regulation/7"


def test_a_party_is_not_appointed_to_investigate_their_own_matter() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    appointed(user, Role.OFFICER_CONCERNED, case_file)
    assert may_appoint(user, Role.INVESTIGATOR, case_file, on=TODAY) == the_separation().appointing_party


def test_a_handler_who_turns_out_to_be_complained_about_can_be_recorded_as_such() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    has_done(user, Function.HANDLED, case_file)
    assert may_appoint(user, Role.OFFICER_CONCERNED, case_file, on=TODAY) is None


def test_nobody_is_appointed_through_a_wall() -> None:
    case_file, user = a_case_file(a_force()), a_user()
    walled(user, case_file)
    assert may_appoint(user, Role.INVESTIGATOR, case_file, on=TODAY) is not None


@pytest.mark.parametrize("role", list(Role))
def test_only_standing_functions_are_held_for_a_whole_body(role: Role) -> None:
    assert (may_appoint(a_user(), role, None, on=TODAY) is None) is (role in STANDING)


@pytest.mark.parametrize("role", sorted(BODY_ONLY))
def test_what_means_nothing_on_one_file_is_not_given_on_one_file(role: Role) -> None:
    assert may_appoint(a_user(), role, a_case_file(a_force()), on=TODAY) is not None


def test_every_separation_cites_its_source_and_says_what_is_unconfirmed() -> None:
    for bar in the_separation().bars:
        assert bar.refusal.source.startswith(("uksi/", "ukpga/"))
        assert bar.confidence == "read" or bar.note


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ('after = "investigated"', "there is no function called inspected"),
        ('confidence = "unconfirmed"', "confidence is one of"),
        ('note = "Inferred."', "needs a note"),
        ('text = "No."', "missing or unknown: text"),
    ],
)
def test_a_mistake_in_the_table_is_named_with_its_place(wrong: str, named: str) -> None:
    lines = {
        "after": 'after = "investigated"',
        "bars": 'bars = ["decided"]',
        "text": 'text = "No."',
        "source": 'source = "uksi/2020/4/regulation/23"',
        "confidence": 'confidence = "unconfirmed"',
        "note": 'note = "Inferred."',
    }
    altered = {
        'after = "investigated"': 'after = "inspected"',
        'confidence = "unconfirmed"': 'confidence = "sure"',
    }
    kept = [altered.get(line, "") if line == wrong else line for line in lines.values()]
    party = '[party]\ntext = "a"\nappointing = "b"\nsource = "c"\nconfidence = "read"\n'
    with pytest.raises(UnreadableSeparation, match=f"table.toml, function 1: .*{named}"):
        read_separation("[[function]]\n" + "\n".join(kept) + "\n" + party, "table.toml")
