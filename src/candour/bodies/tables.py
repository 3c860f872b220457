"""The tables of bodies as values: read from a folder of CSV files, each row tied to the source it cites."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from candour.bodies.kinds import (
    BodyKind,
    Confidence,
    Delegation,
    ForceKind,
    InformationLaw,
    NameKind,
    PolicingBodyKind,
)
from candour.bodies.table_rows import Row, UnreadableBodyTable, read_rows

DATA = Path(__file__).resolve().parent / "data"
EXAMPLES = DATA / "examples"
Value = TypeVar("Value")


@dataclass(frozen=True)
class Source:
    title: str
    address: str
    confidence: Confidence
    checked: date


Sources: TypeAlias = dict[str, Source]


@dataclass(frozen=True)
class BodyRow:
    row: Row
    key: str
    official_name: str
    kind: BodyKind
    force_kind: str
    policing_body_kind: str
    ons_code: str
    foi_law: str
    foi_authority: str
    foi_source: Source | None
    overseen_by: str
    oversight_basis: str
    succeeds: str
    in_foi_round: bool
    in_iopc_statistics: bool
    in_home_office_statistics: bool
    valid_from: str
    valid_to: str
    note: str
    fictional: bool
    on_this_installation: bool
    letters_address: str
    source: Source


@dataclass(frozen=True)
class NameRow:
    row: Row
    body: str
    name: str
    kind: NameKind
    valid_from: str
    valid_to: str
    source: Source


@dataclass(frozen=True)
class GovernanceRow:
    row: Row
    force: str
    policing_body: str
    starts: date | None
    ends: date | None
    note: str
    source: Source


@dataclass(frozen=True)
class DelegationRow:
    row: Row
    force: str
    model: Delegation
    starts: date
    notice_reference: str
    source: Source


@dataclass(frozen=True)
class Tables:
    bodies: tuple[BodyRow, ...]
    names: tuple[NameRow, ...]
    governance: tuple[GovernanceRow, ...]
    delegation: tuple[DelegationRow, ...]

    def __add__(self, other: "Tables") -> "Tables":
        return Tables(
            self.bodies + other.bodies,
            self.names + other.names,
            self.governance + other.governance,
            self.delegation + other.delegation,
        )


def read_tables(folder: Path, sources: Sources, *, fictional: bool = False) -> Tables:
    """Every table of a folder. Raises UnreadableBodyTable, naming file and line, at the first fault."""

    def rows(name: str, read: Callable[[Row, Source], Value]) -> Iterator[Value]:
        for row in read_rows(folder, name):
            value = read(row, _source(row, sources))
            row.finish()
            yield value

    def bodies(name: str, kind: BodyKind | None) -> Iterator[BodyRow]:
        return rows(name, lambda row, source: _body(row, source, sources, kind=kind, fictional=fictional))

    return Tables(
        bodies=(
            *bodies("forces.csv", BodyKind.POLICE_FORCE),
            *bodies("policing-bodies.csv", BodyKind.LOCAL_POLICING_BODY),
            *bodies("other-bodies.csv", None),
        ),
        names=tuple(rows("names.csv", _name)),
        governance=tuple(rows("governance.csv", _governance)),
        delegation=tuple(rows("delegation.csv", _delegation)),
    )


def read_sources(path: Path) -> Sources:
    with path.open("rb") as opened:
        written = tomllib.load(opened)
    return {key: _read_source(path.name, key, entry) for key, entry in written.items()}


def _read_source(file: str, key: str, entry: dict[str, object]) -> Source:
    unknown = entry.keys() - {"title", "address", "confidence", "checked"}
    if unknown:
        raise UnreadableBodyTable(
            f"{file}, source '{key}': unknown key '{min(unknown)}'. Correct or remove it."
        )
    title, address = entry.get("title", ""), entry.get("address", "")
    confidence, checked = entry.get("confidence"), entry.get("checked")
    if not (title and isinstance(title, str) and isinstance(address, str)):
        raise UnreadableBodyTable(f"{file}, source '{key}': 'title' is missing. Say in words what it is.")
    if confidence not in Confidence.values or not isinstance(checked, date):
        raise UnreadableBodyTable(
            f"{file}, source '{key}': give 'confidence' ({', '.join(Confidence.values)}) and 'checked' (a date)."
        )
    return Source(title, address, Confidence(confidence), checked)


def _source(row: Row, sources: Sources, column: str = "source") -> Source:
    key = row.text(column)
    if key not in sources:
        raise row.error(f"the source '{key}' is not in sources.toml. Cite one that is, or describe it there.")
    return sources[key]


def _information_source(row: Row, sources: Sources, law: str) -> Source | None:
    if law:
        return _source(row, sources, "foi_source")
    if row.maybe("foi_source"):
        raise row.error("'foi_source' is given and 'foi_law' is not. Say which law it is.")
    return None


def _body(row: Row, source: Source, sources: Sources, *, kind: BodyKind | None, fictional: bool) -> BodyRow:
    law = row.maybe_choice("foi_law", InformationLaw)
    settled = kind or row.choice("kind", BodyKind)
    is_force, governs = settled == BodyKind.POLICE_FORCE, settled == BodyKind.LOCAL_POLICING_BODY
    return BodyRow(
        row=row,
        key=row.text("key"),
        official_name=row.text("official_name"),
        kind=settled,
        force_kind=row.choice("force_kind", ForceKind) if is_force else "",
        policing_body_kind=row.choice("policing_body_kind", PolicingBodyKind) if governs else "",
        ons_code=row.maybe("ons_code"),
        foi_law=law,
        foi_authority=row.maybe("foi_authority"),
        foi_source=_information_source(row, sources, law),
        overseen_by=row.maybe("overseen_by"),
        oversight_basis=row.maybe("oversight_basis"),
        succeeds=row.maybe("succeeds"),
        in_foi_round=row.yes_no("in_foi_round"),
        in_iopc_statistics=row.yes_no("in_iopc_statistics"),
        in_home_office_statistics=row.yes_no("in_home_office_statistics"),
        valid_from=row.part_of_a_date("valid_from"),
        valid_to=row.part_of_a_date("valid_to"),
        note=row.maybe("note"),
        fictional=fictional,
        on_this_installation=row.yes_no("on_this_installation"),
        letters_address="\n".join(line.strip() for line in row.maybe("letters_address").split(";")),
        source=source,
    )


def _name(row: Row, source: Source) -> NameRow:
    kind = row.choice("kind", NameKind)
    starts, ends = row.part_of_a_date("from"), row.part_of_a_date("to")
    return NameRow(row, row.text("body"), row.text("name"), kind, starts, ends, source)


def _governance(row: Row, source: Source) -> GovernanceRow:
    starts, ends = row.day_or_not_recorded("from"), row.maybe_day("to")
    return GovernanceRow(
        row, row.text("force"), row.text("policing_body"), starts, ends, row.maybe("note"), source
    )


def _delegation(row: Row, source: Source) -> DelegationRow:
    written = row.text("model")
    if written not in {str(model.value) for model in Delegation}:
        raise row.error(f"'model' is '{written}'. Use 1, 2 or 3.")
    model, starts = Delegation(int(written)), row.day("from")
    return DelegationRow(row, row.text("force"), model, starts, row.maybe("notice_reference"), source)
