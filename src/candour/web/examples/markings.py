"""What readers said of the fictional group's messages: names tied, items marked twice, replies coded, a statement entered."""

import sqlite3
from pathlib import Path
from typing import Any

from django.utils import timezone

from candour.accounts.models import User
from candour.evidence.actions import Answers, MessagePlace, adjudicate, mark
from candour.evidence.actions.people import NewAccount, code_reply, enter_account, tie_people
from candour.evidence.actions.scheduling import NewPlacing, place_on_schedule
from candour.evidence.codes import Schedule
from candour.evidence.imports.folders import LINES, entries_of, folder_of
from candour.evidence.imports.schema import looking
from candour.evidence.models import Exhibit, Item

CONCERN = Answers(
    "yes",
    behaviours=("offensive_messages", "sharing_inappropriate_images"),
    standards=("authority_respect_courtesy", "discreditable_conduct"),
    gravity="grave",
    reasons="The picture is captioned with an insult to the person in it.",
)
LESS = Answers(
    "yes", behaviours=("offensive_messages",), gravity="less", reasons="An insult, to nobody in particular."
)
NO = Answers("no", reasons="A word that was taken back at once.")
SETTLED = Answers(
    "yes", behaviours=("offensive_messages",), gravity="less", reasons="It was about somebody in custody."
)
STANCES = {
    "spot on": "endorsed",
    "keep them coming": "endorsed",
    "Take that down": "challenged",
}


def mark_messages(exhibit: Exhibit, staff: dict[str, User]) -> None:
    """On the exhibit that carries most: the telephone's database."""
    folder = folder_of(exhibit.imports.latest("number").folder)
    _tie(exhibit, folder, staff["investigator"])
    with looking(folder / LINES) as lines:
        places = _places(exhibit, lines, "insult")
        items = [_marked_twice(exhibit, place, staff) for place in places]
        _settled_where_they_differ(exhibit, lines, staff)
        for item in items:
            _answers_coded(item, lines, staff["investigator"])
    _placed(exhibit, staff["investigator"])
    if items:
        shown = NewAccount(
            "shown", "interview", "A neighbour of PC Rowan", "Interview 4, page 12", "PC Rowan"
        )
        enter_account(item=items[0], account=shown, **_by(staff["investigator"]))


def _tie(exhibit: Exhibit, folder: Path, by: User) -> None:
    """As the telephone's own address book calls them; its owner by the exhibit's label."""
    facts = entries_of(folder)[0]["facts"]
    named = {at: one["display_name"] for at, one in facts["address_books"].items() if "display_name" in one}
    tie_people(exhibit=exhibit, persons={**named, facts["owner"]: "PC Alder"}, **_by(by))


def _places(exhibit: Exhibit, lines: sqlite3.Connection, word: str) -> list[MessagePlace]:
    found = lines.execute(
        "SELECT line.place FROM line WHERE line.kind = 'message' AND line.body LIKE ? ORDER BY n",
        [f"%{word}%"],
    )
    chat = exhibit.chats.get()
    return [MessagePlace(chat.source, row["place"], chat.key) for row in found]


def _marked_twice(exhibit: Exhibit, place: MessagePlace, staff: dict[str, User]) -> Item:
    for who in ("investigator", "handler"):
        marking = mark(exhibit=exhibit, message=place, answers=CONCERN, **_by(staff[who]))
    return marking.item


def _settled_where_they_differ(exhibit: Exhibit, lines: sqlite3.Connection, staff: dict[str, User]) -> None:
    """Two everyday messages: one is of concern to neither reader, and over one they differ."""
    brilliant, *_ = _places(exhibit, lines, "brilliant, keep")
    for who, answers in (("investigator", LESS), ("handler", NO)):
        marking = mark(exhibit=exhibit, message=brilliant, answers=answers, **_by(staff[who]))
    adjudicate(item=marking.item, answers=SETTLED, **_by(staff["authority"]))
    ordinary, *_ = _places(exhibit, lines, "late turn at")
    for who in ("investigator", "handler"):
        mark(exhibit=exhibit, message=ordinary, answers=Answers("no"), **_by(staff[who]))


def _placed(exhibit: Exhibit, by: User) -> None:
    """The two pictures are relied on, the remark is not."""
    first, second, third, *_ = exhibit.items.order_by("number")
    left_out = NewPlacing(Schedule.USED, ((29, 52),), "The name of the file would say where it was taken.")
    for item, placing in ((first, left_out), (second, NewPlacing(Schedule.USED)), (third, NewPlacing(Schedule.UNUSED))):
        place_on_schedule(item=item, placing=placing, **_by(by))


def _answers_coded(item: Item, lines: sqlite3.Connection, by: User) -> None:
    """The replies that the database links to it, each as its words take it."""
    linked = lines.execute("SELECT about, answers FROM attached WHERE kind = 'reply'").fetchall()
    own = lines.execute("SELECT place, message_id FROM line WHERE place = ?", [item.place]).fetchone()
    names = {f":{own['place']}", own["message_id"]}
    for row in (one for one in linked if one["answers"] in names):
        reply = lines.execute(
            "SELECT place, body FROM line WHERE ':' || place = ? OR message_id = ?",
            [row["about"], row["about"]],
        ).fetchone()
        stance = next(
            (stance for words, stance in STANCES.items() if reply and words in (reply["body"] or "")), None
        )
        if stance:
            code_reply(item=item, place=reply["place"], stance=stance, **_by(by))


def _by(user: User) -> dict[str, Any]:
    at = timezone.now()
    return {"by": user, "at": at, "on": timezone.localdate(at)}
