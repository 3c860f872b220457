"""What an allegation may cite of one item and one person under a Standard of professional behaviour: findings, no judgement.

Whether a Standard was breached is never worked out here: the findings are set out by the questions that a decision maker
has to answer, those that are not known with the rest. Codes are those of the list `standards-of-professional-behaviour`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from candour.evidence.exposure.bearing import Bearing
from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.terms import Exposure, Stance, Strength
from candour.evidence.exposure.words import STRENGTHS, sentence

CHALLENGING = "challenging_reporting"  # Standard 10: to challenge or report improper conduct of colleagues


class Question(StrEnum):
    """What findings are set out under."""

    NOTICE = "notice"  # did it come to their notice?
    RESPONSE = "response"  # what did they do about it?
    PART = "part"  # what part did they take in it?


QUESTIONS = {
    Question.NOTICE: _("Did it come to their notice?"),
    Question.RESPONSE: _("What did they do about it?"),
    Question.PART: _("What part did they take in it?"),
}
_NOTICE = (
    Exposure.MEMBER, Exposure.OUTSIDE, Exposure.RECEIVED, Exposure.DELIVERED, Exposure.READ, Exposure.PLAYED,
    Exposure.SHOWN, Exposure.TOLD,
)  # fmt: skip
_RESPONSE = (
    Exposure.REPLIED, Exposure.REACTED, Exposure.REPORTED, Exposure.LEFT_AFTERWARDS, Exposure.SILENT,
)  # fmt: skip
_PART = (
    Exposure.CREATED, Exposure.SENT, Exposure.FORWARDED, Exposure.PASSED_OUTSIDE, Exposure.REPLIED, Exposure.REACTED,
)  # fmt: skip
_CAME = (Exposure.MEMBER, Exposure.RECEIVED, Exposure.DELIVERED, Exposure.READ, Exposure.SHOWN, Exposure.TOLD)


@dataclass(frozen=True, slots=True)
class Citation:
    """One item and one person under one Standard: `findings` by question, each with its records."""

    item: str
    person: str
    standard: str
    findings: tuple[tuple[Question, tuple[Finding, ...]], ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """The item, then every record and statement behind the findings."""
        behind = (cite for _question, found in self.findings for one in found for cite in one.cites)
        return tuple(dict.fromkeys([self.item, *behind]))

    def lines(self, clock: str = "", say: Translate = english, bearing: Bearing | None = None) -> list[str]:
        """Each question with its sentences; what is not known is said as such, and which exhibits bear each out."""
        found = []
        for question, findings in self.findings:
            found.append(say(QUESTIONS[question]))
            found += [_line(one, self.person, clock, say, bearing) for one in findings]
        return found


def _line(one: Finding, who: str, clock: str, say: Translate, bearing: Bearing | None) -> str:
    exhibits = ", ".join(bearing.of_findings([one])) if bearing else ""
    behind = "; ".join(filter(None, [say(STRENGTHS[one.strength]), exhibits]))
    return f"{sentence(one, who, clock, say)} ({behind})"


def citation(cell: Cell, standard: str) -> Citation:
    """Raises ValueError where the cell holds nothing that the Standard could be cited for."""
    if reason := may_not_be_cited(cell, standard):
        raise ValueError(reason)
    by_question: tuple[tuple[Question, tuple[Exposure, ...]], ...] = ((Question.PART, _PART),)
    if standard == CHALLENGING:
        by_question = ((Question.NOTICE, _NOTICE), (Question.RESPONSE, _RESPONSE))
    found = tuple((question, _of(cell.findings, asked)) for question, asked in by_question)
    return Citation(cell.item, cell.person, standard, found)


def may_not_be_cited(cell: Cell, standard: str) -> str | None:
    """The reason, in English and marked for translation, or None where it may. That it may is no view of whether it should."""
    known = [one for one in cell.findings if one.strength is not Strength.UNKNOWN]
    if standard != CHALLENGING:
        took_part = any(one.exposure in _PART for one in known)
        return None if took_part else _("nothing shows that they took any part in it")
    if any(one.exposure is Exposure.SENT for one in known):
        return _("they sent it: what they did themselves is cited under another Standard")
    if any(one.exposure is Exposure.REPLIED and one.stance is Stance.CHALLENGED for one in known):
        return _("a reader takes a reply of theirs as a challenge to it")
    if any(one.exposure is Exposure.REPORTED for one in known):
        return _("it is said that they reported it")
    came = any(one.exposure in _CAME for one in known)
    return None if came else _("nothing shows that it came to them")


def citations(cells: Iterable[Cell], standard: str) -> list[Citation]:
    """Of those that may be cited."""
    return [citation(cell, standard) for cell in cells if may_not_be_cited(cell, standard) is None]


def _of(findings: Iterable[Finding], asked: tuple[Exposure, ...]) -> tuple[Finding, ...]:
    return tuple(
        sorted((one for one in findings if one.exposure in asked), key=lambda one: asked.index(one.exposure))
    )
