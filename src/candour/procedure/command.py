"""The verbs `candour law rules|due|why|check`: what the law says, on the command line."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from candour.procedure.calendars import NoCalendarYet
from candour.procedure.completeness import check_law
from candour.procedure.dates import FIRST_YEAR, LAST_YEAR, in_words
from candour.procedure.due import Due, Needs, NotInForce, Outcome
from candour.procedure.facts import Fact, FactError, FactValue, read_value, state
from candour.procedure.law import OWN_LAW, Law, NoSuchRule, load_law
from candour.procedure.law_file import Confidence, LawFileError
from candour.procedure.trail import Trail

ANSWERED, WRONG, NO_DATE = 0, 1, 3
MOST_PERIODS = 100
_ANSWERS = {True: "holds", False: "does not hold", None: "unknown"}


def add_parsers(subparsers: Any) -> None:
    """Adds `law` with its verbs to the command's parsers."""
    law = subparsers.add_parser("law", help="what the law says: rules, due dates and reasons")
    add_verbs(law.add_subparsers(dest="law_verb", required=True, metavar="VERB"))


def add_verbs(verbs: Any) -> None:
    _add_rules(verbs)
    _add_due(verbs)
    _add_why(verbs)
    check = verbs.add_parser("check", help="find gaps and overlaps between the versions of every rule")
    _add_law_folder(check)
    check.set_defaults(run=_kindly(run_check))


def _add_rules(verbs: Any) -> None:
    rules = verbs.add_parser("rules", help="list the rules, or the facts they turn on")
    rules.add_argument("--facts", action="store_true", help="list the declared facts instead")
    rules.add_argument("--json", action="store_true", help="print JSON")
    _add_law_folder(rules)
    rules.set_defaults(run=_kindly(run_rules))


def _add_due(verbs: Any) -> None:
    due = verbs.add_parser("due", help="what is due under a rule, by when, and how it was counted")
    _add_question(due)
    due.add_argument("--days", action="store_true", help="show every day counted or skipped, one by one")
    due.add_argument("--periods", type=_how_many, default=1, metavar="N", help="how many periods to list (period-ends)")
    due.add_argument("--json", action="store_true", help="print JSON")
    due.set_defaults(run=_kindly(run_due))


def _add_why(verbs: Any) -> None:
    why = verbs.add_parser("why", help="which version of a rule governs, and why the others do not")
    _add_question(why)
    why.set_defaults(run=_kindly(run_why))


def _add_question(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="such as review.application")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="may be given many times")
    _add_law_folder(parser)


def _add_law_folder(parser: ArgumentParser) -> None:
    parser.add_argument("--law", type=Path, default=OWN_LAW, metavar="FOLDER", help="read the law from another folder")


def _how_many(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MOST_PERIODS:
        raise ArgumentTypeError(f"must be a whole number from 1 to {MOST_PERIODS}, not {written!r}")
    return int(written)


def _kindly(run: Any) -> Any:
    """Turns the errors that a person can answer into one plain line and exit code 1."""

    def kindly(asked: Namespace) -> int:
        try:
            return int(run(asked))
        except (FactError, LawFileError, NoCalendarYet, NoSuchRule) as problem:
            print(problem.args[0], file=sys.stderr)
            return WRONG

    return kindly


def run_rules(asked: Namespace) -> int:
    law = load_law(asked.law)
    rows = _fact_rows(law) if asked.facts else _rule_rows(law)
    if asked.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return ANSWERED
    for row in rows:
        print("  ".join(str(value) for value in row.values() if value))
    return ANSWERED


def _rule_rows(law: Law) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule.key,
            "shape": rule.shape.value,
            "title": rule.title,
            "versions": ", ".join(version.id for version in rule.versions),
            "confidence": ", ".join(dict.fromkeys(version.confidence.value for version in rule.versions)),
        }
        for rule in law.rules.values()
    ]


def _fact_rows(law: Law) -> list[dict[str, Any]]:
    return [
        {
            "fact": fact.name,
            "kind": fact.kind.value,
            "meaning": fact.meaning,
            "stated by": f"(stated by: {fact.stated_by})",
            "accepts": f"(accepts {fact.accepts})",
        }
        for fact in law.facts.values()
    ]


def facts_asked(law: Law, rule_key: str, statements: Sequence[str]) -> tuple[dict[str, FactValue], list[str]]:
    """The facts stated, and those assumed because the rule turns on them and facts.toml says what to assume."""
    stated, rule = state(law.facts, statements), law.rule(rule_key)
    _refuse_far_days(stated)
    conditions = [one.applies for one in rule.governing] + [one.condition for one in rule.outside]
    turned_on = {line.fact.name: line.fact for condition in conditions for line in condition.lines}
    assumed = {
        name: fact.assumed for name, fact in turned_on.items() if fact.assumed is not None and name not in stated
    }
    values = {name: read_value(law.facts[name], written) for name, written in assumed.items()}
    return stated | values, [f"{name}={written}" for name, written in sorted(assumed.items())]


def _refuse_far_days(stated: dict[str, FactValue]) -> None:
    """Years that no clock of these laws reaches, and from which none could be counted out."""
    for name, value in stated.items():
        if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in _days_in(value)):
            raise FactError(f"{name} must have a year from {FIRST_YEAR} to {LAST_YEAR}.")


def _days_in(value: Any) -> Iterator[date]:
    if isinstance(value, tuple):
        for one in value:
            yield from _days_in(one)
    elif isinstance(value, date):
        yield value.date() if isinstance(value, datetime) else value


def run_due(asked: Namespace) -> int:
    law = load_law(asked.law)
    facts, assumed = facts_asked(law, asked.rule, asked.fact)
    outcome = law.due(asked.rule, facts)
    if asked.json:
        print(json.dumps(as_json(outcome, assumed, asked.periods), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_text(outcome, assumed, asked.periods, days=asked.days)))
    return ANSWERED if isinstance(outcome, Due) else NO_DATE


def as_json(outcome: Outcome, assumed: Sequence[str] = (), periods: int = 1) -> dict[str, Any]:
    """The answer as plain values; `needs` names the facts where they do not settle it."""
    head: dict[str, Any] = {"rule": outcome.rule.key, "shape": outcome.rule.shape.value, "assumed": list(assumed)}
    match outcome:
        case Needs():
            return head | {"due": None, "needs": [_fact_needed(fact) for fact in outcome.facts]}
        case NotInForce():
            return head | {"due": None, "needs": [], "not_in_force": list(outcome.reasons)}
        case Due():
            return head | _due_as_json(outcome, periods)


def _fact_needed(fact: Fact) -> dict[str, str]:
    return {"fact": fact.name, "meaning": fact.meaning, "stated_by": fact.stated_by}


def _due_as_json(due: Due, periods: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": due.rule.title,
        "due": _iso(due.due),
        "opens": _iso(due.opens),
        "last_moment": _iso(due.last_moment),
        "can_be_late": due.can_be_late,
        "version": due.version.id,
        "edition": due.edition,
        "version_hash": due.version_hash,
        "gist": due.gist,
        "owed_by": due.owed_by,
        "owed_to": due.owed_to,
        "source": list(due.source),
        "confidence": due.confidence.value,
        "confidence_note": due.confidence_note,
        "checked": due.version.checked.isoformat(),
        "why": list(due.why),
        "may_exist": [version.gist for version in due.may_exist],
        "trail": _trail_as_json(due.trail),
        "needs": [],
    }
    if due.shape.repeats_as_periods:
        found["periods"] = [
            {"number": period.number, "first": _iso(period.first), "last": _iso(period.last)}
            for period in due.periods(periods)
        ]
    return found


def _trail_as_json(trail: Trail) -> dict[str, Any]:
    return {
        "trigger": trail.trigger,
        "triggered_on": _iso(trail.triggered_on),
        "calendar": trail.calendar,
        "calendar_edition": trail.calendar_edition,
        "calendar_hash": trail.calendar_hash,
        "days": [
            {"first": _iso(run.first), "last": _iso(run.last), "standing": run.standing.value,
             "numbers": list(run.numbers) if run.numbers else None, "why": run.why}
            for run in trail.runs
        ],
        "notes": list(trail.notes),
    }


def _iso(when: Any) -> str | None:
    return None if when is None else when.isoformat()


def as_text(outcome: Outcome, assumed: Sequence[str] = (), periods: int = 1, *, days: bool = False) -> list[str]:
    lines = [outcome.sentence] if not isinstance(outcome, Due) else _due_as_text(outcome, periods, days=days)
    return lines + [f"assumed: {one} (give --fact to state otherwise)" for one in assumed]


def _due_as_text(due: Due, periods: int, *, days: bool) -> list[str]:
    lines = [f"{due.rule.title}: {_when(due)}", due.gist, f"owed by {due.owed_by} to {due.owed_to}"]
    lines += [f"source: {', '.join(due.source)} (checked {in_words(due.version.checked)})", *_doubts(due)]
    lines += [f"because {reason}" for reason in due.why]
    if due.shape.repeats_as_periods:
        lines += [f"period {one.number}: {in_words(one.first)} to {in_words(one.last)}" for one in due.periods(periods)]
    counted = [f"{day.day:%a} {in_words(day.day)}: {day.number or day.why}" for day in due.trail.days()] if days else []
    return lines + (counted or due.trail.lines())


def _when(due: Due) -> str:
    if due.due is None:
        return "no figure in the law"
    return f"{in_words(due.opens)} to {in_words(due.due)}" if due.shape.opens_and_closes and due.opens else in_words(due.due)


def _doubts(due: Due) -> list[str]:
    doubts = []
    if due.confidence is not Confidence.READ:
        doubts.append(f"{due.confidence}: {due.confidence_note}")
    if due.version.until_unconfirmed:
        doubts.append("when this version ended is not confirmed")
    return doubts + [f"a later version may exist, its start not confirmed: {version.gist}" for version in due.may_exist]


def run_why(asked: Namespace) -> int:
    law = load_law(asked.law)
    facts, assumed = facts_asked(law, asked.rule, asked.fact)
    for standing in law.why(asked.rule, facts):
        print(f"version {standing.version.id} (edition {standing.version.edition}): {_ANSWERS[standing.answer]}")
        for reason in standing.reasons or ("it has no condition: it always applies",):
            print(f"  {reason}")
        if standing.needs:
            print(f"  needs {', '.join(fact.name for fact in standing.needs)}")
    for line in (f"assumed: {one} (give --fact to state otherwise)" for one in assumed):
        print(line)
    return ANSWERED


def run_check(asked: Namespace) -> int:
    law = load_law(asked.law)
    problems = check_law(law)
    for problem in problems:
        print(problem.sentence)
    found = "1 gap or overlap" if len(problems) == 1 else f"{len(problems) or 'no'} gaps or overlaps"
    print(f"{len(law.rules)} rules, {len(law.facts)} facts: {found}.")
    return WRONG if problems else ANSWERED


def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(prog="python -m candour.procedure", description="What the law says.")
    add_verbs(parser.add_subparsers(dest="verb", required=True, metavar="VERB"))
    asked = parser.parse_args(arguments)
    return int(asked.run(asked))
