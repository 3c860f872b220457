"""The words of the letters of a round, and their PDF. What is sent is kept; nothing is sent from here."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from candour.look.dates import partial_date_in_words
from candour.papers.codes import LetterKind as PaperKind
from candour.papers.typesetting import Paper, render_letter
from candour.register.models import RoundAuthority
from candour.register.round_codes import AnswerType, Law, LetterKind


@dataclass(frozen=True)
class LetterText:
    subject: str
    body: str


def compose(authority: RoundAuthority, kind: LetterKind) -> LetterText:
    """The letter to this authority under the law that binds it."""
    return _review(authority) if kind is LetterKind.REVIEW else _request(authority)


def pdf_of(authority: RoundAuthority, text: LetterText, *, dated: date | None) -> bytes:
    round_ = authority.round
    paper = Paper(
        sender=round_.asked_by,
        sender_address=round_.reply_to.splitlines(),
        recipient=authority.body.foi_authority or authority.body.official_name,
        recipient_address=[authority.body.official_name, *authority.body.letters_address.splitlines()],
        reference=f"{round_.reference}/{authority.body_id}",
        dated=dated,
        subject=text.subject,
        body=text.body,
        signatory=(round_.asked_by,),
        fictional=round_.case_file.fictional,
    )
    return render_letter(PaperKind.FREE, paper)


def _request(authority: RoundAuthority) -> LetterText:
    round_ = authority.round
    law = Law(authority.law).label
    parts = [_("This is a request under the %(law)s.") % {"law": law}]
    if round_.purpose:
        parts.append(round_.purpose)
    if round_.period is not None:
        days = {"first": _day(round_.period.start), "last": _day(round_.period.end)}
        parts.append(_("It is about the time from %(first)s to %(last)s, both days included.") % days)
    parts.append(_questions(authority))
    parts.append(
        _(
            "Please say for each year whether it is a calendar year or runs from April, "
            "and whether you count officers, cases or allegations."
        )
    )
    parts.append(
        _(
            "Where you hold a number back because it is small, please say what the sign you use stands for. "
            "Please answer each question that you can, even if another would go beyond the limit of cost."
        )
    )
    return LetterText(_("Request for information: %(title)s") % {"title": round_.title}, "\n\n".join(parts))


def _questions(authority: RoundAuthority) -> str:
    lines = [
        f"{one.number}. {one.words}"
        + (f" ({_('counted in')} {one.get_unit_display()})" if one.answer_type == AnswerType.COUNT else "")
        for one in authority.round.questions.all()
    ]
    return "\n".join(lines)


def _review(authority: RoundAuthority) -> LetterText:
    title = authority.round.title
    parts = [
        _("This is a request for an internal review of how a request under the %(law)s was handled.")
        % {"law": Law(authority.law).label},
        _("The request was received on %(day)s.") % {"day": _day(authority.received_on)}
        if authority.received_on
        else "",
        _("The reply came on %(day)s.") % {"day": _day(authority.replied_on)}
        if authority.replied_on
        else _("No reply has come."),
        _refused(authority),
    ]
    return LetterText(
        _("Request for an internal review: %(title)s") % {"title": title}, "\n\n".join(filter(None, parts))
    )


def _refused(authority: RoundAuthority) -> str:
    """The sections that were cited, question by question."""
    lines = [
        f"{one.question.number}. "
        + _("Refused under section %(sections)s.") % {"sections": ", ".join(one.sections)}
        for one in authority.answers.select_related("question").order_by("question__number")
        if one.sections
    ]
    return "\n".join(lines)


def _day(day: date) -> str:
    return partial_date_in_words(day.isoformat())
