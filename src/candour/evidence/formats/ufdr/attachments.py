"""The files that a message of a report carries: what each is called, of what kind it is, and the hash that the report gives it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from candour.evidence.formats.json_elements import name_of
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.report import Report
from candour.evidence.formats.whatsapp.bodies import media_of
from candour.evidence.records import Media

FIELDS = ("Attachments", "Attachment")
_MEDIA = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}


@dataclass(frozen=True, slots=True)
class Attached:
    """`place` is where the archive holds the file, as the report says it."""

    name: str | None
    media: Media | None
    sha256: str | None
    place: str | None

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def attached(node: Node, report: Report) -> list[Attached]:
    """In the report's order, each file once; parts of text of a multimedia message are no files."""
    met: set[str] = set()
    found = []
    for one in _models(node):
        key = one.attributes.get("file_id") or one.attributes.get("id") or ""
        if not key or key not in met:
            met.add(key)
            found.append(_attached(one, report))
    return found


def _models(node: Node) -> Iterator[Node]:
    for name in FIELDS:
        yield from (one for one in node.models(name) if one.kind in ("Attachment", ""))


def _attached(one: Node, report: Report) -> Attached:
    path, sha256 = report.files.get(one.attributes.get("file_id", ""), (None, None))
    written = one.field("Filename")
    place = one.field("attachment_extracted_path") or path
    name = name_of(written or (place or "").replace("\\", "/").rpartition("/")[2] or None)
    if sha256 is None and place is not None:
        sha256 = report.hash_of(place)
    kind = (one.field("ContentType") or "").partition("/")[0].lower()
    return Attached(name, _MEDIA.get(kind) or media_of(name or ""), sha256, place)
