"""The list of rules: what each says in short, how sure we are of it, and the filter over the list."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.code_words import SHAPES, subject_in_words
from candour.deadlines.law_pages.rule_page import sentence_of
from candour.look.parts import CONFIDENCE
from candour.procedure.citations import citation_in_words
from candour.procedure.law_file import Confidence
from candour.procedure.rules import Rule, Version
from candour.procedure.wording import who_in_words

ORDER = list(Confidence)


class RuleFilter(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy("In the title, the rule or its citation, such as review or suspension"),
        max_length=100,
        required=False,
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How far checked"),
        choices=[("", gettext_lazy("All")), *((level, words.name) for level, words in CONFIDENCE.items())],
        required=False,
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Kind of rule"),
        choices=[("", gettext_lazy("All")), *((shape.value, words.name) for shape, words in SHAPES.items())],
        required=False,
    )
    hide_optional = True


@dataclass(frozen=True)
class Listed:
    rule: Rule
    gist: str
    shape: str
    confidences: tuple[Confidence, ...]


def listed(rule: Rule) -> Listed:
    newest = (rule.governing or rule.versions)[-1]
    found = {version.confidence for version in rule.versions}
    shape = str(SHAPES[rule.shape].name)
    return Listed(rule, sentence_of(newest.gist), shape, tuple(level for level in ORDER if level in found))


def rules_like(asked: RuleFilter) -> list[Listed]:
    """All rules where nothing is asked, or where what is asked cannot be read."""
    wanted = asked.cleaned_data if asked.is_bound and asked.is_valid() else {}
    every = map(listed, the_law().rules.values())
    return [one for one in every if _is_wanted(one, wanted)]


def _is_wanted(one: Listed, wanted: dict[str, str]) -> bool:
    if wanted.get("confidence") and wanted["confidence"] not in one.confidences:
        return False
    if wanted.get("shape") and wanted["shape"] != one.rule.shape:
        return False
    words = wanted.get("words", "").casefold().split()
    return not words or all(word in _searched(one.rule) for word in words)


def _searched(rule: Rule) -> str:
    told = [rule.key, rule.title, subject_in_words(rule.key), rule.note]
    for version in rule.versions:
        told += [version.gist, who_in_words(version.owed_by), who_in_words(version.owed_to), *version.source]
        told += map(citation_in_words, version.source)
    return " ".join(told).casefold()


def by_subject(rules: Iterable[Listed]) -> list[tuple[str, list[Listed]]]:
    ordered = sorted(rules, key=lambda one: (subject_in_words(one.rule.key), one.rule.title))
    return [
        (subject, list(some))
        for subject, some in groupby(ordered, lambda one: subject_in_words(one.rule.key))
    ]


def how_sure(versions: Sequence[Version]) -> str:
    """How many versions were read, reported and not confirmed, as a sentence."""
    found = Counter(version.confidence for version in versions)
    terms = {level.value: found[level] for level in Confidence}
    return (
        _(
            "%(read)s were read in the text of the law, %(secondary)s rest on a source that reports it, "
            "and %(unconfirmed)s are not confirmed."
        )
        % terms
    )


def as_csv(rules: Iterable[Listed]) -> str:
    """One row a version, with what it says, its citation and how far it was checked."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(
        [
            "rule",
            "title",
            "shape",
            "version",
            "edition",
            "gist",
            "owed by",
            "owed to",
            "source",
            "confidence",
            "note",
            "checked",
            "hash",
        ]
    )
    for one in rules:
        rows.writerows(_csv_row(one.rule, version) for version in one.rule.versions)
    return written.getvalue()


def _csv_row(rule: Rule, version: Version) -> list[object]:
    said = [rule.key, rule.title, rule.shape.value, version.id, version.edition, version.gist]
    owed = [version.owed_by, version.owed_to, "; ".join(map(citation_in_words, version.source))]
    return [
        *said,
        *owed,
        version.confidence.value,
        version.confidence_note,
        version.checked.isoformat(),
        version.hash,
    ]
