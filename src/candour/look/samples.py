"""Invented values for the pattern page. Northmoor Police and its people do not exist."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from candour.look.diagrams import Diagram, Step, lifecycle_diagram
from candour.look.fields import AnswerField, DateField, MomentField, PartialDateField, YesNoField
from candour.look.forms import Group
from candour.look.trails import Trail, trail_of
from candour.look.widgets import Checkboxes, Radios

TODAY = date(2026, 3, 18)
STAGES = ("Logged", "Recorded", "Being handled", "Outcome given", "Review open", "Closed")
HOLIDAYS = {date(2026, 4, 3): _("Good Friday"), date(2026, 4, 6): _("Easter Monday")}
STEPS = (
    Step("Record under Schedule 3", "Logged", "Recorded"),
    Step("Handle otherwise than under Schedule 3", "Logged", "Handled informally"),
    Step("Handle in a reasonable and proportionate way", "Recorded", "Being handled"),
    Step("Appoint an investigator", "Recorded", "Under investigation"),
    Step("Find that it must be investigated", "Being handled", "Under investigation"),
    Step("Give the outcome", "Being handled", "Outcome given"),
    Step("Submit the final report", "Under investigation", "Outcome given"),
    Step("Record because the complainant asks", "Handled informally", "Recorded"),
    Step("Uphold a review and handle again", "Outcome given", "Being handled"),
    Step("Close when the time for a review ends", "Outcome given", "Closed"),
    Step("Close as resolved", "Handled informally", "Closed"),
)


class ComplaintForm(forms.Form):
    """One field of each kind."""

    bold_labels = True
    groups = (
        Group(str(_("The complainant")), ("name", "email", "channel", "phone", "other_channel")),
        Group(str(_("What happened")), ("made", "occurred", "known_since", "account", "kinds"), hint=""),
        Group(str(_("The test")), ("recorded", "grave", "force", "officers")),
    )
    name = forms.CharField(label=_("Full name"), max_length=80, help_text=_("As the complainant gives it."))
    email = forms.EmailField(label=_("Email address"), required=False)
    channel = forms.ChoiceField(
        label=_("How was the complaint made?"),
        choices=[("web", _("Online")), ("phone", _("By telephone")), ("other", _("In another way"))],
        widget=Radios(
            hints={"web": _("Through the force's own form or by email")},
            reveals={"phone": ("phone",), "other": ("other_channel",)},
        ),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    other_channel = forms.CharField(label=_("In which way?"), required=False)
    made = DateField(
        label=_("When was the complaint made?"),
        called=_("the date the complaint was made"),
        future=False,
        help_text=_("For example, 27 3 2026 or 27 March 2026"),
    )
    occurred = MomentField(label=_("When did the incident happen?"), called=_("the time of the incident"))
    known_since = PartialDateField(
        label=_("When did the complainant first know of it?"),
        called=_("the date it was first known"),
        required=False,
        help_text=_("Leave the day, or the day and the month, empty if they are not known."),
    )
    account = forms.CharField(
        label=_("The complaint in the complainant's words"), widget=forms.Textarea, max_length=300
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=[
            ("service", _("Delivery of a service")),
            ("force", _("Use of force")),
            ("stop", _("A stop")),
        ],
        widget=Checkboxes(hints={"stop": _("With or without a search")}),
    )
    recorded = YesNoField(label=_("Has the complaint been recorded?"))
    grave = AnswerField(
        label=_("If proved, could it justify criminal or misconduct proceedings?"),
        hints={"cannot-say": _("The limb stays open and the matter says so")},
    )
    force = forms.ChoiceField(
        label=_("Force"),
        choices=[("", _("Choose a force")), ("north", "Northmoor Police"), ("mill", "Millshire Police")],
    )
    officers = forms.IntegerField(label=_("Number of officers complained about"), min_value=0, max_value=99)
    letter = forms.FileField(label=_("Upload the letter"), required=False)
    password = forms.CharField(
        label=_("Password"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    agreed = forms.BooleanField(label=_("The complainant has seen what was written"))


class FilterForm(forms.Form):
    hide_optional = True
    words = forms.CharField(label=_("Reference or name"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("Any")), *((s, s) for s in STAGES)]
    )


def context(request: HttpRequest) -> dict[str, Any]:
    return {
        "today": TODAY,
        "fiction": _("Northmoor Police and everybody on this page are invented."),
        "sections": _sections(),
        "stages": STAGES,
        "summary": _summary(),
        "columns": [_("Reference"), _("About"), _("Next date"), {"text": _("Days"), "number": True}],
        "rows": _rows(),
        "page": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "filters": FilterForm(auto_id="filter_%s"),
        "chosen": [{"text": _("Stage: Recorded"), "href": "?"}],
        "events": _events(),
        "tasks": _tasks(),
        "checks": _checks(),
        "late": TODAY - timedelta(days=3),
        "soon": TODAY + timedelta(days=5),
        "later": TODAY + timedelta(days=12),
        "short_trail": short_trail(),
        "long_trail": long_trail(),
        "kinds": [
            (_("Delivery of duties and service"), 214),
            (_("Police powers, policies and procedures"), 131, True),
            (_("Handling of or damage to property or premises, and access to it"), 38),
            (_("Use of position"), 0),
        ],
        "weeks": [(week_label(TODAY + timedelta(weeks=n)), n * 7 % 11 + 2, n == 0) for n in range(8)],
        "diagram": lifecycle(),
    }


def week_label(first: date) -> str:
    return f"{first.day} {first:%b}"


def lifecycle() -> Diagram:
    states = (
        "Logged",
        "Handled informally",
        "Recorded",
        "Being handled",
        "Under investigation",
        "Outcome given",
        "Closed",
    )
    return lifecycle_diagram(states, STEPS, current="Being handled")


def short_trail() -> Trail:
    """Ten working days from 30 March 2026, over Easter."""
    days: list[tuple[date, bool, str]] = []
    day = date(2026, 3, 30)
    while sum(counted for _day, counted, _reason in days) < 10:
        day += timedelta(days=1)
        reason = str(HOLIDAYS.get(day) or (_("Weekend") if day.weekday() > 4 else ""))
        days.append((day, not reason, reason))
    return trail_of(days, trigger=date(2026, 3, 30), due=day)


def long_trail() -> Trail:
    first = date(2026, 1, 15)
    days = [(first + timedelta(days=n), True, "") for n in range(1, 183)]
    return trail_of(days, trigger=first, due=days[-1][0])


def _sections() -> list[dict[str, Any]]:
    names = (_("Overview"), _("Steps"), _("Deadlines"), _("Record"), _("Letters"))
    return [{"href": f"#section-{n}", "text": name, "active": n == 0} for n, name in enumerate(names)]


def _summary() -> list[dict[str, Any]]:
    change = [{"href": "#", "text": _("Change"), "about": _("the date it was made")}]
    return [
        {"key": _("Reference"), "value": "CO/00231/26"},
        {"key": _("Complaint made"), "value": "2 March 2026", "actions": change},
        {
            "key": _("About"),
            "value": _("Two officers of Northmoor Police and the time taken to answer a call"),
        },
    ]


def _rows() -> list[tuple[object, ...]]:
    return [
        ("CO/00231/26", _("Delivery of a service"), "30 March 2026", 12),
        ("CO/00198/26", _("Use of force"), "23 March 2026", 5),
        ("CM/00012/26", _("Recordable conduct matter"), "15 March 2026", -3),
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {
            "title": _("Outcome given"),
            "at": datetime(2026, 3, 16, 14, 5, tzinfo=UTC),
            "by": "A. Handler",
            "text": _(
                "The service provided was not acceptable. The complainant was told of the right to a review."
            ),
            "note": _("The entry verifies."),
        },
        {"title": _("Complaint recorded"), "at": date(2026, 3, 2), "by": "A. Handler"},
        {"title": _("First report of the problem"), "at": "2025-11~"},
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {"title": _("Record the complaint"), "href": "#", "status": _("Done")},
        {
            "title": _("Explain how it will be handled"),
            "href": "#",
            "status": _("Not started"),
            "colour": "blue",
        },
        {
            "title": _("Give the outcome"),
            "hint": _("Opens once it is recorded"),
            "status": _("Cannot start yet"),
        },
    ]


def _checks() -> list[dict[str, Any]]:
    return [
        {
            "title": _("The decision has been made"),
            "met": True,
            "evidence": _("Entry 231, 16 March 2026"),
            "href": "#",
        },
        {"title": _("No criminal proceedings are open"), "met": None, "evidence": _("Nobody has said yet")},
        {"title": _("The complainant has been told"), "met": False, "evidence": _("No letter has been sent")},
    ]
