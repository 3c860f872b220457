"""Ways for the tests to read a text as a page of a given name."""

from typing import Any

from candour.register.readers.opening import open_document
from candour.register.readers.reading import Reading, read_document
from candour.register.readers.record import record_line


def read(page: str | bytes, name: str = "page.txt", *, address: str = "") -> Reading:
    content = page.encode() if isinstance(page, str) else page
    return read_document(open_document(content, name, address=address))


def line(page: str | bytes, name: str = "page.txt", *, address: str = "") -> dict[str, Any]:
    return record_line(read(page, name, address=address))


def codes(page: str | bytes, name: str = "page.txt") -> list[str]:
    return [one.code for one in read(page, name).problems]
