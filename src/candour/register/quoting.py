"""Which words of a source the register may repeat in public: those of open licences, short, and naming nobody."""

import re

from candour.register.codes import Licence

LONGEST_QUOTE = 240
TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|PC|DC|PS|DS|DI|DCI|SC|PCSO|Sgt|Sergeant|Constable|Inspector|Superintendent|Officer"
# A title before a capital, or two capitals in a row that a sentence does not begin with: somebody may be named.
NAMED = re.compile(rf"\b(?:{TITLES})\.?\s+[A-Z]|(?<=[\w,;] )[A-Z][\w'’-]+\s+[A-Z][\w'’-]+")


def may_quote(licence: str, *, fictional: bool) -> bool:
    """Facts are taken from every source; words only where the publisher allows it, or where we wrote them."""
    return fictional or licence == Licence.OPEN_GOVERNMENT


def public_words(quoted: str, *, of_person: bool) -> str:
    """Nothing where it is long, or where words about a person may hold a name."""
    words = " ".join(quoted.split())
    if len(words) > LONGEST_QUOTE or (of_person and NAMED.search(f"said {words}")):
        return ""
    return words
