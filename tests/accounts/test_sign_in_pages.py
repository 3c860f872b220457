"""Signing in, the second factor, setting a password: by invitation only, and slow for whoever guesses."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from candour.accounts.adapter import SecondFactor
from candour.accounts.models import User
from tests.make.accounts import PASSWORD, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return a_user(email="robin.marsh@example.org", password=PASSWORD)


def sign_in(client: Client, *, email: str = "robin.marsh@example.org", password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code_for(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def sure_of_it() -> Client:
    """Signed in, and the password entered again, as changes to how one signs in need."""
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def enrolled(user: User) -> tuple[Client, str]:
    client = sure_of_it()
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return client, secret


def test_the_right_password_signs_in_and_leads_to_ones_work(user: User) -> None:
    answer = sign_in(Client())
    assert answer.status_code == 302
    assert answer["Location"] == reverse("work")


def test_the_address_is_the_same_however_it_is_written(user: User) -> None:
    assert sign_in(Client(), email="Robin.Marsh@Example.org").status_code == 302


def test_two_accounts_never_share_an_address(user: User) -> None:
    with pytest.raises(IntegrityError):
        a_user(email="ROBIN.MARSH@example.org")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(user: User) -> None:
    wrong = sign_in(Client(), password="not the one").content.decode()
    unknown = sign_in(Client(), email="nobody@example.org").content.decode()
    assert "There is a problem" in wrong
    assert wrong.count("not correct") == unknown.count("not correct") > 0


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(user: User) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, password="not the one")
    answer = sign_in(client)
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()


def test_a_closed_account_does_not_sign_in(user: User) -> None:
    user.is_active = False
    user.save()
    client = Client()
    sign_in(client)
    assert client.get(reverse("mfa_index")).status_code == 302


def test_nobody_opens_an_account_for_themselves(user: User) -> None:
    given = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    shown = Client().post(reverse("account_signup"), given)
    assert "Accounts are by invitation" in shown.content.decode()
    assert User.objects.count() == 1


def test_signing_out_needs_a_press_of_the_button(user: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("mfa_index")).status_code == 302


def test_a_forgotten_password_is_set_anew_through_the_mailed_link(user: User) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "robin.marsh@example.org"})
    [link] = [word for word in mail.outbox[0].body.split() if word.startswith("http")]
    form = client.get(link.split("testserver")[-1], follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "another fine long phrase", "password2": "another fine long phrase"},
    )
    assert sign_in(Client(), password="another fine long phrase").status_code == 302
    again = Client().get(link.split("testserver")[-1], follow=True).content.decode()
    assert "This link no longer works" in again


def test_asking_for_a_link_says_the_same_whether_or_not_there_is_an_account(user: User) -> None:
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True).content.decode()
        for email in ("robin.marsh@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    assert "Check your e-mail" in answers[0]


def test_a_short_or_common_password_is_refused(user: User) -> None:
    client = Client()
    sign_in(client)
    given = {"oldpassword": PASSWORD, "password1": "password123", "password2": "password123"}
    client.post(reverse("account_change_password"), given)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_changed_password_replaces_the_old_one(user: User) -> None:
    client = Client()
    sign_in(client)
    given = {
        "oldpassword": PASSWORD,
        "password1": "another fine long phrase",
        "password2": "another fine long phrase",
    }
    client.post(reverse("account_change_password"), given)
    user.refresh_from_db()
    assert user.check_password("another fine long phrase")


def test_an_authenticator_app_is_enrolled_with_its_first_code(user: User) -> None:
    client, _ = enrolled(user)
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    assert "In use" in client.get(reverse("mfa_index")).content.decode()
    assert "recovery codes" in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_whoever_sits_down_at_an_open_session_does_not_change_how_it_signs_in(user: User) -> None:
    client = Client()
    sign_in(client)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "Enter your password again" in client.get(answer["Location"]).content.decode()


def test_a_wrong_code_enrols_nothing(user: User) -> None:
    client = sure_of_it()
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "That code is not right" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_with_an_app_enrolled_the_password_alone_opens_nothing(user: User) -> None:
    enrolled(user)
    cache.clear()
    client = Client()
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_index")).status_code == 302
    assert "Enter your code" in client.get(reverse("mfa_authenticate")).content.decode()


def test_password_and_code_together_sign_in(user: User) -> None:
    _, secret = enrolled(user)
    cache.clear()
    client = Client()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_picture_to_scan_is_a_file_of_its_own_for_the_one_who_enrols(user: User) -> None:
    client = sure_of_it()
    picture = reverse("accounts:enrolment-picture")
    assert client.get(picture).status_code == 404
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert f'src="{picture}"' in page
    assert "data:" not in page
    answer = client.get(picture)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "no-store"
    assert b"<path" in answer.content
    assert b"style=" not in answer.content
    assert Client().get(picture).status_code == 302


def test_a_copy_of_the_database_does_not_yield_the_codes(user: User, settings: object) -> None:
    settings.MFA_ADAPTER = "candour.accounts.adapter.SecondFactor"
    _, secret = enrolled(user)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept
    assert SecondFactor().decrypt(kept) == secret


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
    ],
)
def test_pages_before_signing_in_open_to_everybody_with_one_heading_and_no_inline_script(name: str) -> None:
    shown = Client().get(reverse(name)).content.decode()
    assert shown.count("<h1") == 1
    assert "style=" not in shown
    assert "<script>" not in shown


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "account_change_password",
        "account_logout",
    ],
)
def test_pages_after_signing_in_have_one_heading_and_no_inline_script(name: str, user: User) -> None:
    client = sure_of_it()
    shown = client.get(reverse(name)).content.decode()
    assert shown.count("<h1") == 1
    assert "style=" not in shown
    assert "<script>" not in shown


@pytest.mark.parametrize(
    "name", ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
)
def test_pages_of_the_second_factor_have_one_heading(name: str, user: User) -> None:
    client, _ = enrolled(user)
    assert client.get(reverse(name)).content.decode().count("<h1") == 1
