"""Opens case files, gives them to bodies and takes them back, and notes what people have done on them."""

from datetime import date, datetime

from candour.accounts.codes import Capacity, CaseFileKind, Function
from candour.accounts.models import CaseFile, Custody, FunctionTaken, User
from candour.accounts.models.appointed import TAKEN
from candour.bodies.models import Body
from candour.ledger.writing import Record, entry


def open_case_file(
    *,
    reference: str,
    kind: CaseFileKind,
    body: Body,
    capacity: Capacity = Capacity.APPROPRIATE_AUTHORITY,
    by: User | None,
    at: datetime,
    on: date,
) -> CaseFile:
    """A file under an entry of its own; whoever opens it together with a matter uses `add_case_file`."""
    case_file = CaseFile(reference=reference, kind=kind, opened=on, fictional=body.fictional)
    with entry("case-file.open", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        record.save(case_file)
        give_custody(record, case_file=case_file, body=body, capacity=capacity, starts=on)
    return case_file


def add_case_file(
    record: Record, *, reference: str, kind: CaseFileKind, opened: date, fictional: bool = False
) -> CaseFile:
    return record.save(CaseFile(reference=reference, kind=kind, opened=opened, fictional=fictional))


def give_custody(
    record: Record, *, case_file: CaseFile, body: Body, capacity: Capacity, starts: date
) -> Custody:
    return record.save(Custody(case_file=case_file, body=body, capacity=capacity, starts=starts))


def end_custody(record: Record, *, custody: Custody, ends: date) -> Custody:
    """From the day `ends` the body no longer holds the file; those who opened it through the body no longer can."""
    custody.ends = ends
    return record.save(custody, expect={"ends": None})


def note_function(
    record: Record, *, case_file: CaseFile, user: User, function: Function, on: date
) -> FunctionTaken | None:
    """Remembers, once, that this person did this here; None where it is remembered already."""
    if any(taken == function for (taken,) in TAKEN(user=user.pk, case_file=case_file.pk)):
        return None
    return record.save(FunctionTaken(case_file=case_file, user=user, function=function, on=on))
