"""What stands beside a message in `message_media` and `message_vcard`: a file's name, type and hash. No picture is taken out."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database import codes
from candour.evidence.formats.android_database.store import Store
from candour.evidence.formats.database.fields import as_text, merged_json, remainder, telling

_MEDIA = {name: pl.String() for name in ("file_path", "media_name", "file_hash", "mime_type")} | {
    "message_row_id": pl.Int64(),
    "media_caption": pl.Binary(),
}
_VCARD = {"message_row_id": pl.Int64(), "vcard": pl.String()}
_LOCATION = {"message_row_id": pl.Int64()}
_OF_FILE = ("attachment", "attachment_sha256")
_HASH = r"^[A-Za-z0-9+/]{43}=$"


class Media:
    def __init__(self, store: Store) -> None:
        self.media = store.whole("message_media", _MEDIA)
        self.cards = store.whole("message_vcard", _VCARD)
        self.places = store.whole("message_location", _LOCATION)
        self._by_message = self._joined(self.media)

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        yield "message_media", self.media
        yield "message_vcard", self.cards
        yield "message_location", self.places

    def _joined(self, media: pl.DataFrame) -> pl.DataFrame:
        """One row for each message; should a file hold two, the first stands and the other is told in the rest."""
        first = media.unique("message_row_id", keep="first", maintain_order=True).with_columns(
            pl.coalesce("file_path", "media_name").alias("attachment"),
            _sha256(pl.col("file_hash")).alias("attachment_sha256"),
            pl.col("mime_type").alias("mime"),
            pl.col("media_caption").alias("caption"),
        )
        other_hash = pl.when(pl.col("attachment_sha256").is_null()).then("file_hash")
        first = first.with_columns(other_hash.alias("file_hash"))
        told = remainder(telling(first, ("mime", "media_name", "file_hash")))
        return first.select(
            "message_row_id", *_OF_FILE, "caption", merged_json(pl.col("rest"), told).alias("media_rest")
        )

    def beside(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Adds media, attachment and hash. A caption that stands in the media table alone becomes the body, and that is said."""
        kinds = codes.media_by_code()
        media = pl.col("code").replace_strict(kinds, default=None, return_dtype=pl.String)
        return self._with_cards(self._with_files(frame.with_columns(media.alias("media"))))

    def _with_files(self, frame: pl.DataFrame) -> pl.DataFrame:
        rows = frame["row"]
        near = self._by_message.filter(pl.col("message_row_id").is_between(rows.min(), rows.max()))
        filed = frame.select("row", "body", "remainder").join(
            near, left_on="row", right_on="message_row_id", how="inner", maintain_order="left"
        )
        if not filed.height:
            return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in _OF_FILE)
        of_file = _captioned(filed).select("row", *_OF_FILE, pl.col("body", "remainder").name.prefix("of_"))
        laid = frame.select("row").join(of_file, on="row", how="left", maintain_order="left").drop("row")
        return frame.hstack(laid).with_columns(
            pl.coalesce(f"of_{name}", name).alias(name) for name in ("body", "remainder")
        )

    def _with_cards(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Contact cards and places are words of the message, kept in the remainder as they stand."""
        for beside, name in ((self.cards, "vcard"), (self.places, "rest")):
            if beside.height and frame["row"].is_in(beside["message_row_id"].implode()).any():
                frame = _with_list(frame, beside, name)
        return frame


def _with_list(frame: pl.DataFrame, beside: pl.DataFrame, name: str) -> pl.DataFrame:
    title = {"vcard": "contact_cards", "rest": "location"}[name]
    lists = beside.group_by("message_row_id", maintain_order=True).agg(pl.col(name).alias(title))
    joined = frame.join(lists, left_on="row", right_on="message_row_id", how="left", maintain_order="left")
    whole = pl.struct(title).struct.json_encode()
    extra = pl.when(pl.col(title).is_not_null()).then(whole)
    return joined.with_columns(merged_json(pl.col("remainder"), extra).alias("remainder")).drop(title)


def _captioned(joined: pl.DataFrame) -> pl.DataFrame:
    said = joined.with_columns(merged_json(pl.col("remainder"), pl.col("media_rest")).alias("remainder"))
    if joined["caption"].null_count() == joined.height:
        return said
    only_caption = pl.col("body").is_null() & pl.col("caption").is_not_null()
    other = (
        pl.col("caption").is_not_null() & pl.col("body").is_not_null() & (pl.col("caption") != pl.col("body"))
    )
    said = said.with_columns(
        pl.when(only_caption).then(pl.lit("message_media.media_caption")).alias("body_from"),
        pl.when(other).then(as_text("caption")).alias("media_caption"),
        pl.coalesce("body", "caption").alias("body"),
    )
    told = remainder(telling(said, ("body_from", "media_caption")))
    return said.with_columns(merged_json(pl.col("remainder"), told).alias("remainder"))


def _sha256(written: pl.Expr) -> pl.Expr:
    """WhatsApp writes the SHA-256 of the plain file in base64; whatever is not of that length stays as it is written."""
    fits = written.str.contains(_HASH)
    return pl.when(fits).then(written).str.decode("base64", strict=False).bin.encode("hex")
