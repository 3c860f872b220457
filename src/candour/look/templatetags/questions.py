"""The questions of a form for its template: grouped, with those left out that an answer reveals."""

from django import forms, template

from candour.look.forms import Group, LookBoundField, grouped_questions

register = template.Library()


@register.simple_tag
def groups_of(form: forms.BaseForm) -> list[tuple[Group | None, list[LookBoundField]]]:
    return grouped_questions(form)
