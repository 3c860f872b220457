"""The day announced for a response beside the last day that the Act allows, and why the two differ."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.learning.clocks import WHOLE_DAY, lawful_answer
from candour.learning.models import Recommendation
from candour.look.dates import day_in_words


@dataclass(frozen=True)
class Announced:
    """`lawful` is counted by the law; `why` is empty where the two days agree or one is missing."""

    lawful: date | None
    announced: date | None
    why: str
    source: tuple[str, ...] = ()
    confidence: str = ""
    confidence_note: str = ""
    gist: str = ""


def announced(recommendation: Recommendation) -> Announced:
    lawful, said = recommendation.statutory_last_day, recommendation.published_due_date
    answer = lawful_answer(recommendation.made_on) if lawful else None
    if answer is None:
        return Announced(lawful, said, "")
    return Announced(
        lawful=lawful,
        announced=said,
        why=_why(recommendation.made_on, lawful, said) if lawful and said else "",
        source=answer.source,
        confidence=answer.confidence.value,
        confidence_note=answer.confidence_note,
        gist=answer.gist,
    )


def _why(made_on: str, lawful: date, said: date) -> str:
    """In words; the usual slip is to count from the day after the one that the Act begins with."""
    days = (said - lawful).days
    if days == 0 or len(made_on) != WHOLE_DAY:
        return ""
    made = date.fromisoformat(made_on)
    if days == 1 and said - made == timedelta(days=56):
        terms = {"said": day_in_words(said), "made": day_in_words(made), "lawful": day_in_words(lawful)}
        return (
            _(
                "%(said)s is 56 days after %(made)s. The Act counts 56 days beginning with the day the "
                "recommendation was made, so that the last day was %(lawful)s."
            )
            % terms
        )
    later = (
        ngettext("%(n)d day later", "%(n)d days later", days)
        if days > 0
        else ngettext("%(n)d day earlier", "%(n)d days earlier", -days)
    )
    return _("The announced day is %(distance)s than the last day under the Act.") % {
        "distance": later % {"n": abs(days)}
    }
