"""Invented names for very many people: a few are common and most are rare, as with real ones."""

import random
from itertools import accumulate, product

from candour.web.examples.words import FAMILY, GIVEN

BEGINNINGS = (
    "Ash Ald Bar Bex Brack Cald Chil Cor Dal Den Dray Ed Ember Fal Fen Gar Gril Hal Hather Hol Ing Jar Kel Kin Lam Lath "
    "Mal Mer Mor Nor Oak Or Pen Pol Quar Rad Roth Sal Sel Shar Stan Tam Thur Tre Ul Ver Wad Wex Wil Yar"
).split()
ENDINGS = "bank beck bourne by combe cott dale dean den field ford gate ham hill holt hurst ley low mere moor more ock over ridge row sett side stead stoke thwaite ton vale wath well wick wood worth".split()


class Names:
    """The n-th commonest family name comes up in proportion to 1/n, which is about how real ones fall."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.families = [*FAMILY, *(beginning + ending for beginning, ending in product(BEGINNINGS, ENDINGS))]
        self._dice.shuffle(self.families)
        self._weights = list(accumulate(1 / (place + 3) for place in range(len(self.families))))

    def many(self, number: int) -> list[str]:
        families = self._dice.choices(self.families, cum_weights=self._weights, k=number)
        given = self._dice.choices(GIVEN, k=number)
        return [f"{first} {last}" for first, last in zip(given, families, strict=True)]

    def places(self, number: int) -> list[str]:
        return self._dice.choices(self.families, k=number)
