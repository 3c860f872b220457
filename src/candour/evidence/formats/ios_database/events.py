"""Group events, rows of kind 6: who came and went, new titles and settings.

The acting member stands in the row; whom the event affected stands in its text, where that is nothing but addresses
(known, not verified). Nobody is taken for acting or affected without that. Of a removal public sources do not agree which of
the two was removed and which removed them, so both are named and neither is claimed.
"""

from collections.abc import Callable, Iterator

import polars as pl

from candour.evidence.formats.database.fields import as_text, finished, merged_json, of_the_line, remainder
from candour.evidence.formats.ios_database import codes
from candour.evidence.formats.ios_database.store import Store
from candour.evidence.records import Kind, MembershipChange

_ADDRESS = r"[^\s,;@]+@(?:s\.whatsapp\.net|lid)"
_ONLY_ADDRESSES = rf"^\s*{_ADDRESS}(?:[\s,;]+{_ADDRESS})*\s*$"
_UNKNOWN = "a group event whose number no source explains"
_TWO_SIDED = "public sources do not agree which of the two was removed"
_TOLD = ("group_member", "roles")


def event_frames(store: Store, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    known = codes.events()
    kinds = {number: kind.value for number, (kind, _) in known.items()}
    words = {number: word for number, (_, word) in known.items()}
    number, text = pl.col("ZGROUPEVENTTYPE"), as_text("body")
    named = rows.with_columns(
        number.replace_strict(kinds, default=None, return_dtype=pl.String).alias("of_kind"),
        number.replace_strict(words, default=None, return_dtype=pl.String).alias("word"),
        text.alias("text"),
        pl.when(text.str.contains(_ONLY_ADDRESSES)).then(text.str.extract_all(_ADDRESS)).alias("affected"),
    )
    makers: dict[Kind | None, Callable[[Store, pl.DataFrame], pl.DataFrame]] = {
        Kind.MEMBERSHIP: _membership,
        Kind.RENAME: _rename,
        Kind.SETTINGS: _setting,
    }
    for kind, make in makers.items():
        yield make(store, named.filter(pl.col("of_kind") == kind))
    yield _unclassified(store, named.filter(pl.col("of_kind").is_null()))


def _finished(store: Store, rows: pl.DataFrame, kind: Kind, **more: pl.Expr) -> pl.DataFrame:
    known = rows.with_columns(
        pl.lit(None, pl.String).alias(name) for name in _TOLD if name not in rows.columns
    )
    told = remainder(dict.fromkeys(("message_id", *_TOLD), pl.String()))
    shared = of_the_line()
    shared |= {
        "sender": pl.col("sender"),
        "code": pl.col("ZGROUPEVENTTYPE"),
        "remainder": merged_json(pl.col("remainder"), told),
    }
    return finished(known, kind, store.source, **(shared | more))


def _membership(store: Store, rows: pl.DataFrame) -> pl.DataFrame:
    """Whoever leaves does it themselves. Of an addition without addresses it is not known whom the member column names."""
    left, made = (
        pl.col("word") == MembershipChange.LEFT.value,
        pl.col("word") == MembershipChange.CREATED.value,
    )
    removed = pl.col("word") == MembershipChange.REMOVED.value
    two_sided = removed & pl.col("affected").is_not_null()
    one = pl.when(left & (pl.col("affected").list.len() == 1)).then(pl.col("affected").list.first())
    acted = (pl.col("affected").is_not_null() & ~removed) | left | made
    owner = rows.filter(left & pl.col("own"))
    store.remark_on_owner(owner["affected"].list.first().to_list())
    subjects = (
        pl.when(pl.col("affected").is_not_null() & ~removed)
        .then("affected")
        .when(left & pl.col("sender").is_not_null())
        .then(pl.concat_list("sender"))
    )
    named = rows.with_columns(
        pl.when(~acted).then(pl.coalesce("member", "sender")).alias("group_member"),
        pl.when(two_sided).then(pl.lit(_TWO_SIDED)).alias("roles"),
    )
    sender = pl.when(acted | (pl.col("own") & ~removed)).then(pl.coalesce("sender", one))
    return _finished(store, named, Kind.MEMBERSHIP, change=pl.col("word"), subjects=subjects, sender=sender)


def _rename(store: Store, rows: pl.DataFrame) -> pl.DataFrame:
    return _finished(store, rows, Kind.RENAME, after=pl.col("text"))


def _setting(store: Store, rows: pl.DataFrame) -> pl.DataFrame:
    return _finished(store, rows, Kind.SETTINGS, setting=pl.col("word"), after=pl.col("text"))


def _unclassified(store: Store, rows: pl.DataFrame) -> pl.DataFrame:
    return _finished(store, rows, Kind.UNCLASSIFIED, reason=pl.lit(_UNKNOWN))
