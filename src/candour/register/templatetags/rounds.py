"""How templates speak of rounds: states as tags and words, ranges, units, laws, what was found hidden."""

from collections import Counter
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.register.replies.against import Against
from candour.register.replies.figures import State
from candour.register.replies.hiding import GRAVE, Hiding
from candour.register.round_codes import CAME_IN, LATE, NOT_SENT, AnswerState, Law, Provenance, Unit

register = template.Library()
COLOURS = {
    AnswerState.AWAITING: "blue",
    AnswerState.IN_FULL: "green",
    AnswerState.IN_PART: "teal",
    AnswerState.REFUSED: "orange",
    AnswerState.NOT_HELD: "yellow",
    AnswerState.NO_REPLY: "red",
    AnswerState.FROM_LOG: "purple",
    AnswerState.WITHDRAWN: "grey",
    AnswerState.NOT_STATED: "grey",
}
DERIVED = {
    LATE: gettext_lazy("Late"),
    CAME_IN: gettext_lazy("Came in, to be entered"),
    NOT_SENT: gettext_lazy("Not sent yet"),
}
DERIVED_COLOURS = {LATE: "red", CAME_IN: "blue", NOT_SENT: "grey"}
ORDER = (*AnswerState, *DERIVED)
HIDDEN = {
    Hiding.HIDDEN_SHEET: gettext_lazy("Hidden sheets"),
    Hiding.HIDDEN_ROWS: gettext_lazy("Hidden rows that hold something"),
    Hiding.HIDDEN_COLUMNS: gettext_lazy("Hidden columns that hold something"),
    Hiding.INVISIBLE_TEXT: gettext_lazy("Cells whose words cannot be seen"),
    Hiding.UNDER_MERGED: gettext_lazy("Cells with something below a merged one"),
    Hiding.LEFT_OVER_TEXT: gettext_lazy("Texts that no cell shows any more"),
    Hiding.PIVOT_CACHE: gettext_lazy("Rows kept behind a pivot table"),
    Hiding.COMMENTS: gettext_lazy("Comments and notes"),
    Hiding.TRACKED_CHANGES: gettext_lazy("Tracked changes"),
    Hiding.TEXT_BOXES: gettext_lazy("Words in text boxes"),
    Hiding.HEADERS: gettext_lazy("Words in headers and footers"),
    Hiding.HIDDEN_NAMES: gettext_lazy("Hidden names of ranges"),
    Hiding.EXTERNAL_LINKS: gettext_lazy("Links outwards"),
    Hiding.CONNECTIONS: gettext_lazy("Connections to other data"),
    Hiding.FORMULAS: gettext_lazy("Formulas"),
    Hiding.MACROS: gettext_lazy("Macros"),
    Hiding.PROPERTIES: gettext_lazy("Properties that name people or organisations"),
    Hiding.EMBEDDED: gettext_lazy("Embedded files"),
    Hiding.PICTURES: gettext_lazy("Pictures"),
    Hiding.SCRIPTS: gettext_lazy("Scripts"),
}
FIGURES = {
    State.EXACT: gettext_lazy("A number"),
    State.RANGE: gettext_lazy("A range"),
    State.SUPPRESSED: gettext_lazy("Held back by a sign"),
    State.WITHHELD: gettext_lazy("Withheld"),
    State.NOT_HELD: gettext_lazy("Not held"),
    State.NO_TRACE: gettext_lazy("No trace found"),
    State.NEITHER: gettext_lazy("Neither confirmed nor denied"),
    State.NOT_APPLICABLE: gettext_lazy("Not applicable"),
    State.BLANK: gettext_lazy("Blank"),
    State.UNREADABLE: gettext_lazy("Not read"),
}
TROUBLES = {
    "unreadable": gettext_lazy("Not read"),
    "period-unsettled": gettext_lazy("Which year?"),
    "another-period": gettext_lazy("Another time"),
    "another-force": gettext_lazy("Another force"),
    "note": gettext_lazy("A note"),
    "no-question": gettext_lazy("No question"),
    "nothing-below": gettext_lazy("Nothing below the headings"),
    "total-differs": gettext_lazy("Total does not add up"),
    "merged-cells": gettext_lazy("Merged cells"),
    "hidden-not-read": gettext_lazy("Hidden, not read"),
    "decoded-wrongly": gettext_lazy("Signs broken"),
    "no-such-sheet": gettext_lazy("No such sheet"),
}


@register.filter
def state_words(state: str) -> str:
    return str(DERIVED[state]) if state in DERIVED else str(AnswerState(state).label)


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """In words; colour never alone."""
    colour = DERIVED_COLOURS[state] if state in DERIVED else COLOURS[AnswerState(state)]
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, state_words(state))


@register.filter
def range_words(figure: dict[str, Any] | None) -> str:
    """`3`, `1 to 4`, or `at least 3`; empty where nothing is said of the number."""
    if figure is None:
        return ""
    low, high = figure["low"], figure["high"]
    if low == high:
        return str(low)
    if high is None:
        return _("at least %(low)s") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


@register.filter
def total_words(total: dict[str, Any]) -> str:
    """Of a total: exactly, at least and at most, or at least alone."""
    low, high = total["at_least"], total["at_most"]
    if not total["rests_on"]:
        return _("no figure yet")
    if high is None:
        return _("at least %(low)s, with no upper bound") % {"low": low}
    return (
        str(low) if low == high else _("at least %(low)s and at most %(high)s") % {"low": low, "high": high}
    )


@register.filter
def rests_words(total: dict[str, Any]) -> str:
    """Of how many authorities a total speaks: nothing of the others is in it, least or most."""
    told, asked, exactly = total["rests_on"], total["asked"], total["exactly"]
    rests = _("It rests on %(n)s of %(of)s authorities") % {"n": told, "of": asked}
    if exactly == told:
        how = _("each gave an exact number") if told > 1 else _("it gave an exact number")
    else:
        some = _("%(n)s of them gave an exact number") % {"n": exactly}
        how = some if exactly else _("none gave an exact number")
    others = _("Nothing of the others is in it.") if told < asked else ""
    return f"{rests}; {how}. {others}".strip()


@register.filter
def states_of(content: dict[str, Any], question: str) -> list[tuple[str, int]]:
    """How many authorities stand in each state to one question."""
    answers = (
        each for one in content["authorities"] for each in one["answers"] if each["question"] == question
    )
    return counted_states(Counter(one["state"] for one in answers))


@register.filter
def unit_words(unit: str) -> str:
    return "" if unit == Unit.NONE else str(Unit(unit).label)


@register.filter
def law_words(law: str) -> str:
    return str(Law(law).label)


@register.filter
def provenance_words(provenance: str) -> str:
    return str(Provenance(provenance).label)


@register.filter
def hiding_words(hiding: str) -> str:
    return str(HIDDEN[Hiding(hiding)])


@register.filter
def is_grave(hiding: str) -> bool:
    return Hiding(hiding) in GRAVE


@register.filter
def figure_words(state: str) -> str:
    return str(FIGURES[State(state)])


@register.filter
def trouble_words(trouble: str) -> str:
    return str(TROUBLES[trouble])


@register.filter
def by_state(authorities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order of the states, so that the tiles show how many stand alike."""
    return sorted(authorities, key=lambda one: (ORDER.index(one["state"]), one["name"]))


@register.filter
def counted_states(states: dict[str, int]) -> list[tuple[str, int]]:
    """For a chart: how many authorities stand in each state."""
    return [(state_words(str(one)), states[one]) for one in ORDER if states.get(one)]


@register.filter
def in_units(statements: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """What a report says, parted by what it counts, in its own order: a number may rest on the one before it.

    What it tells without a number comes last.
    """
    units = dict.fromkeys(one["unit"] for one in statements)
    ordered = sorted(units, key=lambda unit: unit == Unit.NONE)
    return [(unit_words(unit), [one for one in statements if one["unit"] == unit]) for unit in ordered]


@register.filter
def difference_words(compared: dict[str, Any]) -> str:
    """How a number of a report stands to our own total, in a sentence."""
    match compared["against"]:
        case Against.SAME:
            said = _("Our own total says the same.")
        case Against.WITHIN:
            said = _("Our own total leaves room for it.")
        case Against.MORE:
            said = _("That is %(n)s more than our own total can be.") % {"n": compared["by"]}
        case Against.FEWER:
            said = _("That is %(n)s fewer than our own total must be.") % {"n": compared["by"]}
        case Against.NOTHING:
            return _("There is no total of our own to compare it with.")
        case _:
            return _("Not compared: the question counts %(unit)s.") % {"unit": unit_words(compared["unit"])}
    return f"{said} {_rests(compared)}"


def _rests(compared: dict[str, Any]) -> str:
    """What our own total is, and of how many it speaks: that alone may explain a difference."""
    total = {**compared, "words": total_words(compared)}
    return _("Ours is %(words)s, resting on %(rests_on)s of %(asked)s authorities.") % total


@register.filter
def origins(doubled: list[str]) -> str:
    """`reply 1, figure 7`: from where an authority gives a number for the same time."""
    named = {"reply": _("reply %(n)s"), "figure": _("figure %(n)s")}
    parts = (one.split("-") for one in doubled)
    return ", ".join(named[kind] % {"n": number} for kind, number in parts)


@register.filter
def question_words(content: dict[str, Any], number: int) -> str:
    return next(str(one["words"]) for one in content["questions"] if one["number"] == number)


@register.filter
def beside(content: dict[str, Any], question: int) -> list[dict[str, Any]]:
    """What is reported that stands beside the total of this question."""
    return [one for one in content["statements"] if one.get("question") == question]


@register.filter
def known(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Authorities of which anything is known: an answer to a question, or that one is awaited."""
    return [one for one in content["authorities"] if not _silent(one)]


@register.filter
def silent(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of which a published report tells nothing."""
    return [one for one in content["authorities"] if _silent(one)]


@register.filter
def has_last_days(content: dict[str, Any]) -> bool:
    return any(one["due"] for one in content["authorities"])


@register.filter
def squares(content: dict[str, Any]) -> list[str]:
    """One for each authority asked, nameless: how many replied is known, and not which."""
    told = content["reported"]
    kinds = ["replied"] * told["replied"] + ["no-reply"] * (told["no_reply"] or 0)
    return [*kinds, *["unknown"] * unreported(content)]


@register.filter
def unreported(content: dict[str, Any]) -> int:
    told = content["reported"]
    return max(int(content["asked"]) - told["replied"] - (told["no_reply"] or 0), 0)


def _silent(authority: dict[str, Any]) -> bool:
    return all(one["state"] == AnswerState.NOT_STATED and not one["figure"] for one in authority["answers"])
