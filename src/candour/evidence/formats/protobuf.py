"""Protocol buffers without a schema: the numbered fields of a message as they stand. Nothing is guessed about their meaning."""

from collections.abc import Iterator

_VARINT, _EIGHT, _BYTES = 0, 1, 2
_LONGEST_VARINT = 10
Value = int | bytes


class NoProtobuf(ValueError):
    """The bytes are no sequence of whole fields."""


def fields(content: bytes) -> list[tuple[int, Value]]:
    """Each field's number and value in order: whole numbers as such, all else as bytes."""
    return list(_fields(content))


def _fields(content: bytes) -> Iterator[tuple[int, Value]]:
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        number, kind = tag >> 3, tag & 7
        if number == 0:
            raise NoProtobuf
        match kind:
            case 0:
                value, at = _varint(content, at)
                yield number, value
            case 1 | 5:
                taken, at = _bytes(content, at, 8 if kind == _EIGHT else 4)
                yield number, taken
            case 2:
                length, at = _varint(content, at)
                taken, at = _bytes(content, at, length)
                yield number, taken
            case _:
                raise NoProtobuf


def _varint(content: bytes, at: int) -> tuple[int, int]:
    found = 0
    for place, byte in enumerate(content[at : at + _LONGEST_VARINT]):
        found |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return found, at + place + 1
    raise NoProtobuf


def _bytes(content: bytes, at: int, length: int) -> tuple[bytes, int]:
    end = at + length
    if end > len(content):
        raise NoProtobuf
    return content[at:end], end


def message(*given: tuple[int, Value]) -> bytes:
    """The way back: whole numbers as varints, bytes with their length."""
    return b"".join(_written(number, value) for number, value in given)


def _written(number: int, value: Value) -> bytes:
    if isinstance(value, int):
        return _as_varint(number << 3 | _VARINT) + _as_varint(value)
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(value)) + value


def _as_varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def text(value: Value | None) -> str | None:
    """A field that holds UTF-8 and no control characters; otherwise None."""
    if not isinstance(value, bytes):
        return None
    try:
        found = value.decode()
    except UnicodeDecodeError:
        return None
    return None if any(ord(one) < 32 for one in found) else found
