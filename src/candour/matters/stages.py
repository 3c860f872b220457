"""Where a matter stands, as people are told: the stage, the milestones on its way, and the state of each track."""

from candour.deadlines.law import the_law
from candour.matters.models import Matter, MatterKind, Track

SAYS_NOTHING = {"none", "taken-up-again"}
"""States of the review that leave it to the handling to say where the matter stands."""
UNDER_WAY = {"misdirected", "open", "upheld", "recommended"}
"""States of a review that keep a closed matter from being at its end."""
STAGES = ("Received", "Logged", "Recorded", "Handling", "Outcome", "Review", "Closed")
TURNED_AWAY = {"forwarded", "not-a-complaint", "not-recorded"}
OUTSIDE = {"outside-schedule-3", "closed"}
RECORDED = {"recorded", "conduct-recorded", "dsi-recorded"}


def stage(matter: Matter) -> str:
    """What people are told: the newest track that has something to say, in the words of its state."""
    ended = ("withdrawal", "hold", "review", "handling", "investigation", "referral", "intake")
    order = ended if matter.withdrawal != "none" or matter.hold != "none" else ended[2:]
    for track in order:
        label = _stage_of(matter, track)
        if label:
            return label
    return "Received"


def _stage_of(matter: Matter, track: str) -> str:
    """Nothing for a track that has not left its first state."""
    if track != Track.INTAKE and getattr(matter, track) == the_law().lifecycles[track].initial:
        return ""
    if track == Track.REVIEW and matter.review in SAYS_NOTHING:
        return ""
    return the_law().lifecycles[track].states[getattr(matter, track)].stage


def milestone(matter: Matter) -> str:
    """Which of its stages the matter has reached."""
    if is_closed(matter):
        return "Closed"
    if matter.review not in SAYS_NOTHING:
        return "Review"
    if matter.handling in {"decided", "outcome-sent"}:
        return "Outcome"
    if matter.handling != "none" or matter.intake in OUTSIDE:
        return "Handling"
    if matter.intake in RECORDED:
        return "Recorded"
    return "Logged" if matter.intake == "logged" else "Received"


def is_closed(matter: Matter) -> bool:
    ended = matter.handling in {"closed", "ceased", "converted"} or matter.intake in {*TURNED_AWAY, "closed"}
    return ended and matter.review not in UNDER_WAY


def stages_of_matter(matter: Matter) -> tuple[str, ...]:
    """Those of STAGES on this matter's own way. What never applied to it is not there, and so is not drawn as done."""
    left_out = _never_reached(matter) - {milestone(matter)}
    return tuple(name for name in STAGES if name not in left_out)


def _never_reached(matter: Matter) -> set[str]:
    """Only a complaint is logged, and may be reviewed; what stays outside Schedule 3 is neither recorded nor reviewed."""
    if matter.intake in TURNED_AWAY:
        return {"Logged", "Recorded", "Handling", "Outcome", "Review"}
    never = set() if matter.kind == MatterKind.COMPLAINT else {"Logged", "Review"}
    if matter.intake in OUTSIDE:
        never |= {"Recorded", "Outcome", "Review"}
    if matter.handling in {"ceased", "converted"}:
        never |= {"Handling", "Outcome"} | (set() if matter.intake in RECORDED else {"Recorded"})
    if is_closed(matter) and matter.review in SAYS_NOTHING:
        never |= {"Review"}
    return never


def track_states(matter: Matter) -> list[tuple[str, str]]:
    """Title and state in words, for the tracks that have left their first state."""
    rows = []
    for track in Track:
        lifecycle = the_law().lifecycles.get(track)
        if lifecycle and getattr(matter, track) != lifecycle.initial:
            rows.append((lifecycle.title, lifecycle.states[getattr(matter, track)].title))
    return rows
