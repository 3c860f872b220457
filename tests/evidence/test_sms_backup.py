"""SMS Backup & Restore: streamed, its illegal characters repaired without a byte moving, every element accounted for."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.evidence.formats import sources, xml_elements, xml_feed
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.xml_repairs import without_broken_utf8
from candour.evidence.records import Call, Certainty, Message
from tests.evidence.reading import EXAMPLES, check, records

BACKUP = (EXAMPLES / "sms/backup.xml").read_bytes()


def test_the_example_holds_what_a_person_read_in_it(tmp_path: Path) -> None:
    found = [one for one in records(tmp_path, BACKUP, "sms.xml") if one.kind != "gap"]

    incoming, outgoing, group, broken, unknown = found
    assert isinstance(incoming, Message)
    assert (incoming.sender, incoming.body) == ("Pc Alder", "hello 😂 you".encode())
    assert incoming.when.utc is not None
    assert incoming.when.utc.isoformat() == "2024-03-13T21:05:07.123000+00:00"
    assert (outgoing.sender, outgoing.body) == (None, b"line one\nline two")  # type: ignore[attr-defined]
    assert "own" in outgoing.marks
    assert isinstance(group, Message)
    assert (group.sender, group.body, group.media, group.attachment) == (
        "+447700900124",
        b"[insult] again",
        "photo",
        "photo.jpg",
    )
    assert (broken.sender, broken.when.certainty) == ("+447700900125", Certainty.IMPOSSIBLE)
    assert "repaired" in broken.marks
    assert unknown.kind == "unclassified"


def test_the_raw_bytes_of_a_repaired_message_are_those_of_the_file(tmp_path: Path) -> None:
    found = records(tmp_path, BACKUP, "sms.xml")

    assert b"".join(one.raw for one in found) == BACKUP
    assert "repaired" in found[1].marks
    assert b"&#55357;&#56834;" in found[1].raw


def test_a_billion_claimed_is_shown_as_a_claim_beside_what_was_found(tmp_path: Path) -> None:
    found = check(tmp_path, BACKUP, "sms.xml")

    assert (found["facts"]["claimed_count"], found["facts"]["found_count"]) == ("1000000000", 5)
    assert found["reconciliation"]["balances"]
    assert [(one["table"], one["read"]) for one in found["reconciliation"]["tables"]] == [
        ("draft", 1),
        ("mms", 1),
        ("sms", 3),
    ]


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_where_a_block_ends_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = records(tmp_path, BACKUP, "sms.xml")
    blocks = sources.Source.blocks
    monkeypatch.setattr(sources.Source, "blocks", lambda self, asked=None: blocks(self, asked or size))

    assert records(tmp_path, BACKUP, "sms.xml") == whole


def test_calls_are_read_with_how_they_ended(tmp_path: Path) -> None:
    content = (
        b'<calls count="2"><call number="+447700900123" duration="65" date="1710363907000" type="1" contact_name="Pc Alder" />'
        b'<call number="+447700900123" duration="0" date="1710363908000" type="3" contact_name="(Unknown)" /></calls>'
    )

    answered, missed = [one for one in records(tmp_path, content, "calls.xml") if isinstance(one, Call)]

    assert (answered.outcome, answered.seconds, answered.sender) == ("answered", 65, "Pc Alder")
    assert (missed.outcome, missed.sender) == ("missed", "+447700900123")


def test_a_backup_cut_short_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    cut = BACKUP.index(b"<parts>") + 40

    found = check(tmp_path, BACKUP[:cut], "sms.xml")

    assert found["messages"] == 2
    assert "no XML from byte" in found["gaps_listed"][-1]["reason"]
    assert found["reconciliation"]["balances"]


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    content = b'<!DOCTYPE smses [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><smses><sms body="&b;" /></smses>'

    with pytest.raises(UnreadableExport, match="declares entities"):
        check(tmp_path, content, "sms.xml")


@pytest.mark.parametrize("padding", range(70))
def test_the_halves_of_a_character_are_joined_wherever_they_stand(tmp_path: Path, padding: int) -> None:
    body = "x" * padding + "&#12345;&#55357;&#56834;&#xD83D;&#xDE02;&#55357;&#56834;"
    content = f'<smses count="1"><sms address="1" date="1" type="1" body="{body}" /></smses>'.encode()

    message = records(tmp_path, content, "sms.xml")[1]

    assert message.body == ("x" * padding + chr(12345) + "😂😂😂").encode()  # type: ignore[attr-defined]


@given(st.binary(max_size=60))
def test_a_repair_of_broken_text_keeps_its_length(text: bytes) -> None:
    assert len(without_broken_utf8(text)) == len(text)


@pytest.mark.parametrize("kind", ["3", "4", "5", "6"])
def test_a_draft_and_what_waits_or_failed_is_no_message_of_anybodys(tmp_path: Path, kind: str) -> None:
    content = f'<smses count="2"><sms address="+447700900123" date="1710363907123" type="{kind}" body="not sent"/><mms msg_box="{kind}" address="+447700900123"/></smses>'

    found = [one for one in records(tmp_path, content.encode(), "sms.xml") if one.kind != "gap"]

    assert [one.kind for one in found] == ["unclassified", "unclassified"]
    assert found[0].body == b"not sent"  # type: ignore[attr-defined]


def test_a_picture_in_a_multimedia_message_has_the_hash_of_what_the_backup_holds(tmp_path: Path) -> None:
    def picture(data: str) -> str:
        return f'<mms msg_box="1" address="+447700900123"><parts><part ct="image/jpeg" cl="x.jpg" data="{data}"/></parts></mms>'

    content = "<smses>" + "".join(map(picture, ("cGljdHVyZQ==", "cGlj\ndHVyZQ==", "%%%", ""))) + "</smses>"

    found = [one for one in records(tmp_path, content.encode(), "sms.xml") if isinstance(one, Message)]

    digest = sha256(b"picture").hexdigest()
    assert [one.attachment_sha256 for one in found] == [digest, digest, None, None]


def test_an_element_that_does_not_end_is_left_where_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with a hole in it would else be held whole."""
    blocks = sources.Source.blocks
    monkeypatch.setattr(sources.Source, "blocks", lambda self, asked=512: blocks(self, asked))
    monkeypatch.setattr(xml_elements, "LARGEST", 4_000)
    closes = BACKUP.rindex(b"</smses>")
    content = BACKUP[:closes] + bytes(50_000) + BACKUP[closes:]

    found = records(tmp_path, content, "sms.xml")

    assert [one.kind for one in found[:6]] == ["gap", *["message"] * 4, "gap"]
    assert "goes on for more" in found[5].reason  # type: ignore[attr-defined]
    assert b"".join(one.raw for one in found) == content


def test_a_tag_that_is_never_closed_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = sources.Source.blocks
    monkeypatch.setattr(sources.Source, "blocks", lambda self, asked=512: blocks(self, asked))
    monkeypatch.setattr(xml_feed, "LONGEST_TAG", 4_000)
    closes = BACKUP.rindex(b"</smses>")
    content = BACKUP[:closes] + b'<sms body="' + b"x" * 50_000

    found = records(tmp_path, content, "sms.xml")

    assert "no XML from byte" in found[-1].reason  # type: ignore[attr-defined]
    assert b"".join(one.raw for one in found) == content
