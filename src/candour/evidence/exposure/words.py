"""A plain sentence for each thing that may be said: it claims no more than the record behind it holds."""

from datetime import datetime

from candour.evidence.exposure.findings import Finding
from candour.evidence.exposure.membership import End, Stay
from candour.evidence.exposure.terms import Because, Exposure, Stance, Strength

STRENGTHS = {
    Strength.PROVED: "shown by the record",
    Strength.STATED: "said in a statement or interview, not shown by the record",
    Strength.INFERRED: "inferred",
    Strength.UNKNOWN: "not known",
}
# {who} is the person, {when} the time with a leading space or nothing, {other} another person.
SENTENCES: dict[tuple[Exposure, Because], str] = {
    (Exposure.SENT, Because.RECORD): "{who} is recorded as the sender{when}.",
    (Exposure.CREATED, Because.NOT_MARKED_FORWARDED): "{who} sent it and nothing marks it as forwarded; who first wrote it is not recorded.",
    (Exposure.CREATED, Because.MAKER_NOT_RECORDED): "Whether {who} made it is not known: this record cannot show who made what was sent.",
    (Exposure.FORWARDED, Because.FORWARD_MARK): "{who} sent it marked as forwarded{when}.",
    (Exposure.FORWARDED, Because.SAME_FILE_EARLIER): "The same file stood in this conversation earlier; {who} sent it again{when}. Where they had it from is not recorded.",
    (Exposure.FORWARDED, Because.SENT_SAME_FILE): "{who} later sent the same file in this conversation{when}. Where they had it from is not recorded.",
    (Exposure.MEMBER, Because.RECORD): "{who} was a member: they sent it.",
    (Exposure.MEMBER, Because.RECEIPT): "{who} was a member when it was sent: the sending phone kept a receipt line for them.",
    (Exposure.MEMBER, Because.ENDS_RECORDED): "{who} was a member when it was sent: the record shows both ends of their membership.",
    (Exposure.MEMBER, Because.ENDS_NOT_ALL_RECORDED): "{who} appears to have been a member when it was sent, but not both ends of their membership are recorded.",
    (Exposure.MEMBER, Because.BETWEEN_SIGNS): "Whether {who} was a member when it was sent is not known: the record does not settle when their membership began or ended.",
    (Exposure.MEMBER, Because.NO_TRACE): "Nothing in this record shows whether {who} was ever a member.",
    (Exposure.OUTSIDE, Because.BEFORE_JOINING): "{who} is recorded as joining after it was sent. They may have seen it in another way.",
    (Exposure.OUTSIDE, Because.AFTER_LEAVING): "{who} is recorded as having gone before it was sent, and nothing shows them back by then. They may have seen it in another way.",
    (Exposure.RECEIVED, Because.RECEIPT): "It reached {who}: there is a receipt.",
    (Exposure.RECEIVED, Because.ON_THEIR_PHONE): "It reached {who}: it is on the phone recorded as theirs.",
    (Exposure.RECEIVED, Because.RESPONDED): "It appears to have reached {who}, who responded to it.",
    (Exposure.RECEIVED, Because.MEMBER_THEN): "It was sent to the conversation when {who} is taken to have been a member; no receipt shows that it reached them.",
    (Exposure.RECEIVED, Because.MEMBERSHIP_UNCLEAR): "Whether it reached {who} is not known: it is not settled that they were a member.",
    (Exposure.DELIVERED, Because.RECEIPT): "A receipt records delivery to {who}{when}.",
    (Exposure.DELIVERED, Because.ON_THEIR_PHONE): "It is on the phone recorded as {who}'s.",
    (Exposure.DELIVERED, Because.NO_RECEIPT): "No receipt of delivery to {who} is in this record. That does not show that it was not delivered.",
    (Exposure.DELIVERED, Because.RAW_RECEIPT): "The record holds something about delivery to {who} whose meaning is not established.",
    (Exposure.READ, Because.RECEIPT): "A receipt records that it was opened on an account of {who}{when}.",
    (Exposure.READ, Because.RESPONDED): "{who} responded to it, so they appear to have read it.",
    (Exposure.READ, Because.NO_RECEIPT): "Whether {who} read it is not known. There is no read receipt in this record, and receipts can be switched off or missing.",
    (Exposure.PLAYED, Because.RECEIPT): "A receipt records that it was played on an account of {who}{when}.",
    (Exposure.PLAYED, Because.NO_RECEIPT): "Whether {who} played it is not known: there is no receipt of it in this record.",
    (Exposure.REACTED, Because.RECORD): "{who} reacted{emoji}{when}. What they meant by it is for a reader to judge.",
    (Exposure.REACTED, Because.WITHDRAWN): "{who} reacted and withdrew the reaction{when}.",
    (Exposure.REPLIED, Because.LINKED_REPLY): "{who} replied to it{when}; {stance}.",
    (Exposure.REPLIED, Because.READ_AS_REPLY): "A reader takes a later message of {who} as a reply to it; {stance}. The record itself does not link the two.",
    (Exposure.REPLIED, Because.READERS_DIFFER): "{who} is taken to have replied to it{when}; readers differ over how the reply takes it.",
    (Exposure.LEFT_AFTERWARDS, Because.LEFT): "{who} left the conversation afterwards{when}. The record does not say why.",
    (Exposure.LEFT_AFTERWARDS, Because.WAS_REMOVED): "{who} was removed from the conversation afterwards{when}{by}.",
    (Exposure.LEFT_AFTERWARDS, Because.WENT_UNRECORDED): "{who} appears to have gone from the conversation at some time afterwards; when and how are not recorded.",
    (Exposure.SILENT, Because.NO_RESPONSE_FOUND): "No reply, reaction or report by {who} was found in this record. Silence shows no view.",
    (Exposure.SILENT, Because.RESPONSES_NOT_CARRIED): "Whether {who} responded is not known: this record does not link replies or reactions to what they answer. Silence shows no view.",
}  # fmt: skip
_SAID = {
    Exposure.SHOWN: "{who} was shown it in person{by}",
    Exposure.TOLD: "{who} was told of it{by}",
    Exposure.PASSED_OUTSIDE: "{who} passed it outside the force{to}",
    Exposure.REPORTED: "{who} reported it{to}",
    Exposure.CREATED: "{who} made it",
}
STANCES = {
    Stance.ENDORSED: "coded by a reader as endorsing it",
    Stance.CHALLENGED: "coded by a reader as challenging it",
    Stance.NEUTRAL: "coded by a reader as neutral",
    Stance.CANNOT_DECIDE: "a reader could not decide how the reply takes it",
    None: "nobody has coded how the reply takes it",
}


def sentence(finding: Finding, who: str, clock: str = "") -> str:
    """`clock` says on which clock times are, and stands after each."""
    if finding.because in (Because.STATEMENT, Because.INTERVIEW):
        return _from_testimony(finding, who)
    return SENTENCES[finding.exposure, finding.because].format(
        who=who,
        when=_when(finding.at, clock),
        emoji=f" with {finding.emoji}" if finding.emoji else "",
        by=f" by {finding.other}" if finding.other else "",
        stance=STANCES[finding.stance],
    )


def _from_testimony(finding: Finding, who: str) -> str:
    said = _SAID[finding.exposure].format(
        who=who,
        by=f" by {finding.other}" if finding.other else "",
        to=f" to {finding.other}" if finding.other else "",
    )
    kind = "an interview" if finding.because is Because.INTERVIEW else "a statement"
    return f"According to {kind} ({', '.join(finding.cites)}), {said}. The messages do not record it."


def _when(at: datetime | None, clock: str) -> str:
    return "" if at is None else f" on {moment_in_words(at, clock)}"


def moment_in_words(at: datetime | None, clock: str) -> str:
    if at is None:
        return "a time that is not recorded"
    seconds = ":%S" if at.second else ""
    return f"{at.day} {at:%B %Y} at {at.strftime('%H:%M' + seconds)}" + (f" ({clock})" if clock else "")


_BEGAN = {
    Because.CREATED_GROUP: "created the conversation{when}",
    Because.WAS_ADDED: "was added{by}{when}",
    Because.WAS_ADDED_BY_UNNAMED: "was added{when}; the record does not say by whom",
    Because.JOINED: "joined{when}",
    Because.JOINED_BY_LINK: "joined by invitation link{when}",
    Because.NUMBER_CHANGED: "appears under a new number{when}",
    Because.FIRST_SIGN: "was there by {moment}, the first sign of them; when they came is not recorded",
    Because.BACK_UNRECORDED: "was back by {moment}; when they came back is not recorded",
    Because.MUST_HAVE_COME: "came at a time that is not recorded, before {moment}",
    Because.ON_FINAL_LIST: "is on the list of members at the end; when they came is not recorded",
    Because.PAST_MEMBER: "is on the list of past members; when they came is not recorded",
}
_ENDED = {
    Because.LEFT: "left{when}",
    Because.WAS_REMOVED: "was removed{by}{when}",
    Because.NUMBER_CHANGED: "changed to a new number{when}",
    Because.ON_FINAL_LIST: "is on the list of members at the end",
    Because.PAST_MEMBER: "is on the list of past members{went}",
    Because.NOT_ON_FINAL_LIST: "is not on the list of members at the end; when they went is not recorded",
    Because.CAME_AGAIN: "must have gone before coming again; when is not recorded",
    Because.NO_LEAVING_RECORDED: "nothing records that they left before the record ends; leaving is not always recorded",
}


def stay_in_words(stay: Stay, who: str, clock: str = "") -> str:
    """Both ends of a membership in one sentence."""
    return f"{who} {_end(_BEGAN, stay.start, clock)}; {_end(_ENDED, stay.end, clock)}."


def _end(table: dict[Because, str], end: End, clock: str) -> str:
    point = end.latest if table is _BEGAN else end.earliest
    when = _when(point.at, clock) if point else ""
    dated = end.latest is not None and end.latest == end.earliest
    return table[end.because].format(
        when=when or " at a time that is not recorded",
        moment=moment_in_words(point.at if point else None, clock),
        by=f" by {end.by}" if end.by else "",
        went=f", gone{when}" if dated else ", gone at a time that is not recorded",
    )
