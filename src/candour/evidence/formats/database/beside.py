"""A file that belongs to a database and lies beside it, in its folder or in the same archive."""

from pathlib import PurePosixPath

from candour.evidence.formats import archives
from candour.evidence.formats.sources import Opened, Source, open_file


def file_beside(source: Source, name: str) -> Source | None:
    """None where there is none, or where it is empty."""
    if source.member is None:
        beside = source.path.with_name(name)
        return open_file(beside).source() if beside.is_file() and beside.stat().st_size else None
    wanted = str(PurePosixPath(source.member).with_name(name))
    with archives.opened(source.path) as archive:
        names = archive.namelist()
    if wanted not in names:
        return None
    whole: Opened = open_file(source.path)
    member = next(one for one in whole.members or () if one.name == wanted)
    return whole.source(member)
