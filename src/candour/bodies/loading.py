"""Puts the tables of bodies into the database; running it again changes nothing that is already so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from django.db import models, transaction

from candour.bodies.kinds import NameKind
from candour.bodies.models import Body, BodyName, DelegationModel, Governance
from candour.bodies.naming import fold
from candour.bodies.table_checks import check_tables
from candour.bodies.tables import DATA, BodyRow, NameRow, Source, Tables, read_sources, read_tables

KEPT = {"key", "on_this_installation", "letters_address"}
LINKS = {"overseen_by", "succeeds"}
NOT_COLUMNS = {"row", "source", "foi_source"}


@dataclass(frozen=True)
class Loaded:
    """How many rows the tables hold."""

    bodies: int
    names: int
    governance: int
    delegation_models: int


def load_bodies(*, with_examples: bool = True, folder: Path = DATA) -> Loaded:
    """Reads the tables, checks all of them, then writes all of them or nothing.

    What an operator settled stays: which bodies are on this installation, their addresses for letters, and
    delegation notices entered by hand. Raises UnreadableBodyTable, which names the file and the line.
    """
    tables = read_body_tables(with_examples=with_examples, folder=folder)
    with transaction.atomic():
        _write_bodies(tables.bodies)
        names = _as_shipped(BodyName, _names(tables))
        governance = _as_shipped(Governance, _governance(tables))
        delegation = _as_shipped(DelegationModel, _delegation(tables))
    return Loaded(len(tables.bodies), names, governance, delegation)


def read_body_tables(*, with_examples: bool = True, folder: Path = DATA) -> Tables:
    sources = read_sources(folder / "sources.toml")
    tables = read_tables(folder, sources)
    if with_examples:
        tables += read_tables(folder / "examples", sources, fictional=True)
    check_tables(tables)
    return tables


def _write_bodies(rows: Iterable[BodyRow]) -> None:
    bodies = [
        Body(**_columns(row), **_information_cited(row.foi_source), **_cited(row.source)) for row in rows
    ]
    Body.objects.bulk_create(
        bodies,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[field.name for field in Body._meta.concrete_fields if field.name not in KEPT],
    )


def _columns(row: BodyRow) -> dict[str, object]:
    names = [field.name for field in fields(row) if field.name not in NOT_COLUMNS]
    plain = {name: getattr(row, name) for name in names if name not in LINKS}
    return plain | {f"{name}_id": getattr(row, name) or None for name in LINKS}


def _information_cited(source: Source | None) -> dict[str, object]:
    if source is None:
        return {}
    return {
        "foi_source": source.title,
        "foi_source_address": source.address,
        "foi_confidence": source.confidence,
    }


def _cited(source: Source) -> dict[str, object]:
    return {
        "source": source.title,
        "source_address": source.address,
        "confidence": source.confidence,
        "shipped": True,
    }


def _names(tables: Tables) -> Iterator[BodyName]:
    """Every name in the tables, and the official name of each body whose tables do not date it."""
    dated = {(name.body, name.name) for name in tables.names if name.kind == NameKind.OFFICIAL}
    yield from (_name(name) for name in tables.names)
    for body in tables.bodies:
        if (body.key, body.official_name) not in dated:
            yield _name(_official_name(body))


def _official_name(body: BodyRow) -> NameRow:
    return NameRow(
        body.row,
        body.key,
        body.official_name,
        NameKind.OFFICIAL,
        body.valid_from,
        body.valid_to,
        body.source,
    )


def _name(row: NameRow) -> BodyName:
    return BodyName(
        body_id=row.body,
        name=row.name,
        folded=fold(row.name),
        kind=row.kind,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        **_cited(row.source),
    )


def _governance(tables: Tables) -> Iterator[Governance]:
    for row in tables.governance:
        yield Governance(
            force_id=row.force,
            policing_body_id=row.policing_body,
            starts=row.starts,
            ends=row.ends,
            note=row.note,
            **_cited(row.source),
        )


def _delegation(tables: Tables) -> Iterator[DelegationModel]:
    """The models of the tables, but for a force and day on which an operator entered a notice."""
    entered = set(DelegationModel.objects.filter(shipped=False).values_list("force_id", "starts"))
    for row in tables.delegation:
        if (row.force, row.starts) not in entered:
            yield DelegationModel(
                force_id=row.force,
                model=row.model,
                starts=row.starts,
                notice_reference=row.notice_reference,
                **_cited(row.source),
            )


def _as_shipped(model: type[models.Model], wanted: Iterable[models.Model]) -> int:
    """Makes the shipped rows of a model these and no others, leaving alone each that is already right."""
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    new = {tuple(getattr(one, column) for column in columns): one for one in wanted}
    held = model._default_manager.filter(shipped=True).values_list("pk", *columns)
    stale = [pk for pk, *values in held if tuple(values) not in new]
    right = {tuple(values) for _, *values in held}
    model._default_manager.filter(pk__in=stale).delete()
    model._default_manager.bulk_create([one for values, one in new.items() if values not in right])
    return len(new)
