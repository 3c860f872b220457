"""Choosing the chats of several exhibits that are one conversation, and saying why something is taken back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candour.evidence.forms.exhibits import text
from candour.evidence.models import Chat
from candour.look.widgets import Checkboxes


def name_of(chat: Chat) -> str:
    """How a chat is named in an address: exhibits have one key for one source each."""
    return f"{chat.exhibit_id}/{chat.key}"


class UndoForm(forms.Form):
    """Why something that a person said is taken back."""

    bold_labels = True

    because = text(3, label=_("Why?"), help_text=_("It is entered, and what was undone stays to be seen."))


class TogetherForm(forms.Form):
    bold_labels = True

    chat = forms.MultipleChoiceField(
        label=_("Which chats are one conversation?"),
        help_text=_(
            "One of each phone, two at least. They are laid side by side first; nothing is recorded yet."
        ),
        widget=Checkboxes(),
    )

    def __init__(self, chats: Sequence[Chat], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self.chats = {name_of(one): one for one in chats}
        fields: Any = self.fields
        fields["chat"].choices = [(name, _called(one)) for name, one in self.chats.items()]

    def clean_chat(self) -> list[Chat]:
        chosen = [self.chats[name] for name in self.cleaned_data["chat"]]
        if len(chosen) < 2:
            raise ValidationError(_("Choose two chats at least"))
        if len({one.exhibit_id for one in chosen}) < len(chosen):
            raise ValidationError(_("Choose one chat of each exhibit: two chats of one phone are never one"))
        if len({one.source for one in chosen}) < len(chosen):
            raise ValidationError(_("Two of these exhibits are the same file, so neither adds to the other"))
        return chosen


def _called(chat: Chat) -> str:
    return f"{chat.exhibit.reference}: {chat.conversation or _('Chat without a name')}"
