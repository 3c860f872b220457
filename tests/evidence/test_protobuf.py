"""Protocol buffers without a schema: whole fields or none."""

import pytest

from candour.evidence.formats.protobuf import NoProtobuf, fields
from candour.evidence.formats.protobuf import message as packed


@pytest.mark.parametrize("content", [b"\x08", b"\x0a\x05abc", b"\x07", b"\x00\x01", b"\xff" * 11])
def test_bytes_that_are_no_whole_fields_are_refused(content: bytes) -> None:
    with pytest.raises(NoProtobuf):
        fields(content)


def test_fields_are_read_back_as_they_were_written() -> None:
    given: list[tuple[int, int | bytes]] = [
        (1, 300),
        (2, b"abc"),
        (17, 0),
        (1 << 20, b""),
        (3, (1 << 64) - 1),
    ]

    assert fields(packed(*given)) == given
    assert fields(b"\x0d\x01\x02\x03\x04\x09" + bytes(8)) == [(1, b"\x01\x02\x03\x04"), (1, bytes(8))]
