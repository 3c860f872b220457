"""What happens after a complaint is made and by when, worked out from the law and not written down twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.look.dates import day_in_words
from candour.matters.facts import force_kind
from candour.matters.guided.citing import Citation, cite_all
from candour.matters.guided.standing import CONDUCT
from candour.procedure.due import Due
from candour.procedure.facts import Facts
from candour.procedure.rules import Version

SECTION_20 = "ukpga/2002/30/section/20"
RELATED = "linked-matter-under-2012-on-arrival"


@dataclass(frozen=True)
class Coming:
    """One thing that comes next. `rule` is the law's own sentence; `due` a last day where it gives one."""

    words: str
    rule: str
    due: date | None
    citations: Sequence[Citation]
    confidence: str = "read"
    confidence_note: str = ""


def coming(
    force: Body, about: str, deals: Body, *, made_on: date, starts_on: date, in_reach: bool = True
) -> list[Coming]:
    """In order. Dates assume that handling starts on `starts_on` and that no matter older than 2020 is still open."""
    name = {"body": deals.official_name}
    facts = first_facts(force, made_on, starts_on)
    things = [
        _of_step(
            "complaint.log",
            _("%(body)s reads your complaint and logs it. The law sets no time for this.") % name,
        ),
        *(_told(facts, name) if in_reach else [_nobody_to_tell(name)]),
    ]
    if about in CONDUCT:
        things.insert(
            1, _of_rule("preservation.complaint", facts, _("Evidence of what happened must be kept safe."))
        )
    return [thing for thing in things if thing is not None]


def _nobody_to_tell(name: dict[str, str]) -> Coming:
    """What cannot be done for somebody whom nobody can reach. No provision in force says anything of such complaints."""
    said = _(
        "It is dealt with, but nobody can ask you anything, keep you informed, send you the outcome or tell you about a "
        "review. You can look on this site how it is going. To be told, give your name or a way to reach you to %(body)s, with "
        "the reference and the tracking word."
    )
    return Coming(
        said % name,
        "",
        None,
        cite_all((SECTION_20,)),
        "unconfirmed",
        _("no provision on complaints without a name was found in the law in force; the section was not read on it"),
    )


def _told(facts: Facts, name: dict[str, str]) -> list[Coming | None]:
    """What whoever can be reached is asked and told."""
    return [
        _of_step("complaint.contact", _("%(body)s asks you how you would like it to be handled.") % name),
        _of_rule("keeping-informed.progress", facts, _progress_words(facts, name)),
        _of_step(
            "complaint.record",
            _("If you want it to be formally recorded, say so at any time: it then has to be."),
        ),
        _of_rule(
            "keeping-informed.outcome",
            facts,
            _("When it has been dealt with, you are told what was found and decided."),
        ),
        _of_rule(
            "review.application",
            facts,
            _("If it was recorded and you are not content with the outcome, you may ask for a review."),
        ),
    ]


def first_facts(force: Body, made_on: date, starts_on: date) -> Facts:
    """What is known on the first day; a related older matter is taken as absent until somebody finds one."""
    kind = force_kind(force)
    known: dict[str, object] = {"complaint-made": made_on, "handling-started": starts_on, RELATED: False}
    if kind in the_law().facts["force-kind"].values:
        known["force-kind"] = kind
    return known  # type: ignore[return-value]


def governing(rule: str, facts: Facts) -> Version | None:
    """The version that holds on these facts, whether or not its clock has started."""
    holding = [each.version for each in the_law().why(rule, facts) if each.answer is True]
    return holding[0] if len(holding) == 1 else None


def _progress_words(facts: Facts, name: dict[str, str]) -> str:
    answer = the_law().due("keeping-informed.progress", facts)
    if not isinstance(answer, Due) or answer.due is None:
        return _("%(body)s keeps you informed of how it is going.") % name
    told = {**name, "day": day_in_words(answer.due)}
    return (
        _("%(body)s tells you how it is going: by %(day)s if it starts today, and regularly after that.")
        % told
    )


def _of_rule(key: str, facts: Facts, words: str) -> Coming | None:
    version = governing(key, facts)
    if version is None:
        return None
    answer = the_law().due(key, facts)
    due = answer.due if isinstance(answer, Due) else None
    return Coming(
        words, version.gist, due, cite_all(version.source), version.confidence, version.confidence_note
    )


def _of_step(key: str, words: str) -> Coming:
    step = the_law().steps[key]
    return Coming(words, "", None, cite_all(step.source), step.confidence, step.confidence_note)
