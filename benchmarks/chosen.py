"""What a run was asked for; handed to the process that measures as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Self

SIZES = {"tenth": 50_000, "full": 500_000}
SUBJECTS = ("deadlines", "pages", "steps", "verification", "history", "exposure", "chats", "matching", "replies", "reading")


@dataclass(frozen=True)
class Chosen:
    matters: int
    only: tuple[str, ...]
    seconds: float
    keep: str

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, written: str) -> Self:
        read = json.loads(written)
        return cls(**{**read, "only": tuple(read["only"])})
