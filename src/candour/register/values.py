"""What a corrected value may be, by field: a force of the tables, a date, a number, yes or no, a code, or text."""

import re
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from candour.bodies.models import Body
from candour.bodies.partial_dates import check_partial_date
from candour.register.closed_values import CLOSED, choices_of, closed_value, is_offered
from candour.register.readers.addressees import bodies_addressed
from candour.register.refusal import SourceRefused
from candour.register.statements import Value

CODE = re.compile(r"[a-z][a-z_0-9]*(?:\([^()]{1,40}\))?")
LONGEST = 500
DATES = frozenset(
    {
        "published_date",
        "incident_or_title_month",
        "referral_or_start_date",
        "investigation_concluded",
        "outcome_date",
        "date",
        "due_date",
    }
)
YES_OR_NO = frozenset({"learning_considered", "learning_made", "barred_list", "accepted"})
NUMBERS = frozenset({"n", "value", "at_least", "at_most"})
TEXTS = frozenset({"title", "label", "summary", "what", "references"})
WORDS = {True: "yes", False: "no", None: ""}


def value_typed(field: str, typed: str) -> Value:
    """Raises SourceRefused with what the field takes."""
    written = typed.strip()
    if not written or len(written) > LONGEST:
        raise SourceRefused(
            _("Give the value as it should be, in at most 500 characters."), field="corrected"
        )
    return _kind_of(field)(written)


def _kind_of(field: str) -> Callable[[str], Value]:
    if field == "force":
        return _force
    if field == "to":
        return _addressee
    if field in DATES:
        return _date
    if field in YES_OR_NO:
        return _yes_or_no
    if field in NUMBERS:
        return _number
    if field in TEXTS:
        return str
    if field not in CLOSED:
        raise SourceRefused(_("There is no field of this name."), field="field")
    return partial(_closed, field)


def choices_for(field: str, value: Value) -> list[tuple[str, str]]:
    """What a field may be, where it is one of a list and the list says all of its value; else nothing, and it is typed."""
    if field in YES_OR_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    return choices_of(field) if field != "outcome" and is_offered(field, value) else []


def value_shown(value: Value) -> str:
    """As a person would type it."""
    if value is None or isinstance(value, bool):
        return WORDS[value]
    text = str(value)
    return text.replace("_", " ") if CODE.fullmatch(text) else text


def _force(written: str) -> Value:
    known = Body.objects.forces().by_name(written)
    if len(known) == 1:
        return known[0].official_name
    near = Body.objects.forces().suggest(written, limit=1)
    hint = _(" The nearest is %(name)s.") % {"name": near[0].body.official_name} if near else ""
    raise SourceRefused(_("No force bears that name.") + hint, field="corrected")


def _addressee(written: str) -> Value:
    known = {one.casefold(): one for one in bodies_addressed()}
    return known.get(written.casefold()) or _force(written)


def _date(written: str) -> Value:
    try:
        check_partial_date(written)
    except ValidationError as wrong:
        raise SourceRefused(" ".join(wrong.messages), field="corrected") from wrong
    return written


def _yes_or_no(written: str) -> Value:
    meanings = {"yes": True, "no": False, "true": True, "false": False}
    if written.lower() not in meanings:
        raise SourceRefused(_("Answer yes or no."), field="corrected")
    return meanings[written.lower()]


def _number(written: str) -> Value:
    plain = written.replace(",", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise SourceRefused(_("Give a whole number in digits."), field="corrected")
    return int(plain)


def _closed(field: str, written: str) -> Value:
    found = closed_value(field, written)
    if found is None:
        raise SourceRefused(
            _("Give one of: %(list)s.") % {"list": ", ".join(words for _code, words in choices_of(field))},
            field="corrected",
        )
    return found
