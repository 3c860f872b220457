"""What is wrong with a form, in sentences a person can act on, each with the control to go to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES = {
    "max_length": gettext_lazy("%(Name)s must be %(limit)s characters or fewer"),
    "min_length": gettext_lazy("%(Name)s must be %(limit)s characters or more"),
    "min_value": gettext_lazy("%(Name)s must be %(limit)s or more"),
    "max_value": gettext_lazy("%(Name)s must be %(limit)s or less"),
    "invalid_choice": gettext_lazy("Select %(name)s from the list"),
    "empty": gettext_lazy("The selected file is empty"),
}


@dataclass(frozen=True)
class Wrong:
    sentence: str
    href: str


def wrongs_of(form: forms.BaseForm) -> list[Wrong]:
    """Every error of the form in the order of its questions, those of the whole form first."""
    whole = [Wrong(str(sentence), "") for sentence in form.errors.get(NON_FIELD_ERRORS, [])]
    return whole + [wrong for field in form if field.errors for wrong in _wrongs_of_field(field)]


def _wrongs_of_field(field: BoundField) -> Iterator[Wrong]:
    for error in errors_of(field):
        yield Wrong(sentence_for(field, error), f"#{control_of(field, error)}" if not field.is_hidden else "")


def errors_of(field: BoundField) -> list[ValidationError]:
    errors = field.form.errors.get(field.name)
    return list(errors.as_data()) if errors is not None else []


def sentences_of(field: BoundField) -> list[str]:
    return [sentence_for(field, error) for error in errors_of(field)]


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    """Which parts of a date or moment are wrong; empty where the whole is."""
    return tuple(part for error in errors_of(field) for part in (error.params or {}).get("parts", ()))


def control_of(field: BoundField, error: ValidationError) -> str:
    """The id of the control an error link leads to: the wrong part of a date, the first of several choices."""
    widget = field.field.widget
    parts = getattr(widget, "parts", ())
    if parts:
        wrong = (error.params or {}).get("parts", ())
        return f"{field.auto_id}_{wrong[0] if wrong else parts[0]}"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{field.auto_id}_0"
    return field.auto_id or field.name


def sentence_for(field: BoundField, error: ValidationError) -> str:
    """Django's stock sentences said as an instruction that names the field; a form's own sentence as it is."""
    text = str(next(iter(error)))
    if not _is_stock(field.field, error):
        return text
    if error.code == "required":
        return _required(field)
    template = _invalid(field.field) if error.code == "invalid" else SENTENCES.get(error.code or "")
    return str(template) % _terms(field, error) if template else text


def _invalid(field: forms.Field) -> Promise | None:
    # Django derives decimals and floats from whole numbers, so the narrower kinds come first.
    kinds: list[tuple[type[forms.Field], Promise]] = [
        (forms.EmailField, gettext_lazy("Enter an e-mail address in the right form, like name@example.com")),
        (forms.DecimalField, gettext_lazy("%(Name)s must be a number, like 12.5")),
        (forms.FloatField, gettext_lazy("%(Name)s must be a number, like 12.5")),
        (forms.IntegerField, gettext_lazy("%(Name)s must be a whole number, like 12")),
    ]
    return next((sentence for kind, sentence in kinds if isinstance(field, kind)), None)


def _required(field: BoundField) -> str:
    name = name_of(field)
    if name.endswith("?"):
        return _("Answer the question “%(question)s”") % {"question": name}
    if isinstance(field.field, forms.FileField):
        return _("Choose a file for %(name)s") % {"name": _lowered(name)}
    if isinstance(field.field.widget, forms.CheckboxInput):
        return _("Tick the box: %(name)s") % {"name": name}
    if isinstance(field.field.widget, (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return _("Select %(name)s") % {"name": _lowered(name)}
    return _("Enter %(name)s") % {"name": _lowered(name)}


def name_of(field: BoundField) -> str:
    """What the errors call the field: `called` where the form gives it, else its label."""
    return str(getattr(field.field, "called", "") or field.label)


def _terms(field: BoundField, error: ValidationError) -> dict[str, object]:
    name = name_of(field)
    return {"Name": capfirst(name), "name": _lowered(name), "limit": (error.params or {}).get("limit_value")}


def _lowered(name: str) -> str:
    """`Date of birth` inside a sentence is `date of birth`; `IOPC reference` stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _is_stock(field: forms.Field, error: ValidationError) -> bool:
    """Whether the words are Django's own, which no form chose."""
    if any(error.message is getattr(validator, "message", None) for validator in field.validators):
        return True
    defaults = [getattr(kind, "default_error_messages", {}).get(error.code) for kind in type(field).__mro__]
    return any(error.message is default for default in defaults if default is not None)
