"""The bundle for the other side: pages that open offline with a double click, a list of hashes, and a page that checks them."""

import hashlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string

from candour.accounts.models import CaseFile
from candour.evidence.codes import Schedule
from candour.evidence.schedules.printing import counts_in_words, others_in_words
from candour.evidence.schedules.rows import Schedules

PARTS = Path(__file__).parent / "bundle_parts"
HASHES = "hashes.txt"


@dataclass(frozen=True)
class Made:
    """The file, its hash, and the hash of the list inside it, which a covering letter quotes."""

    content: bytes
    sha256: str
    list_sha256: str
    items: int


@dataclass(frozen=True)
class Papers:
    """The files of one schedule."""

    pdf: bytes
    ods: bytes


def bundle_of(case_file: CaseFile, schedules: Schedules, papers: Papers, *, on: date) -> Made:
    """Of what is used: items with context, source and exposure, and its papers. Of the rest, how many there are."""
    files = _files(case_file, schedules, papers, on)
    hashes = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    )
    listed = hashes.encode()
    content = _zipped({**files, HASHES: listed}, f"{_folder(case_file)}/", on)
    return Made(
        content,
        hashlib.sha256(content).hexdigest(),
        hashlib.sha256(listed).hexdigest(),
        len(schedules.used),
    )


def _files(case_file: CaseFile, schedules: Schedules, papers: Papers, on: date) -> dict[str, bytes]:
    shared = {"case_file": case_file, "on": on, "rows": schedules.used}
    counts = [*counts_in_words(schedules, Schedule.USED), *others_in_words(schedules)]
    files = {
        "index.html": _page("index", {**shared, "counts": counts}),
        "verify.html": _page("verify", shared),
        "schedule.pdf": papers.pdf,
        "schedule.ods": papers.ods,
        "style.css": (PARTS / "style.css").read_bytes(),
        "verify.js": (PARTS / "verify.js").read_bytes(),
    }
    for number, row in enumerate(schedules.used, start=1):
        neighbours = {"before": number - 1, "after": number + 1 if number < len(schedules.used) else 0}
        files[f"item-{number}.html"] = _page("item", {**shared, "row": row, **neighbours})
    return files


def _page(name: str, context: dict[str, object]) -> bytes:
    return render_to_string(f"evidence/bundle/{name}.html", context).encode()


def _folder(case_file: CaseFile) -> str:
    return f"messages-{case_file.reference}".replace("/", "-")


def _zipped(files: dict[str, bytes], folder: str, on: date) -> bytes:
    """With one date for all, so that the same pages give the same file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            member = ZipInfo(folder + name, (on.year, on.month, on.day, 0, 0, 0))
            member.compress_type, member.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(member, content)
    return made.getvalue()
