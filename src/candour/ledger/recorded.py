"""The abstract model whose every column the record can rebuild; its rows are written through an entry only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, ClassVar, NoReturn, Self
from uuid import uuid4

from django.apps import apps
from django.core import checks
from django.db import models

from candour.ledger.columns import AnyField, recorded_columns, why_not_recordable

Remembered = dict[str, Any]


class OutsideTheRecord(TypeError):
    """A recorded row was about to be written without an entry."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(
            f"{model._meta.label} is written through the record only: with entry(...) as record: record.save(row)."
        )


class RecordedQuerySet(models.QuerySet[Any]):
    """Reads as usual; a room's own queryset inherits from this one."""

    def _refuse(self, *_positional: object, **_named: object) -> NoReturn:
        raise OutsideTheRecord(self.model)

    create = update = delete = bulk_create = bulk_update = _refuse
    get_or_create = update_or_create = _refuse


class Recorded(models.Model):
    """Codes, dates, numbers and keys are recorded as they are, CommittedText as its commitment.

    `unrecorded` names the derived columns that stay out of the record, each with its reason. `formerly` maps the name
    that a column had in older entries to its name now, or to "" where the column is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    unrecorded: ClassVar[Mapping[str, str]] = {}
    formerly: ClassVar[Mapping[str, str]] = {}

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def ledger_kind(self) -> str:
        """What this thing is called as the subject of an entry; a room may set a shorter word."""
        return str(self._meta.model_name)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row.__dict__["_as_stored"] = _as_loaded(row.__dict__)
        return row

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        names = None if fields is None else list(fields)
        super().refresh_from_db(using=using, fields=names, from_queryset=from_queryset)
        loaded = names or [column.attname for column in self._meta.concrete_fields]
        self.remember(self._meta.get_field(name).attname for name in loaded)  # type: ignore[union-attr]

    def remember(self, names: Iterable[str]) -> None:
        """Keep what the database holds, so that an entry carries only what changed."""
        held = self.remembered()
        held.update((name, _kept(self.__dict__[name])) for name in names if name in self.__dict__)

    def remembered(self) -> Remembered:
        held: Remembered = self.__dict__.setdefault("_as_stored", {})
        return held

    def take_over(self, row: Self) -> None:
        """Holds from now on what `row`, read a moment ago, holds; what it points to is kept where that is the same."""
        for column in self._meta.concrete_fields:
            setattr(self, column.attname, row.__dict__[column.attname])
        self.__dict__.pop("_prefetched_objects_cache", None)
        self.__dict__["_as_stored"] = row.remembered()

    def as_it_stands(self) -> Self:
        """A copy that later changes to this row do not reach."""
        copied = type(self).__new__(type(self))
        copied.__dict__.update((name, _kept(value)) for name, value in self.__dict__.items())
        return copied

    def changed_columns(self) -> list[AnyField]:
        """All columns of a new row; of a stored one, those whose value differs from what was loaded."""
        columns = recorded_columns(type(self))
        if self._state.adding:
            return list(columns)
        held = self.remembered()
        loaded = (column for column in columns if column.attname in self.__dict__)
        return [column for column in loaded if _differs(column, held, self.__dict__[column.attname])]

    @classmethod
    def keep_beside(cls, rows: Sequence[Any], written: Collection[str]) -> None:
        """Called within every write with the rows and the columns written: for what is derived from them and
        kept in a table of its own, such as the words under which a row is found. Nothing is kept by default."""

    def save(self, *_positional: object, **_named: object) -> NoReturn:
        raise OutsideTheRecord(type(self))

    def delete(self, *_positional: object, **_named: object) -> NoReturn:
        raise OutsideTheRecord(type(self))

    @classmethod
    def check(cls, **options: Any) -> list[checks.CheckMessage]:
        return [*super().check(**options), *_unrecordable(cls)]


def recorded_models() -> Sequence[type[Recorded]]:
    """Every table that the record can rebuild, in order of its name."""
    found = [model for model in apps.get_models() if issubclass(model, Recorded) and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def _differs(column: AnyField, held: Remembered, value: Any) -> bool:
    if column.attname not in held:
        return True
    before = held[column.attname]
    return bool(value != before and (value is None or column.to_python(value) != before))


def _as_loaded(values: Mapping[str, Any]) -> Remembered:
    """What a row just read holds, copied in one go: a page reads hundreds of rows and changes none."""
    held = dict(values)
    del held["_state"]
    for name, value in values.items():
        if isinstance(value, dict | list):
            held[name] = deepcopy(value)
    return held


def _kept(value: Any) -> Any:
    """Lists and mappings are copied: a change inside one must show."""
    return deepcopy(value) if isinstance(value, dict | list) else value


def _unrecordable(model: type[Recorded]) -> list[checks.CheckMessage]:
    reasons = [(column.name, why_not_recordable(column)) for column in recorded_columns(model)]
    reasons += [(key.name, _loses_rows(key)) for key in model._meta.concrete_fields]
    reasons += [
        (key.name, "rows of a hidden table escape the record") for key in model._meta.local_many_to_many
    ]
    return [
        checks.Error(f"{model._meta.label}.{name} cannot be recorded: {why}.", obj=model, id="ledger.E001")
        for name, why in reasons
        if why
    ]


def _loses_rows(column: AnyField) -> str:
    """A deletion elsewhere must not reach into a recorded table without an entry."""
    remote = column.remote_field
    if remote is None or getattr(remote, "on_delete", None) in {
        models.PROTECT,
        models.RESTRICT,
        models.DO_NOTHING,
    }:
        return ""
    return "use on_delete=PROTECT, so that no row changes without an entry"
