"""The blobs of `ZWAMESSAGEINFO`: reactions are read from them; what they hold of receipts and polls is kept raw.

Public parsers agree on the reactions. The other fields look like receipts of each recipient, but their meaning is not
established: the bytes are kept, and nobody is said to have received or read anything on their strength.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.database.store import NO_MESSAGE
from candour.evidence.formats.epochs import since_1970
from candour.evidence.formats.ios_database.store import SYSTEM, Store
from candour.evidence.formats.protobuf import NoProtobuf, Value, fields, text
from candour.evidence.records import Mark, Reaction, Receipt, Record, Row, identity

TABLE = "ZWAMESSAGEINFO"
_WANTED = {"ZRECEIPTINFO": pl.Binary()}
_REACTIONS, _OF_OTHERS, _OF_OWNER = 7, 1, 2
_RECORDS_A_FRAME = 10_000
_NOT_ESTABLISHED = "raw receipt, meaning not established"
_OWNERS = "taken for the owner's by one public parser; another leaves open whose it is"
_NO_PROTOBUF = "raw receipt, not of the form that other files have"


def receipt_frames(store: Store) -> Iterator[pl.DataFrame]:
    frame = store.whole(TABLE, _WANTED, SYSTEM)
    messages = store.messages.rename({"row": "message_row"})
    joined = frame.join(messages, left_on="row", right_on="ZMESSAGEINFO", how="inner", maintain_order="left")
    lost = frame.join(messages, left_on="row", right_on="ZMESSAGEINFO", how="anti", maintain_order="left")
    store.read(TABLE, frame.height - lost.height)
    if lost.height:
        yield store.listed(TABLE, lost, NO_MESSAGE)
    for some in joined.filter(pl.col("ZRECEIPTINFO").bin.size() > 0).iter_slices(_RECORDS_A_FRAME):
        yield frame_of(one for row in some.iter_rows(named=True) for one in _records(store, row))


def _records(store: Store, row: dict[str, Any]) -> list[Record]:
    """The first record of a row bears its bytes; the others lie within it."""
    blob: bytes = row["ZRECEIPTINFO"]
    shared: dict[str, Any] = {
        "source": store.source,
        "locator": Row(TABLE, row["row"]),
        "conversation": row["conversation"],
        "about": identity(store.source, Row("ZWAMESSAGE", row["message_row"])),
    }
    try:
        found = fields(blob)
        reactions = [one for number, value in found if number == _REACTIONS for one in _reactions(value)]
    except NoProtobuf:
        return [Receipt(**shared, raw=blob, remainder=f'{{"remark":"{_NO_PROTOBUF}"}}')]
    made: list[Record] = []
    if not reactions or any(number != _REACTIONS for number, _ in found):
        made.append(Receipt(**shared, raw=blob, remainder=f'{{"remark":"{_NOT_ESTABLISHED}"}}'))
    for who, emoji, at in reactions:
        place = {"raw": b"" if made else blob, "inner": bool(made)}
        made.append(_reaction(store, shared | place, who, emoji, at))
    return made


def _reactions(value: Value) -> Iterator[tuple[str | None, str | None, Value | None]]:
    """Who (None stands for the owner), with what, and when in milliseconds."""
    for number, inner in fields(value) if isinstance(value, bytes) else ():
        if not isinstance(inner, bytes) or number not in (_OF_OTHERS, _OF_OWNER):
            continue
        of = dict(fields(inner))
        if number == _OF_OTHERS:
            yield text(of.get(2)) or "", text(of.get(3)), of.get(4)
        else:
            yield None, text(of.get(2)), of.get(3)


def _reaction(
    store: Store, shared: dict[str, Any], who: str | None, emoji: str | None, at: Value | None
) -> Reaction:
    return Reaction(
        **shared,
        when=since_1970(at if isinstance(at, int) else None, per_second=1000),
        sender=store.owner if who is None else who or None,
        marks=frozenset({Mark.OWN} if who is None else ()),
        emoji=emoji or None,
        withdrawn=emoji == "",
        remainder=f'{{"basis":"{_OWNERS}"}}' if who is None else None,
    )
