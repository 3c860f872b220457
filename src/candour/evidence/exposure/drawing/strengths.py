"""How strongly something is known, drawn without colour: filled, outlined, dashed, dotted; and the key that says so."""

from collections.abc import Iterable

from candour.evidence.exposure.drawing.markup import element, text
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.terms import Strength

INK, PAPER, GREY = "#0b0c0c", "#ffffff", "#505a5f"
_LOOKS: dict[Strength, dict[str, object]] = {
    Strength.PROVED: {"fill": INK, "stroke": INK},
    Strength.STATED: {"fill": PAPER, "stroke": INK, "stroke_width": 3},
    Strength.INFERRED: {"fill": PAPER, "stroke": INK, "stroke_width": 1.5, "stroke_dasharray": "5 3"},
    Strength.UNKNOWN: {"fill": PAPER, "stroke": GREY, "stroke_width": 1, "stroke_dasharray": "1 3"},
}
NAMED = {
    Strength.PROVED: _("shown by the record"),
    Strength.STATED: _("from a statement or interview"),
    Strength.INFERRED: _("inferred"),
    Strength.UNKNOWN: _("not known"),
}
_EACH = 232


def box(x: float, y: float, width: float, height: float, strength: Strength) -> str:
    return element("rect", x=x, y=y, width=width, height=height, **_LOOKS[strength])


def ink_on(strength: Strength) -> str:
    return PAPER if strength is Strength.PROVED else INK


def key(y: float, shown: Iterable[Strength] = tuple(Strength), say: Translate = english) -> str:
    """One line that says how each strength is drawn."""
    return "".join(
        box(8 + place * _EACH, y, 26, 16, strength) + text(40 + place * _EACH, y + 13, say(NAMED[strength]))
        for place, strength in enumerate(shown)
    )


def key_width(count: int) -> int:
    return 16 + count * _EACH
