"""Who may complain about what: the ways in that section 12 gives, and the plain reason where none is open.

It routes a person through the form and never decides: whoever is told no may send the complaint all the same.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candour.matters.authority import About

SECTION_12 = "ukpga/2002/30/section/12"
SECTION_29 = "ukpga/2002/30/section/29"
CONDUCT = frozenset({About.OFFICER_OR_STAFF.value, About.CHIEF_OFFICER.value})


class Basis(TextChoices):
    """Why somebody may complain; the codes are those of the list `standing-bases`, but for `none`."""

    CONDUCT_TOWARDS = "conduct-towards", _("It happened to me")
    ADVERSELY_AFFECTED = "adversely-affected", _("I was badly affected by it")
    WITNESS = "witness", _("I saw it or heard it, or I have something that shows it")
    AFFECTED_BY_SERVICE = "affected-by-service", _("I was badly affected by it")
    REPRESENTATIVE = "representative", _("I am complaining for somebody else")
    NONE = "none", _("None of these")


class Bar(StrEnum):
    """Why, on the answers given, the law does not give a way in."""

    SAME_CHIEF_OFFICER = "same-chief-officer"
    CONDUCT_WITHOUT_LINK = "conduct-without-link"
    SERVICE_WITHOUT_EFFECT = "service-without-effect"
    NO_CONSENT = "no-consent"


@dataclass(frozen=True)
class Standing:
    """The answers about standing. `acts_for` is the basis of the person acted for; None is not answered."""

    about: str
    serving: bool | None = None
    basis: str = ""
    acts_for: str = ""
    consent: bool | None = None


@dataclass(frozen=True)
class Explanation:
    heading: Promise
    why: Promise
    instead: tuple[Promise, ...]
    source: tuple[str, ...]
    confidence: str = "read"
    confidence_note: str | Promise = ""


def ways_in(about: str) -> tuple[Basis, ...]:
    """Conduct has three ways in; anything else about a force only one. A representative stands in another's place."""
    if about in CONDUCT:
        return (Basis.CONDUCT_TOWARDS, Basis.ADVERSELY_AFFECTED, Basis.WITNESS)
    return (Basis.AFFECTED_BY_SERVICE,)


def bar(given: Standing) -> Bar | None:
    """The first thing in the way of this complaint, if anything is."""
    if given.serving:
        return Bar.SAME_CHIEF_OFFICER
    if given.basis == Basis.REPRESENTATIVE:
        return _bar_for_another(given)
    return None if given.basis in ways_in(given.about) else _no_way_in(given.about)


def _bar_for_another(given: Standing) -> Bar | None:
    if given.acts_for not in ways_in(given.about):
        return _no_way_in(given.about)
    return None if given.consent else Bar.NO_CONSENT


def _no_way_in(about: str) -> Bar:
    return Bar.CONDUCT_WITHOUT_LINK if about in CONDUCT else Bar.SERVICE_WITHOUT_EFFECT


EXPLANATIONS: dict[Bar, Explanation] = {
    Bar.SAME_CHIEF_OFFICER: Explanation(
        heading=_("This may not be a complaint under the Act"),
        why=_(
            "People who work under a chief officer cannot usually complain in this way about others who work under "
            "the same chief officer. There is an exception for things that happened while you were off duty."
        ),
        instead=(
            _(
                "Speak to your professional standards department, or use your force’s confidential reporting line."
            ),
            _("Ask your staff association or trade union for advice."),
            _(
                "Tell the Independent Office for Police Conduct, which has a line for people who work for the police."
            ),
        ),
        source=(SECTION_12, SECTION_29),
        confidence="unconfirmed",
        confidence_note=_(
            "the exact words of the exclusion, and of the exception for those off duty, were not read"
        ),
    ),
    Bar.CONDUCT_WITHOUT_LINK: Explanation(
        heading=_("The law may not treat this as a complaint from you"),
        why=_(
            "A complaint about what somebody in the police did must come from a person it happened to, a person badly "
            "affected by it, somebody who saw or heard it or holds something that shows it, or somebody acting for one of them."
        ),
        instead=(
            _(
                "If you know a person it happened to, they can complain, or agree in writing that you do so for them."
            ),
            _("If you think that a crime was committed, report it to the police on 101."),
            _(
                "If it is about how an area is policed, write to the police and crime commissioner for that area."
            ),
        ),
        source=(SECTION_12,),
    ),
    Bar.SERVICE_WITHOUT_EFFECT: Explanation(
        heading=_("The law may not treat this as a complaint from you"),
        why=_(
            "A complaint about the service of a force, or how it is run, must come from somebody who was badly affected: "
            "by loss, damage, distress, inconvenience or danger, or by an undue risk of one of these."
        ),
        instead=(
            _(
                "To have a say on how an area is policed, write to the police and crime commissioner for that area."
            ),
            _("Your member of parliament can raise how policing works in general."),
            _("You may ask the force for information under the Freedom of Information Act 2000."),
        ),
        source=(SECTION_12, SECTION_29),
    ),
    Bar.NO_CONSENT: Explanation(
        heading=_("You need the written consent of the person you are complaining for"),
        why=_(
            "Somebody who complains for another person does so in that person’s place, and must be able to show that "
            "person’s agreement in writing."
        ),
        instead=(
            _(
                "Ask the person to sign a few lines that say you may complain for them, then come back to this form."
            ),
            _("They can also complain themselves, and have you help them fill in this form."),
            _(
                "If they died, or cannot agree because of illness or age, say so below and send it: the police will tell you what they need."
            ),
            _("If what happened to them also affected you badly, go back and complain for yourself."),
        ),
        source=(SECTION_12, SECTION_29),
        confidence="unconfirmed",
        confidence_note=_("that a representative may act was read, the form of the consent was not"),
    ),
}
