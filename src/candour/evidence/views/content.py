"""Opening what was read of an exhibit, for one person: their reach, the lines within it, and the look logged."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from candour.accounts.access import HOUSE_RULE, Refusal
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.chats.within import Condition, within
from candour.evidence.imports.folders import LINES, folder_of, require_unaltered
from candour.evidence.imports.schema import looking
from candour.evidence.models import Chat, Exhibit, Import
from candour.evidence.permissions import may_read
from candour.evidence.scope import Reach, reach_of
from candour.evidence.views.opening import opened_exhibit
from candour.evidence.views.reading import last_reading

NO_SCOPE = Refusal(
    gettext_lazy("No scope of the examination has been stated, so nobody can open what is in the exhibit."),
    HOUSE_RULE,
)
OUTSIDE = Refusal(
    gettext_lazy(
        "This chat lies outside the scope of the examination. Have the scope stated anew, or give reasons."
    ),
    HOUSE_RULE,
)


@dataclass(frozen=True)
class Opened:
    """`seen` is the condition that every line shown must meet; `seen_days` the same for the table of days."""

    exhibit: Exhibit
    reading: Import
    reach: Reach
    folder: Path
    lines: sqlite3.Connection
    seen: Condition
    seen_days: Condition

    def chats(self) -> list[Chat]:
        return [chat for chat in self.exhibit.chats.all() if self.reach.opens(chat.key)]

    def chat(self, key: str) -> Chat:
        chat: Chat | None = self.exhibit.chats.filter(key=key).first()
        if chat is None:
            raise Http404
        require(None if self.reach.opens(key) else OUTSIDE)
        return chat


@contextmanager
def opened_content(request: SignedInRequest, exhibit_id: UUID, what: str) -> Iterator[Opened]:
    """Within the scope and through every gate. Raises NotPermitted, AlteredExhibit, AlteredReading; 404 before it was read."""
    exhibit = opened_exhibit(request, exhibit_id, what, again=False)
    today = timezone.localdate()
    require(may_read(request.user, exhibit.case_file, on=today))
    reach = reach_of(exhibit, request.user, on=today)
    require(None if reach.any else NO_SCOPE)
    reading = last_reading(exhibit)
    if reading is None:
        raise Http404
    folder = folder_of(reading.folder)
    require_unaltered(folder, reading.manifest)
    with looking(folder / LINES) as lines:
        yield Opened(
            exhibit, reading, reach, folder, lines, within(reach, lines), within(reach, lines, "day")
        )
