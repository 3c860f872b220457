"""What was read of an exhibit, once something of it is erased: files of readings written anew, or taken away."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import polars as pl
from django.conf import settings

from candour.evidence.erasing.inline import covered
from candour.evidence.erasing.taking_out import Held
from candour.evidence.formats.parquet import MANIFEST, read_manifest
from candour.evidence.imports.folders import manifest_hash
from candour.evidence.laid import forget_all

_NEW = f".{MANIFEST}.erased"
_RAW = ("before_body", "body", "after_body")
_SHORTEST = 64


@dataclass(frozen=True)
class Rewritten:
    """A reading whose new files lie beside the old ones. `before` and `after` are the hashes of its manifest."""

    folder: Path
    before: str
    after: str
    replaced: tuple[Path, ...]


def folders_of(sha256: str) -> list[Path]:
    """Readings of the bytes of an exhibit, whatever was answered about its dates."""
    return sorted((Path(settings.EVIDENCE_ROOT) / "readings" / sha256[:2]).glob(f"{sha256}.*"))


def holds_source(folder: Path, held: Held) -> bool:
    """Whether what was read there came from a file that must go as a whole."""
    return any(one["source"] in held for one in read_manifest(folder)["sources"])


def take_away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    forget_all()


def rewritten(folder: Path, held: Held) -> Rewritten | None:
    """Writes what must change beside what stands; nothing is replaced before `put_in_place`."""
    names = dict(_new_parts(folder, held))
    if not names:
        return None
    manifest = (folder / MANIFEST).read_text(encoding="utf-8")
    for old, new in names.items():
        manifest = manifest.replace(json.dumps(old), json.dumps(new))
    (folder / _NEW).write_text(manifest, encoding="utf-8")
    after = hashlib.sha256((folder / _NEW).read_bytes()).hexdigest()
    return Rewritten(folder, manifest_hash(folder), after, tuple(folder / one for one in names))


def put_in_place(folder: Path, manifest: str) -> None:
    """The new manifest, if it is the one on the record, takes the place of the old; files it does not name go."""
    new = folder / _NEW
    if not new.is_file() or hashlib.sha256(new.read_bytes()).hexdigest() != manifest:
        return
    os.replace(new, folder / MANIFEST)
    forget_all()
    found = read_manifest(folder)
    named = {part["file"] for one in [*found["sources"], *found["superseded"]] for part in one["parts"]}
    for path in folder.glob("*.parquet"):
        if path.name not in named:
            path.unlink()


def _new_parts(folder: Path, held: Held) -> Iterator[tuple[str, str]]:
    """The names of files that change, each with that of the file written in its stead."""
    for path in sorted(folder.glob("*.parquet")):
        frame = pl.read_parquet(path)
        long = sum((pl.col(name).bin.size().fill_null(0) for name in _RAW), start=pl.lit(0)) > _SHORTEST
        rows = frame.with_row_index("at").filter(long).select("at", *_RAW).iter_rows()
        changed = {at: new for at, *parts in rows if (new := _covered(parts, held))}
        if changed:
            yield path.name, _written(folder, frame, changed)


def _covered(parts: Sequence[bytes | None], held: Held) -> tuple[bytes | None, ...] | None:
    """The raw bytes of a record lie in three columns; a file may reach from one into the next, and no length changes."""
    raw, covering = covered(b"".join(part or b"" for part in parts), held)
    if not covering:
        return None
    ends = list(accumulate(len(part or b"") for part in parts))
    cut = [raw[end - len(part or b"") : end] for part, end in zip(parts, ends, strict=True)]
    return tuple(new if part is not None else None for part, new in zip(parts, cut, strict=True))


def _written(folder: Path, frame: pl.DataFrame, changed: Mapping[int, tuple[bytes | None, ...]]) -> str:
    rows = enumerate(frame.select(_RAW).iter_rows())
    columns = zip(*(changed.get(at, row) for at, row in rows), strict=True)
    new = [
        pl.Series(name, list(values), frame.schema[name]) for name, values in zip(_RAW, columns, strict=True)
    ]
    beside = folder / ".erased-part"
    whole = frame.with_columns(new)
    whole.write_parquet(beside, compression="zstd", compression_level=1, statistics=True)
    with beside.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest() + ".parquet"
    beside.chmod(0o444)
    os.replace(beside, folder / name)
    return name
