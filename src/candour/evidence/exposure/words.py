"""A plain sentence for each thing that may be said: it claims no more than the record behind it holds."""

from datetime import datetime

from candour.evidence.exposure.findings import Finding
from candour.evidence.exposure.membership import End, Stay
from candour.evidence.exposure.said import Said, Translate, Values, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.terms import Because, Exposure, Stance, Strength

STRENGTHS = {
    Strength.PROVED: _("shown by the record"),
    Strength.STATED: _("said in a statement or interview, not shown by the record"),
    Strength.INFERRED: _("inferred"),
    Strength.UNKNOWN: _("not known"),
}
# %(who)s is the person, %(when)s the time with a leading space or nothing, %(by)s and %(to)s another person likewise.
SENTENCES: dict[tuple[Exposure, Because], str] = {
    (Exposure.SENT, Because.RECORD): _("%(who)s is recorded as the sender%(when)s."),
    (Exposure.CREATED, Because.NOT_MARKED_FORWARDED): _("%(who)s sent it and nothing marks it as forwarded; who first wrote it is not recorded."),
    (Exposure.CREATED, Because.MAKER_NOT_RECORDED): _("Whether %(who)s made it is not known: this record cannot show who made what was sent."),
    (Exposure.FORWARDED, Because.FORWARD_MARK): _("%(who)s sent it marked as forwarded%(when)s."),
    (Exposure.FORWARDED, Because.SAME_FILE_EARLIER): _("The same file stood in this conversation earlier; %(who)s sent it again%(when)s. Where they had it from is not recorded."),
    (Exposure.FORWARDED, Because.SENT_SAME_FILE): _("%(who)s later sent the same file in this conversation%(when)s. Where they had it from is not recorded."),
    (Exposure.MEMBER, Because.RECORD): _("%(who)s was a member: they sent it."),
    (Exposure.MEMBER, Because.RECEIPT): _("%(who)s was a member when it was sent: the sending phone kept a receipt line for them."),
    (Exposure.MEMBER, Because.ENDS_RECORDED): _("%(who)s was a member when it was sent: the record shows both ends of their membership."),
    (Exposure.MEMBER, Because.ENDS_NOT_ALL_RECORDED): _("%(who)s appears to have been a member when it was sent, but not both ends of their membership are recorded."),
    (Exposure.MEMBER, Because.BETWEEN_SIGNS): _("Whether %(who)s was a member when it was sent is not known: the record does not settle when their membership began or ended."),
    (Exposure.MEMBER, Because.NO_TRACE): _("Nothing in this record shows whether %(who)s was ever a member."),
    (Exposure.OUTSIDE, Because.BEFORE_JOINING): _("%(who)s is recorded as joining after it was sent. They may have seen it in another way."),
    (Exposure.OUTSIDE, Because.AFTER_LEAVING): _("%(who)s is recorded as having gone before it was sent, and nothing shows them back by then. They may have seen it in another way."),
    (Exposure.RECEIVED, Because.RECEIPT): _("It reached %(who)s: there is a receipt."),
    (Exposure.RECEIVED, Because.ON_THEIR_PHONE): _("It reached %(who)s: it is on the phone recorded as theirs."),
    (Exposure.RECEIVED, Because.RESPONDED): _("It appears to have reached %(who)s, who responded to it."),
    (Exposure.RECEIVED, Because.MEMBER_THEN): _("It was sent to the conversation when %(who)s is taken to have been a member; no receipt shows that it reached them."),
    (Exposure.RECEIVED, Because.MEMBERSHIP_UNCLEAR): _("Whether it reached %(who)s is not known: it is not settled that they were a member."),
    (Exposure.DELIVERED, Because.RECEIPT): _("A receipt records delivery to %(who)s%(when)s."),
    (Exposure.DELIVERED, Because.ON_THEIR_PHONE): _("It is on the phone recorded as %(who)s's."),
    (Exposure.DELIVERED, Because.NO_RECEIPT): _("No receipt of delivery to %(who)s is in this record. That does not show that it was not delivered."),
    (Exposure.DELIVERED, Because.RAW_RECEIPT): _("The record holds something about delivery to %(who)s whose meaning is not established."),
    (Exposure.READ, Because.RECEIPT): _("A receipt records that it was opened on an account of %(who)s%(when)s."),
    (Exposure.READ, Because.RESPONDED): _("%(who)s responded to it, so they appear to have read it."),
    (Exposure.READ, Because.NO_RECEIPT): _("Whether %(who)s read it is not known. There is no read receipt in this record, and receipts can be switched off or missing."),
    (Exposure.PLAYED, Because.RECEIPT): _("A receipt records that it was played on an account of %(who)s%(when)s."),
    (Exposure.PLAYED, Because.NO_RECEIPT): _("Whether %(who)s played it is not known: there is no receipt of it in this record."),
    (Exposure.REACTED, Because.RECORD): _("%(who)s reacted%(emoji)s%(when)s. What they meant by it is for a reader to judge."),
    (Exposure.REACTED, Because.WITHDRAWN): _("%(who)s reacted and withdrew the reaction%(when)s."),
    (Exposure.REPLIED, Because.LINKED_REPLY): _("%(who)s replied to it%(when)s; %(stance)s."),
    (Exposure.REPLIED, Because.READ_AS_REPLY): _("A reader takes a later message of %(who)s as a reply to it; %(stance)s. The record itself does not link the two."),
    (Exposure.REPLIED, Because.READERS_DIFFER): _("%(who)s is taken to have replied to it%(when)s; readers differ over how the reply takes it."),
    (Exposure.LEFT_AFTERWARDS, Because.LEFT): _("%(who)s left the conversation afterwards%(when)s. The record does not say why."),
    (Exposure.LEFT_AFTERWARDS, Because.WAS_REMOVED): _("%(who)s was removed from the conversation afterwards%(when)s%(by)s."),
    (Exposure.LEFT_AFTERWARDS, Because.WENT_UNRECORDED): _("%(who)s appears to have gone from the conversation at some time afterwards; when and how are not recorded."),
    (Exposure.SILENT, Because.NO_RESPONSE_FOUND): _("No reply, reaction or report by %(who)s was found in this record. Silence shows no view."),
    (Exposure.SILENT, Because.RESPONSES_NOT_CARRIED): _("Whether %(who)s responded is not known: this record does not link replies or reactions to what they answer. Silence shows no view."),
}  # fmt: skip
_SAID = {
    Exposure.SHOWN: _("%(who)s was shown it in person%(by)s"),
    Exposure.TOLD: _("%(who)s was told of it%(by)s"),
    Exposure.PASSED_OUTSIDE: _("%(who)s passed it outside the force%(to)s"),
    Exposure.REPORTED: _("%(who)s reported it%(to)s"),
    Exposure.CREATED: _("%(who)s made it"),
}
STANCES = {
    Stance.ENDORSED: _("coded by a reader as endorsing it"),
    Stance.CHALLENGED: _("coded by a reader as challenging it"),
    Stance.NEUTRAL: _("coded by a reader as neutral"),
    Stance.CANNOT_DECIDE: _("a reader could not decide how the reply takes it"),
    None: _("nobody has coded how the reply takes it"),
}


def sentence(finding: Finding, who: str, clock: str = "", translate: Translate = english) -> str:
    """`clock` says on which clock times are, and stands after each."""
    return finding_said(finding, who, clock).in_words(translate)


def finding_said(finding: Finding, who: str, clock: str = "") -> Said:
    if finding.because in (Because.STATEMENT, Because.INTERVIEW):
        return _from_testimony(finding, who)
    code = f"{finding.exposure}/{finding.because}"
    values: Values = {
        "who": who,
        "when": _when(finding.at, clock),
        "emoji": _with(_(" with %(other)s"), finding.emoji),
        "by": _with(_(" by %(other)s"), finding.other),
        "stance": Said(f"stance/{finding.stance}", STANCES[finding.stance]),
    }
    return Said(code, SENTENCES[finding.exposure, finding.because], values)


_TOLD = {
    Because.STATEMENT: _("According to a statement (%(cites)s), %(said)s. The messages do not record it."),
    Because.INTERVIEW: _("According to an interview (%(cites)s), %(said)s. The messages do not record it."),
}


def _from_testimony(finding: Finding, who: str) -> Said:
    by, to = _with(_(" by %(other)s"), finding.other), _with(_(" to %(other)s"), finding.other)
    said = Said(f"said/{finding.exposure}", _SAID[finding.exposure], {"who": who, "by": by, "to": to})
    values: Values = {"cites": ", ".join(finding.cites), "said": said}
    return Said(f"{finding.exposure}/{finding.because}", _TOLD[finding.because], values)


def _with(words: str, other: str | None) -> Said | str:
    return Said(words.strip().split()[0], words, {"other": other}) if other else ""


def _when(at: datetime | None, clock: str) -> Said | str:
    return "" if at is None else Said("on", _(" on %(moment)s"), {"moment": moment_said(at, clock)})


_MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"), _("September"),
    _("October"), _("November"), _("December"),
)  # fmt: skip


_SHORT_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip


def short_day(at: datetime, translate: Translate = english) -> str:
    return f"{at.day} {translate(_SHORT_MONTHS[at.month - 1])} {at.year}"


def moment_in_words(at: datetime | None, clock: str, translate: Translate = english) -> str:
    return moment_said(at, clock).in_words(translate)


def moment_said(at: datetime | None, clock: str) -> Said:
    if at is None:
        return Said("no-moment", _("a time that is not recorded"))
    values: Values = {
        "day": str(at.day),
        "month": Said("month", _MONTHS[at.month - 1]),
        "year": str(at.year),
        "time": at.strftime("%H:%M:%S" if at.second else "%H:%M"),
        "clock": clock,
    }
    plain, clocked = (
        _("%(day)s %(month)s %(year)s at %(time)s"),
        _("%(day)s %(month)s %(year)s at %(time)s (%(clock)s)"),
    )
    return Said("moment", clocked if clock else plain, values)


_BEGAN = {
    Because.CREATED_GROUP: _("created the conversation%(when)s"),
    Because.WAS_ADDED: _("was added%(by)s%(when)s"),
    Because.WAS_ADDED_BY_UNNAMED: _("was added%(when)s; the record does not say by whom"),
    Because.JOINED: _("joined%(when)s"),
    Because.JOINED_BY_LINK: _("joined by invitation link%(when)s"),
    Because.NUMBER_CHANGED: _("appears under a new number%(when)s"),
    Because.FIRST_SIGN: _("was there by %(moment)s, the first sign of them; when they came is not recorded"),
    Because.BACK_UNRECORDED: _("was back by %(moment)s; when they came back is not recorded"),
    Because.MUST_HAVE_COME: _("came at a time that is not recorded, before %(moment)s"),
    Because.ON_FINAL_LIST: _("is on the list of members at the end; when they came is not recorded"),
    Because.PAST_MEMBER: _("is on the list of past members; when they came is not recorded"),
}
_ENDED = {
    Because.LEFT: _("left%(when)s"),
    Because.WAS_REMOVED: _("was removed%(by)s%(when)s"),
    Because.NUMBER_CHANGED: _("changed to a new number%(when)s"),
    Because.ON_FINAL_LIST: _("is on the list of members at the end"),
    Because.PAST_MEMBER: _("is on the list of past members%(went)s"),
    Because.NOT_ON_FINAL_LIST: _("is not on the list of members at the end; when they went is not recorded"),
    Because.CAME_AGAIN: _("must have gone before coming again; when is not recorded"),
    Because.NO_LEAVING_RECORDED: _(
        "nothing records that they left before the record ends; leaving is not always recorded"
    ),
}


_UNDATED = _(" at a time that is not recorded")
_GONE = _(", gone%(when)s")


def stay_in_words(stay: Stay, who: str, clock: str = "", translate: Translate = english) -> str:
    return stay_said(stay, who, clock).in_words(translate)


def stay_said(stay: Stay, who: str, clock: str = "") -> Said:
    """Both ends of a membership in one sentence."""
    began, ended = _end(_BEGAN, stay.start, clock), _end(_ENDED, stay.end, clock)
    return Said("stay", _("%(who)s %(began)s; %(ended)s."), {"who": who, "began": began, "ended": ended})


def _end(table: dict[Because, str], end: End, clock: str) -> Said:
    point = end.latest if table is _BEGAN else end.earliest
    when = (_when(point.at, clock) if point else "") or Said("undated", _UNDATED)
    dated = end.latest is not None and end.latest == end.earliest
    values: Values = {
        "when": when,
        "moment": moment_said(point.at if point else None, clock),
        "by": _with(_(" by %(other)s"), end.by),
        "went": Said("gone", _GONE, {"when": when if dated else Said("undated", _UNDATED)}),
    }
    return Said(f"{'began' if table is _BEGAN else 'ended'}/{end.because}", table[end.because], values)
