"""`candour foi status`: how a round stands today, authority by authority, with its totals."""

import argparse
import json
import os
import sys
from datetime import date
from typing import Any


def add_foi(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    foi = verbs.add_parser("foi", help="rounds of requests for information")
    foi_verbs = foi.add_subparsers(dest="foi_verb", required=True, metavar="VERB")
    status = foi_verbs.add_parser("status", help="how a round stands: answers, clocks, totals")
    status.add_argument("round", metavar="ROUND", help="the round's reference, such as FOI-2026-0001")
    status.add_argument("--on", type=_day, metavar="DAY", help="as on that day (default: today)")
    status.add_argument("--json", action="store_true", help="everything that the round's page shows")
    status.set_defaults(run=run_status)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-03-02, not {written!r}") from wrong


def run_status(chosen: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    import django

    django.setup()
    from django.utils import timezone

    from candour.register.models import Round
    from candour.register.round_content import round_content

    found = Round.objects.with_names().filter(case_file__reference=chosen.round).first()
    if found is None:
        print(f"candour: there is no round with the reference '{chosen.round}'", file=sys.stderr)
        return 1
    content = round_content(found, on=chosen.on or timezone.localdate())
    print(json.dumps(content, ensure_ascii=False) if chosen.json else "\n".join(status_lines(content)))
    return 0


def status_lines(content: dict[str, Any]) -> list[str]:
    """For the terminal; the numbers are those of the page."""
    states = ", ".join(f"{n} {state}" for state, n in sorted(content["states"].items()))
    lines = [f"{content['reference']}: {content['title']}", f"  {content['asked']} asked: {states}"]
    lines += _told_of_replies(content["reported"])
    lines += [f"  question {one['number']}: {_total(one)}" for one in content["questions"]]
    lines += [
        f"  reported: {one['value']} {one['words']} ({one['unit']}, {one['place']}){_beside(one)}"
        for one in content["statements"]
        if one["value"] is not None
    ]
    for one in content["authorities"]:
        answers = " ".join(f"{each['number']}:{each['state']}" for each in one["answers"])
        due = f", last day {one['due']}" if one["due"] else ""
        lines.append(f"  {one['key']}: {one['state']} ({answers}){due}")
    return lines


def _told_of_replies(reported: dict[str, Any] | None) -> list[str]:
    """What a published report says of a round that was run elsewhere."""
    if not reported:
        return []
    silent = "" if reported["no_reply"] is None else f", {reported['no_reply']} did not"
    return [f"  as reported: {reported['replied']} replied{silent}; which of them is not told"]


def _total(question: dict[str, Any]) -> str:
    total = question["total"]
    if total is None:
        return "answered in words or documents"
    if not total["rests_on"]:
        return f"no figure yet, of {total['asked']} authorities"
    most = "no upper bound" if total["at_most"] is None else f"at most {total['at_most']}"
    rests = f"on {total['rests_on']} of {total['asked']} authorities"
    doubled = f", {total['doubled']} perhaps counted twice" if total["doubled"] else ""
    return f"at least {total['at_least']}, {most} {question['unit']}, {rests}{doubled}"


def _beside(reported: dict[str, Any]) -> str:
    """How far a reported number lies from our own total."""
    compared = reported["compared"]
    if reported["question"] is None or compared is None:
        return ""
    by = f" by {compared['by']}" if compared.get("by") else ""
    return f", beside question {reported['question']}: {compared['against']}{by}"
