"""References of matters: the body's letters, the year and a number that is never given twice."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.ledger.writing import SavedAtOnce

SMALL_WORDS = {"and", "of", "the", "for"}
TRIES = 8
Written = TypeVar("Written")


def letters_of(body: Body) -> str:
    """Up to four letters that stand for a body in a reference: the first of its name, or initials of a long one."""
    words = [word for word in re.findall(r"[A-Za-z]+", body.official_name) if word.lower() not in SMALL_WORDS]
    return words[0][:3].upper() if len(words) < 4 else "".join(word[0] for word in words)[:4].upper()


def with_a_free_reference(write: Callable[[], Written]) -> Written:
    """Two who take the same reference at once: the second fails on the unique key, and writes again with the next."""
    for _ in range(TRIES - 1):
        try:
            return write()
        except SavedAtOnce:
            continue
    return write()


def next_reference(body: Body, on: date) -> str:
    """The next free one, such as WEX-2026-000123. Call it within `with_a_free_reference`."""
    prefix = f"{letters_of(body)}-{on.year}-"
    last = CaseFile.objects.filter(reference__begins=prefix).order_by("-reference").values_list("reference", flat=True).first()
    number = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:06d}"
