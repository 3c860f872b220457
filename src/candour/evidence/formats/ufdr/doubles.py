"""Messages that a report prints twice: in their chat, and once more in a list of all messages, under the same id."""

from array import array
from hashlib import blake2b

import polars as pl

from candour.evidence.formats.ufdr.stream import Place

_MESSAGE = "InstantMessage"


class Doubles:
    """Of the messages in chats, which may be millions, eight bytes each are kept; of those in the list the whole id."""

    def __init__(self) -> None:
        self._listed: set[str] = set()
        self._in_chats = array("Q")

    def passed_by(self, tag: str, attributes: dict[str, str], around: list[Place]) -> None:
        if tag != "model" or attributes.get("type") != _MESSAGE or not around:
            return
        identifier = attributes.get("id", "")
        if around[-1].tag == "modelType":
            self._listed.add(identifier)
        elif len(around) > 1 and around[-2].kind == "Chat":
            self._in_chats.append(_short(identifier))

    def found(self) -> frozenset[str]:
        short = {_short(one): one for one in self._listed if one}
        if not short:
            return frozenset()
        in_chats = pl.Series(self._in_chats, dtype=pl.UInt64)
        wanted = pl.Series(list(short), dtype=pl.UInt64)
        return frozenset(short[one] for one in wanted.filter(wanted.is_in(in_chats.implode())))


def _short(identifier: str) -> int:
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest())
