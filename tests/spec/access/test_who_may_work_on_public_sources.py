"""Who may look at public sources and entries of the national register, and who may change and publish them."""

from datetime import date, timedelta

import pytest

from candour.accounts.codes import PARTIES, STANDING, Role
from candour.register.permissions import may_edit_register, may_read_sources
from tests.make.accounts import a_case_file, a_user, appointed
from tests.make.bodies import a_force

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 3, 2)
MAY_READ = {Role.REGISTER_EDITOR, Role.AUDITOR}
MAY_EDIT = {Role.REGISTER_EDITOR}


@pytest.mark.parametrize("role", sorted(STANDING))
def test_register_editors_and_auditors_read_sources_and_only_register_editors_change_and_publish(
    role: Role,
) -> None:
    user = a_user()
    appointed(user, role, a_force())
    assert (may_read_sources(user, on=TODAY) is None) is (role in MAY_READ)
    assert (may_edit_register(user, on=TODAY) is None) is (role in MAY_EDIT)


@pytest.mark.parametrize("role", sorted(PARTIES | {Role.INVESTIGATOR}))
def test_nobody_reads_sources_by_a_role_on_a_case_file(role: Role) -> None:
    user = a_user()
    appointed(user, role, a_case_file(a_force()))
    assert may_read_sources(user, on=TODAY) is not None
    assert may_edit_register(user, on=TODAY) is not None


def test_an_appointment_as_register_editor_that_has_ended_opens_no_source() -> None:
    user = a_user()
    appointed(user, Role.REGISTER_EDITOR, a_force(), ends=TODAY)
    assert may_read_sources(user, on=TODAY - timedelta(days=1)) is None
    assert may_read_sources(user, on=TODAY) is not None
    assert may_edit_register(user, on=TODAY) is not None


def test_a_closed_account_opens_no_source() -> None:
    user = a_user()
    appointed(user, Role.REGISTER_EDITOR, a_force())
    user.is_active = False
    assert may_read_sources(user, on=TODAY) is not None
    assert may_edit_register(user, on=TODAY) is not None
