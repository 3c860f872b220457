"""Outcomes that a text may tell of somebody else, or in words of two meanings: they are put forward unsure."""

import re
from collections.abc import Sequence

from candour.register.readers.document import Document
from candour.register.readers.persons import Person, Route, Tied
from candour.register.readers.same_person import alike

PROVEN = {"gross_misconduct_proven", "misconduct_proven"}
PANELS = {"hearing", "accelerated_hearing", "meeting"}
HEARD_BY = re.compile(
    r"\b(?:hearing|meeting|panel|tribunal|chair\w*|proven|proved|admitted|guilty)\b", re.ASCII
)
SAID_BEFORE = 200
LEFT = {"resigned", "retired"}
ENDS = {
    "dismissed_without_notice",
    "would_have_been_dismissed",
    "final_written_warning",
    "written_warning",
    "reduction_in_rank",
}
OF_NO_NUMBER = {"pending", "not_proven", "no_action"}
WARNED = {"final_written_warning", "written_warning", "reduction_in_rank"}
BARE_ADVICE = re.compile(r"words? of advice", re.ASCII)


def told_twice(routes: Sequence[Route]) -> set[int]:
    """The places of those who may be others of whom the same is told: the one officer of a text, or a group told by name."""
    people = [one.person for one in routes]
    if any(one.plural or (one.of and one.of.plural) for one in people):
        return {place for place, one in enumerate(routes) if _named_singly(one, routes)}
    return _twins(routes)


def _named_singly(group: Route, routes: Sequence[Route]) -> bool:
    """`Three were dismissed`, and three who are named were."""
    if group.person.key or not group.person.plural or not _values(group):
        return False
    named = [one for one in routes if one.person.key and one.person.n == 1 and _told_by(group, one)]
    return bool(named) and len(named) >= (group.person.n or 1)


def _twins(routes: Sequence[Route]) -> set[int]:
    """Those of whom nothing is told but what another single officer's record tells, where no text counts two."""
    return {
        place
        for place, one in enumerate(routes)
        if not (one.person.key or one.person.another)
        and any(
            _told_by(one, other) and (len(_values(other)) > len(_values(one)) or at < place)
            for at, other in enumerate(routes)
            if at != place
        )
    }


def _told_by(one: Route, other: Route) -> bool:
    theirs = _values(one)
    return bool(theirs) and theirs <= _values(other) and alike(one.person.role, other.person.role)


def _values(route: Route) -> set[str]:
    return set(route.values("outcome"))


def doubted(document: Document, route: Route, routes: Sequence[Route], outcome: Tied) -> bool:
    """Whether what came of somebody can be read in two ways, or of two people."""
    value = outcome.event.value.split("(")[0]
    words = document.plain[outcome.event.start : outcome.event.end]
    others = [one for one in routes if one is not route]
    return (
        (value in PROVEN and _small(route.person) and any(_values(one) & ENDS for one in others))
        or unheard(document, route, outcome)
        or (value in LEFT and _left_among(route, others))
        or (
            value == "no_action"
            and bool(others)
            and _told_of_one(route)
            and not _in_one_breath(route, outcome)
        )
        or (value in OF_NO_NUMBER and route.person.n is None and not route.person.split)
        or (value == "convicted" and not _tried(route) and not _convicted_by_name(document, route, outcome))
        or (value == "words_of_advice" and not BARE_ADVICE.search(words))
        or (value in ENDS and _ended_otherwise(route, outcome))
        or (value == "not_proven" and bool(_values(route) & ENDS))
    )


def unheard(document: Document, route: Route, outcome: Tied) -> bool:
    """A finding is made where a case is heard; who only investigates has an opinion."""
    if outcome.event.value not in PROVEN or PANELS & set(route.values("proceeding")):
        return False
    start = max(0, outcome.sentence.start - SAID_BEFORE)
    return HEARD_BY.search(document.plain, start, outcome.sentence.end) is None


def _small(person: Person) -> bool:
    return person.n is None or person.n == 1


def _told_of_one(route: Route) -> bool:
    return not route.person.key and _small(route.person)


def _convicted_by_name(document: Document, route: Route, outcome: Tied) -> bool:
    """`PC Surname was convicted of assault`: the words say who and of what."""
    after = document.plain[outcome.event.end : outcome.event.end + 4]
    return outcome.sure and route.person.key.startswith("name") and after == " of "


def _in_one_breath(route: Route, outcome: Tied) -> bool:
    """`Another officer had a case to answer but, having left, will face no action`: one sentence tells both."""
    left = [one for one in route.of("standing") if one.event.value == "left"]
    told = [*route.of("decision"), *left]
    return any(one.sentence == outcome.sentence for one in told)


def _introduced_by(route: Route, outcome: Tied) -> bool:
    """`One of the officers resigned`: of those told of before, that one is told of by the words themselves."""
    group = route.person.of
    return group is not None and outcome.sure and route.person.tied[:1] == [outcome]


def _left_among(route: Route, others: list[Route]) -> bool:
    """Where several are told of, who resigned is sure by name, or where the same one would have been dismissed."""
    would_have = "would_have_been_dismissed" in _values(route)
    role = route.person.role
    alone = role != "officer" and all(one.person.role != role for one in others)
    introduced = any(_introduced_by(route, one) for one in route.of("outcome") if one.event.value in LEFT)
    return bool(others) and not (route.person.key or would_have or alone or introduced)


def _tried(route: Route) -> bool:
    """A trial, a charge or a sentence is told of the same one."""
    sentenced = any(one.event.criminal and one.event.value != "convicted" for one in route.of("outcome"))
    charged = "charged" in route.values("decision")
    return sentenced or charged or "criminal_trial" in route.values("proceeding")


def _ended_otherwise(route: Route, outcome: Tied) -> bool:
    """One officer is not both dismissed and warned: what was told first stands."""
    first = next(one.event.value for one in route.of("outcome") if one.event.value in ENDS)
    pair = {first, outcome.event.value}
    apart = "dismissed_without_notice" in pair and bool(pair & WARNED)
    return apart and outcome.event.value != first and not (route.person.key or route.person.plural)
