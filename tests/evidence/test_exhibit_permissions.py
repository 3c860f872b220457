"""Who may see, keep, scope and read exhibits: a row for each role, held against the door and the pages."""

import pytest

from candour.accounts.codes import PARTIES, Capacity, Role
from candour.evidence.models import Exhibit, Item
from candour.evidence.permissions import may_adjudicate, may_keep, may_mark, may_read, may_state_scope
from tests.make.accounts import a_case_file, a_user, appointed, held_by, signed_in, walled
from tests.make.bodies import a_force
from tests.make.exhibits import ADDED, a_marking, a_read_exhibit, an_exhibit, an_investigator

pytestmark = pytest.mark.django_db
# sees the exhibit, keeps it, states its scope, reads its content, marks messages, settles differences
TABLE: dict[Role, tuple[bool, bool, bool, bool, bool, bool]] = {
    Role.COMPLAINT_HANDLER: (True, True, False, True, True, False),
    Role.INVESTIGATOR: (True, True, True, True, True, True),
    Role.DECISION_MAKER: (True, False, True, True, False, True),
    Role.PROCEEDINGS_OFFICER: (True, False, False, True, False, False),
    Role.IOPC_ASSESSMENT: (True, False, False, True, False, False),
    Role.IOPC_CASEWORK: (True, True, False, True, True, False),
    Role.IOPC_DIRECTOR: (True, True, True, True, True, True),
    Role.LPB_REVIEWER: (True, False, False, False, False, False),
    Role.LPB_OVERSIGHT: (False, False, False, False, False, False),
    Role.COMPLAINANT: (False, False, False, False, False, False),
    Role.INTERESTED_PERSON: (False, False, False, False, False, False),
    Role.OFFICER_CONCERNED: (False, False, False, False, False, False),
    Role.POLICE_FRIEND: (False, False, False, False, False, False),
    Role.REGISTER_EDITOR: (False, False, False, False, False, False),
    Role.AUDITOR: (True, False, False, False, False, False),
    Role.ADMINISTRATOR: (False, False, False, False, False, False),
}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def test_the_table_has_a_row_for_each_role_that_works_or_is_a_party() -> None:
    assert {*TABLE} == {*Role}


def put_forward(exhibit: Exhibit) -> Item:
    """Marked by two readers, so that somebody else may settle it."""
    a_marking(exhibit, an_investigator(exhibit.case_file))
    return a_marking(exhibit, an_investigator(exhibit.case_file, "Second"), minute=1, gravity="less").item


@pytest.mark.parametrize("role", sorted(TABLE))
def test_an_exhibit_opens_for_those_whom_the_table_names(role: Role) -> None:
    force, user = a_force(), a_user()
    case_file = a_case_file(force)
    held_by(case_file, force, Capacity.OVERSIGHT)
    held_by(case_file, force, Capacity.REVIEWER)
    body_wide = role not in PARTIES and role is not Role.INVESTIGATOR
    appointed(user, role, force if body_wide and role is not Role.PROCEEDINGS_OFFICER else case_file)
    exhibit = a_read_exhibit(case_file)
    item = put_forward(exhibit)
    sees, keeps, scopes, reads, marks, settles = TABLE[role]
    asked = (may_keep, may_state_scope, may_read, may_mark, may_adjudicate)
    assert tuple(may(user, case_file, on=ADDED) is None for may in asked) == (
        keeps,
        scopes,
        reads,
        marks,
        settles,
    )
    client, at = signed_in(user), exhibit.get_absolute_url()
    assert (client.get(at).status_code == 200) is sees
    refused = 403 if sees else 404
    assert client.get(f"/exhibits/add/{case_file.reference}/").status_code == (200 if keeps else refused)
    assert client.get(f"{at}continuity/").status_code == (200 if keeps else refused)
    assert client.get(f"{at}scope/").status_code == (200 if scopes else refused)
    assert client.get(f"{at}outside-scope/").status_code == (200 if reads else refused)
    assert client.get(f"{at}file").status_code == (200 if reads else refused)
    assert client.get(f"{at}search/").status_code == (200 if reads else refused)
    assert client.get(exhibit.chats.get().get_absolute_url()).status_code == (200 if reads else refused)
    assert client.get(item.get_absolute_url()).status_code == (200 if reads else refused)
    assert client.get(f"/exhibits/items/{case_file.reference}/").status_code == (200 if reads else refused)
    assert client.get(f"{item.get_absolute_url()}marking/").status_code == (200 if marks else refused)
    assert client.get(f"{item.get_absolute_url()}adjudication/").status_code == (200 if settles else refused)
    assert client.post(f"{at}read/").status_code == (302 if keeps else refused)


def test_a_wall_closes_the_exhibit_with_its_file() -> None:
    force, user = a_force(), a_user()
    case_file = a_case_file(force)
    appointed(user, Role.COMPLAINT_HANDLER, force)
    exhibit = an_exhibit(case_file)
    walled(user, case_file)
    assert signed_in(user).get(exhibit.get_absolute_url()).status_code == 404


def test_nobody_reaches_an_exhibit_without_signing_in(client) -> None:
    answer = client.get(an_exhibit().get_absolute_url())
    assert answer.status_code == 302
    assert "/accounts/sign-in/" in answer["Location"]
