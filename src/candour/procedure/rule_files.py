"""Reads the rule files strictly: an unknown key, a contradiction or a wrong value is refused with its file and place."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from candour.procedure.calendars import Calendar
from candour.procedure.conditions import Condition, declared_fact, read_block, read_condition
from candour.procedure.counting import Count, Direction, FirstDay, Unit
from candour.procedure.facts import Fact
from candour.procedure.law_file import (
    LawTable,
    citation,
    files_of,
    read_law_file,
    stated_confidence,
)
from candour.procedure.rules import (
    Extension,
    OtherReading,
    Outside,
    OwedInstead,
    Rule,
    Shape,
    Shortening,
    Take,
    Version,
)


def read_rules(
    root: Path, declared: Mapping[str, Fact], calendars: Mapping[str, Calendar]
) -> dict[str, Rule]:
    folder = root / "rules"
    rules: dict[str, Rule] = {}
    for path in files_of(folder):
        table = read_law_file(path, root)
        key = ".".join(path.relative_to(folder).with_suffix("").parts)
        if key.count(".") != 1 or table.text("key") != key:
            raise table.error("key", f"must be {key} (rules/SUBJECT/NAME.toml)")
        rules[key] = _RuleReader(table, key, declared, calendars).read()
    return rules


class _RuleReader:
    """Reads one rule file; holds what every part of it is checked against."""

    def __init__(
        self, table: LawTable, key: str, declared: Mapping[str, Fact], calendars: Mapping[str, Calendar]
    ) -> None:
        self.table, self.key, self.declared, self.calendars = table, key, declared, calendars
        self.shape = table.choice("shape", Shape)

    def read(self) -> Rule:
        rule = Rule(
            key=self.key,
            title=self.table.text("title"),
            shape=self.shape,
            note=self.table.optional_text("note") or "",
            versions=tuple(self._version(row) for row in self.table.tables("version", required=True)),
            outside=tuple(self._outside(row) for row in self.table.tables("outside")),
        )
        self.table.finish()
        ids = [version.id for version in rule.versions]
        if len(set(ids)) < len(ids):
            raise self.table.error("version", "has the same id twice")
        return rule

    def _version(self, row: LawTable) -> Version:
        unconfirmed_start = row.yes_no("starts_unconfirmed")
        confidence, note = stated_confidence(row)
        version = Version(
            rule=self.key,
            id=row.text("id"),
            edition=row.whole_number("edition"),
            trigger=None if unconfirmed_start and "from" not in row.written else self._dated(row, "from"),
            count=self._count_of(row, unconfirmed_start),
            repeats_from=self._repeating(row),
            repeats=self._count(row.table("repeats")) if "repeats" in row.written else None,
            per=row.optional_text("per"),
            pauses=self._pauses(row),
            extension=self._extension(row.optional_table("extension")),
            shortening=self._shortening(row.optional_table("shortening")),
            other_reading=self._other_reading(row.optional_table("other_reading")),
            owed_by=row.text("owed_by"),
            owed_to=row.text("owed_to"),
            owed_instead=self._owed_instead(row, row.optional_table("owed_instead")),
            source=citation(row),
            gist=row.text("gist"),
            confidence=confidence,
            confidence_note=note,
            checked=row.day("checked"),
            starts_unconfirmed=unconfirmed_start,
            until_unconfirmed=row.yes_no("until_unconfirmed"),
            applies=read_condition(row.tables("applies"), self.declared),
            canonical_text=_canonical(self.key, self.shape, row.written),
        )
        row.finish()
        self._refuse_contradictions(row, version)
        return version

    def _dated(self, row: LawTable, key: str) -> str:
        fact = declared_fact(row, key, self.declared)
        if not fact.dated or fact.interval:
            raise row.error(key, f"must name a date or a moment, and {fact.name} is not one")
        return fact.name

    def _count_of(self, row: LawTable, unconfirmed_start: bool) -> Count | None:
        if "count" not in row.written and (unconfirmed_start or not self.shape.counted):
            return None
        if not self.shape.counted:
            raise row.error("count", f"has no place in a rule of shape {self.shape}, which has no figure")
        return self._count(row.table("count"))

    def _count(self, table: LawTable, *, ends: bool = False) -> Count:
        count = Count(
            n=table.whole_number("n"),
            unit=table.choice("unit", Unit),
            first_day=table.choice("first_day", FirstDay),
            to_n=table.optional_number("to_n"),
            direction=table.choice("direction", Direction, default=Direction.AFTER),
            calendar=table.optional_text("calendar") or "england-and-wales",
            clear=table.yes_no("clear"),
        )
        if not ends:
            table.finish()
        if count.calendar not in self.calendars:
            raise table.error("calendar", f"is {count.calendar}, for which there is no file in calendars/")
        self._refuse_impossible(table, count)
        return count

    def _refuse_impossible(self, table: LawTable, count: Count) -> None:
        if (count.to_n is None) == (self.shape is Shape.WINDOW):
            raise table.error("to_n", "belongs to a window, which needs it, and to nothing else")
        if count.to_n is not None and count.to_n < count.n:
            raise table.error("to_n", "must not be less than n")
        if count.direction is Direction.BEFORE and count.unit in (Unit.MONTHS, Unit.YEARS):
            raise table.error("direction", "before is for days, weeks and working days")
        if count.clear and (
            count.unit not in (Unit.DAYS, Unit.WORKING_DAYS) or count.first_day is not FirstDay.NEXT
        ):
            raise table.error("clear", 'is for days and working days with first_day = "next"')

    def _repeating(self, row: LawTable) -> str | None:
        if "repeats_from" not in row.written:
            return None
        name = self._dated(row, "repeats_from")
        if not self.declared[name].repeats:
            raise row.error("repeats_from", f"names {name}, which must be declared with repeats = true")
        return name

    def _pauses(self, row: LawTable) -> tuple[str, ...]:
        names = row.texts("pauses")
        for name in names:
            if name not in self.declared or not self.declared[name].interval:
                raise row.error("pauses", f"names {name}, which must be declared with interval = true")
        return names

    def _extension(self, table: LawTable | None) -> Extension | None:
        if table is None:
            return None
        at_most = table.optional_table("at_most")
        extension = Extension(
            fact=self._dated(table, "fact"),
            gist=table.text("gist"),
            asked=self._dated(table, "asked") if "asked" in table.written else None,
            at_most=self._count(at_most) if at_most else None,
        )
        table.finish()
        return extension

    def _shortening(self, table: LawTable | None) -> Shortening | None:
        if table is None:
            return None
        shortening = Shortening(self._dated(table, "fact"), table.text("gist"))
        table.finish()
        return shortening

    def _owed_instead(self, row: LawTable, table: LawTable | None) -> OwedInstead | None:
        if table is None:
            return None
        instead = OwedInstead(
            block=read_block(table, self.declared),
            by=table.optional_text("by") or row.text("owed_by"),
            to=table.optional_text("to") or row.text("owed_to"),
            gist=table.text("gist"),
            source=citation(table),
        )
        table.finish()
        return instead

    def _other_reading(self, table: LawTable | None) -> OtherReading | None:
        if table is None:
            return None
        reading = OtherReading(self._count(table, ends=True), table.text("gist"), table.choice("take", Take))
        table.finish()
        return reading

    def _outside(self, row: LawTable) -> Outside:
        block = read_block(row, self.declared)
        outside = Outside(row.text("gist"), row.texts("source"), Condition((block,)))
        row.finish()
        return outside

    def _refuse_contradictions(self, row: LawTable, version: Version) -> None:
        periods = self.shape is Shape.PERIOD_ENDS
        backwards = version.count is not None and version.count.direction is Direction.BEFORE
        if version.repeats and not (periods or version.repeats_from):
            raise row.error("repeats", "needs repeats_from, or the shape period-ends")
        if periods and version.repeats and version.repeats.first_day is not FirstDay.NEXT:
            raise row.error(
                "repeats", 'must have first_day = "next": a period starts the day after the last one ended'
            )
        if version.repeats_from and (periods or backwards):
            raise row.error("repeats_from", "is not for period-ends, nor for a count before a day")
        if version.pauses and (periods or backwards):
            raise row.error("pauses", "are not for period-ends, nor for a count before a day")
        if version.starts_unconfirmed and version.until_unconfirmed:
            raise row.error("until_unconfirmed", "has no place in a version that never governs")


def _canonical(key: str, shape: Shape, written: Mapping[str, Any]) -> str:
    """Rule, shape and version as JSON with sorted keys: what the hash is taken of."""
    text = {name: value for name, value in written.items() if name != "checked"}
    return json.dumps(
        {"rule": key, "shape": shape.value, "version": text}, sort_keys=True, default=str, ensure_ascii=False
    )
