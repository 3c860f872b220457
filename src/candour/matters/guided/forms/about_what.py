"""Which force it is about, what kind of thing it is about, and how the person is linked to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.fields import DateField, YesNoField
from candour.look.widgets import Radios
from candour.matters.authority import About
from candour.matters.guided.forces import flat, listed
from candour.matters.guided.forms.base import Question, Row, Voice, Words
from candour.matters.guided.standing import Bar, Basis, ways_in

AFFECTED = gettext_lazy(
    "You lost something, something of yours was damaged, you were distressed, seriously inconvenienced or put in danger, "
    "or at undue risk of this. For example: your father was arrested in front of you, or he died"
)
HINTS = {
    Basis.CONDUCT_TOWARDS: gettext_lazy(
        "For example: you were the person stopped, arrested, spoken to or not helped"
    ),
    Basis.ADVERSELY_AFFECTED: AFFECTED,
    Basis.AFFECTED_BY_SERVICE: gettext_lazy(
        "You lost something, something of yours was damaged, you were distressed, seriously inconvenienced or put in "
        "danger, or at undue risk of this. For example: nobody came when you called for help"
    ),
    Basis.WITNESS: gettext_lazy(
        "You were there, or near enough to see or hear it, or you have a recording, message or paper that shows it. "
        "Having seen it on the news or online is not enough"
    ),
    Basis.REPRESENTATIVE: gettext_lazy(
        "For example: you are their parent, friend, solicitor or member of parliament. You need their consent in writing"
    ),
    Basis.NONE: gettext_lazy("We will tell you what you can do instead"),
}
THEIRS = {
    Basis.CONDUCT_TOWARDS: gettext_lazy("It happened to them"),
    Basis.ADVERSELY_AFFECTED: gettext_lazy("They were badly affected by it"),
    Basis.AFFECTED_BY_SERVICE: gettext_lazy("They were badly affected by it"),
    Basis.WITNESS: gettext_lazy("They saw it or heard it, or have something that shows it"),
    Basis.REPRESENTATIVE: gettext_lazy("They are complaining for somebody else"),
    Basis.NONE: gettext_lazy("None of these"),
}
THEIR_HINTS = {
    Basis.CONDUCT_TOWARDS: gettext_lazy("They were the person stopped, arrested, spoken to or not helped"),
    Basis.ADVERSELY_AFFECTED: gettext_lazy(
        "Loss, damage, distress, inconvenience or danger, or undue risk of it"
    ),
    Basis.AFFECTED_BY_SERVICE: gettext_lazy(
        "Loss, damage, distress, inconvenience or danger, or undue risk of it"
    ),
    Basis.WITNESS: gettext_lazy(
        "Present or near enough to see or hear it, or holding material that shows it"
    ),
    Basis.REPRESENTATIVE: gettext_lazy("With the written consent of the person they act for"),
    Basis.NONE: gettext_lazy(
        "Enter it all the same: the test is answered, with reasons, when the complaint is logged"
    ),
}
ABOUT_HINTS: dict[str, object] = {
    About.OFFICER_OR_STAFF: gettext_lazy(
        "For example: they used force, were rude, searched you without a reason, or did not do what they should have done"
    ),
    About.SERVICE: gettext_lazy(
        "For example: calls that are not answered, how long something took, a policy, or how officers are sent out"
    ),
    About.CHIEF_OFFICER: gettext_lazy(
        "The chief constable or commissioner in person, not somebody who works for them. The police and crime "
        "commissioner, or the body with that duty, deals with this"
    ),
}


class ForceQuestion(Question):
    rows = {"force": gettext_lazy("Force")}
    heading = "force"
    force = forms.ChoiceField(
        label=gettext_lazy("Which police force is your complaint about?"),
        widget=Radios(),
        error_messages={
            "required": gettext_lazy("Select the force your complaint is about"),
            "invalid_choice": gettext_lazy("Select a force from the list"),
        },
    )

    def settle(self) -> None:
        self.fields["force"].choices = [(each.key, each.name) for each in flat(listed())]  # type: ignore[attr-defined]


class OwnForceQuestion(Question):
    """For handlers: only forces for which they work complaints, given as `own_forces`."""

    rows = {"force": gettext_lazy("Force")}
    heading = "force"
    force = forms.ChoiceField(
        label=gettext_lazy("Which force is the dissatisfaction with?"),
        help_text=gettext_lazy("The forces whose complaints you work on"),
        widget=Radios(),
        error_messages={
            "required": gettext_lazy("Select the force"),
            "invalid_choice": gettext_lazy("Select a force from the list"),
        },
    )

    def __init__(self, *args: Any, own_forces: list[tuple[str, str]], **more: Any) -> None:
        self.own_forces = own_forces
        super().__init__(*args, **more)

    def settle(self) -> None:
        self.fields["force"].choices = self.own_forces  # type: ignore[attr-defined]


class AboutQuestion(Question):
    rows = {"about": gettext_lazy("What it is about")}
    for_handlers = {
        "about": (
            gettext_lazy("What is the dissatisfaction with?"),
            gettext_lazy("This settles who the appropriate authority is"),
        )
    }
    heading = "about"
    about = forms.ChoiceField(
        label=gettext_lazy("What is your complaint about?"),
        help_text=gettext_lazy(
            "If it is about several of these, choose the one that matters most. You can write about all of them later."
        ),
        choices=About.choices,
        widget=Radios(hints=ABOUT_HINTS),
        error_messages={"required": gettext_lazy("Select what your complaint is about")},
    )


class ServingQuestion(Question):
    hide_optional = True
    rows = {"serving": gettext_lazy("Works for the force")}
    heading = "serving"
    serving = YesNoField(
        help_text=gettext_lazy("As an officer, special constable, member of staff or volunteer"),
        reveals={"yes": ("off_duty",)},
        error_messages={"required": gettext_lazy("Select yes if you worked for this force when it happened")},
    )
    off_duty = YesNoField(
        label=gettext_lazy(
            "Were you off duty, and is this about something that happened to you outside your work?"
        ),
        required=False,
    )

    def settle(self) -> None:
        asked = (
            _("Did you work for %(force)s when it happened?")
            if self.voice is Voice.PUBLIC
            else _("Did the complainant work for %(force)s when it happened?")
        )
        self.fields["serving"].label = asked % {"force": self.situation.force_name}
        if self.voice is Voice.HANDLER:
            self.fields["off_duty"].label = _(
                "Were they off duty, and is it about something outside their work?"
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("serving") and cleaned.get("off_duty") is None and "off_duty" not in self.errors:
            self.add_error("off_duty", _("Select yes if it happened off duty and outside work"))
        if cleaned.get("serving") is False:
            cleaned["off_duty"] = None
        return cleaned


class StandingQuestion(Question):
    rows = {"basis": gettext_lazy("Link to what happened")}
    for_handlers = {"basis": (gettext_lazy("How is the complainant linked to what happened?"), "")}
    heading = "basis"
    basis = forms.ChoiceField(
        label=gettext_lazy("How are you linked to what happened?"),
        help_text=gettext_lazy("The law says who may complain. Choose the first one that fits."),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select how you are linked to what happened")},
    )

    def settle(self) -> None:
        offered = (*ways_in(self.situation.about), Basis.REPRESENTATIVE, Basis.NONE)
        mine = self.voice is Voice.PUBLIC
        field = self.fields["basis"]
        field.choices = [(one.value, one.label if mine else THEIRS[one]) for one in offered]  # type: ignore[attr-defined]
        hints = HINTS if mine else THEIR_HINTS
        field.widget.hints = {one.value: hints[one] for one in offered}  # type: ignore[attr-defined]


class OnBehalfQuestion(Question):
    """The person whose complaint it is, where somebody else makes it for them."""

    rows = {
        "name": gettext_lazy("Complaining for"),
        "their_basis": gettext_lazy("Their link to what happened"),
        "acting_as": gettext_lazy("Acting as"),
        "consent": gettext_lazy("Written consent"),
        "consented_on": gettext_lazy("Date of the consent"),
        "email": gettext_lazy("Their e-mail address"),
        "telephone": gettext_lazy("Their telephone number"),
    }
    name = forms.CharField(label=gettext_lazy("Their full name"), max_length=200, strip=True)
    their_basis = forms.ChoiceField(
        label=gettext_lazy("How are they linked to what happened?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select how they are linked to what happened")},
    )
    acting_as = forms.CharField(
        label=gettext_lazy("What are you to them?"),
        help_text=gettext_lazy("For example: parent, friend, solicitor, advocate, member of parliament"),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter what you are to them, such as parent or solicitor")},
    )
    consent = YesNoField(
        label=gettext_lazy("Do you have their consent in writing?"),
        help_text=gettext_lazy("You do not have to send it now. The police will ask to see it."),
        reveals={"yes": ("consented_on",)},
        error_messages={"required": gettext_lazy("Select yes if you have their consent in writing")},
    )
    consented_on = DateField(
        label=gettext_lazy("Date of the consent"),
        called=gettext_lazy("the date of the consent"),
        future=False,
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("Their e-mail address"), required=False, max_length=254)
    telephone = forms.CharField(label=gettext_lazy("Their telephone number"), required=False, max_length=40)
    for_handlers = {
        "acting_as": (
            gettext_lazy("What is the representative to them?"),
            gettext_lazy("For example: parent, friend, solicitor"),
        ),
        "consent": (
            gettext_lazy("Is there consent in writing?"),
            gettext_lazy("Consent can be shown later; say here whether it exists now."),
        ),
    }

    def settle(self) -> None:
        offered = (*ways_in(self.situation.about), Basis.NONE)
        field = self.fields["their_basis"]
        field.choices = [(one.value, THEIRS[one]) for one in offered]  # type: ignore[attr-defined]
        field.widget.hints = {one.value: THEIR_HINTS[one] for one in offered if one is not Basis.NONE}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("consent"):
            cleaned["consented_on"] = None
        return cleaned


class AnywayQuestion(Question):
    """Whether to send it although the law may not treat it as a complaint: the authority decides, not the form."""

    anyway = YesNoField(
        label=gettext_lazy("Do you want to send it anyway?"),
        hints={
            "yes": gettext_lazy(
                "Whoever deals with complaints there reads it, decides whether it is one under the Act, and tells you why"
            ),
            "no": gettext_lazy("Nothing is sent, and your answers are deleted"),
        },
        error_messages={"required": gettext_lazy("Select yes to send it anyway")},
    )
    reasons = Words(
        label=gettext_lazy("Is there anything they should know when they decide this?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def settle(self) -> None:
        if self.situation.bar is Bar.NO_CONSENT:
            self.fields["reasons"].help_text = _("For example: the person died, or cannot give consent")

    def summary(self) -> list[Row]:
        said = [(_("Sending it although it may not be a complaint"), self.shown("anyway"))]
        return (
            [*said, (_("What they should know"), self.shown("reasons"))]
            if self.initial.get("reasons")
            else said
        )
