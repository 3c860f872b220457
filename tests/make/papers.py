"""Case files, people, letters and files for tests; every name is invented."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, date, datetime
from uuid import uuid4

from candour.accounts.codes import Capacity, CaseFileKind, Role
from candour.accounts.models import Appointment, CaseFile, Custody, Person, User
from candour.bodies.models import Body
from candour.ledger.writing import entry
from candour.papers.actions import draft_letter
from candour.papers.codes import LetterKind, Method
from candour.papers.composing import Composed, compose
from candour.papers.models import Letter
from tests.make.bodies import a_force

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def a_user(*, name: str = "Mair Handler", email: str = "") -> User:
    return User.objects.create_user(email or f"{uuid4().hex[:8]}@example.invalid", name=name)


def a_case_file(*, reference: str = "WEX/2026/000123", body: Body | None = None) -> CaseFile:
    """The case file of that reference, made when a test first asks for it."""
    made = CaseFile.objects.filter(reference=reference).first()
    if made is not None:
        return made
    holder = body or Body.objects.filter(key="ashwick").first() or a_force()
    case_file = CaseFile(reference=reference, kind=CaseFileKind.MATTER, opened=TODAY, fictional=True)
    with entry("case-file.open", subject=case_file, by=None, at=NOW) as record:
        record.save(case_file)
        record.save(
            Custody(case_file=case_file, body=holder, capacity=Capacity.APPROPRIATE_AUTHORITY, starts=TODAY)
        )
    return case_file


def a_person(*, name: str = "Siân Ŵyn-Lŷr", user: User | None = None, **facts: str) -> Person:
    facts = {"email": "sian@example.invalid", "address": "12 Heol y Bont\nLlanfŵr\nWX9 4QQ", **facts}
    person = Person(name=name, user=user, **facts)
    with entry("person.register", subject=person, by=None, at=NOW) as record:
        return record.save(person)


def appointed(user: User, role: Role, *, case_file: CaseFile | None = None, body: Body | None = None) -> User:
    with entry("appointment.make", subject=user_subject(user), by=None, at=NOW) as record:
        record.save(Appointment(user=user, role=role, body=body, case_file=case_file, starts=TODAY))
    return user


def user_subject(user: User) -> "NamedUser":
    return NamedUser(user.pk)


class NamedUser:
    ledger_kind = "user"

    def __init__(self, pk: object) -> None:
        self.pk = pk


def values_of_an_outcome(**other: object) -> dict[str, object]:
    """An outcome that the local policing body would review."""
    return {
        "recipient_name": "Siân Ŵyn-Lŷr",
        "contact_name": "Mair Handler",
        "contact": "01632 960001",
        "complaint_made": date(2026, 1, 12),
        "force_name": "Ashwick Police",
        "handled_by": "other-handling",
        "allegations": ["An officer was rude at the front counter"],
        "findings": "The recording shows that the officer raised his voice.",
        "reasons": "The recording and your account agree.",
        "action": "The officer has apologised and reflected with his sergeant.",
        "review_right": True,
        "review_body": "local-policing-body",
        "review_body_name": "Commissioner for Ashwick",
        "review_body_contact": "reviews@ashwick.example.invalid",
        "no_right_to_director_general": True,
        "time_limit": "within 28 days starting the day after the right was explained in writing",
    } | other


def a_composed_letter(*, words: str = "We have your bicycle.") -> Composed:
    values = {"recipient_name": "Siân Ŵyn-Lŷr", "contact_name": "Mair Handler", "contact": "01632 960001"}
    return compose(LetterKind.FREE, {**values, "about": "Your bicycle", "words": words})


def a_draft(
    *,
    case_file: CaseFile | None = None,
    recipient: Person | Body | None = None,
    method: Method = Method.EMAIL,
    composed: Composed | None = None,
    by: User | None = None,
) -> Letter:
    case_file = case_file or a_case_file()
    with entry("letter.draft", subject=case_file, by=by and by.pk, at=NOW, on=TODAY) as record:
        return draft_letter(
            record,
            case_file=case_file,
            sender=Body.objects.get(key="ashwick"),
            recipient=recipient or a_person(),
            method=method,
            composed=composed or a_composed_letter(),
            signatory="Yours sincerely\nMair Handler\nComplaint handler",
            on=TODAY,
            by=by,
        )


def a_png(*, width: int = 2, height: int = 2) -> bytes:
    """A header that says how large the picture is; its pixels are not there."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def a_jpeg(*, width: int = 2, height: int = 2) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"note"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + comment + frame + b"\xff\xd9"


def a_pdf(words: str = "words") -> bytes:
    return b"%PDF-1.7\n" + words.encode() + b"\n%%EOF\n"


def a_zip(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def a_docx(**more: bytes) -> bytes:
    return a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **more})
