"""Before a schedule is made: what two phones hold of one message is placed alike, and every exhibit is hashed once more."""

import pytest

from candour.evidence.codes import Act, Schedule
from candour.evidence.models import Bundle, MadeSchedule
from candour.evidence.store import path_of
from tests.evidence.test_joined_exposure import joined, page, relied_on
from tests.evidence.test_schedules import placed
from tests.make.accounts import signed_in
from tests.make.exhibits import a_marking

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def test_nothing_is_made_where_a_message_is_relied_on_and_its_copy_is_kept_back() -> None:
    case_file, one, other, by, _ = joined()
    relied_on(one, by)
    copy = a_marking(other, by).item
    placed(copy, Schedule.SENSITIVE, by, reasons="It names a victim.")
    client, home = signed_in(by), f"/exhibits/schedules/{case_file.reference}/"
    for at in (
        f"/exhibits/schedules/used/make/{case_file.reference}/",
        f"/exhibits/bundle/{case_file.reference}/",
    ):
        assert client.post(at).status_code == 302
        assert "HLM/1/1 is relied on, and HLM/2/1, a copy of it on another phone, is kept back" in page(
            client, home
        )
    assert not MadeSchedule.objects.exists()
    assert not Bundle.objects.exists()
    placed(copy, Schedule.UNUSED, by)
    client.post(f"/exhibits/bundle/{case_file.reference}/")
    assert Bundle.objects.count() == 1


def test_nothing_is_made_of_an_exhibit_whose_file_was_altered_and_that_is_entered() -> None:
    case_file, one, other, by, _ = joined()
    relied_on(one, by)
    path = path_of(other.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    answer = signed_in(by).post(f"/exhibits/schedules/used/make/{case_file.reference}/")
    assert answer.status_code == 500
    assert "no longer matches its hash" in answer.content.decode()
    assert other.continuity.filter(act=Act.FOUND_ALTERED).exists()
    assert not MadeSchedule.objects.exists()
