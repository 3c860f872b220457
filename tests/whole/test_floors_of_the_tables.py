"""Keys of tables point down the floors of the house only, and only `ledger` knows the tables of the record."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import candour

SOURCE = Path(candour.__file__).parent
PYPROJECT = SOURCE.parents[1] / "pyproject.toml"
TABLES = re.compile(
    r"\bledger_(?:entry|node|head|subject|checkpoint)\b|\bLedger(?:Entry|Node|Head|Subject|Checkpoint)\b"
)


def floors() -> dict[str, int]:
    """Each room's floor, counted from the top, as import-linter is told it."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {room.strip(" ()"): floor for floor, layer in enumerate(layers) for room in layer.split("|")}


def room_of(model: type[models.Model]) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "candour" else ""


def keys() -> Iterator[tuple[str, str, str]]:
    """Room, name of the column, room that it points to; tables of others have no room and stand below all floors."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.get_fields():
            if column.is_relation and column.concrete and column.related_model and room_of(model):
                yield room_of(model), f"{model._meta.label}.{column.name}", room_of(column.related_model)


def points_wrongly(room: str, target: str, floor: dict[str, int]) -> bool:
    """Up, or across to another room of the same floor. To itself a room may point."""
    return bool(target) and room != target and floor[target] <= floor[room]


def test_every_room_with_tables_has_a_floor() -> None:
    assert {room_of(model) for model in apps.get_models()} - {""} <= {*floors()}


def test_keys_of_tables_point_down_the_floors_only() -> None:
    floor = floors()
    assert [name for room, name, target in keys() if points_wrongly(room, target, floor)] == []


@pytest.mark.parametrize(
    ("room", "target", "wrong"),
    [
        ("matters", "accounts", False),
        ("matters", "matters", False),
        ("accounts", "matters", True),
        ("deadlines", "papers", True),
        ("papers", "deadlines", True),
    ],
)
def test_a_key_upwards_or_across_would_be_found(room: str, target: str, wrong: bool) -> None:
    assert points_wrongly(room, target, floors()) is wrong


def test_the_record_and_the_deadlines_name_their_subject_without_a_key() -> None:
    subjects = ["ledger.LedgerSubject", "deadlines.Deadline"]
    for label in subjects:
        assert not apps.get_model(label)._meta.get_field("subject_id").is_relation
    assert [name for room, name, _ in keys() if room == "ledger" and "ledger." not in name] == []
    assert [name for _, name, target in keys() if target == "ledger" and not name.startswith("ledger.")] == []


def test_only_the_ledger_touches_its_tables() -> None:
    files = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "ledger"]
    touching = [
        str(path.relative_to(SOURCE)) for path in files if TABLES.search(path.read_text(encoding="utf-8"))
    ]
    assert touching == []


def test_the_scan_knows_every_table_of_the_record() -> None:
    unseen = [
        name
        for model in apps.get_app_config("ledger").get_models()
        for name in (model._meta.db_table, model.__name__)
        if not TABLES.fullmatch(name)
    ]
    assert unseen == []


def test_no_room_asks_for_the_tables_of_the_record_by_label() -> None:
    asked = re.compile(r"""get_model\(\s*["']ledger""")
    files = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "ledger"]
    assert [path.name for path in files if asked.search(path.read_text(encoding="utf-8"))] == []
