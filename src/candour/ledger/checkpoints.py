"""Checkpoints: signed statements of the record's size and root, as signed notes and in a short form for letters."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from candour.ledger.appending import read_head
from candour.ledger.canonical import moment
from candour.ledger.keys import PublicKey, signing_key
from candour.ledger.models import LedgerCheckpoint
from candour.ledger.raw_database import as_bytes

SHORT_HEX = 16


class UnreadableCheckpoint(ValueError):
    """The text is not a checkpoint; the message says which line."""


@dataclass(frozen=True)
class Checkpoint:
    """That the record of this origin had this size and root at this moment."""

    origin: str
    size: int
    root: bytes
    at: datetime
    key_id: str
    signature: bytes

    @property
    def signed_text(self) -> str:
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\nat {moment(self.at, 'checkpoint')}\n"

    @property
    def text(self) -> str:
        """A signed note: the statement, an empty line, and the line of the signature."""
        mark = base64.b64encode(bytes.fromhex(self.key_id) + self.signature).decode()
        return f"{self.signed_text}\n— {self.origin} {mark}\n"

    @property
    def short(self) -> str:
        """The size and the root's first 64 bits, for a line on a letter: `1204 3f2a-9c01-77be-d210`."""
        digits = self.root.hex()[:SHORT_HEX]
        return f"{self.size} " + "-".join(digits[start : start + 4] for start in range(0, SHORT_HEX, 4))

    def signed_by(self, key: PublicKey) -> bool:
        return key.id == self.key_id and key.signed(self.signed_text.encode(), self.signature)


def checkpoint(*, at: datetime) -> Checkpoint:
    """Signs the record as it stands and keeps the statement."""
    key, head = signing_key(), read_head()
    unsigned = Checkpoint(key.public.origin, head.size, head.root, at, key.public.id, b"")
    signed = Checkpoint(
        unsigned.origin, head.size, head.root, at, key.public.id, key.sign(unsigned.signed_text.encode())
    )
    LedgerCheckpoint.objects.create(
        size=signed.size,
        root=signed.root,
        at=at,
        origin=signed.origin,
        key_id=signed.key_id,
        signature=signed.signature,
    )
    return signed


def stored_checkpoints() -> list[Checkpoint]:
    return [_read(row) for row in LedgerCheckpoint.objects.order_by("size", "at")]


def latest_checkpoint(*, covering: int = -1) -> Checkpoint | None:
    """The newest checkpoint, if there is one, or None where it does not reach beyond this position."""
    row = LedgerCheckpoint.objects.order_by("-size", "-at").first()
    return None if row is None or row.size <= covering else _read(row)


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from its text form; the signature is read and not yet checked."""
    statement, parted, marks = text.partition("\n\n")
    lines = statement.splitlines()
    if not parted or len(lines) < 4 or not lines[3].startswith("at "):
        raise UnreadableCheckpoint(
            "A checkpoint has four lines (origin, size, root, at), an empty line and a signature."
        )
    try:
        mark = _mark_of(lines[0], marks)
        root = base64.b64decode(lines[2], validate=True)
        at = datetime.fromisoformat(lines[3].removeprefix("at "))
        return Checkpoint(lines[0], int(lines[1]), root, at, mark[:4].hex(), mark[4:])
    except (ValueError, binascii.Error) as error:
        raise UnreadableCheckpoint(f"The checkpoint of {lines[0][:80]} cannot be read: {error}.") from error


def _mark_of(origin: str, marks: str) -> bytes:
    """The signature under the record's own name; witnesses may have added theirs below it."""
    for line in marks.splitlines():
        if line.startswith(f"— {origin} "):
            return base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
    raise ValueError("no line is signed by the origin")


def _read(row: LedgerCheckpoint) -> Checkpoint:
    return Checkpoint(row.origin, row.size, as_bytes(row.root), row.at, row.key_id, as_bytes(row.signature))
