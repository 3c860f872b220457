"""The questions of this room's pages."""

from candour.evidence.forms.chats import DayForm, OrderForm, SearchForm
from candour.evidence.forms.exhibits import ContinuityForm, ExhibitForm, OutsideForm, ScopeForm, text

__all__ = [
    "ContinuityForm",
    "DayForm",
    "ExhibitForm",
    "OrderForm",
    "OutsideForm",
    "ScopeForm",
    "SearchForm",
    "text",
]
