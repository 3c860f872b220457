"""A report is read with its messages cut out whole, or tag by tag where a cut is not sure: both ways give the same records."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import open_file
from candour.evidence.formats.ufdr import report as first_walk
from candour.evidence.formats.ufdr import stream, whole_models
from candour.evidence.formats.ufdr.reading import CellebriteReport
from candour.evidence.formats.ufdr.whole_models import FoundCuts, Unsure
from candour.evidence.worked.group import story
from candour.evidence.worked.phones import Phone
from candour.evidence.worked.ufdr import report_xml
from tests.evidence.ufdr_reports import (
    ALDER,
    OWNER,
    chat,
    field,
    instant,
    many,
    model,
    one,
    party,
    report,
    written,
)

Read = tuple[pl.DataFrame, dict[str, Any]] | str
STORY = story()
WHOLE = report_xml(STORY, Phone(STORY[0].who)).encode()


def within(inside: str, **fields: str) -> str:
    return instant(one("EmbeddedInstantMessage", inside), **fields)


SENT = one("From", party(ALDER, "From")) + many(
    "To", "Party", party(OWNER, "To", owner=True, DateRead="2024-03-13T21:05:07Z")
)
REPORTS = {
    "the worked one": WHOLE,
    "a message within another": report(chat(within(instant(Body="older"), Body="newer"), instant(SENT, Body="last"))),
    "a message that quotes a tag": report(chat(instant(SENT, Body='<model type="InstantMessage" id="x"></model>'), instant(Body="</model>"))),
    "a chat named like a message": report(chat(instant(Body="hello"), more=field("Name", '<model type="InstantMessage"><value/></model>'))),
    "a message in a chat's own field": report(chat(instant(Body="a"), more=one("Draft", instant(Body="b")))),
    "messages in a model of no known kind": report(chat(more=many("Threads", "Thread", model("Thread", many("Messages", "X", instant(Body="c")))))),
    "a list of its own": report(chat(instant(Body="a")), InstantMessage=instant(SENT, Body="b"), SMS=model("SMS", SENT + field("Body", "c"))),
    "other models": report(chat(instant(Body="a")), Contact=model("Contact", field("Name", "x")) * 3, Note=model("Note", field("Body", "y"))),
    "prefixed": WHOLE.replace(b"<model ", b"<c:model ").replace(b"</model>", b"</c:model>").replace(b"xmlns=", b'xmlns:c="x" xmlns='),
    "a sign within an attribute": WHOLE.replace(b'id="m', b'a="x>y" id="m', 3),
    "an empty message": report(chat('<model type="InstantMessage" id="e"/>', instant(Body="a"))),
    "an entity of nobody's": WHOLE.replace(b"]]></value>", b"]]>&nobody;</value>", 1),
    "broken letters": WHOLE.replace(b"e", b"\xff", 40).replace(b"a", b"&#0;", 5),
}  # fmt: skip


def read(path: Path) -> Read:
    try:
        reading = CellebriteReport().read(open_file(path).source())
        return pl.concat(list(reading.frames)), reading.facts
    except UnreadableExport as refused:
        return refused.line


class Never(FoundCuts):
    def emptied(self, text: bytes, offset: int, *, final: bool) -> tuple[bytes, int]:
        raise Unsure


def both_ways(folder: Path, content: bytes, block: int) -> tuple[Read, Read]:
    path = written(folder, content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "BLOCK", block)
        at_once = read(path)
        patch.setattr(first_walk, "FoundCuts", Never)
        return at_once, read(path)


def same(folder: Path, content: bytes, block: int) -> None:
    at_once, by_tag = both_ways(folder, content, block)
    if isinstance(at_once, str) or isinstance(by_tag, str):
        assert at_once == by_tag
        return
    assert_frame_equal(at_once[0], by_tag[0])
    assert at_once[1] == by_tag[1]


@pytest.mark.parametrize("block", [97, 1000, 1 << 20])
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_known_is_read_the_same_at_once_and_tag_by_tag(
    tmp_path: Path, name: str, block: int
) -> None:
    same(tmp_path, REPORTS[name], block)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=8), st.sampled_from([613, 1 << 20]))
def test_so_it_is_wherever_a_report_is_cut_or_damaged(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes, block: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    same(folder, WHOLE[:at] + put + WHOLE[at + len(put) :], block)
    same(folder, WHOLE[:at], block)


def cuts(content: bytes) -> Iterator[bytes]:
    found = FoundCuts({"InstantMessage", "SMS"})
    found.emptied(content, 0, final=True)
    yield from found.open.values()


def test_a_message_is_cut_out_with_all_that_stands_in_it() -> None:
    sms = model("SMS", field("Body", "c"))
    outer = within(instant(Body="older"), Body="newer")

    assert [one.decode() for one in cuts(report(chat(outer), SMS=sms))] == [outer, sms]


def test_what_is_longer_than_is_held_at_once_is_read_tag_by_tag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_models, "_LARGEST", 100)

    same(tmp_path, WHOLE, 300)


@pytest.mark.parametrize("block", [300, 1 << 20])
def test_a_report_with_a_hole_in_it_is_read_up_to_its_end_and_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(stream, "LARGEST", 50_000)
    closes = WHOLE.rindex(b"</decodedData>") + len(b"</decoded") * (block == 300)
    content = WHOLE[:closes] + bytes(500_000) + WHOLE[closes:]

    same(tmp_path, content, block)

    whole, _ = both_ways(tmp_path, content, block)
    assert not isinstance(whole, str)
    assert whole[0]["end"][-1] == len(content)
