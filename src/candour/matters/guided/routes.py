"""The two guided forms: the public one, with its ends and ways out, and the handler's."""

from django.utils.translation import gettext_lazy as _

from candour.matters.authority import About
from candour.matters.guided.forms import about_what, about_you, arrival, what_happened
from candour.matters.guided.forms.base import Voice
from candour.matters.guided.guide import Guide, Page
from candour.matters.guided.situation import Situation


def is_beyond_the_act(situation: Situation) -> bool:
    return situation.elsewhere is not None


def nobody_receives_it(situation: Situation) -> bool:
    return not situation.received_here


def is_for_another(situation: Situation) -> bool:
    return situation.is_for_another


def standing_is_doubtful(situation: Situation) -> bool:
    return situation.bar is not None


def is_about_somebody(situation: Situation) -> bool:
    return situation.about == About.OFFICER_OR_STAFF


def can_be_told(situation: Situation) -> bool:
    return not situation.is_out_of_reach


def named_or_needs_no_name(situation: Situation) -> bool:
    """Somebody who turns out to act for another has to give a name after all."""
    return situation.is_nameless or bool(situation.draft.get("name", "name"))


def reached_or_nameless(situation: Situation) -> bool:
    """Whoever gives a name after all is asked how to reach them."""
    return situation.is_nameless or situation.draft.get("contact", "prefers") != "none"


def somebody_is_known(situation: Situation) -> bool:
    return is_about_somebody(situation) and situation.draft.get("who", "known", None) is True


ABOUT = Page(
    "about",
    _("What it is about"),
    about_what.AboutQuestion,
    asks_again=("standing", "on-behalf", "anyway"),
)
SERVING = Page("serving", _("Working for the force"), about_what.ServingQuestion, asks_again=("anyway",))
STANDING = Page(
    "standing",
    _("Your link to what happened"),
    about_what.StandingQuestion,
    asks_again=("on-behalf", "anyway"),
)
ON_BEHALF = Page(
    "on-behalf",
    _("The person you are complaining for"),
    about_what.OnBehalfQuestion,
    asked=is_for_another,
    asks_again=("anyway",),
)
WHAT = (
    Page("what-happened", _("What happened"), what_happened.AccountQuestion),
    Page("when-and-where", _("When and where did it happen?"), what_happened.WhenWhereQuestion),
    Page(
        "who",
        _("Who was involved"),
        what_happened.WhoQuestion,
        asked=is_about_somebody,
        asks_again=("people",),
    ),
    Page(
        "people",
        _("People involved"),
        what_happened.AnotherQuestion,
        asked=somebody_is_known,
        template="matters/guided/people.html",
    ),
    Page("outcome", _("What you would like to happen"), what_happened.OutcomeQuestion),
)
EQUALITY = Page(
    "equality",
    _("Equality questions"),
    about_you.EqualityQuestion,
    asked=can_be_told,
    template="matters/guided/equality.html",
)
PUBLIC = Guide(
    pages=(
        Page(
            "force",
            _("Which police force"),
            about_what.ForceQuestion,
            asks_again=("serving", "anyway"),
            template="matters/guided/force.html",
        ),
        Page(
            "elsewhere",
            _("Where to complain instead"),
            None,
            asked=is_beyond_the_act,
            template="matters/guided/elsewhere.html",
        ),
        ABOUT,
        Page(
            "not-here",
            _("Where to complain instead"),
            None,
            asked=nobody_receives_it,
            template="matters/guided/not_here.html",
        ),
        SERVING,
        STANDING,
        ON_BEHALF,
        Page(
            "anyway",
            _("Before you go on"),
            about_what.AnywayQuestion,
            asked=standing_is_doubtful,
            template="matters/guided/anyway.html",
        ),
        *WHAT,
        Page(
            "name",
            _("About you"),
            about_you.NameQuestion,
            holds=named_or_needs_no_name,
            guidance="matters/guided/_guidance/name.html",
        ),
        Page(
            "contact",
            _("How to contact you"),
            about_you.ContactQuestion,
            holds=reached_or_nameless,
            guidance="matters/guided/_guidance/contact.html",
        ),
        Page("needs", _("What you need"), about_you.NeedsQuestion, asked=can_be_told),
        EQUALITY,
    ),
    voice=Voice.PUBLIC,
    session_key="complaint-draft",
    page_address="complain-page",
    check_address="complain-check",
    start_address="complain",
)
HANDLER = Guide(
    pages=(
        Page(
            "force",
            _("Force"),
            about_what.OwnForceQuestion,
            asks_again=("about", "serving", "standing", "on-behalf"),
        ),
        Page("arrival", _("How and when it arrived"), arrival.ArrivalQuestion),
        ABOUT,
        SERVING,
        Page(
            "standing",
            _("The complainant’s link to what happened"),
            about_what.StandingQuestion,
            asks_again=("on-behalf",),
            guidance="matters/guided/_guidance/standing_test.html",
        ),
        Page("on-behalf", _("The person complained for"), about_what.OnBehalfQuestion, asked=is_for_another),
        *WHAT,
        Page(
            "name",
            _("The complainant"),
            about_you.NameQuestion,
            holds=named_or_needs_no_name,
            guidance="matters/guided/_guidance/name.html",
            asks_again=("same",),
        ),
        Page("contact", _("How to contact them"), about_you.ContactQuestion, asks_again=("same",)),
        Page("needs", _("What they need"), about_you.NeedsQuestion, asked=can_be_told),
        EQUALITY,
        Page(
            "same",
            _("People and matters that may be the same"),
            arrival.SameQuestion,
            template="matters/guided/same.html",
        ),
    ),
    voice=Voice.HANDLER,
    session_key="matter-draft",
    page_address="matters:new-page",
    check_address="matters:new-check",
    start_address="matters:new",
)
