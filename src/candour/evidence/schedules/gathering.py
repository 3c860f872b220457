"""Gathers the rows of a case file's schedules, exhibit by exhibit, within the scope that was agreed for each."""

from sqlite3 import Connection

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.chats.lines import Line
from candour.evidence.chats.pages import context as lines_around
from candour.evidence.chats.within import Condition
from candour.evidence.codes import Concern, ImportState
from candour.evidence.codings import coding_in_words
from candour.evidence.joined import joining_of
from candour.evidence.marking import settled
from candour.evidence.models import Chat, Exhibit, Item
from candour.evidence.schedules.conversations import Conversation, Conversations
from candour.evidence.schedules.exhibits import ExhibitRead, on_schedule
from candour.evidence.schedules.rows import (
    Around,
    Rest,
    Row,
    Schedules,
    less,
    moment,
    placing_of,
    row_of,
    words_of,
)

AROUND = 3


def schedules_of(case_file: CaseFile, *, whole: bool = True) -> Schedules:
    """Without `whole`: which item stands where, and no context or exposure. Items settled as not of concern stand on no
    schedule. Raises AlteredReading."""
    found = Schedules()
    read = list(_read(case_file, found))
    conversations = Conversations(read) if whole else None
    for one in read:
        _gather(one, found, conversations)
    return found


def _read(case_file: CaseFile, found: Schedules) -> list[ExhibitRead]:
    read = []
    for exhibit in Exhibit.objects.of(case_file):
        items = list(Item.objects.of(case_file).filter(exhibit=exhibit).prefetch_related("placings"))
        reading = exhibit.imports.filter(state=ImportState.READ).last()
        if is_held_elsewhere(exhibit.sha256, *exhibit.chats.values_list("source", flat=True)):
            found.closed += len(items)
        elif items and reading is not None:
            read.append(ExhibitRead(exhibit, reading, [one for one in items if not _dropped(one)]))
    return read


def _dropped(item: Item) -> bool:
    taken = settled(item)
    return taken is not None and taken.concern == Concern.NO and placing_of(item) is None


def _gather(read: ExhibitRead, found: Schedules, conversations: Conversations | None) -> None:
    """Chat by chat; only what is relied on is reckoned."""
    with read.opened() as (lines, seen):
        for key, chat in read.chats.items():
            own = [item for item in read.items if item.chat == key]
            about = conversations.of(read.exhibit, chat) if conversations and read.used(key) else None
            for item in own:
                line, where = read.shown[item.pk], on_schedule(item)
                if line is None:
                    found.outside += 1
                elif where is None:
                    found.unplaced.append(item.mark)
                else:
                    context = _context(read, lines, seen, line, about) if about else []
                    found.of(where).append(_row(read, item, line, context, about))
            if about:
                found.rest_on(about.rests)
                used = {one.identity: one.mark for one in read.used(key)}
                found.contradicted += [
                    (used[one], about.sensitive[one]) for one in used if one in about.sensitive
                ]
            elif read.used(key):
                found.rest_on([Rest(read.exhibit, joining_of(read.exhibit, key))])


def _row(read: ExhibitRead, item: Item, line: Line, context: list[Around], about: Conversation | None) -> Row:
    taken = settled(item)
    return row_of(
        item,
        line,
        chat=_chat(read.chats[item.chat]),
        called=read.called,
        coding=coding_in_words(taken) if taken else "",
        context=context,
        exposure=about.exposure.get(item.identity, ()) if about else (),
        rests=about.words if about else "",
    )


def _chat(chat: Chat) -> str:
    """With the clock that its times are on."""
    clock = _("times in UTC") if chat.in_utc else _("times as the phone wrote them")
    return f"{chat.conversation or _('without a name')}; {clock}"


def _context(
    read: ExhibitRead, lines: Connection, seen: Condition, chosen: Line, about: Conversation
) -> list[Around]:
    """What is left out of an item is left out of it as another's context too, also where another phone has a copy of it."""
    return [
        Around(
            moment(one),
            read.called(one.sender),
            less(words_of(one), about.withheld.get(one.identity)),
            chosen=one.n == chosen.n,
        )
        for one in lines_around(lines, chosen, seen, AROUND)
    ]
