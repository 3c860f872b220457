"""Codes of a published page in words: people by role with what was decided and done, and what it was about."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candour.deadlines.law import the_law
from candour.look.dates import partial_date_in_words
from candour.publishing.codes import (
    Began,
    Decision,
    Outcome,
    Platform,
    Proceeding,
    PublicRole,
    Serving,
    Theme,
)

Rows = list[dict[str, Any]]
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PLURALS = {
    PublicRole.OFFICER: gettext_lazy("police officers"),
    PublicRole.PC: gettext_lazy("police constables"),
    PublicRole.DC: gettext_lazy("detective constables"),
    PublicRole.SERGEANT: gettext_lazy("sergeants"),
    PublicRole.DS: gettext_lazy("detective sergeants"),
    PublicRole.INSPECTOR_OR_ABOVE: gettext_lazy("officers of the rank of inspector or above"),
    PublicRole.SPECIAL: gettext_lazy("special constables"),
    PublicRole.PCSO: gettext_lazy("police community support officers"),
    PublicRole.STAFF: gettext_lazy("members of police staff"),
    PublicRole.CONTRACTOR: gettext_lazy("contractors"),
}
UNITS = {
    "Y": ("%(n)d year", "%(n)d years"),
    "M": ("%(n)d month", "%(n)d months"),
    "D": ("%(n)d day", "%(n)d days"),
}


def people_shown(people: Iterable[Mapping[str, Any]]) -> Rows:
    """Each group with a heading and rows of what is stated; a group without an outcome says that none is published."""
    return [_group(one) for one in people]


def heading_of(one: Mapping[str, Any]) -> str:
    """`Three police officers`; without a number, that it is not stated."""
    role = PublicRole(one["role"])
    if one["count"] is None:
        return capfirst(_("%(people)s, how many is not stated") % {"people": PLURALS[role]})
    if one["count"] == 1:
        return _("One %(role)s") % {"role": _lowered(str(role.label))}
    return capfirst(f"{number_in_words(one['count'])} {PLURALS[role]}")


def number_in_words(number: int) -> str:
    return _(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def span_in_words(span: str) -> str:
    """`P2Y9M`: 2 years and 9 months."""
    parts, digits = [], ""
    for letter in span.removeprefix("P"):
        if letter.isdigit():
            digits += letter
            continue
        one, more = UNITS[letter]
        parts.append(ngettext(one, more, int(digits)) % {"n": int(digits)})
        digits = ""
    return _(" and ").join(parts)


def classified(content: Mapping[str, Any], on: date) -> Rows:
    """What it was about: how it began, behaviour, services used and standards, each in the words of its list."""
    behaviours = [_kind(words, code) for words, code in _with_codes("behaviours", content["behaviours"], on)]
    standards = in_list("standards-of-professional-behaviour", content["standards"], on)
    rows = [
        (
            _("How it began"),
            [] if content["began"] == Began.UNKNOWN else [str(Began(content["began"]).label)],
        ),
        (_("Behaviour alleged or found"), behaviours),
        (_("Services used"), [str(Platform(code).label) for code in content["platforms"]]),
        (_("Standards of professional behaviour named"), standards),
        (_("Themes"), [str(Theme(code).label) for code in content["themes"]]),
    ]
    return [{"key": key, "values": values} for key, values in rows if values]


def in_list(name: str, codes: Iterable[str], on: date) -> list[str]:
    edition = the_law().lists[name].edition_on(on)
    return [edition.codes[code].title if code in edition.codes else code for code in codes]


def _with_codes(name: str, codes: list[str], on: date) -> list[tuple[str, str]]:
    return list(zip(in_list(name, codes, on), codes, strict=True))


def _kind(words: str, code: str) -> str:
    """The kinds of discrimination stand beside the message or behaviour; alone they would not say what they are."""
    is_kind = code.startswith("discriminatory_") and code not in {
        "discriminatory_messages",
        "discriminatory_behaviour",
    }
    return _("Discriminatory: %(kind)s") % {"kind": _lowered(words)} if is_kind else words


def _group(one: Mapping[str, Any]) -> dict[str, Any]:
    stated = bool(one["outcomes"] or one["decisions"] or one["proceedings"])
    return {"heading": heading_of(one), "rows": _rows(one), "note": one["note"], "stated": stated}


def _rows(one: Mapping[str, Any]) -> Rows:
    decided = [str(Decision(code).label) for code in one["decisions"]]
    held = [str(Proceeding(code).label) for code in one["proceedings"]]
    served = [] if one["serving"] == Serving.UNSTATED else [capfirst(str(Serving(one["serving"]).label))]
    rows = [
        (_("Service"), served),
        (_("Decision"), decided),
        (_("Proceedings"), held),
        (_("Outcome"), [_outcome(code, one["sentence"]) for code in one["outcomes"]]),
        (_("When"), [partial_date_in_words(one["outcome_on"])] if one["outcome_on"] else []),
        (_("Barred list"), _barred(one["barred"])),
    ]
    return [{"key": key, "values": values} for key, values in rows if values]


def _outcome(code: str, sentence: str) -> str:
    words = str(Outcome(code).label)
    sentenced = code in {Outcome.IMPRISONED, Outcome.SUSPENDED} and sentence
    return f"{words}: {span_in_words(sentence)}" if sentenced else words


def _barred(barred: bool | None) -> list[str]:
    if barred is None:
        return []
    return (
        [_("To be added to the police barred list")] if barred else [_("Not added to the police barred list")]
    )


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
