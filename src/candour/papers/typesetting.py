"""Sets a letter as a tagged PDF (PDF/UA-1). The same letter always gives the same bytes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import gettext as _

from candour.papers.codes import LetterKind, Marking
from candour.papers.prose import read
from candour.papers.refusal import IncompleteLetter
from candour.papers.typeface import FONTS, missing_from_typeface

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Final = "ua-1"
_NO_DATE = date(1970, 1, 1)


@dataclass(frozen=True)
class Paper:
    """Everything that is printed on a letter. `dated` is None while it is a draft; `body` is Markdown."""

    sender: str
    sender_address: Sequence[str]
    recipient: str
    recipient_address: Sequence[str]
    reference: str
    dated: date | None
    subject: str
    body: str
    signatory: Sequence[str] = ()
    method: str = ""
    marking: Marking = Marking.NOT_MARKED
    fictional: bool = False
    checkpoint: str = ""
    signed_by_hand: bool = False

    def marks(self) -> list[str]:
        marks = [] if self.marking == Marking.NOT_MARKED else [str(self.marking.label)]
        marks += [_("Draft, not sent")] if self.dated is None else []
        return marks + ([_("Worked example: fictional force")] if self.fictional else [])


def render_letter(kind: LetterKind, paper: Paper) -> bytes:
    """The PDF. Raises IncompleteLetter where the typeface lacks a character of the letter."""
    sheet = _sheet(kind, paper)
    _require_characters(kind, paper)
    midnight = datetime.combine(paper.dated or _NO_DATE, time(), UTC)
    compiled = typst.compile(
        TEMPLATES / "letter.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(sheet, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        timestamp=midnight,
        package_path=TEMPLATES,
        package_cache_path=TEMPLATES,
    )
    if not isinstance(compiled, bytes):
        raise TypeError("Typst gave no PDF.")
    return compiled


def _sheet(kind: LetterKind, paper: Paper) -> dict[str, object]:
    return {
        "kind": str(LetterKind(kind).label),
        "title": f"{paper.subject} ({paper.reference})",
        "sender": paper.sender,
        "sender_address": [line for line in paper.sender_address if line],
        "recipient": paper.recipient,
        "recipient_address": [line for line in paper.recipient_address if line],
        "reference": paper.reference,
        "particulars": _particulars(paper),
        "subject": paper.subject,
        "body": [node.as_json() for node in read(paper.body)],
        "signatory": [line for line in paper.signatory if line],
        "room_to_sign": paper.signed_by_hand,
        "marks": paper.marks(),
        "notice": _fiction() if paper.fictional else "",
        "checkpoint": paper.checkpoint,
    }


def _particulars(paper: Paper) -> list[tuple[str, str]]:
    dated = paper.dated
    return [
        (_("Date"), f"{dated.day} {dated:%B %Y}" if dated else _("Not dated yet")),
        (_("Our reference"), paper.reference),
        *([(_("Sent by"), paper.method)] if paper.method else []),
    ]


def _fiction() -> str:
    return _("This letter belongs to a worked example. The force and everyone named in it are invented.")


def _require_characters(kind: LetterKind, paper: Paper) -> None:
    printed = [
        paper.sender,
        *paper.sender_address,
        paper.recipient,
        *paper.recipient_address,
        paper.reference,
        paper.subject,
        *(node.words() for node in read(paper.body)),
        *paper.signatory,
    ]
    missing = missing_from_typeface("".join(printed))
    if missing:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in missing[:10])
        raise IncompleteLetter(
            kind, [f"The typeface of letters has no sign for {codes}. Write these characters in another way."]
        )
