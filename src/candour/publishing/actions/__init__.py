"""The writes of this room."""

from candour.publishing.actions.blocking import close_blocker, consider, open_blocker
from candour.publishing.actions.drafting import EventDraft, PeopleDraft, SummaryDraft, write_summary
from candour.publishing.actions.publishing import Publication, PublishingRefused, publish, withdraw

__all__ = [
    "EventDraft",
    "PeopleDraft",
    "Publication",
    "PublishingRefused",
    "SummaryDraft",
    "close_blocker",
    "consider",
    "open_blocker",
    "publish",
    "withdraw",
    "write_summary",
]
