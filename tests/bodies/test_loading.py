"""Loading writes every body, changes nothing the second time, and keeps what an operator settled."""

from datetime import date
from pathlib import Path

import pytest

from candour.bodies.actions import join_installation, leave_installation, record_delegation_notice
from candour.bodies.kinds import BodyKind, Confidence, Delegation, InformationLaw
from candour.bodies.loading import load_bodies
from candour.bodies.models import Body, BodyName, DelegationModel, Governance
from candour.bodies.table_rows import UnreadableBodyTable
from tests.make.bodies import altered, copied_tables

pytestmark = pytest.mark.django_db


def test_a_freedom_of_information_round_goes_to_48_forces_under_two_laws() -> None:
    load_bodies()
    asked = Body.objects.in_information_round()
    assert asked.count() == 48
    assert asked.filter(foi_law=InformationLaw.FOIA).count() == 47
    assert [force.key for force in asked.filter(foi_law=InformationLaw.FOISA)] == ["police-scotland"]


def test_complaints_statistics_cover_44_forces_and_misconduct_statistics_43() -> None:
    load_bodies()
    complaints = set(Body.objects.in_iopc_statistics().values_list("key", flat=True))
    misconduct = set(Body.objects.in_home_office_statistics().values_list("key", flat=True))
    assert (len(complaints), len(misconduct)) == (44, 43)
    assert complaints - misconduct == {"btp"}


def test_loading_again_changes_no_row() -> None:
    load_bodies()
    before = _rows()
    load_bodies()
    assert _rows() == before


def test_what_an_operator_settled_outlives_loading_again() -> None:
    load_bodies()
    kent = Body.objects.get(key="kent")
    join_installation(body=kent, letters_address="Professional Standards, Kent Police")
    leave_installation(body=Body.objects.get(key="wexmoor"))
    record_delegation_notice(
        force=kent,
        model=Delegation.MODEL_2,
        starts=date(2021, 4, 1),
        notice_reference="Notice 7",
        source="The notice itself",
        confidence=Confidence.READ,
    )

    load_bodies()

    assert set(Body.objects.hosted().values_list("key", flat=True)) == {"kent", "wexmoor-pcc", "example-iopc"}
    assert Body.objects.get(key="kent").letters_address == "Professional Standards, Kent Police"
    assert Body.objects.delegation_model(kent, on=date(2021, 4, 1)).model == Delegation.MODEL_2


def test_an_entered_notice_takes_the_place_of_the_shipped_row_of_that_day() -> None:
    load_bodies()
    wexmoor = Body.objects.get(key="wexmoor")
    entered = {"starts": date(2020, 2, 1), "notice_reference": "WX/1", "source": "Invented"}
    record_delegation_notice(force=wexmoor, model=Delegation.MODEL_3, confidence=Confidence.READ, **entered)
    load_bodies()
    assert Body.objects.delegation_model(wexmoor, on=date(2020, 2, 1)) == (3, True, "WX/1")


def test_a_correction_to_a_table_replaces_the_row_it_corrects(tmp_path: Path) -> None:
    folder = copied_tables(tmp_path)
    load_bodies(folder=folder)
    altered(folder / "names.csv", "metropolitan,Met,also", "metropolitan,The Met,also")
    load_bodies(folder=folder)
    assert not BodyName.objects.filter(body="metropolitan", name="Met").exists()
    assert BodyName.objects.filter(body="metropolitan", name="The Met").exists()


def test_a_fault_in_any_table_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    folder = copied_tables(tmp_path)
    altered(folder / "governance.csv", "metropolitan,mopac", "metropolitan,nobody")
    with pytest.raises(UnreadableBodyTable):
        load_bodies(folder=folder)
    assert Body.objects.count() == 0


def test_an_installation_may_be_set_up_without_the_worked_examples() -> None:
    load_bodies(with_examples=False)
    assert not Body.objects.fictional().exists()


def test_the_worked_examples_are_marked_fictional_and_touch_no_real_body() -> None:
    load_bodies()
    examples = {body.key: body for body in Body.objects.fictional()}
    assert set(examples) == {"wexmoor", "wexmoor-pcc", "wexmoor-police-authority", "example-iopc"}
    assert examples["wexmoor"].overseen_by == examples["example-iopc"]
    assert not Body.objects.real().filter(overseen_by__fictional=True).exists()
    assert not Body.objects.real().filter(official_name__icontains="wexmoor").exists()


def test_every_territorial_force_is_governed_today_and_overseen() -> None:
    load_bodies()
    for force in Body.objects.of_force_kind("territorial").select_related("overseen_by"):
        assert Body.objects.governing(force, on=date(2026, 11, 21)), force.key
        assert force.overseen_by is not None
        assert force.overseen_by.kind == BodyKind.OVERSIGHT


def _rows() -> list[list[tuple[object, ...]]]:
    tables = (Body, BodyName, Governance, DelegationModel)
    return [sorted(table.objects.values_list(), key=repr) for table in tables]
