"""Cells whose signs were decoded wrongly before the file came here: told of, never mended."""

from candour.register.readers.encodings import BROKEN, BROKEN_FORM, looks_broken
from candour.register.replies.tables import Held

SAID = {
    1: "signs in it were decoded wrongly before it came here; they are left as they stand",
    2: "signs in it were decoded wrongly twice before it came here; they are left as they stand",
}


def how_broken(held: Held) -> str:
    """A sentence, or nothing where the cell is sound."""
    if not isinstance(held, str) or not looks_broken(held):
        return ""
    times = [BROKEN[found[0]][1] for found in BROKEN_FORM.finditer(held)]
    return SAID[max(times)] if times else ""
