"""The fictional group on two Android phones: what msgstore.db can carry is recovered, and what it cannot is said."""

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
    ReceiptState,
    Record,
    Rename,
    Reply,
    Row,
    identity,
)
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import LATER_TITLE, TITLE, Act, Happening, Person, officers, story
from candour.evidence.worked.phones import (
    WRITTEN,
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
from tests.evidence.databases import check, of, read, records

STORY = story()
# Whoever sent the photograph of concern: receipts stand on the sender's phone alone.
PHONE = Phone(next(one.who for one in STORY if one.picture == "car-park"), nicknames=True)


def told(*acts: Act) -> list[Happening]:
    return [one for one in STORY if one.act in acts]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_android_database(STORY, PHONE, tmp_path_factory.mktemp("phone"))


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
            key_of(one),
            named(one.who, source),
            ((edit_of(one, STORY) or one).text.encode() or None),
            milliseconds(one.at),
        )
        for one in kept
    ]


def test_whoever_came_and_went_is_found_with_who_brought_or_removed_them(
    found: list[Record], source: str
) -> None:
    changes = [one for one in of(Membership, found) if one.change != "present"]
    alone = {Act.LEFT, Act.JOINED_BY_LINK}

    assert [(one.change.value, one.sender, one.subjects) for one in changes] == [
        (
            one.act.value,
            named(one.who, source),
            tuple(map(address, (one.who,) if one.act in alone else one.others)),
        )
        for one in told(Act.CREATED, Act.ADDED, Act.JOINED_BY_LINK, Act.LEFT, Act.REMOVED)
    ]


def test_the_owners_own_address_is_told_where_a_line_gives_it_away_and_not_put_in_their_place(
    path: Path, found: list[Record], source: str
) -> None:
    assert check(path)["facts"]["owner_named_as"] == [address(PHONE.owner)]
    assert named(PHONE.owner, source) in {one.sender for one in of(Membership, found)}


def test_the_members_at_the_end_are_found_and_the_owner_is_not_among_them(
    found: list[Record], source: str
) -> None:
    present = {one.subjects for one in of(Membership, found) if one.change == "present"}

    assert present == {(named(one, source),) for one in members_at_end(STORY) if one not in (PHONE.owner,)}


def test_the_new_title_and_the_new_number_are_found(found: list[Record]) -> None:
    (changed,) = told(Act.NUMBER_CHANGED)

    assert [(one.before, one.after) for one in of(Rename, found)] == [(TITLE, LATER_TITLE)]
    assert [(one.before, one.after) for one in of(NumberChange, found)] == [
        (address(changed.who), address(changed.others[0]))
    ]


def test_an_edit_gives_its_moment_and_the_new_words_alone(found: list[Record], source: str) -> None:
    (edited,) = told(Act.EDITED)
    (edit,) = of(Edit, found)

    assert (edit.about, millis(edit), edit.before) == (
        identity(source, Row("message", edited.about or 0)),
        milliseconds(edited.at),
        None,
    )
    assert [one.body for one in of(Message, found) if one.identity == edit.about] == [edited.text.encode()]


def test_a_deletion_keeps_whose_message_it_was_and_no_words(found: list[Record], source: str) -> None:
    (deleted,) = told(Act.DELETED)
    (deletion,) = of(Deletion, found)

    assert (deletion.sender, deletion.body, deletion.by_admin) == (named(deleted.who, source), None, False)
    assert f'"revoke_timestamp":{milliseconds(deleted.at)}' in (deletion.remainder or "")


def test_reactions_and_answers_lead_to_the_message_they_are_about(found: list[Record], source: str) -> None:
    answers = [one for one in told(*WRITTEN) if one.about is not None]

    assert [(one.sender, one.emoji, one.about) for one in of(Reaction, found)] == [
        (named(one.who, source), one.text, identity(source, Row("message", one.about or 0)))
        for one in told(Act.REACTED)
    ]
    assert [(one.about, one.answers) for one in of(Reply, found)] == [
        tuple(identity(source, Row("message", number or 0)) for number in (one.number, one.about))
        for one in answers
    ]


def test_five_photographs_are_found_and_the_copy_has_the_hash_of_the_first(found: list[Record]) -> None:
    photographs = [one for one in of(Message, found) if one.media == "photo"]
    (forward,) = of(Forward, found)

    assert [one.attachment_sha256 for one in photographs] == [
        file_sha256(one.picture or "") for one in told(Act.PHOTO)
    ]
    assert photographs[0].attachment_sha256 == photographs[-1].attachment_sha256
    assert (forward.about, forward.score, forward.original_sender) == (photographs[-1].identity, 1, None)


def test_a_poll_is_found_with_its_totals_and_no_voters(found: list[Record]) -> None:
    (asked,) = told(Act.POLL)
    (poll,) = of(Poll, found)

    assert poll.question == asked.text
    assert tuple((one.text, one.votes) for one in poll.options) == asked.options


def test_each_recipient_of_what_this_phone_sent_has_a_record_of_their_own(
    found: list[Record], source: str
) -> None:
    wanted: set[tuple[str, str, str, int | None]] = set()
    for number, received in receipts(STORY, PHONE).items():
        about = identity(source, Row("message", number))
        for one in received:
            states = {ReceiptState.DELIVERED: one.delivered, ReceiptState.READ: one.read}
            known: set[tuple[str, int | None]] = {(state.value, at) for state, at in states.items() if at}
            known = known or {("raw", None)}
            wanted |= {(about, address(one.recipient), state, at) for state, at in known}

    got = [(one.about or "", one.recipient or "", one.state.value, millis(one)) for one in of(Receipt, found)]

    assert len(got) == len(wanted) > 0
    assert set(got) == wanted


def test_a_row_never_gives_two_records_unless_one_lies_within_the_other(found: list[Record]) -> None:
    outer = [(one.kind, one.locator) for one in found if not one.inner]

    assert len(outer) == len(set(outer))


def test_every_row_of_every_table_is_accounted_for(path: Path) -> None:
    summed = check(path)

    assert summed["reconciliation"]["balances"]
    assert all(one["balances"] for one in summed["reconciliation"]["tables"])
    assert summed["facts"]["tables_not_read"] == {"sqlite_sequence": 7}
    assert summed["facts"]["rows_listed"] == {"media_hash_thumbnail: a preview picture: not taken out": 4}


def test_what_another_phone_calls_people_explains_them_and_does_not_replace_their_addresses(
    path: Path, tmp_path: Path
) -> None:
    other = Phone(officers()[9])
    second = write_android_database(STORY, other, tmp_path)
    someone = next(one for one in officers() if one not in (PHONE.owner, other.owner))

    books = []
    for one in (path, second):
        reading = read(one)
        assert all(frame.height for frame in reading.frames)
        books.append(reading.facts["address_books"][address(someone)]["display_name"])

    assert books == [f"{someone.name.removeprefix('PC ')} (B Relief)", someone.name]


def test_what_others_sent_has_no_receipts_on_this_phone(found: list[Record]) -> None:
    about = {one.about for one in of(Receipt, found)}
    others = [one for one in of(Message, found) if "own" not in one.marks]

    assert others
    assert not [one for one in others if one.identity in about]


@pytest.mark.parametrize("rows", [1, 7, 50])
def test_wherever_a_run_of_rows_ends_the_records_are_the_same(
    path: Path, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, summed = records(path), check(path)

    monkeypatch.setattr("candour.evidence.formats.database.tables.CHUNK", rows)

    assert records(path) == whole
    assert check(path) == summed
