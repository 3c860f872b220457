"""Everything of the law that we have not read in the text itself, gathered from all its files."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.deadlines.law import the_law
from candour.look.parts import CONFIDENCE
from candour.procedure.calendars import Calendar
from candour.procedure.citations import citation_address, citation_in_words
from candour.procedure.law_file import Confidence
from candour.procedure.rules import Rule, Version
from candour.procedure.statutory_tests import StatutoryTest

KINDS = {
    "rule": gettext_lazy("Rules"),
    "test": gettext_lazy("Statutory tests"),
    "step": gettext_lazy("Steps of lifecycles"),
    "list": gettext_lazy("Code lists"),
    "calendar": gettext_lazy("Bank holidays"),
}


@dataclass(frozen=True)
class Doubt:
    """One thing to be confirmed: where it stands, what exactly is open, and where to look it up."""

    kind: str
    title: str
    part: str
    confidence: str
    note: str
    source: tuple[str, ...]
    href: str


class DoubtFilter(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Part of the law"),
        choices=[("", gettext_lazy("All")), *KINDS.items()],
        required=False,
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How far checked"),
        choices=[
            ("", gettext_lazy("All")),
            *((level, CONFIDENCE[level].name) for level in ("secondary", "unconfirmed")),
        ],
        required=False,
    )
    hide_optional = True


def doubts_like(asked: DoubtFilter) -> list[Doubt]:
    wanted = asked.cleaned_data if asked.is_bound and asked.is_valid() else {}
    return [
        doubt
        for doubt in every_doubt()
        if wanted.get("kind", "") in ("", doubt.kind)
        and wanted.get("confidence", "") in ("", doubt.confidence)
    ]


def every_doubt() -> Iterator[Doubt]:
    """The rules first, as the list of rules orders them, then tests, steps, lists and holidays."""
    law = the_law()
    for rule in law.rules.values():
        yield from _of_rule(rule)
    for test in law.tests.values():
        yield from _of_test(test)
    yield from _of_steps()
    for code_list in law.lists.values():
        if code_list.confidence is not Confidence.READ:
            href = reverse("law-list", args=[code_list.name])
            level, note = code_list.confidence.value, code_list.confidence_note
            yield Doubt("list", code_list.title, "", level, note, code_list.source, href)
    for calendar in law.calendars.values():
        yield from _of_calendar(calendar)


def _of_rule(rule: Rule) -> Iterator[Doubt]:
    href = reverse("law-rule", args=[rule.key])
    for version in rule.versions:
        part = _("version %(id)s") % {"id": version.id} if len(rule.versions) > 1 else ""
        if version.confidence is not Confidence.READ:
            yield Doubt(
                "rule", rule.title, part, version.confidence.value, _note(version), version.source, href
            )
        if version.until_unconfirmed:
            ended = _("when this version ended is not confirmed")
            yield Doubt("rule", rule.title, part, Confidence.UNCONFIRMED.value, ended, version.source, href)


def _note(version: Version) -> str:
    if not version.starts_unconfirmed:
        return version.confidence_note
    return _("may exist, and never governs here: %(note)s") % {"note": version.confidence_note}


def _of_test(test: StatutoryTest) -> Iterator[Doubt]:
    href = reverse("law-test", args=[test.key])
    if test.confidence is not Confidence.READ:
        yield Doubt("test", test.title, "", test.confidence.value, test.confidence_note, test.source, href)
    for limb in test.limbs:
        if limb.confidence not in (None, Confidence.READ):
            level = str(limb.confidence)
            yield Doubt(
                "test", test.title, limb.words, level, limb.confidence_note, limb.source, f"{href}#{limb.key}"
            )


def _of_steps() -> Iterator[Doubt]:
    for step in the_law().steps.values():
        if step.confidence is not Confidence.READ:
            href = f"{reverse('law-lifecycle', args=[step.track])}#{step.key}"
            track = the_law().lifecycles[step.track].title
            yield Doubt(
                "step", step.title, track, step.confidence.value, step.confidence_note, step.source, href
            )


def _of_calendar(calendar: Calendar) -> Iterator[Doubt]:
    """One row a calendar: the holidays themselves are known, the days of their announcement not all."""
    open_ones = [holiday for holiday in calendar.holidays.values() if holiday.announced is None]
    if open_ones:
        terms = {"number": len(open_ones), "all": len(calendar.holidays)}
        note = _("the day of announcement of %(number)s of %(all)s holidays is not confirmed") % terms
        source = tuple(sorted({one for holiday in open_ones for one in holiday.source}))
        href = reverse("law-calendar", args=[calendar.key])
        yield Doubt("calendar", calendar.title, "", Confidence.UNCONFIRMED.value, note, source, href)


def by_kind(doubts: Iterable[Doubt]) -> list[tuple[str, list[Doubt]]]:
    found = list(doubts)
    groups = [(str(title), [doubt for doubt in found if doubt.kind == kind]) for kind, title in KINDS.items()]
    return [(title, some) for title, some in groups if some]


def as_csv(doubts: Iterable[Doubt]) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["kind", "title", "part", "confidence", "what is to be confirmed", "source", "address"])
    for doubt in doubts:
        words = "; ".join(map(citation_in_words, doubt.source))
        addresses = " ".join(filter(None, map(citation_address, doubt.source)))
        rows.writerow([doubt.kind, doubt.title, doubt.part, doubt.confidence, doubt.note, words, addresses])
    return written.getvalue()
