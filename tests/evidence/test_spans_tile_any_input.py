"""Whatever a text export holds, its records and gaps cover it byte for byte, in order, without overlap."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import open_file
from candour.evidence.formats.whatsapp import cutting
from candour.evidence.formats.whatsapp.reading import WhatsAppText
from tests.evidence.test_whatsapp_headers import FORMS

HEADERS = st.sampled_from([form for form, _, _ in FORMS]).map(str.encode)
PIECES = st.one_of(
    HEADERS,
    st.sampled_from(
        [
            b"Pc Alder: ",
            b"\n",
            b"\r\n",
            b"\r",
            b"\xe2\x80\x8e",
            b"\xef\xbb\xbf",
            b"<Media omitted>",
            b"left",
            b"\0",
            b": ",
        ]
    ),
    st.binary(max_size=12),
    st.dates().map(lambda day: f"\n{day:%d/%m/%Y}, 21:05 - Pc Elder: x".encode()),
)
CONTENTS = st.lists(PIECES, min_size=1, max_size=40).map(b"".join)


def tiled(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chat.txt"
        path.write_bytes(content)
        try:
            reading = WhatsAppText().read(open_file(path).source())
        except UnreadableExport:
            return
        reached = 0
        for frame in reading.frames:
            for row in frame.iter_rows(named=True):
                if row["inner"]:
                    continue
                raw = row["before_body"] + (
                    b"" if row["after_body"] is None else row["body"] + row["after_body"]
                )
                assert row["start"] == reached
                assert raw == content[row["start"] : row["end"]]
                reached = row["end"]
        assert reached == len(content)


@given(CONTENTS)
def test_records_and_gaps_tile_any_text(content: bytes) -> None:
    tiled(content)


@given(HEADERS, CONTENTS)
def test_records_and_gaps_tile_any_text_that_begins_as_an_export_does(header: bytes, content: bytes) -> None:
    tiled(header + b"Pc Alder: first\n" + content)


def test_a_cut_between_blocks_falls_nowhere_else_than_at_a_message(monkeypatch: object) -> None:
    content = b"".join(b"13/03/2024, 21:05 - Pc Alder: words %d\nmore\n" % number for number in range(200))
    for size in (1, 7, 50, 1_000):
        monkeypatch.setattr(cutting, "_BLOCK", size)  # type: ignore[attr-defined]
        tiled(content)


def test_a_message_longer_than_is_held_is_cut_and_its_rest_is_a_gap(monkeypatch: object) -> None:
    monkeypatch.setattr(cutting, "_BLOCK", 64)  # type: ignore[attr-defined]
    monkeypatch.setattr(cutting, "LONGEST", 256)  # type: ignore[attr-defined]
    tiled(b"13/03/2024, 21:05 - Pc Alder: " + b"x" * 2_000 + b"\n13/03/2024, 21:06 - Pc Alder: short\n")


def test_a_message_of_many_blocks_is_one_message(monkeypatch: object) -> None:
    monkeypatch.setattr(cutting, "_BLOCK", 64)  # type: ignore[attr-defined]
    words = b"word \n" * 700
    content = b"13/03/2024, 21:05 - Pc Alder: " + words + b"\n13/03/2024, 21:06 - Pc Alder: short\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chat.txt"
        path.write_bytes(content)
        frames = [frame for frame in WhatsAppText().read(open_file(path).source()).frames if frame.height]
    assert [len(body) for frame in frames for body in frame["body"]] == [len(words), len(b"short")]
    tiled(content)
