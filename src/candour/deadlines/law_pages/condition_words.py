"""Conditions as people read them: what must be so for a version to govern, a limb to be asked or a rule not to reach."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.law_pages.code_words import codes_in_words, fact_in_words
from candour.look.dates import day_in_words
from candour.procedure.conditions import Block, Condition, Line, Operator

DATED = (Operator.ON_OR_AFTER, Operator.BEFORE)
ONE_DAY = timedelta(days=1)


def condition_in_words(condition: Condition) -> list[list[str]]:
    """One list of sentences for each block; all sentences of one block must hold, and any block may."""
    return [block_in_words(block) for block in condition.blocks]


def block_in_words(block: Block) -> list[str]:
    spans = _spans(block.all)
    told = [_span_in_words(line, *spans[line.fact.name]) for line in block.all if _opens_span(line, spans)]
    told += [line_in_words(line) for line in block.all if not _told_already(line, block.all, spans)]
    told += [_negated(line) for line in block.none]
    return [capfirst(sentence) for sentence in told]


def _spans(lines: Sequence[Line]) -> dict[str, tuple[date, date]]:
    """Facts that must lie between two days, with the first and the last of them."""
    starts = {line.fact.name: line.value for line in lines if line.operator is Operator.ON_OR_AFTER}
    ends = {line.fact.name: line.value - ONE_DAY for line in lines if line.operator is Operator.BEFORE}
    return {name: (starts[name], ends[name]) for name in starts if name in ends}


def _opens_span(line: Line, spans: dict[str, tuple[date, date]]) -> bool:
    return line.operator is Operator.ON_OR_AFTER and line.fact.name in spans


def _told_already(line: Line, lines: Sequence[Line], spans: dict[str, tuple[date, date]]) -> bool:
    """Part of a span, or "it happened" where another line says when."""
    if line.operator in DATED:
        return line.fact.name in spans
    dated = {other.fact.name for other in lines if other.operator in DATED}
    return line.operator is Operator.KNOWN and line.value is True and line.fact.name in dated


def line_in_words(line: Line) -> str:
    match line.operator:
        case Operator.ON_OR_AFTER:
            return _("%(what)s on or after %(day)s") % _dated(line)
        case Operator.BEFORE:
            return _("%(what)s before %(day)s") % _dated(line)
        case Operator.KNOWN:
            return _happened(line) if line.value else _not_stated(line)
        case Operator.IS if isinstance(line.value, bool):
            return _is_so(line, line.value)
        case Operator.IS | Operator.IN:
            return _coded(line)


def _negated(line: Line) -> str:
    match line.operator:
        case Operator.KNOWN:
            return _not_stated(line) if line.value else _happened(line)
        case Operator.IS if isinstance(line.value, bool):
            return _is_so(line, not line.value)
        case Operator.IS | Operator.IN:
            return _coded(line, negated=True)
        case Operator.ON_OR_AFTER | Operator.BEFORE:
            return _("it is not so that %(what)s") % {"what": line_in_words(line)}


def _dated(line: Line) -> dict[str, str]:
    return {"what": _says(line), "day": day_in_words(line.value)}


def _span_in_words(line: Line, first: date, last: date) -> str:
    terms = {"what": _says(line), "first": day_in_words(first), "last": day_in_words(last)}
    return _("%(what)s from %(first)s to %(last)s, both included") % terms


def _says(line: Line) -> str:
    return line.fact.says or _("“%(fact)s” falls") % {"fact": fact_in_words(line.fact)}


def _happened(line: Line) -> str:
    return line.fact.says or _("this is stated: %(fact)s") % {"fact": fact_in_words(line.fact)}


def _not_stated(line: Line) -> str:
    return _("nobody has stated that %(what)s") % {"what": line.fact.says or fact_in_words(line.fact)}


def _is_so(line: Line, wanted: bool) -> str:
    if wanted:
        return line.fact.says or fact_in_words(line.fact)
    return line.fact.says_not or _("it is not so that %(what)s") % {
        "what": line.fact.says or fact_in_words(line.fact)
    }


def _coded(line: Line, *, negated: bool = False) -> str:
    codes = line.value if line.operator is Operator.IN else [line.value]
    told = codes_in_words(line.fact, codes, negated=negated)
    return (
        _("%(told)s, on this day: %(day)s") % {"told": told, "day": fact_in_words(line.at)}
        if line.at
        else told
    )
