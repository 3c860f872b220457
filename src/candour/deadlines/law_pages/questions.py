"""Which facts the calculator of a rule asks for, in which order, and the form that asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.code_words import code_in_words
from candour.deadlines.law_pages.typed_facts import field_for, typed_day, written_values
from candour.procedure.conditions import Operator
from candour.procedure.facts import Fact, FactKind
from candour.procedure.rules import Rule, Version

DATE_BOXES = ("day", "month", "year", "time")


@dataclass(frozen=True)
class Asked:
    """The facts of a rule: what it turns on, what is assumed unless stated, and what only sometimes comes into it."""

    main: tuple[Fact, ...]
    assumed: tuple[Fact, ...]
    sometimes: tuple[Fact, ...]

    @property
    def all(self) -> tuple[Fact, ...]:
        return self.main + self.assumed + self.sometimes


def facts_asked_by(rule: Rule) -> Asked:
    """The clock's start first, then what the conditions turn on; a fact that is only ever `known` is asked last."""
    lines = [line for version in rule.governing for line in version.applies.lines]
    turned_on = [line.fact for line in lines if line.operator is not Operator.KNOWN] + [
        line.at for line in lines if line.at
    ]
    triggers = [the_law().facts[version.trigger] for version in rule.governing if version.trigger]
    wanted = _once([*triggers, *turned_on])
    rare = _once(
        [line.fact for line in lines] + [fact for version in rule.governing for fact in _adjusting(version)]
    )
    return Asked(
        main=tuple(fact for fact in wanted if fact.assumed is None),
        assumed=tuple(fact for fact in wanted if fact.assumed is not None),
        sometimes=tuple(fact for fact in rare if fact not in wanted),
    )


def _adjusting(version: Version) -> list[Fact]:
    """The facts that restart, pause, shorten or extend the version's clock."""
    names = [version.repeats_from, *version.pauses]
    if version.shortening:
        names.append(version.shortening.fact)
    if version.extension:
        names += [version.extension.fact, version.extension.asked]
    return [the_law().facts[name] for name in names if name]


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())


class FactsForm(forms.Form):
    """The questions of one rule, none of them required: the answer itself says which fact is missing."""

    bold_labels = True
    hide_optional = True

    def __init__(self, rule: Rule, query: QueryDict) -> None:
        self.asked = facts_asked_by(rule)
        super().__init__(_boxes(query, self.asked.all) if _states_any(query, self.asked.all) else None)
        for fact in self.asked.all:
            self.fields[fact.name] = field_for(fact)
        for fact in self.asked.assumed:
            self.fields[fact.name].help_text = assumed_in_words(fact)

    @property
    def main(self) -> list[BoundField]:
        return [self[fact.name] for fact in self.asked.main]

    @property
    def assumed(self) -> list[BoundField]:
        return [self[fact.name] for fact in self.asked.assumed]

    @property
    def sometimes(self) -> list[BoundField]:
        return [self[fact.name] for fact in self.asked.sometimes]

    @property
    def opens_assumed(self) -> bool:
        return any(field.errors or field.value() for field in self.assumed)

    @property
    def opens_sometimes(self) -> bool:
        """Folded away unless something in it is stated, wrong or, for want of anything else to ask, all there is."""
        answered = {name for name, values in self.statements().items() if values} if self.is_bound else set()
        return not self.asked.main or any(field.errors or field.name in answered for field in self.sometimes)

    def statements(self) -> dict[str, list[str]]:
        """What was stated, as the command line writes it; left and wrong answers state nothing."""
        cleaned: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: values for name, value in cleaned.items() if (values := written_values(value))}


def assumed_in_words(fact: Fact) -> str:
    return _("If you leave this, we assume: %(value)s.") % {"value": code_in_words(fact, str(fact.assumed))}


def _states_any(query: QueryDict, facts: Iterable[Fact]) -> bool:
    return any(
        key in query for fact in facts for key in (fact.name, *(f"{fact.name}_{box}" for box in DATE_BOXES))
    )


def _boxes(query: QueryDict, facts: Iterable[Fact]) -> QueryDict:
    """The query with each day written in short, `complaint-made=2026-03-02`, laid out in the boxes of its question."""
    laid_out = query.copy()
    for fact in facts:
        written = [value.strip() for value in query.getlist(fact.name) if value.strip()]
        if written and fact.interval:
            laid_out[fact.name] = "\n".join(
                value.replace("/", " to ") if value.count("/") == 1 else value for value in written
            )
        elif written and fact.repeats:
            laid_out[fact.name] = "\n".join(written)
        elif written and fact.kind in (FactKind.DATE, FactKind.MOMENT):
            _lay_out_day(laid_out, fact, written[-1])
    return laid_out


def _lay_out_day(laid_out: QueryDict, fact: Fact, written: str) -> None:
    day, _t, time = written.partition("T")
    typed = typed_day(day)
    for box in ("day", "month", "year"):
        laid_out[f"{fact.name}_{box}"] = getattr(typed, box)
    if fact.kind is FactKind.MOMENT:
        laid_out[f"{fact.name}_time"] = time[:5]
