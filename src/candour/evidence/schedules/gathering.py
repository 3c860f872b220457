"""Gathers the rows of a case file's schedules, exhibit by exhibit, within what the person asking may see."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.chats.lines import Line, select
from candour.evidence.chats.pages import context as lines_around
from candour.evidence.chats.within import Condition, within
from candour.evidence.codes import ImportState, Schedule
from candour.evidence.codings import coding_in_words
from candour.evidence.exposing import exposed, persons_of
from candour.evidence.imports.folders import LINES, folder_of, require_unaltered
from candour.evidence.imports.schema import looking
from candour.evidence.marking import settled
from candour.evidence.models import Chat, Exhibit, Import, Item
from candour.evidence.schedules.rows import (
    Around,
    Row,
    Schedules,
    grouped,
    moment,
    placing_of,
    redacted,
    row_of,
    words_of,
)
from candour.evidence.scope import Reach, reach_of

AROUND = 3


def schedules_of(case_file: CaseFile, user: Any, *, on: date) -> Schedules:
    """Items settled as not of concern stand on no schedule. Raises AlteredReading."""
    found = Schedules()
    for exhibit in Exhibit.objects.of(case_file):
        items = list(Item.objects.of(case_file).filter(exhibit=exhibit).prefetch_related("placings"))
        reading = exhibit.imports.filter(state=ImportState.READ).last()
        if is_held_elsewhere(exhibit.sha256, *exhibit.chats.values_list("source", flat=True)):
            found.closed += len(items)
        elif items and reading is not None:
            _gather(_Gathering(exhibit, reading, reach_of(exhibit, user, on=on), items), found)
    return found


class _Gathering:
    """One exhibit being gathered."""

    def __init__(self, exhibit: Exhibit, reading: Import, reach: Reach, items: list[Item]) -> None:
        self.exhibit, self.reach, self.items = exhibit, reach, items
        self.folder = folder_of(reading.folder)
        require_unaltered(self.folder, reading.manifest)
        self.names: Mapping[str, str] = persons_of(exhibit)
        self.chats: dict[str, Chat] = {chat.key: chat for chat in exhibit.chats.all()}
        self.by_place = {item.place: item for item in items}

    def called(self, name: str | None) -> str:
        return self.names.get(name or "", name or "")


def _gather(exhibit: _Gathering, found: Schedules) -> None:
    with looking(exhibit.folder / LINES) as lines:
        seen = within(exhibit.reach, lines)
        for key, chat in exhibit.chats.items():
            own = [item for item in exhibit.items if item.chat == key and not _dropped(item)]
            shown = {item.place: _line(lines, item, seen) for item in own}
            used = [item for item in own if shown[item.place] and _on(item) == Schedule.USED]
            exposure = _exposure(exhibit, chat, used)
            for item in own:
                line = shown[item.place]
                if line is None:
                    found.outside += 1
                elif _on(item) is None:
                    found.unplaced.append(item.mark)
                else:
                    row = _row(exhibit, lines, seen, item, line, exposure)
                    found.of(_on(item) or "").append(row)


def _on(item: Item) -> str | None:
    placing = placing_of(item)
    return placing.schedule if placing else None


def _dropped(item: Item) -> bool:
    taken = settled(item)
    return taken is not None and taken.concern == "no" and placing_of(item) is None


def _line(lines: Any, item: Item, seen: Condition) -> Line | None:
    here = Condition(
        "line.place = ? AND line.chat = (SELECT id FROM chat WHERE key = ?)", (item.place, item.chat)
    )
    found = select(lines, here & seen, most=1)
    return found[0] if found else None


def _exposure(exhibit: _Gathering, chat: Chat, items: list[Item]) -> dict[str, list[tuple[str, str]]]:
    if not items:
        return {}
    reckoned = exposed(exhibit.folder, chat, exhibit.reach, items).reckoner
    people = reckoned.people()
    return {one.identity: grouped(reckoned.cell(one, who) for who in people) for one in reckoned.items}


def _row(
    exhibit: _Gathering,
    lines: Any,
    seen: Condition,
    item: Item,
    line: Line,
    exposure: dict[str, list[tuple[str, str]]],
) -> Row:
    around = [_around(exhibit, one, line) for one in lines_around(lines, line, seen, AROUND)]
    taken = settled(item)
    return row_of(
        item,
        line,
        chat=_chat(exhibit.chats[item.chat]),
        called=exhibit.called,
        coding=coding_in_words(taken) if taken else "",
        context=around,
        exposure=exposure.get(item.identity, ()),
    )


def _chat(chat: Chat) -> str:
    """With the clock that its times are on."""
    clock = _("times in UTC") if chat.in_utc else _("times as the phone wrote them")
    return f"{chat.conversation or _('without a name')}; {clock}"


def _around(exhibit: _Gathering, one: Line, chosen: Line) -> Around:
    """What is left out of an item is left out of it as another's context too; one that is kept back is kept back."""
    item = exhibit.by_place.get(one.place)
    placing = placing_of(item) if item else None
    words = words_of(one)
    if placing and placing.schedule == Schedule.SENSITIVE:
        words = redacted(words, [(0, len(words))])
    elif placing:
        words = redacted(words, placing.left_out)
    return Around(moment(one), exhibit.called(one.sender), words, chosen=one.n == chosen.n)
