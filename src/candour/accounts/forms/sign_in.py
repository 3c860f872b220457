"""The sign-in forms with the labels of the house and without placeholders, which vanish as people type."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = forms.TextInput(
    attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-5"}
)


class Plain:
    """Labels from `labels`; no placeholder; no link inside a hint."""

    labels: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignInForm(Plain, account.LoginForm):  # type: ignore[misc]
    labels = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Keep me signed in today"),
    }

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["password"].help_text = ""


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": _("E-mail address")}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("Password")}


class CodeForm(Plain, factors.AuthenticateForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code"), widget=CODE)


class ReauthenticateByCodeForm(Plain, factors.ReauthenticateForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code"), widget=CODE)


class EnrolForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    code = forms.CharField(label=_("The six digits"), widget=CODE)
