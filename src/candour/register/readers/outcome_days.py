"""The day of what came of somebody: of the decision, the sentence or the resignation, or of the hearing that decided."""

from candour.register.readers.hearings import Hearing
from candour.register.readers.persons import Route, Tied
from candour.register.readers.vocabulary import load
from candour.register.readers.written_date import WrittenDate

SENTENCES = {"imprisonment", "suspended_sentence", "conditional_discharge"}
DECIDED_AT_HEARING = {
    "dismissed_without_notice",
    "would_have_been_dismissed",
    "final_written_warning",
    "written_warning",
    "reduction_in_rank",
    "not_proven",
    "gross_misconduct_proven",
    "misconduct_proven",
    "pending",
}


def decided_at_hearing(outcomes: list[Tied]) -> bool:
    """What only a hearing or a meeting decides; on a page about a hearing, it was the hearing."""
    return any(one.event.value in DECIDED_AT_HEARING for one in outcomes)


def outcome_day(route: Route, hearing: Hearing) -> WrittenDate | None:
    """The disciplinary outcome's; else the sentence's; else, alone, the resignation's. A hearing's date serves for its outcome."""
    table = load("events")
    hearings = [
        one.event.dated
        for one in [*route.of("proceeding"), *route.of("dated")]
        if one.event.dated and one.event.value != "criminal_trial"
    ]
    earlier = False
    for group in (table["disciplinary"], table["sentences"], ["resigned", "retired"]):
        told = [one for one in route.of("outcome") if one.event.value.split("(")[0] in group]
        dated = [one.event.dated for one in _of_the_sentence(told) if one.event.dated]
        if dated and not (earlier and "resigned" in group):
            return dated[-1]
        if told and group == table["disciplinary"]:
            day = hearings[-1] if hearings else _shared_day(hearing, told)
            if day:
                return day
        earlier = earlier or bool(told)
    return None


def _of_the_sentence(told: list[Tied]) -> list[Tied]:
    """Where a sentence is told, the day of the conviction before it is not the day of the outcome."""
    sentenced = [one for one in told if one.event.value.split("(")[0] in SENTENCES]
    convicted = {"convicted", "acquitted"}
    return [one for one in told if one.event.value not in convicted] if sentenced else told


def _shared_day(hearing: Hearing, told: list[Tied]) -> WrittenDate | None:
    """The day of the page's one hearing, for those whose own sentence gives none."""
    whole = hearing.told and hearing.day is not None and len(hearing.day.value) == len("2020-01-31")
    return hearing.day if whole and decided_at_hearing(told) else None
