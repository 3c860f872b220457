"""A text export is cut a whole block at once where nothing is odd, else match by match: both ways give the same records."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.reading import Settled
from candour.evidence.formats.sources import open_file
from candour.evidence.formats.whatsapp import cutting, survey
from candour.evidence.formats.whatsapp.cutting import Cutter
from candour.evidence.formats.whatsapp.reading import WhatsAppText
from candour.evidence.worked.group import story
from candour.evidence.worked.whatsapp_text import android_text, ios_text
from tests.evidence.test_spans_tile_any_input import CONTENTS
from tests.evidence.text_exports import every

EVERY = dict(every())
WHOLE = 1 << 21


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "WhatsApp Chat with all.txt"


def read(path: Path, content: bytes, settled: Settled) -> pl.DataFrame | str:
    path.write_bytes(content)
    try:
        return pl.concat(list(WhatsAppText().read(open_file(path).source(), settled).frames))
    except UnreadableExport as refused:
        return refused.line


def both_ways(
    path: Path, content: bytes, settled: Settled, block: int
) -> tuple[pl.DataFrame | str, pl.DataFrame | str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_BLOCK", block)
        at_once = read(path, content, settled)
        for module in (cutting, survey):
            patch.setattr(module, "text_of", lambda _: None)
        return at_once, read(path, content, settled)


def same(path: Path, content: bytes, settled: Settled, block: int) -> None:
    at_once, by_match = both_ways(path, content, settled, block)
    if isinstance(at_once, str) or isinstance(by_match, str):
        assert at_once == by_match
    else:
        assert_frame_equal(at_once, by_match)


@pytest.mark.parametrize("name", EVERY)
def test_every_export_known_is_read_the_same_at_once_and_by_match(path: Path, name: str) -> None:
    same(path, EVERY[name], Settled(), 6_000)


@pytest.mark.parametrize("settled", [Settled(split_lookalikes=True), Settled(date_order="mdy"), Settled()])
@pytest.mark.parametrize("name", ["back and forth", "day or month", "a preamble", "form 0 LF"])
def test_so_it_is_whatever_a_person_settled_and_wherever_a_block_ends(
    path: Path, name: str, settled: Settled
) -> None:
    for block in (150, 151, WHOLE):
        same(path, EVERY[name], settled, block)


@given(CONTENTS)
def test_whatever_a_text_holds_it_is_read_the_same_at_once_and_by_match(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "chat.txt"
    same(path, b"13/03/2024, 21:05 - Pc Alder: first\n" + content, Settled(), 64)


@pytest.mark.parametrize("content", [android_text(story()), ios_text(story(), "B relief")])
def test_a_clean_export_is_cut_at_once(path: Path, content: str) -> None:
    path.write_text(content, newline="")
    source = open_file(path).source()
    cutter = Cutter(source, survey.survey(source))
    cut = cutter._cut_at_once(content.encode())
    assert cut is not None
    assert cut[0].frame.height > 100
