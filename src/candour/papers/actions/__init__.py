"""The writes of this room."""

from candour.papers.actions.documents import add_document, file_document, orphans_swept
from candour.papers.actions.letters import (
    approve_letter,
    draft_letter,
    edit_letter,
    mark_provided,
    mark_returned,
)
from candour.papers.actions.sending import (
    mark_doubtful,
    mark_failed,
    mark_left,
    send_letter,
    settle_letter,
)

__all__ = [
    "add_document",
    "approve_letter",
    "draft_letter",
    "edit_letter",
    "file_document",
    "mark_doubtful",
    "mark_failed",
    "mark_left",
    "mark_provided",
    "mark_returned",
    "orphans_swept",
    "send_letter",
    "settle_letter",
]
