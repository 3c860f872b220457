"""From people and their events to the record of each: role, level, decision, route, outcome and its date."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.document import Document
from candour.register.readers.doubts import PANELS, doubted, told_twice, unheard
from candour.register.readers.finding import Finding
from candour.register.readers.hearings import NONE, Hearing, hearing_of
from candour.register.readers.outcome_days import SENTENCES, decided_at_hearing, outcome_day
from candour.register.readers.persons import Person, Route, Tied
from candour.register.readers.routes import inherited, people_of
from candour.register.readers.vocabulary import load

APPEARED = re.compile(r"\b(?:attend\w*|appear(?:ed|s|ing)?|fac(?:e|es|ed|ing))\b[^.;]{0,24}\Z", re.ASCII)
BEFORE = 50
OVERSIGHT = (" we ", "we ", "our ", "iopc", "ipcc")
MOST_TOGETHER = 30
FORMER = {"resigned", "retired", "would_have_been_dismissed"}
LEVEL_OF_DECISION = {
    "case_to_answer_gross": "gross_misconduct",
    "case_to_answer_misconduct": "misconduct",
    "charged": "criminal",
}
LEVEL_OF_OUTCOME = {
    "dismissed_without_notice": "gross_misconduct",
    "would_have_been_dismissed": "gross_misconduct",
    "gross_misconduct_proven": "gross_misconduct",
    "misconduct_proven": "misconduct",
}
ROUTE_OF_OUTCOME = {
    "reflective_practice": "rprp",
    "upp": "upp",
    "management_action": "management_action",
    "convicted": "criminal_trial",
    "acquitted": "criminal_trial",
    "imprisonment": "criminal_trial",
    "suspended_sentence": "criminal_trial",
}
ROUTE_OF_DECISION = {"charged": "criminal_trial"}


def read_subjects(
    document: Document,
    *,
    start: int = 0,
    until: int | None = None,
    now: str | None = None,
    topical: bool = False,
) -> Iterator[Finding]:
    """One subject for each person or group about whom something was decided, done or is to come.

    A `topical` page is of the days before it, and about one hearing unless it gives the days of several.
    """
    routes = [
        Route(one, tuple(inherited(one))) for one in people_of(document, start=start, until=until, now=now)
    ]
    told = (one.event for route in routes for one in route.tied)
    hearing = hearing_of(document, told) if topical else NONE
    concerned = _those_concerned(document, routes)
    doubles = told_twice(concerned)
    for place, route in enumerate(concerned):
        found = _findings(document, route, f"person-{place + 1}", hearing, concerned)
        yield from (replace(one, sure=False) for one in found) if place in doubles else found


def _those_concerned(document: Document, routes: list[Route]) -> list[Route]:
    """A group whose members are all told of singly is not told twice; who was only under notice gives way to outcomes."""
    whole = [one for one in routes if one.tied and not (one.person.split and not _remains(one.person))]
    decided = [one for one in whole if _decided(one) or _appeared(document, one)]
    return decided or [one for one in whole if one.of("level")]


def _decided(route: Route) -> bool:
    outcomes = [one for one in route.values("outcome") if one not in {"resigned", "retired"}]
    return bool(
        outcomes
        or route.of("decision")
        or route.of("judged")
        or (route.of("proceeding") and (route.of("level") or route.of("outcome")))
    )


def _appeared(document: Document, route: Route) -> bool:
    """`Another officer was due to attend a misconduct meeting`: that route is told, and nothing that came of it."""
    return any(
        one.sure
        and one.event.value in PANELS
        and APPEARED.search(
            document.plain, max(one.sentence.start, one.event.start - BEFORE), one.event.start
        )
        for one in route.of("proceeding")
    )


def _remains(person: Person) -> bool:
    """A group of unknown size stays only where something is said of it alone, beyond what its members share."""
    left = person.left()
    told = _has_end(person) or (person.has("decision") and (left is not None or person.cleared))
    return told and (left is None or left > 0)


def _has_end(person: Person) -> bool:
    """An outcome beyond a bare `proven`."""
    return any(
        one.event.field == "outcome" and not one.event.value.endswith("misconduct_proven")
        for one in person.tied
    )


def _findings(
    document: Document, route: Route, subject: str, hearing: Hearing, everybody: list[Route]
) -> Iterator[Finding]:
    first = route.tied[0]
    crowd = (route.person.n or 0) > MOST_TOGETHER
    sure = not crowd and _told_surely(route)
    place = (first.event.start, first.event.end)
    outcomes = list(_outcomes(route))
    doubtful = [one for one in outcomes if doubted(document, route, everybody, one)]
    kept = [one for one in outcomes if one not in doubtful]
    another = [one for one in doubtful if not unheard(document, route, one)]
    sure = sure and not (another and not kept and len(everybody) > 1 and not route.of("decision"))
    number = route.person.left() if route.person.split else route.person.n
    yield Finding("label", _label(route, number), *place, sure=sure, subject=subject)
    yield Finding("n", number, *place, sure=sure, subject=subject)
    yield Finding("role", route.person.role, *place, sure=sure, subject=subject)
    yield Finding("serving_or_former", _standing(route), *place, sure=sure, subject=subject)
    yield from _single(route, subject, sure, document, hearing)
    yield from _proceedings(document, route, subject, kept, sure=sure, hearing=hearing)
    for one in outcomes:
        told = (one.sure or sure) and one in kept
        yield Finding("outcome", one.event.value, one.event.start, one.event.end, sure=told, subject=subject)
    if hearing.to_come and not outcomes:
        yield Finding("outcome", "pending", *place, sure=sure, subject=subject)


def _told_surely(route: Route) -> bool:
    """Every decision and outcome is tied to the person by its own words at least once."""
    told = [one for one in route.tied if one.event.field in {"outcome", "decision"}]
    surely = {one.event.value for one in told if one.sure}
    return all(one.event.value in surely for one in told)


def _single(
    route: Route, subject: str, sure: bool, document: Document, hearing: Hearing
) -> Iterator[Finding]:
    """Fields with one value: level, decision, the date of the outcome, and the barred list."""
    for field, found in (
        ("allegation_level", _level(route)),
        ("decision", _decision(route, document)),
    ):
        if found:
            value, tied = found
            yield Finding(field, value, tied.event.start, tied.event.end, sure=sure, subject=subject)
    day = outcome_day(route, hearing)
    if day:
        yield Finding(
            "outcome_date",
            day.value,
            day.start,
            day.end,
            sure=sure,
            subject=subject,
            worked_out=day.worked_out,
        )
    for one in [one for one in route.of("standing") if one.event.value != "left"][:1]:
        yield Finding(
            "barred_list",
            one.event.value == "barred",
            one.event.start,
            one.event.end,
            sure=sure,
            subject=subject,
        )


def _outcomes(route: Route) -> Iterator[Tied]:
    """Each outcome once; `proven` is left out where a sanction is stated, `pending` where anything has been decided."""
    table = load("events")
    values = set(route.values("outcome"))
    sanctioned = bool(values & set(table["sanctions"]))
    ended = bool(values & set(table["disciplinary"]))
    seen: set[str] = set()
    for one in route.of("outcome"):
        value = one.event.value
        base = value.split("(")[0]
        needless = (value.endswith("_proven") and value != "not_proven" and sanctioned) or (
            value == "pending" and ended
        )
        doubled = (
            base in seen
            or (value == "misconduct_proven" and "gross_misconduct_proven" in values)
            or (base == "dismissed_without_notice" and "would_have_been_dismissed" in values)
            or (base == "resigned" and "retired" in seen)
        )
        if not (needless or doubled):
            seen.add(base)
            yield one
    sentence = next((one for one in route.of("outcome") if one.event.value.split("(")[0] in SENTENCES), None)
    if sentence and not {"convicted", "acquitted"} & values:
        yield replace(sentence, event=replace(sentence.event, value="convicted"))


def _standing(route: Route) -> str:
    left = route.person.former or "left" in route.values("standing")
    return "former" if left or FORMER & set(route.values("outcome")) else "serving"


def _level(route: Route) -> tuple[str, Tied] | None:
    """The highest level stated, or implied by a decision or a dismissal."""
    order = load("events")["levels"]
    found = [(one.event.value, one) for one in route.of("level")]
    found += [
        (LEVEL_OF_DECISION[one.event.value], one)
        for one in route.of("decision")
        if one.event.value in LEVEL_OF_DECISION
    ]
    found += [
        (LEVEL_OF_OUTCOME[one.event.value], one)
        for one in route.of("outcome")
        if one.event.value in LEVEL_OF_OUTCOME
    ]
    found += [("criminal", one) for one in route.of("outcome") if one.event.criminal]
    return min(found, key=lambda one: order.index(one[0]), default=None)


def _decision(route: Route, document: Document) -> tuple[str, Tied] | None:
    """The oversight body's own opinion first; a disciplinary decision before a charge; else the most serious."""
    order = load("events")["decisions"]
    made = route.of("decision")
    own = [one for one in made if one.event.value != "charged" and _by_oversight(document, one)]
    disciplinary = [one for one in made if one.event.value != "charged"]
    chosen = min(own or disciplinary or made, key=lambda one: order.index(one.event.value), default=None)
    return (chosen.event.value, chosen) if chosen else None


def _by_oversight(document: Document, tied: Tied) -> bool:
    words = document.plain[tied.sentence.start : tied.event.start]
    return any(word in words for word in OVERSIGHT)


def _proceedings(
    document: Document, route: Route, subject: str, outcomes: list[Tied], *, sure: bool, hearing: Hearing
) -> Iterator[Finding]:
    """Routes that are named, and those that an outcome cannot have come about without."""
    found: dict[str, Tied] = {}
    for one in route.of("proceeding"):
        found.setdefault(one.event.value, one)
    for one in outcomes:
        implied = ROUTE_OF_OUTCOME.get(one.event.value.split("(")[0])
        if implied == "management_action" and not PANELS.isdisjoint(found):
            yield Finding("proceeding", implied, one.event.start, one.event.end, sure=False, subject=subject)
        elif implied:
            found.setdefault(implied, one)
    for one in route.of("decision"):
        implied = ROUTE_OF_DECISION.get(one.event.value)
        found.setdefault(implied, one) if implied else None
    if "accelerated_hearing" in found or ("meeting" in found and _only_a_panel(document, route)):
        found.pop("hearing", None)
    elif (
        hearing.told
        and (hearing.to_come or decided_at_hearing(outcomes))
        and not {"hearing", "meeting"} & found.keys()
    ):
        found["hearing"] = route.tied[0]
    yield from (
        Finding("proceeding", value, one.event.start, one.event.end, sure=sure, subject=subject)
        for value, one in found.items()
    )


def _only_a_panel(document: Document, route: Route) -> bool:
    """`The panel decided`, of one whose meeting is told and whose hearing is not: a meeting may have a panel."""
    told = [one.event for one in route.of("proceeding") if one.event.value == "hearing"]
    return not any("hearing" in document.plain[one.start : one.end] for one in told)


def _label(route: Route, number: int | None) -> str:
    """Role and number, and what came of it; never a name."""
    role = route.person.role.replace("_", " ")
    many = f"{number} × {role}" if number and number > 1 else (f"several: {role}" if number is None else role)
    outcomes = [one.split("(")[0].replace("_", " ") for one in dict.fromkeys(route.values("outcome"))]
    return f"{many}, {', '.join(outcomes)}" if outcomes else many
