"""Lines that WhatsApp writes itself (`message_system`): who came and went, new titles, numbers and settings."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database import codes
from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import as_text, finished, merged_json, of_the_line, remainder
from candour.evidence.records import Kind, MembershipChange

_BY_MESSAGE: dict[str, pl.DataType] = {"message_row_id": pl.Int64()}
_TABLES: dict[str, dict[str, pl.DataType]] = {
    "message_system": _BY_MESSAGE | {"action_type": pl.Int64()},
    "message_system_chat_participant": _BY_MESSAGE | {"user_jid_row_id": pl.Int64()},
    "message_system_group": _BY_MESSAGE | {"is_me_joined": pl.Int64()},
    "message_system_number_change": _BY_MESSAGE
    | {"old_jid_row_id": pl.Int64(), "new_jid_row_id": pl.Int64()},
    "message_system_value_change": _BY_MESSAGE | {"old_data": pl.String()},
    "message_system_photo_change": _BY_MESSAGE,
}
# Whoever leaves or joins does it themselves: where one of the two columns is empty, the other says who it was.
_THEMSELVES = [
    one.value for one in (MembershipChange.LEFT, MembershipChange.JOINED, MembershipChange.JOINED_BY_LINK)
]
_NO_ACTION = "a system line whose action is not in the file"
_UNKNOWN = "a system line whose number the public parsers do not agree on"


class Events:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.beside = {name: store.whole(name, wanted) for name, wanted in _TABLES.items()}
        self.joined = self._joined()

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        yield from self.beside.items()

    def _joined(self) -> pl.DataFrame:
        """One row for each message that any of the tables names. Those who were affected come as a list."""
        of = self.store.addresses.of
        given = self.beside
        people = given["message_system_chat_participant"].with_columns(
            pl.coalesce(
                of("user_jid_row_id"),
                pl.concat_str(pl.lit("jid/"), pl.col("user_jid_row_id").cast(pl.String)),
            ).alias("subject")
        )
        subjects = people.group_by("message_row_id", maintain_order=True).agg(
            pl.col("subject").drop_nulls().alias("subjects")
        )
        numbers = given["message_system_number_change"].select(
            "message_row_id",
            of("old_jid_row_id").alias("old_address"),
            of("new_jid_row_id").alias("new_address"),
        )
        others = [
            given["message_system"].select(
                "message_row_id", "action_type", pl.col("rest").alias("system_rest")
            ),
            given["message_system_group"].select("message_row_id", "is_me_joined"),
            given["message_system_value_change"].select("message_row_id", "old_data"),
            subjects,
            numbers,
        ]
        whole, *more = (one.unique("message_row_id", keep="first", maintain_order=True) for one in others)
        for one in more:
            whole = whole.join(one, on="message_row_id", how="full", coalesce=True)
        return whole

    def frames(self, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
        joined = rows.join(
            self.joined, left_on="row", right_on="message_row_id", how="left", maintain_order="left"
        )
        known = codes.events()
        kinds = {number: kind.value for number, (kind, _) in known.items()}
        words = {number: word for number, (_, word) in known.items()}
        action = pl.col("action_type")
        named = joined.with_columns(
            action.replace_strict(kinds, default=None, return_dtype=pl.String).alias("of_kind"),
            action.replace_strict(words, default=None, return_dtype=pl.String).alias("word"),
        )
        yield from self._each(named)

    def _each(self, named: pl.DataFrame) -> Iterator[pl.DataFrame]:
        made = {
            Kind.MEMBERSHIP: self._membership,
            Kind.RENAME: self._rename,
            Kind.NUMBER_CHANGE: self._number,
            Kind.SETTINGS: self._setting,
        }
        for kind, make in made.items():
            some = named.filter(pl.col("of_kind") == kind.value)
            if some.height:
                yield make(some)
        rest = named.filter(pl.col("of_kind").is_null())
        if rest.height:
            yield self._unclassified(rest)

    def _finished(
        self, frame: pl.DataFrame, kind: Kind, told: list[str] | None = None, **more: pl.Expr
    ) -> pl.DataFrame:
        """`told` are columns that this kind of record has no place for, and that its remainder carries."""
        kinds = {name: pl.String() for name in told or []} | {"is_me_joined": pl.Int64()}
        subjects = [_subjects_told()] if "subjects" not in more else []
        rest = merged_json(pl.col("remainder"), pl.col("system_rest"), remainder(kinds), *subjects)
        shared = of_the_line("sender", "message_id") | {"remainder": rest, "code": pl.col("action_type")}
        return finished(frame, kind, self.store.source, **(shared | more))

    def _membership(self, frame: pl.DataFrame) -> pl.DataFrame:
        alone = pl.col("word").is_in(_THEMSELVES)
        somebody = pl.col("subjects").list.len().fill_null(0) > 0
        one = pl.when(alone & (pl.col("subjects").list.len() == 1)).then(pl.col("subjects").list.first())
        subjects = (
            pl.when(somebody)
            .then(pl.col("subjects"))
            .when(alone & pl.col("sender").is_not_null())
            .then(pl.concat_list("sender"))
        )
        told = ["old_address", "new_address", "old_data"]
        owner = frame.filter(one.is_not_null() & (pl.col("sender") == self.store.owner))
        self.store.remark_on_owner(owner["subjects"].list.first().to_list())
        return self._finished(
            frame,
            Kind.MEMBERSHIP,
            told,
            change=pl.col("word"),
            subjects=subjects,
            sender=pl.coalesce("sender", one),
        )

    def _rename(self, frame: pl.DataFrame) -> pl.DataFrame:
        after = as_text("body")
        told = ["old_address", "new_address"]
        return self._finished(frame, Kind.RENAME, told, before=pl.col("old_data"), after=after)

    def _number(self, frame: pl.DataFrame) -> pl.DataFrame:
        before, after = pl.col("old_address"), pl.col("new_address")
        return self._finished(frame, Kind.NUMBER_CHANGE, ["old_data"], before=before, after=after)

    def _setting(self, frame: pl.DataFrame) -> pl.DataFrame:
        after = as_text("body")
        told = ["old_data", "old_address", "new_address"]
        return self._finished(frame, Kind.SETTINGS, told, setting=pl.col("word"), after=after)

    def _unclassified(self, frame: pl.DataFrame) -> pl.DataFrame:
        reason = pl.when(pl.col("action_type").is_null()).then(pl.lit(_NO_ACTION)).otherwise(pl.lit(_UNKNOWN))
        told = ["old_data", "old_address", "new_address"]
        return self._finished(frame, Kind.UNCLASSIFIED, told, reason=reason)


def _subjects_told() -> pl.Expr:
    whole = pl.struct("subjects").struct.json_encode()
    return pl.when(pl.col("subjects").list.len() > 0).then(whole)
