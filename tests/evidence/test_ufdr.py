"""Cellebrite's report: messages and receipts are taken from it with their spans; the rest of a person's phone is not copied.

No sample of a report was at hand; these are built from what public parsers read.
"""

import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.reading import Settled
from candour.evidence.formats.registry import readings
from candour.evidence.records import (
    Forward,
    Message,
    Unclassified,
)
from candour.evidence.worked.group import story
from candour.evidence.worked.phones import (
    Phone,
)
from candour.evidence.worked.ufdr import report_xml
from tests.evidence.databases import check, of, records
from tests.evidence.ufdr_reports import chat, instant, report, written

STORY = story()
PHONE = Phone(next(one.who for one in STORY if one.picture == "car-park"), nicknames=True)


def test_a_time_without_offset_is_kept_on_the_clock_it_shows(tmp_path: Path) -> None:
    stamps = (
        "2024-03-13T21:05:07",
        "2024-03-13T21:05:07.250+01:00",
        "0000-13-45",
        "9999-12-31T23:59:59-05:00",
        "04/03/2024 21:05:07(UTC+0)",
    )
    path = written(tmp_path, report(chat(*(instant(TimeStamp=one) for one in stamps))))

    found = [one.when for one in of(Message, records(path))]

    assert [one.written for one in found] == list(stamps)
    assert [one.zone.value for one in found] == ["unknown", "offset", "unknown", "unknown", "unknown"]
    assert [one.certainty.value for one in found] == [
        "certain",
        "certain",
        "impossible",
        "impossible",
        "ambiguous",
    ]
    assert found[0].utc is None
    assert found[1].utc is not None
    assert found[1].utc.isoformat() == "2024-03-13T20:05:07.250000+00:00"


def test_a_message_embedded_in_another_is_part_of_it_and_not_counted_twice(tmp_path: Path) -> None:
    embedded = (
        f'<modelField name="EmbeddedMessage" type="InstantMessage">{instant(Body="inner")}</modelField>'
    )
    path = written(tmp_path, report(chat(instant(embedded, Body="outer"))))

    (found,) = of(Message, records(path))

    assert found.body == b"outer"
    assert json.loads(found.remainder or "{}")["models_not_carried"] == ["EmbeddedMessage"]


def test_a_mark_of_an_embedded_message_is_not_the_outer_ones(tmp_path: Path) -> None:
    label = '<model type="MessageLabel"><field name="Label"><value>Forwarded</value></field></model>'
    marked = f'<multiModelField name="MessageExtraData" type="X">{label}</multiModelField>'
    embedded = f'<modelField name="EmbeddedMessage" type="InstantMessage">{instant(marked)}</modelField>'
    path = written(tmp_path, report(chat(instant(embedded, Body="outer"), instant(marked, Body="passed on"))))

    found = records(path)

    assert [one.about for one in of(Forward, found)] == [of(Message, found)[1].identity]


def test_an_action_in_an_unknown_word_is_kept_with_its_word(tmp_path: Path) -> None:
    activity = '<model type="ChatActivity"><field name="Action"><value>Wibbled</value></field></model>'
    path = written(
        tmp_path, report(chat(instant(f'<modelField name="ActivityLog">{activity}</modelField>', Body="x")))
    )

    (found,) = of(Unclassified, records(path))

    assert found.body == b"x"
    assert json.loads(found.remainder or "{}")["Action"] == "Wibbled"


def test_two_chats_of_one_id_are_kept_apart(tmp_path: Path) -> None:
    path = written(tmp_path, report(chat(instant(Body="x")), chat(instant(Body="y"))))

    first, second = of(Message, records(path))

    assert first.conversation == "one"
    assert second.conversation is not None
    assert second.conversation.startswith("one (at byte ")


def test_signs_that_xml_forbids_are_repaired_in_a_copy_and_the_bytes_stay(tmp_path: Path) -> None:
    emoji = '<field name="Body"><value>&#55357;&#56832; ok\x01</value></field>'
    path = written(tmp_path, report(chat(instant(emoji), instant(Body="plain"))))

    repaired, plain = of(Message, records(path))

    assert repaired.body == "😀 ok?".encode()
    assert b"&#55357;&#56832; ok\x01" in repaired.raw
    assert ("repaired" in repaired.marks, "repaired" in plain.marks) == (True, False)


def test_what_looks_like_a_reference_in_the_words_of_a_message_is_not_repaired(tmp_path: Path) -> None:
    words = "&#55357;&#56832; and &#1; as somebody wrote them"
    path = written(tmp_path, report(chat(instant(Body=words), instant(Body="next"))))

    found = of(Message, records(path))

    assert [one.body for one in found] == [words.encode(), b"next"]
    assert not any("repaired" in one.marks for one in found)


def test_lines_of_a_message_stay_lines_and_its_spaces_stay(tmp_path: Path) -> None:
    words = "  one\n\n\ttwo \r\nthree\n"
    path = written(tmp_path, report(chat(instant(Body=words))))

    (found,) = of(Message, records(path))

    assert found.body == words.replace("\r\n", "\n").encode()  # as every reader of XML must read them
    assert words.encode() in found.raw


def test_words_that_a_report_writes_as_base64_are_read_and_broken_ones_are_kept(tmp_path: Path) -> None:
    encoded = '<field name="Body"><value format="Base64String">YSAbIGI=</value></field>'
    broken = '<field name="Body"><value format="Base64String">a b c</value></field>'
    path = written(tmp_path, report(chat(instant(encoded), instant(broken))))

    assert [one.body for one in of(Message, records(path))] == [b"a \x1b b", b"a b c"]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_report_cut_short_gives_what_stands_before_the_damage(tmp_path: Path, cut: float) -> None:
    content = report_xml(STORY, PHONE).encode()
    path = written(tmp_path, content[: int(len(content) * cut)])

    summed = check(path)

    assert summed["messages"] > 0
    assert summed["facts"]["damaged_at"]
    assert summed["reconciliation"]["balances"]
    assert "no XML from byte" in summed["gaps_listed"][-1]["reason"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("entities", b'<!DOCTYPE project [<!ENTITY a "aa">]><project reportVersion="5"><x>&a;</x></project>'),
        ("depth", b'<project reportVersion="5">' + b"<a>" * 5_000),
    ],
)
def test_a_report_made_to_exhaust_its_reader_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, content)

    with pytest.raises(UnreadableExport, match="no report does" if name == "entities" else "deep"):
        check(path)


def test_databases_inside_the_archive_are_not_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "phone.ufdr"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("report.xml", report(chat(instant(Body="x"))))
        archive.writestr("files/Database/msgstore.db", b"SQLite format 3\0" + bytes(100))
        archive.writestr("files/Text/notes.txt", "nothing of this")
    passed_over: list[Any] = []

    (one,) = readings(path, Settled(), passed_over)

    assert one.source.member == "report.xml"
    assert passed_over == []
