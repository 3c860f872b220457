"""Lines of a chat's own, rows of kind 10: calls that were missed or begun, and settings, as one public parser names them."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.database.fields import finished, merged_json, of_the_line, remainder
from candour.evidence.formats.ios_database import codes
from candour.evidence.formats.ios_database.store import Store
from candour.evidence.records import CallOutcome, Kind

_CALLS = {
    "missed_voice_call": (CallOutcome.MISSED, False),
    "missed_video_call": (CallOutcome.MISSED, True),
    "video_call": (CallOutcome.STARTED, True),
}
_BASIS = '{"basis":"the meaning of this number is that of one public parser"}'
_UNKNOWN = "a line of the chat's own that no source explains further"


def chat_line_frames(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    word = pl.col("ZGROUPEVENTTYPE").replace_strict(codes.chat_lines, default=None, return_dtype=pl.String)
    named = rows.with_columns(word.alias("word"))
    for name, (outcome, video) in _CALLS.items():
        of_calls = {"outcome": pl.lit(outcome.value), "video": pl.lit(video)}
        message_id = pl.col("message_id")
        yield _finished(
            store, named.filter(word == name), Kind.CALL, _BASIS, message_id=message_id, **of_calls
        )
    settings = named.filter(word.is_not_null() & ~word.is_in(list(_CALLS)))
    yield _finished(store, settings, Kind.SETTINGS, _BASIS, setting=pl.col("word"))
    left = named.filter(word.is_null())
    yield _finished(store, left, Kind.UNCLASSIFIED, None, reason=pl.lit(_UNKNOWN))


def _finished(
    store: Store, rows: pl.DataFrame, kind: Kind, basis: str | None, **more: pl.Expr
) -> pl.DataFrame:
    told = remainder({"ZGROUPEVENTTYPE": pl.Int64(), "message_id": pl.String(), "attachment": pl.String()})
    whole = merged_json(pl.col("remainder"), told, pl.lit(basis, pl.String))
    shared = of_the_line("sender", "code")
    return finished(rows, kind, store.source, **shared, remainder=whole, **more)
