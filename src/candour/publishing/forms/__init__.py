"""The forms from which a case file is published."""

from candour.publishing.forms.draft import EventForm, PeopleForm, SummaryForm, initial_from_matter, initial_of
from candour.publishing.forms.fields import long_text
from candour.publishing.forms.release import (
    WITHDRAW,
    WITHDRAWN,
    BlockerForm,
    CloseForm,
    ConsiderForm,
    PublishForm,
    WithdrawForm,
)

__all__ = [
    "WITHDRAW",
    "WITHDRAWN",
    "BlockerForm",
    "CloseForm",
    "ConsiderForm",
    "EventForm",
    "PeopleForm",
    "PublishForm",
    "SummaryForm",
    "WithdrawForm",
    "initial_from_matter",
    "initial_of",
    "long_text",
]
