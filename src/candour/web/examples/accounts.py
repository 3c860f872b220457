"""The demonstration accounts: one for each kind of user, all of a fictional force and its overseers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, User
from candour.ledger.writing import entry

FORCE, POLICING_BODY, OVERSIGHT = "wexmoor", "wexmoor-pcc", "example-iopc"
PASSWORD = "a-worked-example"  # noqa: S105 - printed for everybody; refused outside the demonstration
BEGAN = date(2020, 2, 1)


@dataclass(frozen=True)
class Account:
    """`role` None: their part is given on particular files by the caseload."""

    key: str
    name: str
    what: str
    role: Role | None
    body: str | None

    @property
    def email(self) -> str:
        return f"{self.key}@wexmoor.example"


ACCOUNTS = (
    Account("handler", "Hazel Brook", "complaint handler, Wexmoor Constabulary", Role.COMPLAINT_HANDLER, FORCE),
    Account("investigator", "Idris Lane", "investigator, on the files they are given", None, None),
    Account("authority", "Dilys Marsh", "decision maker for the appropriate authority", Role.DECISION_MAKER, FORCE),
    Account("proceedings", "Perry Holt", "proceedings officer", Role.PROCEEDINGS_OFFICER, FORCE),
    Account("assessment", "Asha Quay", "IOPC (worked example), assessment", Role.IOPC_ASSESSMENT, OVERSIGHT),
    Account("casework", "Cai Wharf", "IOPC (worked example), casework manager", Role.IOPC_CASEWORK, OVERSIGHT),
    Account("director", "Rhona Lock", "IOPC (worked example), regional director", Role.IOPC_DIRECTOR, OVERSIGHT),
    Account("reviewer", "Lowri Mews", "reviews, Police and Crime Commissioner for Wexmoor", Role.LPB_REVIEWER, POLICING_BODY),
    Account("oversight", "Owain Dell", "oversight, Police and Crime Commissioner for Wexmoor", Role.LPB_OVERSIGHT, POLICING_BODY),
    Account("editor", "Edie Leaf", "IOPC (worked example), register editor", Role.REGISTER_EDITOR, OVERSIGHT),
    Account("complainant", "Robin Vale", "complainant", None, None),
    Account("officer", "Sergeant 4417", "officer concerned", None, None),
    Account("friend", "Frankie Weir", "police friend", None, None),
    Account("auditor", "Aled Stone", "auditor", Role.AUDITOR, FORCE),
    Account("administrator", "Morgan Pyle", "administrator, Wexmoor Constabulary", Role.ADMINISTRATOR, FORCE),
)


def make_accounts(*, at: datetime) -> dict[str, User]:
    """By key; those that stand already are left as they are."""
    password_hash = make_password(PASSWORD)
    return {account.key: _make(account, at, password_hash) for account in ACCOUNTS}


def _make(account: Account, at: datetime, password_hash: str) -> User:
    known = User.objects.filter(email=account.email).first()
    if known is not None:
        return known
    user = User.objects.create_user(email=account.email, name=account.name, password=None)
    User.objects.filter(pk=user.pk).update(password=password_hash)
    user.password = password_hash
    if account.role is not None:
        made = Appointment(user=user, role=account.role, body_id=account.body, starts=BEGAN)
        with entry("appointment.make", subject=made, by=None, at=at, on=BEGAN) as record:
            record.save(made)
    return user


def print_accounts(*, bind: str, say: Callable[[str], object]) -> None:
    say(f"\nCandour: http://{bind}/   (Wexmoor Constabulary does not exist; all its cases are made up)")
    say(f"Sign in with one of these and the password '{PASSWORD}':")
    for account in ACCOUNTS:
        say(f"  {account.email:<32} {account.what}")
    say("")
