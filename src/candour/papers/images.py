"""Reads the size of a PNG or JPEG from its header, so that a small file cannot unfold into a huge picture."""

import struct
from typing import BinaryIO

from candour.papers.refusal import RefusedFile

MOST_PIXELS = 100_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
# Start-of-frame markers; C4, C8 and CC share their range and mean something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset(range(0xD0, 0xD9)) | {0x01}
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9


def check_png(file: BinaryIO) -> None:
    file.seek(len(PNG))
    head = file.read(16)
    if len(head) < 16 or head[4:8] != b"IHDR":
        raise RefusedFile("The PNG image has no header. Save it again and add the new copy.")
    width, height = struct.unpack(">II", head[8:16])
    _check_size(width, height)


def check_jpeg(file: BinaryIO) -> None:
    file.seek(2)
    frame = _find_frame(file)
    if frame is None or len(frame) < 5:
        raise RefusedFile("The JPEG image says nothing of its size. Save it again and add the new copy.")
    height, width = struct.unpack(">HH", frame[1:5])
    _check_size(width, height)


def _find_frame(file: BinaryIO) -> bytes | None:
    """The body of the first start-of-frame segment; None when the picture data begins without one."""
    while True:
        marker = _next_marker(file)
        if marker is None or marker in {_START_OF_SCAN, _END_OF_IMAGE}:
            return None
        if marker in _ALONE:
            continue
        length = _length_of_segment(file)
        if length is None:
            return None
        if marker in _FRAMES:
            return file.read(min(length, 16))
        file.seek(length, 1)


def _next_marker(file: BinaryIO) -> int | None:
    if file.read(1) != b"\xff":
        return None
    byte = file.read(1)
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0] if byte else None


def _length_of_segment(file: BinaryIO) -> int | None:
    written = file.read(2)
    length = struct.unpack(">H", written)[0] if len(written) == 2 else 0
    return length - 2 if length >= 2 else None


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise RefusedFile("The image has no width or no height. Save it again and add the new copy.")
    if width * height > MOST_PIXELS:
        raise RefusedFile(
            f"The image is {width:,} by {height:,} pixels. At most {MOST_PIXELS // 1_000_000} million pixels are taken: "
            "save a smaller copy, or keep the original as an exhibit."
        )
