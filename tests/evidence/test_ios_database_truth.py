"""The fictional group on an iPhone: what ChatStorage.sqlite can carry is recovered, and what it cannot is said."""

import json
from pathlib import Path

import pytest

from candour.evidence.records import (
    Deletion,
    Edit,
    Forward,
    Membership,
    Message,
    NumberChange,
    Poll,
    Reaction,
    Receipt,
    Record,
    Rename,
    Reply,
    Row,
    Settings,
    Unclassified,
    identity,
)
from candour.evidence.worked.group import LATER_TITLE, Act, Happening, Person, story
from candour.evidence.worked.ios_database import write_ios_database
from candour.evidence.worked.phones import (
    Phone,
    address,
    deletion_of,
    edit_of,
    file_sha256,
    key_of,
    members_at_end,
    milliseconds,
    receipts,
)
from tests.evidence.databases import check, of, read, records, tables

STORY = story()
PHONE = Phone(next(one.who for one in STORY if one.picture == "car-park"), nicknames=True)


def told(*acts: Act) -> list[Happening]:
    return [one for one in STORY if one.act in acts]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ios_database(STORY, PHONE, tmp_path_factory.mktemp("phone"))


@pytest.fixture(scope="module")
def found(path: Path) -> list[Record]:
    return records(path)


@pytest.fixture(scope="module")
def source(found: list[Record]) -> str:
    return found[0].source


def named(person: Person, source: str) -> str:
    return f"owner of {source[:12]}" if person == PHONE.owner else address(person)


def millis(one: Record) -> int | None:
    return None if one.when.utc is None else round(one.when.utc.timestamp() * 1000)


def test_every_message_is_found_with_its_words_its_sender_and_its_moment(
    found: list[Record], source: str
) -> None:
    kept = [one for one in told(Act.WROTE, Act.PHOTO) if deletion_of(one, STORY) is None]

    assert [(one.message_id, one.sender, one.body, millis(one)) for one in of(Message, found)] == [
        (
            key_of(one)[:20],
            named(one.who, source),
            ((edit_of(one, STORY) or one).text.encode() or None),
            milliseconds(one.at),
        )
        for one in kept
    ]


def test_whoever_was_added_or_left_is_found_and_who_did_it(found: list[Record], source: str) -> None:
    changes = [one for one in of(Membership, found) if one.change in ("added", "left")]

    assert [(one.change.value, one.sender, one.subjects) for one in changes] == [
        (one.act.value, named(one.who, source), tuple(map(address, one.others or (one.who,))))
        for one in told(Act.ADDED, Act.LEFT)
    ]


def test_both_people_of_a_removal_are_named_and_neither_is_said_to_be_the_one_removed(
    found: list[Record], source: str
) -> None:
    changes = [one for one in of(Membership, found) if one.change == "removed"]

    assert [(one.sender, one.subjects) for one in changes] == [(None, ())] * len(told(Act.REMOVED))
    assert [(json.loads(one.remainder or "{}")["group_member"], one.body) for one in changes] == [
        (named(one.who, source), address(one.others[0]).encode()) for one in told(Act.REMOVED)
    ]


def test_that_somebody_joined_by_a_link_is_kept_as_an_event_of_the_link_and_claimed_to_be_no_more(
    found: list[Record],
) -> None:
    lines = [one for one in of(Settings, found) if one.setting == "link"]

    assert [one.after for one in lines] == [address(one.who) for one in told(Act.JOINED_BY_LINK)]


def test_who_made_the_group_and_when_stands_in_a_record_of_its_own(found: list[Record]) -> None:
    (made,) = [one for one in of(Membership, found) if one.locator == Row("ZWAGROUPINFO", 1)]

    assert (made.change.value, made.sender, millis(made)) == (
        "created", address(STORY[0].who), milliseconds(STORY[0].at),
    )  # fmt: skip


def test_members_are_present_and_past_members_are_said_to_be_such_without_a_date(found: list[Record]) -> None:
    present = {one.subjects for one in of(Membership, found) if one.change == "present"}
    past = [one for one in of(Unclassified, found) if one.locator.key.startswith("ZWAGROUPMEMBER/")]

    assert present == {(address(one),) for one in members_at_end(STORY)}
    assert len(past) == len(told(Act.LEFT, Act.REMOVED)) + 1  # and the new number, which is on no list yet
    assert all(one.when.utc is None for one in past)


def test_the_new_title_is_found_and_not_the_old_one(found: list[Record]) -> None:
    assert [(one.before, one.after) for one in of(Rename, found)] == [(None, LATER_TITLE)]


def test_edits_and_changes_of_number_have_no_form_in_this_format(found: list[Record]) -> None:
    assert not of(Edit, found)
    assert not of(NumberChange, found)
    assert [one.body for one in of(Unclassified, found) if one.code == 10] == [
        address(one.others[0]).encode() for one in told(Act.NUMBER_CHANGED)
    ]


def test_a_deletion_keeps_whose_message_it_was_and_no_words(found: list[Record], source: str) -> None:
    (deleted,) = told(Act.DELETED)

    assert [(one.sender, one.body, one.by_admin) for one in of(Deletion, found)] == [
        (named(deleted.who, source), None, None)
    ]


def test_reactions_and_answers_lead_to_the_message_they_are_about(found: list[Record], source: str) -> None:
    answers = [one for one in told(Act.WROTE, Act.PHOTO) if one.about is not None]

    assert [(one.sender, one.emoji, one.about, millis(one)) for one in of(Reaction, found)] == [
        (named(one.who, source), one.text, identity(source, Row("ZWAMESSAGE", one.about or 0)), milliseconds(one.at))
        for one in told(Act.REACTED)
    ]  # fmt: skip
    assert [(one.about, one.answers) for one in of(Reply, found)] == [
        tuple(identity(source, Row("ZWAMESSAGE", number or 0)) for number in (one.number, one.about))
        for one in answers
    ]


def test_five_photographs_are_found_and_the_copy_has_the_hash_of_the_first(found: list[Record]) -> None:
    photographs = [one for one in of(Message, found) if one.media == "photo"]

    assert [one.attachment_sha256 for one in photographs] == [
        file_sha256(one.picture or "") for one in told(Act.PHOTO)
    ]
    assert [(one.about, one.score) for one in of(Forward, found)] == [(photographs[-1].identity, 1)]


def test_a_poll_is_found_without_its_options(found: list[Record]) -> None:
    assert [(one.question, one.options) for one in of(Poll, found)] == [(told(Act.POLL)[0].text, ())]


def test_what_the_file_holds_of_receipts_is_kept_raw_and_nobody_is_said_to_have_read_anything(
    found: list[Record], source: str
) -> None:
    raw = of(Receipt, found)

    assert {one.about for one in raw} == {
        identity(source, Row("ZWAMESSAGE", number)) for number in receipts(STORY, PHONE)
    }
    assert {one.state.value for one in raw} == {"raw"}
    assert all(one.recipient is None and one.raw for one in raw)
    assert all("meaning not established" in (one.remainder or "") for one in raw)


def test_every_row_of_every_table_is_accounted_for(path: Path) -> None:
    summed = check(path)

    assert summed["reconciliation"]["balances"]
    assert all(read == rows for rows, read, _ in tables(summed).values())
    assert summed["facts"]["tables_not_read"] == {}


def test_names_of_the_address_book_explain_addresses_and_do_not_replace_them(path: Path) -> None:
    reading = read(path)
    assert all(frame.height for frame in reading.frames)
    someone = next(one.who for one in STORY if one.who != PHONE.owner)

    assert reading.facts["address_books"][address(someone)] == {
        "push_name": someone.name,
        "contact_name": PHONE.calls(someone),
        "display_name": PHONE.calls(someone),
        "number": someone.number,
    }


def test_the_owners_own_address_is_told_where_a_line_gives_it_away(tmp_path: Path) -> None:
    leaver = Phone(told(Act.LEFT)[0].who)

    assert check(write_ios_database(STORY, leaver, tmp_path))["facts"]["owner_named_as"] == [
        address(leaver.owner)
    ]
