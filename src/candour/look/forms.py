"""Renders plain Django forms in the GOV.UK way; named in the settings as FORM_RENDERER."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from candour.look.errors import sentences_of, wrong_parts

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "govuk-textarea"),
    (forms.SelectMultiple, "govuk-select candour-select-multiple"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (Input, "govuk-input"),
]
CHOICES = forms.RadioSelect
BARE = (forms.CheckboxInput, forms.HiddenInput, CHOICES)


@dataclass(frozen=True)
class Option:
    """One radio or checkbox, with its hint and the questions it reveals."""

    widget: dict[str, Any]
    id: str
    hint: str
    revealed: list[BoundField]


class LookBoundField(BoundField):
    """A field on its form: what the field template needs to know about it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if isinstance(field.widget, forms.NumberInput):
            _as_typed_number(field)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        # The server answers with a sentence for each field; a browser's own bubbles would get in first.
        built.pop("required", None)
        own = str(built.get("class") or widget.attrs.get("class", ""))
        if css := " ".join(filter(None, [self._classes(widget), own])):
            built["class"] = css
        if self.errors and hasattr(widget, "parts"):
            built["data-wrong"] = " ".join(wrong_parts(self) or widget.parts)
        if self.counted:
            self._count_characters(built, widget)
        return built

    def _classes(self, widget: forms.Widget) -> str:
        if isinstance(widget, BARE):
            return ""
        css = next((css for kind, css in CLASSES if isinstance(widget, kind)), "")
        wrong = f"{css.split()[0]}--error" if css and self.errors else ""
        counted = "govuk-js-character-count" if self.counted else ""
        return " ".join(filter(None, [css, wrong, counted]))

    def _count_characters(self, built: dict[str, Any], widget: forms.Widget) -> None:
        """Too long a text may be typed or pasted, and is then counted, rather than cut without a word."""
        widget.attrs.pop("maxlength", None)
        described = [built.get("aria-describedby") or self.aria_describedby or "", f"{self.auto_id}-info"]
        built["aria-describedby"] = " ".join(filter(None, described))

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        if widget is None and self.is_choices:
            return render_to_string("look/forms/choices.html", {"field": self})
        return super().as_widget(widget, attrs, only_initial)

    @property
    def is_choices(self) -> bool:
        return isinstance(self.field.widget, CHOICES)

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_password(self) -> bool:
        return isinstance(self.field.widget, forms.PasswordInput)

    @property
    def is_heading(self) -> bool:
        """Whether this question is the page's `h1`: the form names it as `heading`."""
        return getattr(self.form, "heading", None) == self.name

    @property
    def kind(self) -> str:
        # Django derives its checkboxes from its radios, so the narrower kind is asked for.
        return "checkboxes" if isinstance(self.field.widget, forms.CheckboxSelectMultiple) else "radios"

    @property
    def inline(self) -> bool:
        return bool(getattr(self.field.widget, "inline", False))

    @property
    def counted(self) -> int:
        """The greatest number of characters of a textarea, or 0."""
        return (
            getattr(self.field, "max_length", None) or 0
            if isinstance(self.field.widget, forms.Textarea)
            else 0
        )

    @property
    def sentences(self) -> list[str]:
        return sentences_of(self)

    @cached_property
    def options(self) -> list[Option]:
        hints = getattr(self.field.widget, "hints", {})
        return [self._option(each.data, hints) for each in self.subwidgets]

    def _option(self, drawn: dict[str, Any], hints: dict[str, Any]) -> Option:
        value = str(drawn["value"])
        names = getattr(self.field.widget, "reveals", {}).get(value, ())
        revealed = [self.form[name] for name in names]
        return Option(drawn, drawn["attrs"].get("id", ""), str(hints.get(value, "")), revealed)

    @property
    def reveals(self) -> bool:
        return bool(getattr(self.field.widget, "reveals", {}))


def _as_typed_number(field: forms.Field) -> None:
    """A number box of the browser's throws away what it cannot read; a text box keeps it for the error."""
    field.widget.input_type = "text"
    for browser_check in ("min", "max", "step"):
        field.widget.attrs.pop(browser_check, None)
    whole = isinstance(field, forms.IntegerField) and not isinstance(
        field, forms.DecimalField | forms.FloatField
    )
    field.widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")
    field.widget.attrs.setdefault("class", "govuk-input--width-5")


@dataclass(frozen=True)
class Group:
    """A heading over several questions of a form; a form lists its own as `groups`."""

    legend: str
    names: tuple[str, ...]
    hint: str = ""


class LookRenderer(TemplatesSetting):
    """Every Django form, field and widget in the look of the house."""

    form_template_name = "look/forms/form.html"
    field_template_name = "look/forms/field.html"
    formset_template_name = "look/forms/formset.html"
    bound_field_class = LookBoundField


def questions(form: forms.BaseForm) -> Iterator[LookBoundField]:
    """The fields asked in their own right: neither hidden nor revealed by another's answer."""
    revealed = {
        name
        for field in form.fields.values()
        for names in getattr(field.widget, "reveals", {}).values()
        for name in names
    }
    for field in form.visible_fields():
        if field.name not in revealed:
            yield field  # type: ignore[misc]


def grouped_questions(form: forms.BaseForm) -> list[tuple[Group | None, list[LookBoundField]]]:
    """The questions under the form's `groups`, then those in none."""
    asked = {field.name: field for field in questions(form)}
    grouped: list[tuple[Group | None, list[LookBoundField]]] = [
        (group, [asked.pop(name) for name in group.names if name in asked])
        for group in getattr(form, "groups", ())
    ]
    return [*grouped, (None, list(asked.values()))] if asked else grouped
