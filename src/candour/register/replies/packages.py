"""Opens the zip of a workbook within bounds: parts, sizes and ratios are checked before anything is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from lxml import etree

from candour.register.replies.hiding import RefusedReply

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024
MOST_CELLS = 2_000_000
MOST_CHARACTERS = 400_000_000
MOST_SHEETS = 250
BROKEN = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
)
DAMAGED = "the workbook is damaged; save it again and add the new copy"


class Package:
    """The parts of a workbook by name. Every part is read through here, and as XML without entities or network."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = tuple(archive.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def under(self, *beginnings: str) -> list[str]:
        """Parts below one of the folders, in any spelling of upper and lower case."""
        return [name for name in self.names if name.lower().startswith(beginnings) and not name.endswith("/")]

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        with self._archive.open(name) as part:
            yield part

    def tree(self, name: str) -> "etree._Element | None":
        """A small part as a tree; None where the file has no such part."""
        if name not in self.names:
            return None
        with self.opened(name) as part:
            return etree.parse(part, _parser()).getroot()

    def walk(self, name: str, *tags: str) -> Iterator["etree._Element"]:
        """Elements of these names as they end, each set free before the next comes."""
        wanted = [f"{{*}}{tag}" for tag in tags]
        with self.opened(name) as part:
            walked = etree.iterparse(
                part, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, element in walked:
                yield element
                _set_free(element)

    def walk_attributes(self, name: str, tag: str, attribute: str) -> list[str]:
        return [element.get(attribute, "") for element in self.walk(name, tag)]


@contextmanager
def opened_package(content: bytes) -> Iterator[Package]:
    """Raises RefusedReply for whatever is damaged, locked, or larger inside than it shows."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            yield Package(archive)
    except RefusedReply:
        raise
    except BROKEN as broken:
        raise RefusedReply(DAMAGED) from broken


def _check(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise RefusedReply(f"it holds more than {MOST_PARTS:,} parts")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedReply(f"it unpacks into more than {MOST_UNPACKED // 1024 // 1024} MB")
    for part in parts:
        if part.flag_bits & 0x1:
            raise RefusedReply("it is locked with a password; ask for a copy without one")
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > max(part.compress_size, 1) * MOST_RATIO:
            raise RefusedReply(f"a part of it is packed more than {MOST_RATIO} to 1")
    if len({part.filename for part in parts}) < len(parts):
        raise RefusedReply("two parts of it bear the same name")


def _parser() -> "etree.XMLParser":
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _set_free(element: "etree._Element") -> None:
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]
