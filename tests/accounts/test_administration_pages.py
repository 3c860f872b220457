"""The administration pages: each body's own, for its administrators to change and its auditors to read."""

import csv
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candour.accounts.actions import log_read
from candour.accounts.codes import Role
from candour.accounts.models import Appointment, CaseFile, User, Wall
from candour.bodies.models import Body
from tests.make.accounts import a_case_file, a_user, appointed, noon, signed_in, walled
from tests.make.bodies import a_force

pytestmark = pytest.mark.django_db
SECTIONS = ("people", "appointments", "walls", "reads", "access")


@pytest.fixture
def body() -> Body:
    return a_force()


@pytest.fixture
def administrator(body: Body) -> User:
    user = a_user("Ada Minster")
    appointed(user, Role.ADMINISTRATOR, body)
    return user


@pytest.fixture
def auditor(body: Body) -> User:
    user = a_user("Otto Dittor")
    appointed(user, Role.AUDITOR, body)
    return user


def address(name: str, body: Body, *more: object) -> str:
    return reverse(f"accounts:{name}", args=[body.pk, *more])


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def text_of(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("section", SECTIONS)
def test_an_administrator_sees_each_section_of_their_own_body(
    section: str, body: Body, administrator: User
) -> None:
    shown = text_of(signed_in(administrator), address(section, body))
    assert body.official_name in shown
    assert shown.count("<h1") == 1


@pytest.mark.parametrize("section", SECTIONS)
def test_another_body_has_no_administration_page_for_them(section: str, administrator: User) -> None:
    other = a_force(key="benmoor", name="Benmoor Police")
    assert signed_in(administrator).get(address(section, other)).status_code == 404


@pytest.mark.parametrize(
    "role", sorted(set(Role) & {Role.COMPLAINT_HANDLER, Role.DECISION_MAKER, Role.LPB_OVERSIGHT})
)
def test_other_roles_have_no_administration_page(role: Role, body: Body) -> None:
    user = a_user()
    appointed(user, role, body)
    assert signed_in(user).get(address("people", body)).status_code == 404


def test_an_appointment_that_has_ended_closes_the_administration(body: Body) -> None:
    user = a_user()
    appointed(user, Role.ADMINISTRATOR, body, ends=timezone.localdate())
    assert signed_in(user).get(address("people", body)).status_code == 404


@pytest.mark.parametrize("page", ["invite", "appoint", "build-wall"])
def test_an_auditor_reads_everything_and_is_told_that_they_change_nothing(
    page: str, body: Body, auditor: User
) -> None:
    client = signed_in(auditor)
    shown = text_of(client, address("appointments", body))
    assert address("appoint", body) not in shown
    refused = client.post(address(page, body), {})
    assert refused.status_code == 403


def test_nobody_gets_in_without_signing_in(body: Body) -> None:
    answer = Client().get(address("people", body))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_somebody_with_one_body_is_taken_straight_to_it(body: Body, administrator: User) -> None:
    answer = signed_in(administrator).get(reverse("accounts:administration"))
    assert answer["Location"] == address("people", body)


def test_somebody_with_several_bodies_chooses_and_somebody_with_none_is_told(
    body: Body, administrator: User
) -> None:
    other = a_force(key="benmoor", name="Benmoor Police")
    appointed(administrator, Role.AUDITOR, other)
    shown = text_of(signed_in(administrator), reverse("accounts:administration"))
    assert address("people", body) in shown
    assert address("people", other) in shown
    assert "You look after no body" in text_of(signed_in(a_user()), reverse("accounts:administration"))


def invitation(**changed: str) -> dict[str, str]:
    given = {"name": "Nia Newcome", "email": "Nia.Newcome@example.org", "role": "complaint_handler"}
    return {**given, **typed("starts", timezone.localdate()), **changed}


def test_an_invitation_makes_an_account_with_its_role_and_mails_the_link(
    body: Body, administrator: User
) -> None:
    answer = signed_in(administrator).post(address("invite", body), invitation())
    assert answer.status_code == 302
    invited = User.objects.get(email="nia.newcome@example.org")
    assert not invited.has_usable_password()
    assert invited.appointments.get().role == Role.COMPLAINT_HANDLER
    assert mail.outbox[0].to == ["nia.newcome@example.org"]
    assert "/accounts/password/reset/" in mail.outbox[0].body


def test_the_mailed_link_sets_a_password_that_signs_in(body: Body, administrator: User) -> None:
    signed_in(administrator).post(address("invite", body), invitation())
    [link] = [word for word in mail.outbox[0].body.split() if word.startswith("http")]
    client = Client()
    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    chosen = {"password1": "quiet river under stone", "password2": "quiet river under stone"}
    client.post(form.redirect_chain[-1][0], chosen)
    entered = {"login": "nia.newcome@example.org", "password": "quiet river under stone"}
    assert client.post(reverse("account_login"), entered)["Location"] == reverse("work")


def test_inviting_an_address_that_has_an_account_adds_the_role_and_keeps_the_name(
    body: Body, administrator: User
) -> None:
    known = a_user("Known Already", email="nia.newcome@example.org", password="quiet river under stone")
    signed_in(administrator).post(address("invite", body), invitation())
    known.refresh_from_db()
    assert known.name == "Known Already"
    assert known.appointments.get().role == Role.COMPLAINT_HANDLER
    assert "You have an account already" in mail.outbox[0].body


def test_a_form_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong(
    body: Body, administrator: User
) -> None:
    wrong = invitation(email="nia.newcome", starts_day="31", starts_month="2", role="")
    answer = signed_in(administrator).post(address("invite", body), wrong)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Nia Newcome"' in shown
    assert 'value="nia.newcome"' in shown
    assert "Select a role" in shown
    assert "There is a problem" in shown
    assert not User.objects.filter(name="Nia Newcome").exists()


def appointment(person: User, **changed: str) -> dict[str, str]:
    given = {"email": person.email, "role": "investigator", "reference": ""}
    return {**given, **typed("starts", timezone.localdate()), **changed}


def test_an_investigator_is_appointed_to_one_case_file_that_the_body_holds(
    body: Body, administrator: User
) -> None:
    person, case_file = a_user("Ines Vestig"), a_case_file(body)
    given = appointment(person, reference=case_file.reference.lower())
    assert signed_in(administrator).post(address("appoint", body), given).status_code == 302
    made = Appointment.objects.get(user=person)
    assert (made.case_file, made.body, made.made_by) == (case_file, None, administrator)


def test_an_investigator_is_never_appointed_for_the_whole_body(body: Body, administrator: User) -> None:
    person = a_user()
    shown = signed_in(administrator).post(address("appoint", body), appointment(person)).content.decode()
    assert "this role is held on one file only" in shown
    assert not Appointment.objects.filter(user=person).exists()


def test_another_bodys_case_file_and_one_that_does_not_exist_get_the_same_answer(
    body: Body, administrator: User
) -> None:
    theirs = a_case_file(a_force(key="benmoor", name="Benmoor Police"))
    client, person = signed_in(administrator), a_user()
    answers = []
    for reference in (theirs.reference, "ASH/2026/999999"):
        shown = client.post(
            address("appoint", body), appointment(person, reference=reference)
        ).content.decode()
        assert "holds no case file with this reference" in shown
        answers.append(shown.replace(reference, "").count("govuk-error-message"))
    assert answers[0] == answers[1]


def test_nobody_appoints_themselves(body: Body, administrator: User) -> None:
    given = appointment(administrator, role="complaint_handler")
    shown = signed_in(administrator).post(address("appoint", body), given).content.decode()
    assert "Nobody gives or takes away their own appointments" in shown
    assert administrator.appointments.count() == 1


def test_the_same_role_is_not_given_twice(body: Body, administrator: User) -> None:
    person = a_user()
    appointed(person, Role.AUDITOR, body)
    shown = signed_in(administrator).post(address("appoint", body), appointment(person, role="auditor"))
    assert "holds this role already" in shown.content.decode()


def test_an_end_before_the_start_is_refused_in_words(body: Body, administrator: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    given = appointment(a_user(), role="auditor", **typed("ends", yesterday))
    shown = signed_in(administrator).post(address("appoint", body), given).content.decode()
    assert "The end must not be earlier than the start" in shown


def test_an_ended_appointment_closes_its_files_at_once(body: Body, administrator: User) -> None:
    person, case_file = a_user(), a_case_file(body)
    made = appointed(person, Role.COMPLAINT_HANDLER, body)
    given = typed("ends", timezone.localdate())
    signed_in(administrator).post(address("end-appointment", body, made.pk), given)
    assert not CaseFile.objects.open_to(person, on=timezone.localdate()).filter(pk=case_file.pk).exists()


def test_an_administrator_does_not_end_their_own_appointment(body: Body, administrator: User) -> None:
    own = administrator.appointments.get()
    client = signed_in(administrator)
    assert "Nobody gives or takes away" in text_of(client, address("end-appointment", body, own.pk))
    refused = client.post(address("end-appointment", body, own.pk), typed("ends", timezone.localdate()))
    assert refused.status_code == 403


def test_another_bodys_appointment_is_not_found_under_ones_own(body: Body, administrator: User) -> None:
    theirs = appointed(a_user(), Role.AUDITOR, a_force(key="benmoor", name="Benmoor Police"))
    assert signed_in(administrator).get(address("end-appointment", body, theirs.pk)).status_code == 404


def wall(person: User, case_file: CaseFile, **changed: str) -> dict[str, str]:
    given = {
        "reference": case_file.reference,
        "email": person.email,
        "ground": "line_management",
        "reason": "They are the officer's sergeant.",
    }
    return {**given, **typed("starts", timezone.localdate()), **changed}


def test_a_wall_keeps_a_person_out_and_shows_its_reason(body: Body, administrator: User) -> None:
    person, case_file = a_user(), a_case_file(body)
    appointed(person, Role.COMPLAINT_HANDLER, body)
    client = signed_in(administrator)
    assert client.post(address("build-wall", body), wall(person, case_file)).status_code == 302
    assert not CaseFile.objects.open_to(person, on=timezone.localdate()).exists()
    assert "They are the officer&#x27;s sergeant." in text_of(client, address("walls", body))


def test_a_wall_needs_its_reason_in_words(body: Body, administrator: User) -> None:
    person, case_file = a_user(), a_case_file(body)
    shown = signed_in(administrator).post(address("build-wall", body), wall(person, case_file, reason=" "))
    assert "Say why this person must be kept from the case file" in shown.content.decode()
    assert not Wall.objects.exists()


def test_a_wall_comes_down_on_the_day_given(body: Body, administrator: User) -> None:
    person, case_file = a_user(), a_case_file(body)
    appointed(person, Role.COMPLAINT_HANDLER, body)
    standing = walled(person, case_file)
    given = typed("ends", timezone.localdate())
    signed_in(administrator).post(address("lift-wall", body, standing.pk), given)
    assert CaseFile.objects.open_to(person, on=timezone.localdate()).get() == case_file


def test_nobody_takes_down_the_wall_before_themselves(body: Body, administrator: User) -> None:
    standing = walled(administrator, a_case_file(body))
    given = typed("ends", timezone.localdate())
    shown = signed_in(administrator).post(address("lift-wall", body, standing.pk), given).content.decode()
    assert "Nobody takes down a wall before themselves" in shown
    standing.refresh_from_db()
    assert standing.ends is None


def test_a_closed_account_is_signed_out_and_its_appointments_end(body: Body, administrator: User) -> None:
    person = a_user("Cleo Gone")
    appointed(person, Role.COMPLAINT_HANDLER, body)
    theirs = signed_in(person)
    client = signed_in(administrator)
    assert "Complaint handler" in text_of(client, address("close", body, person.pk))
    client.post(address("close", body, person.pk))
    assert theirs.get(reverse("accounts:administration")).status_code == 302
    assert not Appointment.objects.in_force(timezone.localdate()).filter(user=person).exists()


def test_an_account_that_another_body_needs_is_not_closed_by_this_one(
    body: Body, administrator: User
) -> None:
    person = a_user()
    appointed(person, Role.AUDITOR, body)
    appointed(person, Role.AUDITOR, a_force(key="benmoor", name="Benmoor Police"))
    assert signed_in(administrator).post(address("close", body, person.pk)).status_code == 403
    person.refresh_from_db()
    assert person.is_active


def test_the_log_shows_who_looked_at_the_bodys_files_and_at_no_others(body: Body, auditor: User) -> None:
    handler, ours = a_user("Hal Handler"), a_case_file(body)
    theirs = a_case_file(a_force(key="benmoor", name="Benmoor Police"))
    for case_file in (ours, theirs):
        log_read(handler, case_file, "matter.overview", noon(date(2026, 3, 2)))
    shown = text_of(signed_in(auditor), address("reads", body))
    assert ours.reference in shown
    assert "Matter: overview" in shown
    assert theirs.reference not in shown


def test_the_log_is_filtered_by_person_file_and_days(body: Body, auditor: User) -> None:
    ours, another = a_case_file(body), a_case_file(body)
    hal, ina = a_user("Hal Handler"), a_user("Ina Inquisitive")
    log_read(hal, ours, "matter.overview", noon(date(2026, 3, 2)))
    log_read(ina, another, "matter.record", noon(date(2026, 3, 5)))
    client, path = signed_in(auditor), address("reads", body)
    queries = [{"who": "inquis"}, {"reference": another.reference}, typed("since", date(2026, 3, 3))]
    for query in queries:
        shown = text_of(client, path, **query)
        assert "Ina Inquisitive" in shown
        assert "Hal Handler" not in shown
    assert "Ina Inquisitive" not in text_of(client, path, **typed("until", date(2026, 3, 4)))


def test_days_in_the_wrong_order_are_said_and_the_list_stays(body: Body, auditor: User) -> None:
    query = {**typed("since", date(2026, 3, 5)), **typed("until", date(2026, 3, 4))}
    shown = text_of(signed_in(auditor), address("reads", body), **query)
    assert "The last day must be the same as or after the first day" in shown


def test_the_log_is_paged(body: Body, auditor: User) -> None:
    case_file = a_case_file(body)
    for _ in range(51):
        log_read(auditor, case_file, "matter.overview", noon(date(2026, 3, 2)))
    client, path = signed_in(auditor), address("reads", body)
    assert text_of(client, path).count("Matter: overview") == 50
    assert text_of(client, path, page="2").count("Matter: overview") == 1


@pytest.mark.parametrize("section", ["people", "appointments", "walls", "reads"])
def test_each_list_is_downloaded_as_it_is_filtered(section: str, body: Body, auditor: User) -> None:
    case_file = a_case_file(body)
    for name in ("=cmd|calc", "Quiet Person"):
        person = a_user(name)
        appointed(person, Role.COMPLAINT_HANDLER, body)
        walled(person, case_file)
        log_read(person, case_file, "matter.overview", noon(date(2026, 3, 2)))
    answer = signed_in(auditor).get(address(section, body), {"who": "calc", "csv": "1"})
    heading, *rows = csv.reader(answer.getvalue().decode().splitlines())
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Name" in heading
    assert [row[heading.index("Name")] for row in rows] == ["'=cmd|calc"]


def test_who_has_access_to_a_file_is_listed_with_each_reason_and_wall(body: Body, auditor: User) -> None:
    case_file = a_case_file(body)
    handler, walled_off = a_user("Hal Handler"), a_user("Wanda Walled")
    for person in (handler, walled_off):
        appointed(person, Role.COMPLAINT_HANDLER, body)
    walled(walled_off, case_file)
    shown = text_of(signed_in(auditor), address("access", body), reference=case_file.reference)
    assert (
        "Complaint handler of Ashwick Police since 1 February 2020; it holds the file as appropriate authority"
        in shown
    )
    assert shown.count("Kept out by a wall") == 1


def test_who_has_access_to_another_bodys_file_is_not_told(body: Body, auditor: User) -> None:
    theirs = a_case_file(a_force(key="benmoor", name="Benmoor Police"))
    shown = text_of(signed_in(auditor), address("access", body), reference=theirs.reference)
    assert "holds no case file with this reference" in shown


@pytest.mark.parametrize(
    ("section", "words"),
    [("walls", "No walls yet"), ("reads", "Nobody has looked yet")],
)
def test_an_empty_list_says_what_will_appear(section: str, words: str, body: Body, auditor: User) -> None:
    assert words in text_of(signed_in(auditor), address(section, body))


@pytest.mark.parametrize(
    ("section", "words"),
    [("people", "Nobody has that name"), ("appointments", "No appointment fits"), ("walls", "No wall fits")],
)
def test_a_filter_that_fits_nothing_offers_the_whole_list(
    section: str, words: str, body: Body, auditor: User
) -> None:
    shown = text_of(signed_in(auditor), address(section, body), who="nobody of that name")
    assert words in shown
    assert 'href="?"' in shown
