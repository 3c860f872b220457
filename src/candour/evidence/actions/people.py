"""Tying names to people, coding replies, and entering what statements say of an item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.evidence.actions.laying import lay_anew
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.models import Account, AnswersCoded, Chat, Exhibit, Item, ReplyCoding, Tie
from candour.evidence.permissions import may_mark
from candour.ledger.writing import entry

MOST_NAMES = 2_000


def tie_people(
    *,
    exhibit: Exhibit,
    persons: Mapping[str, str],
    by: User | None,
    at: datetime,
    on: date,
    because: str = "",
) -> list[Tie]:
    """By name as the source writes it, the person it stands for; an empty one undoes the tie. Unchanged ties stay.

    `because` is needed as soon as one that stands is changed or undone.
    """
    if by is not None:
        require(may_mark(by, exhibit.case_file, on=on))
    if len(persons) > MOST_NAMES:
        raise EvidenceRefused(_("These are too many names at once."))
    standing = {tie.name: tie for tie in exhibit.ties.all() if tie.stands}
    wanted = {name: person.strip() for name, person in persons.items()}
    changed = {
        name: person
        for name, person in wanted.items()
        if person != (standing[name].person if name in standing else "")
    }
    if not changed:
        return []
    if any(name in standing for name in changed) and not because.strip():
        raise EvidenceRefused(_("Say why you change or undo what was tied before."))
    first = exhibit.ties.count() + 1
    made = [
        Tie(exhibit=exhibit, number=first + n, name=name, person=person, made_by=by, made_at=at)
        for n, (name, person) in enumerate((name, person) for name, person in changed.items() if person)
    ]
    header = {"also": (exhibit.case_file,), "by": by.pk if by else None, "at": at, "on": on}
    with entry("people.tie", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        for tie in (standing[name] for name in changed if name in standing):
            tie.undone_by, tie.undone_at, tie.undone_because = by, at, because.strip()
            record.save(tie, expect={"undone_at": None})
        for tie in made:
            record.save(tie)
        record.note(made=len(made), undone=sum(name in standing for name in changed))
        lay_anew(exhibit)
    return made


def untie(*, tie: Tie, because: str, by: User, at: datetime, on: date) -> Tie:
    """Any tie that stands, also of a name that the exhibit's page no longer lists."""
    exhibit = tie.exhibit
    require(may_mark(by, exhibit.case_file, on=on))
    if not tie.stands:
        raise EvidenceRefused(_("It was undone already."))
    if not because.strip():
        raise EvidenceRefused(_("Say why it is undone."))
    tie.undone_by, tie.undone_at, tie.undone_because = by, at, because.strip()
    header = {"also": (exhibit.case_file,), "by": by.pk, "at": at, "on": on}
    with entry("people.untie", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(tie, expect={"undone_at": None})
        record.note(undone=1)
        lay_anew(exhibit)
    return tie


def code_reply(*, item: Item, place: str, stance: str, by: User, at: datetime, on: date) -> ReplyCoding:
    """`place` is that of the reply, in the item's own source."""
    case_file = item.exhibit.case_file
    require(may_mark(by, case_file, on=on))
    if place == item.place:
        raise EvidenceRefused(_("A message is no reply to itself."))
    number = item.reply_codings.count() + 1
    row = ReplyCoding(item=item, number=number, place=place, stance=stance, reader=by, at=at)
    header = {"also": (case_file,), "by": by.pk, "at": at, "on": on}
    with entry("item.code-reply", subject=item, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(stance=str(stance))
    return row


def say_answers_coded(*, chat: Chat, every: bool, by: User, at: datetime, on: date) -> AnswersCoded:
    """Within the scope that stands: under another one it has to be said again."""
    exhibit = chat.exhibit
    require(may_mark(by, exhibit.case_file, on=on))
    if exhibit.scope is None:
        raise EvidenceRefused(_("State the scope of the examination first."))
    said = {"chat": chat.key, "scope": exhibit.scope, "every": every}
    row = AnswersCoded(
        exhibit=exhibit, number=exhibit.answers_coded.count() + 1, **said, said_by=by, said_at=at
    )
    header = {"also": (exhibit.case_file,), "by": by.pk, "at": at, "on": on}
    with entry("chat.answers-coded", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(every=int(every), items=exhibit.items.filter(chat=chat.key).count())
    return row


@dataclass(frozen=True)
class NewAccount:
    """`reference` cites the document and the place in it; `other` is who showed or told it, or to whom it went."""

    said: str
    told: str
    person: str
    reference: str
    other: str = ""


def enter_account(*, item: Item, account: NewAccount, by: User, at: datetime, on: date) -> Account:
    case_file = item.exhibit.case_file
    require(may_mark(by, case_file, on=on))
    if not account.person.strip() or not account.reference.strip():
        raise EvidenceRefused(_("Name the person, and the document in which it stands."))
    number = item.accounts.count() + 1
    row = Account(item=item, number=number, entered_by=by, entered_at=at, **vars(account))
    header = {"also": (case_file,), "by": by.pk, "at": at, "on": on}
    with entry("item.account", subject=item, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(said=str(account.said), told=str(account.told))
    return row
