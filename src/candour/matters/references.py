"""References of matters: the body's letters, the year and a number that is never given twice."""

import re
from datetime import date

from candour.accounts.models import CaseFile
from candour.accounts.numbering import next_reference
from candour.bodies.models import Body

SMALL_WORDS = {"and", "of", "the", "for"}


def letters_of(body: Body) -> str:
    """Up to four letters that stand for a body in a reference: the first of its name, or initials of a long one."""
    words = [word for word in re.findall(r"[A-Za-z]+", body.official_name) if word.lower() not in SMALL_WORDS]
    return words[0][:3].upper() if len(words) < 4 else "".join(word[0] for word in words)[:4].upper()


def matter_reference(body: Body, on: date) -> str:
    """The next free one, such as WEX-2026-000123, in the transaction that writes the matter."""
    return next_reference(CaseFile, letters_of(body), on.year, digits=6)
