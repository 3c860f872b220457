"""Every look at a case file is kept, and the log cannot be altered unnoticed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.http import Http404
from django.test import RequestFactory

from candour.accounts.actions import log_read, seal_days_until, seal_reads
from candour.accounts.codes import ANY_ROLE, Role
from candour.accounts.models import CaseFile, Read, ReadDay, User
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.reads import TooEarlyToSeal, verify_reads
from candour.ledger.verification import verify
from tests.make.accounts import a_case_file, a_user, appointed, attacked, noon, walled
from tests.make.bodies import a_force

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAY = date(2026, 3, 2)
NEXT_DAY = DAY + timedelta(days=1)
MIDDAY = noon(DAY)


def opened(user: User, case_file: CaseFile, at: datetime = MIDDAY, **how: object) -> CaseFile:
    request = RequestFactory().get("/")
    request.user = user
    return open_case_file_or_404(request, case_file.reference, "matter.overview", at=at, **how)


def a_handler_and_their_file() -> tuple[User, CaseFile]:
    body, user = a_force(), a_user()
    appointed(user, Role.COMPLAINT_HANDLER, body)
    return user, a_case_file(body)


def a_sealed_day(looks: int = 5) -> ReadDay:
    user, case_file = a_handler_and_their_file()
    for minute in range(looks):
        opened(user, case_file, noon(DAY) + timedelta(minutes=minute))
    return seal_reads(DAY, at=noon(NEXT_DAY))


def test_opening_a_case_file_is_logged_with_who_what_and_when() -> None:
    user, case_file = a_handler_and_their_file()
    assert opened(user, case_file) == case_file
    read = Read.objects.get()
    assert (read.user, read.case_file, read.what, read.at) == (user, case_file, "matter.overview", noon(DAY))


def test_a_file_one_may_not_open_and_a_file_that_does_not_exist_answer_alike_and_nothing_is_logged() -> None:
    _, case_file = a_handler_and_their_file()
    stranger = a_user()
    with pytest.raises(Http404) as closed:
        opened(stranger, case_file)
    with pytest.raises(Http404) as missing:
        opened(stranger, CaseFile(reference="ASH/2026/999999"))
    assert str(closed.value) == str(missing.value)
    assert not Read.objects.exists()


def test_behind_a_wall_the_file_does_not_exist_either() -> None:
    user, case_file = a_handler_and_their_file()
    walled(user, case_file)
    with pytest.raises(Http404):
        opened(user, case_file)


def test_a_page_for_those_who_work_on_the_file_does_not_open_to_a_party() -> None:
    _, case_file = a_handler_and_their_file()
    complainant = a_user()
    appointed(complainant, Role.COMPLAINANT, case_file)
    with pytest.raises(Http404):
        opened(complainant, case_file)
    assert opened(complainant, case_file, roles=ANY_ROLE) == case_file


def test_a_look_just_after_midnight_in_summer_belongs_to_the_new_day_in_london() -> None:
    user, case_file = a_handler_and_their_file()
    opened(user, case_file, datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert Read.objects.get().day == date(2026, 7, 1)


def test_the_seal_of_a_day_stands_in_the_record_with_the_number_of_reads() -> None:
    sealed = a_sealed_day(looks=3)
    assert sealed.count == 3
    assert verify_reads(at=noon(NEXT_DAY)).ok
    assert verify().ok


def test_a_day_is_not_sealed_before_it_is_over() -> None:
    with pytest.raises(TooEarlyToSeal):
        seal_reads(DAY, at=noon(DAY))
    with pytest.raises(TooEarlyToSeal):
        seal_reads(DAY, at=datetime(2026, 3, 3, 0, 9, tzinfo=UTC))


def test_sealing_twice_changes_nothing() -> None:
    sealed = a_sealed_day()
    assert seal_reads(DAY, at=noon(NEXT_DAY)) == sealed


def test_each_day_since_the_first_read_is_sealed_even_one_without_reads() -> None:
    user, case_file = a_handler_and_their_file()
    opened(user, case_file, noon(DAY))
    opened(user, case_file, noon(DAY + timedelta(days=2)))
    sealed = seal_days_until(noon(DAY + timedelta(days=3)))
    assert [(day.date.day, day.count) for day in sealed] == [(2, 1), (3, 0), (4, 1)]
    assert seal_days_until(noon(DAY + timedelta(days=3))) == []


def test_a_day_that_is_over_and_not_sealed_is_reported() -> None:
    user, case_file = a_handler_and_their_file()
    opened(user, case_file)
    assert verify_reads(at=noon(NEXT_DAY)).unsealed_days == (DAY,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_read SET what = 'home'",
        "DELETE FROM accounts_read",
        "INSERT INTO accounts_read (user_id, case_file_id, what, at, day) "
        "SELECT user_id, case_file_id, what, at, day FROM accounts_read",
    ],
)
def test_the_database_refuses_to_change_the_log_or_to_add_to_a_sealed_day(statement: str) -> None:
    a_sealed_day()
    with pytest.raises(DatabaseError, match="log of reads only grows"):
        run(statement)


def test_the_database_refuses_to_put_another_look_in_the_place_of_one_or_to_empty_the_log() -> None:
    user, case_file = a_handler_and_their_file()
    opened(user, case_file)
    statement = "INSERT OR REPLACE INTO accounts_read SELECT * FROM accounts_read"
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        statement = "TRUNCATE accounts_read"
    with pytest.raises(DatabaseError, match="only grows"):
        run(statement)


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("UPDATE accounts_read SET what = 'home' WHERE id = (SELECT min(id) FROM accounts_read)", "altered"),
        (
            "DELETE FROM accounts_read WHERE id = (SELECT max(id) FROM accounts_read)",
            "sealed with 5 reads and now has 4",
        ),
        (
            "INSERT INTO accounts_read (user_id, case_file_id, what, at, day) "
            "SELECT user_id, case_file_id, what, at, day FROM accounts_read LIMIT 1",
            "sealed with 5 reads and now has 6",
        ),
    ],
)
def test_whoever_gets_past_the_guards_is_found_out_by_the_seal(attack: str, said: str) -> None:
    a_sealed_day(looks=5)
    attacked(attack)
    found = verify_reads(at=noon(NEXT_DAY))
    assert not found.ok
    assert said in found.unsound[0].text
    assert found.unsound[0].text.startswith("The log of 2 March 2026")


def test_whoever_alters_the_seal_as_well_is_found_out_by_the_record() -> None:
    sealed = a_sealed_day()
    attacked("DELETE FROM accounts_read WHERE id = (SELECT max(id) FROM accounts_read)")
    attacked("UPDATE accounts_readday SET count = count - 1")
    assert str(sealed.pk) in str(verify().first)


def test_the_log_takes_looks_after_the_sealed_day() -> None:
    a_sealed_day()
    read = Read.objects.order_by("id").first()
    log_read(read.user, read.case_file, "matter.record", noon(NEXT_DAY))
    assert Read.objects.filter(day=NEXT_DAY).count() == 1


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
