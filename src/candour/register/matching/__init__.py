"""Whether two documents tell of one case: what they are compared by, where to look, and a score that explains itself."""

from candour.register.matching.features import Features
from candour.register.matching.keys import keys_of, pairs_to_compare
from candour.register.matching.scoring import LIKELY, POSSIBLE, Ground, Likeness, likeness

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Features",
    "Ground",
    "Likeness",
    "keys_of",
    "likeness",
    "pairs_to_compare",
]
