"""Which columns of which tables may be copied to a public page; a page is made of nothing else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from candour.ledger.committed import CommittedText

FILE = Path(__file__).with_name("field_classes.toml")


class FieldClass(StrEnum):
    PUBLIC = "public"
    STAFF = "staff"
    RESTRICTED = "restricted"


class NotForThePublic(LookupError):
    """A page asked for a column that is not classed public; nothing of the row is told."""

    def __init__(self, model: type[models.Model], name: str) -> None:
        super().__init__(f"{model._meta.label}.{name} is not classed public in {FILE.name}.")


@dataclass(frozen=True)
class TableClasses:
    """The class of each column by name; `worked_out` are values made of columns, each with what it lets through."""

    of: Mapping[str, FieldClass]
    worked_out: Mapping[str, str] = field(default_factory=dict)


@cache
def field_classes() -> Mapping[str, TableClasses]:
    """By model label, as written in the file."""
    return read_classes(FILE.read_text(encoding="utf-8"))


def read_classes(text: str) -> dict[str, TableClasses]:
    """A column classed twice and an unknown heading stop the program, and are named."""
    return {label: _table(label, written) for label, written in tomllib.loads(text).items()}


def class_of(model: type[models.Model], name: str) -> FieldClass | None:
    """None where the column is classed nowhere. Keys and salts are the same everywhere."""
    if name in salts_of(model):
        return FieldClass.RESTRICTED
    table = field_classes().get(model._meta.label)
    listed = table.of.get(name) if table else None
    column = model._meta.pk
    return listed or (FieldClass.STAFF if column is not None and column.name == name else None)


def salts_of(model: type[models.Model]) -> set[str]:
    return {text.salt_name for text in model._meta.concrete_fields if isinstance(text, CommittedText)}


def public_value(row: models.Model, name: str) -> Any:
    """One public column of the row, or a value worked out from them."""
    model = type(row)
    table = field_classes().get(model._meta.label)
    worked_out = table is not None and name in table.worked_out
    if not worked_out and class_of(model, name) is not FieldClass.PUBLIC:
        raise NotForThePublic(model, name)
    value = getattr(row, name)
    return list(value) if isinstance(value, list) else value


def public_values(row: models.Model, *names: str) -> dict[str, Any]:
    return {name: public_value(row, name) for name in names}


def _table(label: str, written: Mapping[str, Any]) -> TableClasses:
    unknown = set(written) - {*FieldClass, "worked_out"}
    if unknown:
        raise ValueError(f"{FILE.name}: {label} has an unknown heading: {', '.join(sorted(unknown))}.")
    pairs = [(name, FieldClass(kind)) for kind in FieldClass for name in written.get(kind, [])]
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"{FILE.name}: {label} classes a column twice.")
    return TableClasses(dict(pairs), written.get("worked_out", {}))
