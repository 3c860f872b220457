"""ChatStorage.sqlite row by row: what each table says, what is not known, and what a blob does not prove."""

import json
from pathlib import Path
from typing import Any

import pytest

from candour.evidence.formats.protobuf import message as packed
from candour.evidence.records import (
    Call,
    Deletion,
    Forward,
    Gap,
    Membership,
    Message,
    Reaction,
    Receipt,
    Record,
    Reply,
    Row,
    Settings,
    Unclassified,
    identity,
)
from candour.evidence.worked.ios_database import SCHEMA
from tests.evidence.databases import ALDER, ASPEN, GROUP, Rows, check, database, of, records, tables

AT = 732_056_707.25  # 13 March 2024, 21:05:07 and a quarter, UTC
PLACES: Rows = {
    "ZWACHATSESSION": [
        {"Z_PK": 1, "ZCONTACTJID": GROUP, "ZPARTNERNAME": "B relief"},
        {"Z_PK": 2, "ZCONTACTJID": ALDER, "ZPARTNERNAME": "Alder (B relief)"},
    ],
    "ZWAGROUPMEMBER": [
        {"Z_PK": 1, "ZCHATSESSION": 1, "ZMEMBERJID": ALDER, "ZISACTIVE": 1},
        {"Z_PK": 2, "ZCHATSESSION": 1, "ZMEMBERJID": ASPEN, "ZISACTIVE": 0},
    ],
}


def line(number: int, kind: int = 0, text: object = None, **more: object) -> dict[str, object]:
    """Written by Alder in the group, unless `more` says otherwise."""
    shared: dict[str, object] = {
        "Z_PK": number,
        "ZISFROMME": 0,
        "ZMESSAGETYPE": kind,
        "ZCHATSESSION": 1,
        "ZGROUPMEMBER": 1,
        "ZMESSAGEDATE": AT + number,
        "ZSTANZAID": f"STANZA{number}",
        "ZTEXT": text,
    }
    return shared | more


def chat_storage(folder: Path, *given: Rows, schema: str = SCHEMA) -> Path:
    return database(folder / "ChatStorage.sqlite", schema, PLACES, *given)


def rest(one: Record) -> dict[str, object]:
    found: dict[str, object] = json.loads(one.remainder or "{}")
    return found


def test_a_date_is_counted_from_2001_and_kept_as_written(tmp_path: Path) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(0, text="x")]})

    (found,) = of(Message, records(path))

    assert found.when.utc is not None
    assert found.when.utc.isoformat() == "2024-03-13T21:05:07.250000+00:00"
    assert found.when.written == "732056707.25"


@pytest.mark.parametrize("at", [0, -978_307_200, 1e300, -1e300, 1e12])
def test_a_date_outside_every_calendar_is_kept_as_written(tmp_path: Path, at: float) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, text="x", ZMESSAGEDATE=at)]})

    (found,) = of(Message, records(path))

    assert (found.when.utc, found.when.certainty.value) == (None, "impossible")
    assert float(found.when.written or "nan") == at


def test_the_sender_is_the_member_or_the_address_or_the_other_of_two_and_otherwise_nobody(
    tmp_path: Path,
) -> None:
    nobody: dict[str, Any] = {"ZGROUPMEMBER": None}
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [
                line(1),
                line(2, **nobody, ZFROMJID=ASPEN),
                line(3, **nobody, ZCHATSESSION=2),
                line(4, **nobody, ZFROMJID=GROUP),
                line(5, **nobody, ZISFROMME=1),
            ]
        },
    )

    found = of(Message, records(path))

    owner = f"owner of {found[0].source[:12]}"
    assert [one.sender for one in found] == [ALDER, ASPEN, ALDER, None, owner]
    assert found[2].conversation == ALDER


@pytest.mark.parametrize("number", [9, 12, 54, 1_000])
def test_a_kind_of_message_that_nobody_explains_keeps_its_number(tmp_path: Path, number: int) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, number, "words")]})

    (found,) = [one for one in of(Unclassified, records(path)) if one.code is not None]

    assert (found.code, found.body, found.sender) == (number, b"words", ALDER)


@pytest.mark.parametrize("number", [6, 9, 22, 99])
def test_a_group_event_that_nobody_explains_keeps_its_number(tmp_path: Path, number: int) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, 6, "x", ZGROUPEVENTTYPE=number)]})

    assert [one.code for one in of(Unclassified, records(path)) if one.code is not None] == [number]


def test_of_an_addition_without_addresses_nobody_is_said_to_have_acted_or_to_have_been_added(
    tmp_path: Path,
) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, 6, "somebody was added", ZGROUPEVENTTYPE=2)]})

    (found,) = [one for one in of(Membership, records(path)) if one.change == "added"]

    assert (found.sender, found.subjects, rest(found)["group_member"]) == (None, (), ALDER)


def test_addresses_in_the_text_of_an_event_are_those_whom_it_affected(tmp_path: Path) -> None:
    text = f"{ASPEN}, 99000111@lid"
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, 6, text, ZGROUPEVENTTYPE=2)]})

    (found,) = [one for one in of(Membership, records(path)) if one.change == "added"]

    assert (found.sender, found.subjects) == (ALDER, (ASPEN, "99000111@lid"))


def test_whether_an_admin_was_made_or_unmade_is_not_claimed(tmp_path: Path) -> None:
    path = chat_storage(
        tmp_path,
        {"ZWAMESSAGE": [line(1, 6, ASPEN, ZGROUPEVENTTYPE=10), line(2, 6, ASPEN, ZGROUPEVENTTYPE=11)]},
    )

    assert [(one.setting, one.code) for one in of(Settings, records(path))] == [
        ("admins", 10),
        ("admins", 11),
    ]


def test_a_caption_a_path_and_a_hash_stand_beside_a_photograph(tmp_path: Path) -> None:
    item = {"ZMEDIALOCALPATH": "Media/x.jpg", "ZTITLE": "look", "ZVCARDSTRING": "image/jpeg"}
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, 1, ZMEDIAITEM=7), line(2, 38, ZMEDIAITEM=8)],
            "ZWAMEDIAITEM": [
                item | {"Z_PK": 7, "ZVCARDNAME": "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="},
                item | {"Z_PK": 8, "ZVCARDNAME": "Pc Alder's card"},
            ],
        },
    )

    photograph, once = of(Message, records(path))

    assert (photograph.media, photograph.attachment, photograph.body) == ("photo", "Media/x.jpg", b"look")
    assert len(photograph.attachment_sha256 or "") == 64
    assert rest(photograph)["body_from"] == "ZWAMEDIAITEM.ZTITLE"
    assert (once.attachment_sha256, rest(once)["vcard_name"]) == (None, "Pc Alder's card")
    assert "view-once" in once.marks


def test_an_answer_outlives_the_message_it_answers(tmp_path: Path) -> None:
    metadata = packed((5, b"STANZA_THAT_IS_GONE!"))
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, text="x", ZMEDIAITEM=7)],
            "ZWAMEDIAITEM": [{"Z_PK": 7, "ZMETADATA": metadata}],
        },
    )

    assert metadata.startswith(b"\x2a\x14")
    assert [one.answers for one in of(Reply, records(path))] == ["STANZA_THAT_IS_GONE!"]


@pytest.mark.parametrize("metadata", [b"\x2a\xff", b"\xff" * 40, b"\x00", b"\x2a\x02\x01\x02", b""])
def test_metadata_of_another_form_marks_nothing_and_stops_nothing(tmp_path: Path, metadata: bytes) -> None:
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, text="x", ZMEDIAITEM=7)],
            "ZWAMEDIAITEM": [{"Z_PK": 7, "ZMETADATA": metadata}],
        },
    )

    found = records(path)

    assert not of(Reply, found)
    assert len(of(Message, found)) == 1


def test_reactions_are_read_and_the_receipts_beside_them_stay_raw(tmp_path: Path) -> None:
    theirs = packed((1, b"K"), (2, ASPEN.encode()), (3, "👍".encode()), (4, 1_710_363_907_000))
    own = packed((2, b""), (3, 1_710_363_908_000))
    receipt = packed((1, b"\x81\x44\x77"), (4, 3), (5, 9))
    blob = packed((2, receipt), (3, 1_710_363_000), (7, packed((1, theirs), (2, own))))
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, text="x", ZISFROMME=1, ZMESSAGEINFO=5)],
            "ZWAMESSAGEINFO": [{"Z_PK": 5, "ZRECEIPTINFO": blob}],
        },
    )

    found = records(path)
    (raw,) = of(Receipt, found)
    one, other = of(Reaction, found)

    assert (raw.raw, raw.state.value, raw.recipient, raw.inner) == (blob, "raw", None, False)
    assert (one.sender, one.emoji, one.inner) == (ASPEN, "👍", True)
    assert (other.sender, other.emoji, other.withdrawn) == (f"owner of {raw.source[:12]}", None, True)
    assert one.about == identity(raw.source, Row("ZWAMESSAGE", 1))


def test_a_blob_that_is_no_protocol_buffer_is_kept_as_it_is(tmp_path: Path) -> None:
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, text="x", ZMESSAGEINFO=5)],
            "ZWAMESSAGEINFO": [{"Z_PK": 5, "ZRECEIPTINFO": b"\xff\xff no"}],
        },
    )

    (raw,) = of(Receipt, records(path))

    assert raw.raw == b"\xff\xff no"
    assert "not of the form" in str(rest(raw)["remark"])


def test_rows_that_no_message_names_are_listed_and_the_tables_add_up(tmp_path: Path) -> None:
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [line(1, text="x")],
            "ZWAMEDIAITEM": [{"Z_PK": 99, "ZMEDIALOCALPATH": "Media/gone.jpg"}],
            "ZWAMESSAGEINFO": [{"Z_PK": 98, "ZRECEIPTINFO": b"\x08\x01"}],
        },
    )

    summed = check(path)

    assert tables(summed)["ZWAMEDIAITEM"] == (1, 0, 1)
    assert tables(summed)["ZWAMESSAGEINFO"] == (1, 0, 1)
    assert summed["reconciliation"]["balances"]
    assert "gone.jpg" in (of(Gap, records(path))[0].remainder or "")


def test_a_log_of_member_changes_is_kept_with_its_bytes_and_not_interpreted(tmp_path: Path) -> None:
    change = {
        "Z_PK": 3,
        "ZCHANGETYPE": 2,
        "ZCHANGEDATE": AT,
        "ZGROUPJID": GROUP,
        "ZMEMBERJIDS": b"bplist00\x01",
    }
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1)], "ZWAGROUPMEMBERSCHANGE": [change]})

    (found,) = [
        one for one in of(Unclassified, records(path)) if one.locator == Row("ZWAGROUPMEMBERSCHANGE", 3)
    ]

    assert (found.code, found.body, found.conversation) == (2, b"bplist00\x01", GROUP)


def test_deletions_and_calls_say_no_more_than_the_row(tmp_path: Path) -> None:
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1, 14), line(2, 59)]})

    found = records(path)

    assert [(one.sender, one.by_admin) for one in of(Deletion, found)] == [(ALDER, None)]
    assert [(one.outcome.value, one.seconds) for one in of(Call, found)] == [("unknown", None)]


def test_columns_that_a_release_does_not_have_are_empty_and_those_it_adds_are_kept(tmp_path: Path) -> None:
    schema = """CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR, ZMESSAGETYPE INTEGER, ZNEW VARCHAR);
        CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY);"""
    rows: Rows = {"ZWAMESSAGE": [{"Z_PK": 1, "ZTEXT": "x", "ZMESSAGETYPE": 0, "ZNEW": "y"}]}
    path = database(tmp_path / "ChatStorage.sqlite", schema, rows)

    (found,) = of(Message, records(path))

    assert (found.body, found.sender, found.conversation, rest(found)) == (b"x", None, None, {"ZNEW": "y"})


def test_a_flag_marks_a_message_of_words_alone_as_forwarded_and_a_count_goes_before_it(
    tmp_path: Path,
) -> None:
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [
                line(1, text="passed on", ZFLAGS=16_777_216 | 128),
                line(2, text="own words", ZFLAGS=16_777_216),
                line(3, 1, ZFLAGS=128, ZMEDIAITEM=7),
            ],
            "ZWAMEDIAITEM": [{"Z_PK": 7, "ZMESSAGE": 3, "ZMETADATA": packed((17, 4))}],
        },
        schema=SCHEMA + ";ALTER TABLE ZWAMESSAGE ADD COLUMN ZFLAGS INTEGER;",
    )

    found = records(path)

    numbers = {one.identity: one.message_id for one in of(Message, found)}
    assert [(numbers[one.about or ""], one.score, one.inner) for one in of(Forward, found)] == [
        ("STANZA3", 4, False),
        ("STANZA1", None, True),
    ]
    assert [rest(one).get("ZFLAGS") for one in of(Message, found)] == [16_777_344, 16_777_216, 128]


def test_lines_of_the_chats_own_are_calls_and_settings_where_a_source_names_them(tmp_path: Path) -> None:
    events = [1, 4, 22, 40, 2, 3, 34, 35, 26, 99]
    rows = [line(at, 10, ZGROUPEVENTTYPE=event) for at, event in enumerate(events, start=1)]
    path = chat_storage(tmp_path, {"ZWAMESSAGE": rows})

    found = records(path)

    assert [(one.outcome, one.video) for one in of(Call, found)] == [
        ("missed", False),
        ("missed", True),
        ("missed", True),
        ("started", True),
    ]
    assert [one.setting for one in of(Settings, found)] == [
        "encryption",
        "security-code",
        "blocked",
        "unblocked",
        "business",
    ]
    assert all("one public parser" in str(rest(one)["basis"]) for one in of(Settings, found))
    assert [rest(one)["ZGROUPEVENTTYPE"] for one in of(Unclassified, found) if one.code == 10] == [99]


def test_administrators_are_named_among_the_facts_as_the_list_of_members_has_them(tmp_path: Path) -> None:
    third = {"Z_PK": 3, "ZCHATSESSION": 1, "ZMEMBERJID": "3@lid", "ZISACTIVE": 0, "ZISADMIN": 1}
    second = {"Z_PK": 4, "ZCHATSESSION": 1, "ZMEMBERJID": "4@lid", "ZISACTIVE": 1, "ZISADMIN": 1}
    path = chat_storage(tmp_path, {"ZWAMESSAGE": [line(1)], "ZWAGROUPMEMBER": [third, second]})

    assert check(path)["facts"]["conversations"][GROUP]["admins"] == ["4@lid"]


def test_whose_a_reaction_without_an_address_is_says_on_what_it_rests(tmp_path: Path) -> None:
    blob = packed((7, packed((2, packed((2, "👍".encode()), (3, 1_710_363_910_000))))))
    path = chat_storage(
        tmp_path,
        {"ZWAMESSAGE": [line(1, text="x", ZMESSAGEINFO=1)], "ZWAMESSAGEINFO": [{"Z_PK": 1, "ZMESSAGE": 1, "ZRECEIPTINFO": blob}]},
    )  # fmt: skip

    (found,) = of(Reaction, records(path))

    assert "another leaves open" in str(rest(found)["basis"])


def test_a_second_row_of_the_same_message_is_no_second_message_and_answers_find_the_first(
    tmp_path: Path,
) -> None:
    again = {"ZSTANZAID": "STANZA1", "ZMESSAGEDATE": AT + 1}
    path = chat_storage(
        tmp_path,
        {
            "ZWAMESSAGE": [
                line(1, text="[insult]"),
                line(2, text="[insult]", **again, ZSORT=-4),
                line(3, text="words"),
                line(4, text="no", ZMEDIAITEM=7),
                line(5, text="no id", ZSTANZAID=None),
                line(6, text="no id", ZSTANZAID=None, ZMESSAGEDATE=AT + 5),
                line(7, text="other words", ZSTANZAID="STANZA3", ZMESSAGEDATE=AT + 3),
            ],
            "ZWAMEDIAITEM": [{"Z_PK": 7, "ZMESSAGE": 4, "ZMETADATA": packed((5, b"STANZA1"))}],
        },
    )

    found = records(path)

    assert [one.locator.key for one in of(Message, found)] == [
        f"ZWAMESSAGE/{row}" for row in (1, 3, 4, 5, 6, 7)
    ]
    (copy,) = [one for one in of(Unclassified, found) if one.locator == Row("ZWAMESSAGE", 2)]
    assert (copy.body, "second row" in (copy.reason or "")) == (b"[insult]", True)
    assert tables(check(path))["ZWAMESSAGE"] == (7, 7, 0)
    assert [one.answers for one in of(Reply, found)] == [of(Message, found)[0].identity]
