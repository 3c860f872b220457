"""The writes of this room."""

from candour.publishing.actions.blocking import close_blocker, consider, open_blocker
from candour.publishing.actions.drafting import EventDraft, PeopleDraft, SummaryDraft, write_summary
from candour.publishing.actions.entries import (
    Written,
    preview_entry,
    publish_entry,
    warnings_about,
    withdraw_entry,
)
from candour.publishing.actions.publishing import Publication, PublishingRefused, publish, withdraw

__all__ = [
    "EventDraft",
    "PeopleDraft",
    "Publication",
    "PublishingRefused",
    "SummaryDraft",
    "Written",
    "close_blocker",
    "consider",
    "open_blocker",
    "preview_entry",
    "publish",
    "publish_entry",
    "warnings_about",
    "withdraw",
    "withdraw_entry",
    "write_summary",
]
