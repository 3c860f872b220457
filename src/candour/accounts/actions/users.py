"""Invites people to sign in, mails them the link that sets their password, and closes their accounts."""

from datetime import date, datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from candour.accounts.access import Refusal, require
from candour.accounts.actions.appointments import save_appointment, stop
from candour.accounts.administration import NOT_ONESELF, NOT_YOURS, may_administer, may_administer_appointment
from candour.accounts.codes import Role
from candour.accounts.models import Appointment, User
from candour.bodies.models import Body
from candour.ledger.writing import Subject, entry


def invite_user(
    *, email: str, name: str, body: Body, role: Role, starts: date, by: User | None, at: datetime, on: date
) -> User:
    """An account with its first appointment. Somebody who has an account already keeps it, and gets the appointment.

    The caller mails the link afterwards (`send_invitation`): nothing slow happens inside the entry.
    """
    if by is not None:
        require(may_administer(by, body, on=on))
    with transaction.atomic():
        user = account_for(email, name)
        also = (Subject("body", body.pk),)
        with entry(
            "user.invite", subject=Subject("user", user.pk), also=also, by=by.pk if by else None, at=at, on=on
        ) as record:
            made = Appointment(user=user, role=role, body=body, starts=starts, made_by=by)
            save_appointment(record, made, on=on)
    return user


def account_for(email: str, name: str) -> User:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        return User.objects.create_user(email, name=name.strip())
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


def send_invitation(user: User, body: Body) -> None:
    """A person without a password gets the link that sets one; others are told that they may sign in."""
    words = {"user": user, "body": body, "address": settings.PUBLIC_ADDRESS + first_step(user)}
    send_mail(
        subject=_("Candour: you can now work for %(body)s") % {"body": body.official_name},
        message=render_to_string("accounts/mail/invitation.txt", words),
        from_email=None,
        recipient_list=[user.email],
    )


def first_step(user: User) -> str:
    if user.has_usable_password():
        return reverse("account_login")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def close_user(*, user: User, by: User | None, at: datetime, on: date) -> User:
    """Nobody can sign in to the account any more, and each of its appointments ends. What they did stays theirs."""
    if by is not None:
        require(may_close(by, user, on=on))
    standing = list(user.appointments.current_or_coming(on))
    with entry(
        "user.close", subject=Subject("user", user.pk), by=by.pk if by else None, at=at, on=on
    ) as record:
        for appointment in standing:
            stop(record, appointment, on)
        user.is_active = False
        user.save(update_fields=["is_active"])
    return user


def may_close(by: User, user: User, *, on: date) -> Refusal | None:
    """An administrator who may end every appointment that the account still has, and who ran one that it had."""
    standing = user.appointments.current_or_coming(on).select_related("body", "case_file")
    refusals = (may_administer_appointment(by, appointment, on=on) for appointment in standing)
    refusal = next((refusal for refusal in refusals if refusal is not None), None)
    if refusal is not None or by.pk == user.pk:
        return refusal or NOT_ONESELF
    ours = any(may_administer_appointment(by, each, on=on) is None for each in user.appointments.all())
    return None if ours else NOT_YOURS
