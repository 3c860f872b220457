"""Small pictures that the file keeps: counted, with the hash they are filed under, and never taken out."""

from collections.abc import Iterator

import polars as pl

from candour.evidence.formats.android_database.store import Store

_HASHED = "media_hash_thumbnail"
_TABLES = ("message_thumbnail", "message_thumbnails", _HASHED)
_NOT_TAKEN_OUT = "a preview picture: not taken out"
_OF_NO_MESSAGE = "a preview picture of a file that no message in the database has: not taken out"


def preview_frames(store: Store) -> Iterator[pl.DataFrame]:
    """A hash that no message bears is the trace of a file whose message is gone."""
    for table in _TABLES:
        frame = store.whole(table, {})
        if table != _HASHED or not frame.height:
            yield store.listed(table, frame, _NOT_TAKEN_OUT)
            continue
        hashes = frame["rest"].str.json_path_match("$.media_hash")
        met = hashes.is_in(store.media_hashes.implode()).fill_null(value=False)
        yield store.listed(table, frame.filter(met), _NOT_TAKEN_OUT)
        yield store.listed(table, frame.filter(~met), _OF_NO_MESSAGE)
