"""Media items: a file's path, type and hash beside a message, and the marks of answers and forwards in their metadata."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.database.fields import as_text, merged_json, remainder
from candour.evidence.formats.database.store import NO_MESSAGE
from candour.evidence.formats.ios_database import codes
from candour.evidence.formats.ios_database.store import SYSTEM, Store
from candour.evidence.formats.protobuf import NoProtobuf, Value, fields, text
from candour.evidence.records import Certainty, Forward, Mark, Record, Reply, Row, When, Zone, identity

TABLE = "ZWAMEDIAITEM"
_WANTED = dict.fromkeys(("ZMEDIALOCALPATH", "ZVCARDNAME", "ZVCARDSTRING"), pl.String()) | dict.fromkeys(
    ("ZTITLE", "ZMETADATA"), pl.Binary()
)
_HASH = r"^[A-Za-z0-9+/]{43}=$"
_QUOTED, _TIMES_FORWARDED = 5, 17
_OBSERVED = "field 17 of the metadata: observed by one public parser"
_FLAG = "bit 7 of the flags: read so by one public parser"
_RECORDS_A_FRAME = 10_000


def media_of(store: Store) -> pl.DataFrame:
    return store.whole(TABLE, _WANTED, SYSTEM)


def beside(rows: pl.DataFrame, media: pl.DataFrame) -> pl.DataFrame:
    """Adds media, attachment and hash. A caption that stands in the media table alone becomes the body, and that is said."""
    kinds = codes.media_by_code()
    written = pl.col("ZVCARDNAME")
    fits = written.str.contains(_HASH)
    kept = media.select("row", *_WANTED, pl.col("rest").alias("media_rest")).rename({"row": "item"})
    joined = rows.join(kept, left_on="ZMEDIAITEM", right_on="item", how="left", maintain_order="left")
    empty = pl.col("body").is_null() & pl.col("ZTITLE").is_not_null()
    other = pl.col("body").is_not_null() & (pl.col("ZTITLE") != pl.col("body"))
    said = joined.with_columns(
        pl.col("code").replace_strict(kinds, default=None, return_dtype=pl.String).alias("media"),
        pl.col("ZMEDIALOCALPATH").alias("attachment"),
        pl.when(fits).then(written).str.decode("base64", strict=False).bin.encode("hex").alias("attachment_sha256"),
        pl.when(empty).then(pl.lit("ZWAMEDIAITEM.ZTITLE")).alias("body_from"),
        pl.when(other).then(as_text("ZTITLE")).alias("title"),
        pl.when(~fits).then(written).alias("vcard_name"),
        pl.col("ZVCARDSTRING").alias("mime_or_vcard"),
        pl.coalesce("body", "ZTITLE").alias("body"),
    )  # fmt: skip
    told = remainder(dict.fromkeys(("body_from", "title", "vcard_name", "mime_or_vcard"), pl.String()))
    return said.with_columns(merged_json(pl.col("remainder"), pl.col("media_rest"), told).alias("remainder"))


def link_frames(store: Store, media: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Answers and forwards; and items that no message names, which are listed."""
    messages = store.messages.rename({"row": "message_row"})
    joined = media.join(messages, left_on="row", right_on="ZMEDIAITEM", how="inner", maintain_order="left")
    lost = media.join(messages, left_on="row", right_on="ZMEDIAITEM", how="anti", maintain_order="left")
    store.read(TABLE, media.height - lost.height)
    if lost.height:
        yield store.listed(TABLE, lost, NO_MESSAGE)
    linked = _Links(store)
    marked = joined.filter(pl.col("ZMETADATA").is_not_null())
    for some in marked.iter_slices(_RECORDS_A_FRAME):
        found = [one for row in some.iter_rows(named=True) for one in linked.records(row)]
        if found:
            yield frame_of(found)
    flagged = messages.filter(
        pl.col("forwarded") & ~pl.col("copy") & ~pl.col("message_row").is_in(list(linked.counted))
    )
    for some in flagged.iter_slices(_RECORDS_A_FRAME):
        yield frame_of(_flagged(store.source, row) for row in some.iter_rows(named=True))


def _flagged(source: str, row: dict[str, object]) -> Forward:
    """A message of words alone has no media item that could count how often it was passed on."""
    shared = _shared(source, row | {"row": None}) | {
        "locator": Row("ZWAMESSAGE", row["message_row"]),  # type: ignore[arg-type]
        "inner": True,
        "remainder": f'{{"forward_from":"{_FLAG}"}}',
    }
    return Forward(**shared)  # type: ignore[arg-type]


class _Links:
    def __init__(self, store: Store) -> None:
        self.source = store.source
        ids = (
            store.messages.filter(~pl.col("copy"))
            .select("message_id", "row")
            .drop_nulls()
            .unique("message_id", keep="none")
        )
        self.rows: dict[str, int] = dict(ids.rows())
        self.counted: set[object] = set()  # messages whose metadata say how often they were passed on

    def records(self, row: dict[str, object]) -> list[Record]:
        found = _decoded(row["ZMETADATA"])
        shared = _shared(self.source, row)
        made: list[Record] = []
        quoted = text(found[0][1]) if found and found[0][0] == _QUOTED else None
        if quoted:
            place = self.rows.get(quoted)
            answers = quoted if place is None else identity(self.source, Row("ZWAMESSAGE", place))
            made.append(Reply(**shared, answers=answers))  # type: ignore[arg-type]
        score = next((value for number, value in found if number == _TIMES_FORWARDED), None)
        if isinstance(score, int) and 0 < score < 1 << 31:
            self.counted.add(row["message_row"])
            remark = f'{{"score_from":"{_OBSERVED}"}}'
            made.append(Forward(**shared | {"inner": bool(made)}, score=score, remainder=remark))  # type: ignore[arg-type]
        return made


def _decoded(content: object) -> list[tuple[int, Value]]:
    try:
        return fields(content) if isinstance(content, bytes) else []
    except NoProtobuf:
        return []


def _shared(source: str, row: dict[str, object]) -> dict[str, object]:
    """An answer or a forward is as old as the message that is one."""
    utc = row["utc"]
    certainty = Certainty.CERTAIN if utc is not None else Certainty.ABSENT
    when = When(row["written"], None, utc, Zone.UTC, certainty)  # type: ignore[arg-type]
    return {
        "source": source,
        "locator": Row(TABLE, row["row"]),  # type: ignore[arg-type]
        "raw": b"",
        "when": when,
        "conversation": row["conversation"],
        "sender": row["sender"],
        "marks": frozenset({Mark.OWN} if row["own"] else ()),
        "about": identity(source, Row("ZWAMESSAGE", row["message_row"])),  # type: ignore[arg-type]
    }
