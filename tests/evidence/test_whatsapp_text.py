"""A whole export beside what a person read in it, and the fictional group of 42 recovered from two phones' texts."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from candour.evidence.records import Deletion, Membership, Message, NumberChange, Poll, Record, Rename
from candour.evidence.worked.group import LATER_TITLE, Act, Happening, story
from candour.evidence.worked.whatsapp_text import UNWRITTEN, android_text, ios_text
from tests.evidence.reading import EXAMPLES, check, records

STORY = story()
PHONES = {"android": lambda: android_text(STORY), "ios": lambda: ios_text(STORY, LATER_TITLE)}
MEMBERSHIP = {Act.CREATED, Act.ADDED, Act.JOINED_BY_LINK, Act.REMOVED, Act.LEFT}


def test_the_example_holds_what_a_person_read_in_it(tmp_path: Path) -> None:
    content = (EXAMPLES / "whatsapp/android-en.txt").read_bytes()
    expected = json.loads((EXAMPLES / "whatsapp/android-en.expected.json").read_text())

    found = records(tmp_path, content)

    assert [_line(one) for one in found] == expected


def _line(one: Record) -> list[object]:
    local = one.when.local.isoformat(timespec="minutes") if one.when.local else None
    return [one.kind.value, local, one.sender, sorted(one.marks)]


@pytest.fixture(params=PHONES)
def phone(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, list[Record]]:
    text: Callable[[], str] = PHONES[request.param]
    return request.param, [one for one in records(tmp_path, text().encode()) if not one.inner]


def truth(*acts: Act) -> list[Happening]:
    return [one for one in STORY if one.act in acts]


def test_every_happening_that_text_can_carry_is_one_record_at_its_time(
    phone: tuple[str, list[Record]],
) -> None:
    name, found = phone
    told = [one for one in STORY if one.act not in UNWRITTEN]
    precision = "minutes" if name == "android" else "seconds"

    times = [one.when.local.isoformat(timespec=precision) for one in found[1:] if one.when.local]

    assert times == [one.at.isoformat(timespec=precision) for one in told]


def test_who_joined_left_and_was_removed_is_recovered(phone: tuple[str, list[Record]]) -> None:
    found = [(one.change.value, one.sender, one.subjects) for one in phone[1] if isinstance(one, Membership)]

    assert found == [(one.act.value, one.who.name, _affected(one)) for one in truth(*MEMBERSHIP)]


def _affected(one: Happening) -> tuple[str, ...]:
    by_oneself = one.act in (Act.LEFT, Act.JOINED_BY_LINK)
    return (one.who.name,) if by_oneself else tuple(other.name for other in one.others)


def test_every_message_has_its_sender_and_its_words(phone: tuple[str, list[Record]]) -> None:
    changed = {one.about for one in truth(Act.EDITED, Act.DELETED)}
    told = Counter((one.who.name, one.text.encode()) for one in truth(Act.WROTE) if one.number not in changed)

    found = Counter((one.sender, one.body) for one in phone[1] if isinstance(one, Message))

    assert not told - found


def test_photographs_edits_deletions_polls_and_numbers_are_recovered(phone: tuple[str, list[Record]]) -> None:
    found = phone[1]

    assert (
        sum(isinstance(one, Message) and one.media == "photo" for one in found) == len(truth(Act.PHOTO)) == 5
    )
    assert sum("edited" in one.marks for one in found) == len(truth(Act.EDITED))
    assert sum(isinstance(one, Deletion) for one in found) == len(truth(Act.DELETED))
    assert [one.after for one in found if isinstance(one, Rename)] == [LATER_TITLE]
    assert [one.before for one in found if isinstance(one, NumberChange)] == [
        truth(Act.NUMBER_CHANGED)[0].who.name
    ]
    (poll,) = [one for one in found if isinstance(one, Poll)]
    assert [(option.text, option.votes) for option in poll.options] == list(truth(Act.POLL)[0].options)


def test_the_two_phones_agree_and_both_balance(tmp_path: Path) -> None:
    android, ios = (check(tmp_path, text().encode()) for text in PHONES.values())

    for name in ("messages", "system_events", "participants", "date_order"):
        assert android[name] == ios[name]
    assert android["reconciliation"]["balances"]
    assert ios["reconciliation"]["balances"]
    assert len(android["participants"]) == 42
