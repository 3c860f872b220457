"""A text cut where the places of its statements begin and end, so that a page can light each of them up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text with the numbers of the statements that rest on them. `chosen` is lit more strongly."""

    words: str
    numbers: tuple[int, ...]
    unused: bool
    chosen: bool
    begins_chosen: bool


def stretches(
    text: str, places: Sequence[Place], unused: Iterable[tuple[int, int]] = (), *, chosen: int | None = None
) -> Iterator[Stretch]:
    """`places` are start, end and number. The stretches put together are the text, character for character."""
    idle = list(unused)
    cuts = {0, len(text)}
    cuts.update(edge for start, end, _ in places for edge in (start, end))
    cuts.update(edge for stretch in idle for edge in stretch)
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    lit = next((start for start, _, number in places if number == chosen), None)
    resting, unread = _Open((start, end) for start, end, _ in places), _Open(idle)
    for start, end in pairwise(edges):
        numbers = tuple(places[one][2] for one in resting.at(start))
        yield Stretch(
            words=text[start:end],
            numbers=numbers,
            unused=bool(unread.at(start)),
            chosen=chosen in numbers,
            begins_chosen=start == lit,
        )


class _Open:
    """Which stretches are open at a place, asked from the left to the right: a long text has thousands of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._coming = sorted(
            ((start, end, number) for number, (start, end) in enumerate(stretches) if start < end),
            reverse=True,
        )
        self._ends: dict[int, int] = {}

    def at(self, place: int) -> list[int]:
        """Their numbers, in the order in which they were given."""
        while self._coming and self._coming[-1][0] <= place:
            _start, end, number = self._coming.pop()
            self._ends[number] = end
        self._ends = {number: end for number, end in self._ends.items() if end > place}
        return sorted(self._ends)
