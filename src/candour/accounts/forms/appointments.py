"""Forms that invite people, appoint them and end appointments."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.codes import BODY_ONLY, PARTIES, STANDING, Role
from candour.accounts.lists import case_file_held_by
from candour.accounts.models import User
from candour.bodies.kinds import BodyKind
from candour.bodies.models import Body
from candour.look.fields import DateField
from candour.look.widgets import Radios

ANY_BODY = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
FORCE = frozenset({Role.COMPLAINT_HANDLER, Role.INVESTIGATOR, Role.DECISION_MAKER, Role.PROCEEDINGS_OFFICER})
SUITED: dict[str, frozenset[Role]] = {
    BodyKind.POLICE_FORCE: FORCE | PARTIES,
    BodyKind.LOCAL_POLICING_BODY: FORCE | PARTIES | {Role.LPB_REVIEWER, Role.LPB_OVERSIGHT},
    BodyKind.OVERSIGHT: PARTIES
    | {Role.IOPC_ASSESSMENT, Role.IOPC_CASEWORK, Role.IOPC_DIRECTOR, Role.INVESTIGATOR, Role.REGISTER_EDITOR},
}
"""The roles that a body of each kind gives; every body has auditors and administrators."""

HINTS = {
    Role.COMPLAINT_HANDLER: gettext_lazy(
        "Opens files that the body holds as appropriate authority or handler"
    ),
    Role.INVESTIGATOR: gettext_lazy("On one case file only"),
    Role.DECISION_MAKER: gettext_lazy("Opens files that the body holds as appropriate authority"),
    Role.PROCEEDINGS_OFFICER: gettext_lazy("Opens a file only where appointed to it"),
    Role.IOPC_ASSESSMENT: gettext_lazy("Opens files that were referred"),
    Role.IOPC_CASEWORK: gettext_lazy("Opens files that came for review"),
    Role.IOPC_DIRECTOR: gettext_lazy("Opens files that were referred or came for review"),
    Role.LPB_REVIEWER: gettext_lazy("Opens files that came for review"),
    Role.LPB_OVERSIGHT: gettext_lazy("Opens no case file"),
    Role.COMPLAINANT: gettext_lazy("On one case file only: sees what is disclosed to them"),
    Role.INTERESTED_PERSON: gettext_lazy("On one case file only: sees what is disclosed to them"),
    Role.OFFICER_CONCERNED: gettext_lazy("On one case file only: sees what is disclosed to them"),
    Role.POLICE_FRIEND: gettext_lazy("On one case file only: sees what is disclosed to the officer"),
    Role.REGISTER_EDITOR: gettext_lazy("Captures public sources and judges what was read; opens no case file"),
    Role.AUDITOR: gettext_lazy("Opens every file that the body holds, and changes nothing"),
    Role.ADMINISTRATOR: gettext_lazy("Manages people and walls, and opens no case file"),
}


def roles_given_by(body: Body) -> list[Role]:
    suited = SUITED.get(body.kind, frozenset()) | ANY_BODY
    return [role for role in Role if role in suited]


def role_field(roles: list[Role]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(role.value, role.label) for role in roles],
        widget=Radios(hints={role.value: HINTS[role] for role in roles}),
        error_messages={"required": gettext_lazy("Select a role")},
    )


class InviteForm(forms.Form):
    bold_labels = True

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Enter their e-mail address")},
        help_text=gettext_lazy("The link to set a password goes here. Use their work address."),
        max_length=254,
    )

    def __init__(self, *given: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["role"] = role_field([role for role in roles_given_by(body) if role in STANDING])
        self.fields["starts"] = starts_field(today)


class AppointForm(forms.Form):
    bold_labels = True

    def __init__(self, *given: Any, body: Body, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.body, self.today = body, today
        self.fields["email"] = forms.EmailField(
            label=gettext_lazy("E-mail address of the person"),
            help_text=gettext_lazy("They need an account. Invite them first if they have none."),
            max_length=254,
            error_messages={"required": gettext_lazy("Enter the e-mail address of the person")},
        )
        self.fields["role"] = role_field(roles_given_by(body))
        self.fields["reference"] = reference_field(required=False)
        self.fields["reference"].help_text = _(
            "For one case file, such as WEX-2026-000123. Leave it empty to appoint for the whole body."
        )
        self.fields["starts"] = starts_field(today)
        self.fields["ends"] = DateField(
            label=gettext_lazy("First day on which it no longer holds"),
            called=gettext_lazy("the last day"),
            required=False,
            help_text=gettext_lazy("Leave it empty for an appointment without an end."),
        )

    def clean_email(self) -> User:
        user = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody with this address has an account. Invite them first."))
        return user

    def clean_reference(self) -> Any:
        return held_or_error(self.cleaned_data["reference"], self.body, self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, case_file = cleaned.get("role"), cleaned.get("reference")
        if role and "reference" in cleaned and not case_file and Role(role) not in STANDING:
            self.add_error(
                "reference", _("Enter the reference of the case file: this role is held on one file only")
            )
        if role in BODY_ONLY and case_file:
            self.add_error("reference", _("Leave this empty: this role is held for the whole body"))
        return cleaned


class EndForm(forms.Form):
    ends = DateField(
        label=gettext_lazy("First day on which it no longer holds"),
        called=gettext_lazy("the day it ends"),
        help_text=gettext_lazy("With today's date it ends at once."),
    )


def starts_field(today: date) -> DateField:
    return DateField(label=gettext_lazy("Starts on"), called=gettext_lazy("the day it starts"), initial=today)


def reference_field(*, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reference of the case file"),
        max_length=40,
        required=required,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        help_text=gettext_lazy("Such as WEX-2026-000123"),
        error_messages={"required": gettext_lazy("Enter the reference of the case file")},
    )


def held_or_error(reference: str, body: Body, today: date) -> Any:
    """The file that the body holds today, or None where nothing was typed."""
    if not reference:
        return None
    case_file = case_file_held_by(body, reference, on=today)
    if case_file is None:
        raise forms.ValidationError(
            _(
                "%(body)s holds no case file with this reference. Check it, and whether the file was handed over."
            )
            % {"body": body.official_name}
        )
    return case_file
