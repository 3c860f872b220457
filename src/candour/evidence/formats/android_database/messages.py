"""The table `message`: each row one record, of the kind that its number says; media, polls and deletions joined to it."""

from collections.abc import Callable, Iterator

import polars as pl

from candour.evidence.formats.android_database import codes
from candour.evidence.formats.android_database.calls import Calls
from candour.evidence.formats.android_database.events import Events
from candour.evidence.formats.android_database.media import Media
from candour.evidence.formats.android_database.store import KEPT, NO_MESSAGE, Store
from candour.evidence.formats.database.fields import (
    as_text,
    finished,
    implausible,
    in_order,
    marked,
    merged_json,
    moments,
    of_the_line,
    remainder,
    telling,
)
from candour.evidence.records import Kind, Mark

_WANTED = {
    "chat_row_id": pl.Int64(),
    "from_me": pl.Int64(),
    "key_id": pl.String(),
    "sender_jid_row_id": pl.Int64(),
    "timestamp": pl.Int64(),
    "message_type": pl.Int64(),
    "text_data": pl.Binary(),
    "starred": pl.Int64(),
}
_BOOKKEEPING = frozenset("_id sort_id lookup_tables message_add_on_flags participant_hash view_mode".split())
_SENTINEL = "the row without content that WhatsApp itself places in the table"
_UNKNOWN = "a kind of message whose number no source explains"


class _Messages:
    """Reads the table in runs; what stands beside a message is read once, before the first run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.media, self.events, self.calls = Media(store), Events(store), Calls(store)
        self.revoked = store.whole("message_revoked", _REVOKED)
        self.options = store.whole("message_poll_option", _OPTION)
        self.polls = store.whole("message_poll", {"message_row_id": pl.Int64()})
        self.edited = store.whole("message_edit_info", {"message_row_id": pl.Int64()})["message_row_id"]
        store.words_of_options = self.options.select("row", "option_name")
        store.media_hashes = self.media.media["file_hash"].drop_nulls().unique()
        self.rest: list[tuple[str, pl.DataType]] = []

    def frames(self) -> Iterator[pl.DataFrame]:
        table = self.store.table("message", _WANTED, _BOOKKEEPING)
        if table is None:
            return
        kept: list[pl.DataFrame] = []
        for frame in table.frames():
            self.rest = telling(frame, [*table.rest, "odd"])
            kept.append(frame.select(KEPT.keys()))
            yield in_order(self._run(frame))
        self.store.went_by(kept)
        yield from self._without_message()

    def _run(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        empty = (
            pl.col("message_type").is_null() & pl.col("timestamp").is_null() & pl.col("text_data").is_null()
        )
        sentinel = frame.filter(empty)
        if sentinel.height:
            frame = frame.filter(~empty)
            yield self.store.listed("message", sentinel, _SENTINEL)
        self.store.read("message", frame.height)
        frame = self._with_columns(frame)
        code, there = pl.col("code"), set(frame["code"].unique())
        for numbers, made in self._made():
            if there.isdisjoint(numbers):
                continue
            chosen = code.is_in(list(numbers)).fill_null(value=False)
            some, frame = frame.filter(chosen), frame.filter(~chosen)
            yield from made(some)
        unknown = frame.select(~code.is_in(list(codes.known_messages())).fill_null(value=False)).to_series()
        if not unknown.any():
            yield self._plain(frame)
            return
        yield self._plain(frame.filter(~unknown))
        yield self._unclassified(frame.filter(unknown))

    def _made(self) -> Iterator[tuple[list[int], Callable[[pl.DataFrame], Iterator[pl.DataFrame]]]]:
        yield codes.of_messages("system"), self.events.frames
        yield codes.of_messages("call"), self.calls.frames
        yield [*codes.of_messages("deleted"), *codes.of_messages("deleted_by_admin")], self._deleted
        yield codes.of_messages("poll"), self._polls

    def _with_columns(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The columns that every kind of row shares, named as in the schema."""
        store = self.store
        rest = [*self.rest]
        if store.addresses.hidden:
            hidden = store.addresses.hidden_of("sender_jid_row_id")
            frame = frame.with_columns(hidden.alias("sender_was_written_as"))
            rest.append(("sender_was_written_as", pl.String()))
        named = frame.with_columns(
            remainder(rest).alias("remainder"),
            pl.lit("message").alias("table"),
            pl.coalesce(
                store.addresses.chat("chat_row_id"),
                pl.concat_str(pl.lit("chat/"), pl.col("chat_row_id").cast(pl.String)),
            ).alias("conversation"),
            store.person("from_me", "sender_jid_row_id", "chat_row_id").alias("sender"),
            pl.col("message_type").alias("code"),
            pl.col("key_id").alias("message_id"),
            pl.col("text_data").alias("body"),
            **moments(pl.col("timestamp")),
        )
        return marked(named, self._marks())

    def _marks(self) -> dict[Mark, pl.Expr]:
        found = {
            Mark.OWN: pl.col("from_me") == 1,
            Mark.STARRED: pl.col("starred") == 1,
            Mark.IMPLAUSIBLE_TIME: implausible(pl.col("timestamp")),
            Mark.VIEW_ONCE: pl.col("code").is_in(codes.of_messages("view_once")),
            Mark.LOCATION: pl.col("code").is_in(codes.of_messages("location")),
            Mark.CONTACT: pl.col("code").is_in(codes.of_messages("contact")),
        }
        if len(self.edited):
            found[Mark.EDITED] = pl.col("row").is_in(self.edited.implode())
        return found

    def _plain(self, frame: pl.DataFrame) -> pl.DataFrame:
        frame = self.media.beside(frame)
        extra = {name: pl.col(name) for name in ("media", "attachment", "attachment_sha256")}
        return finished(frame, Kind.MESSAGE, self.store.source, **SHARED, **extra)

    def _unclassified(self, frame: pl.DataFrame) -> pl.DataFrame:
        frame = self.media.beside(frame)
        columns = {name: one for name, one in SHARED.items() if name != "message_id"}
        extra = {name: pl.col(name) for name in ("media", "attachment", "attachment_sha256")}
        return finished(
            frame,
            Kind.UNCLASSIFIED,
            self.store.source,
            **columns,
            message_id=pl.col("message_id"),
            reason=pl.lit(_UNKNOWN),
            **extra,
        )

    def _deleted(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The row that stays when a message was deleted. Whose words they were is the row's sender; an admin is named apart."""
        admin = self.store.addresses.of("admin_jid_row_id")
        beside = self.revoked.with_columns(admin.alias("deleted_by"))
        names = {"deleted_by": pl.String(), "revoke_timestamp": pl.Int64(), "of_rest": pl.String()}
        joined = frame.join(
            beside.rename({"rest": "of_rest", "row": "of_row"}),
            left_on="row",
            right_on="message_row_id",
            how="left",
            maintain_order="left",
        )
        columns = SHARED | {"remainder": merged_json(pl.col("remainder"), remainder(names))}
        by_admin = pl.col("code").is_in(codes.of_messages("deleted_by_admin"))
        yield finished(
            joined,
            Kind.DELETION,
            self.store.source,
            **columns,
            about=pl.col("revoked_key_id"),
            by_admin=by_admin,
        )

    def _polls(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        option = pl.struct(pl.col("option_name").alias("text"), pl.col("vote_total").alias("votes"))
        options = self.options.group_by("message_row_id", maintain_order=True).agg(option.alias("options"))
        joined = frame.join(
            options, left_on="row", right_on="message_row_id", how="left", maintain_order="left"
        )
        question = as_text("body")
        yield finished(
            joined, Kind.POLL, self.store.source, **SHARED, question=question, options=pl.col("options")
        )

    def _without_message(self) -> Iterator[pl.DataFrame]:
        """Rows of the tables beside: those whose message has gone by became part of it, the others are listed."""
        beside = [
            *self.media.tables(),
            *self.events.tables(),
            *self.calls.tables(),
            ("message_revoked", self.revoked),
            ("message_poll_option", self.options),
            ("message_poll", self.polls),
        ]
        for name, frame in beside:
            own, lost = self.store.parted(frame)
            self.store.read(name, own.height)
            if lost.height:
                yield self.store.listed(name, lost, NO_MESSAGE)
        yield from self.calls.without_message()


_REVOKED = {
    "message_row_id": pl.Int64(),
    "revoked_key_id": pl.String(),
    "admin_jid_row_id": pl.Int64(),
    "revoke_timestamp": pl.Int64(),
}
_OPTION = {"message_row_id": pl.Int64(), "option_name": pl.String(), "vote_total": pl.Int64()}
SHARED = of_the_line("sender", "code", "message_id", "remainder")


def message_frames(store: Store) -> Iterator[pl.DataFrame]:
    return _Messages(store).frames()
