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
    for start, end in pairwise(edges):
        numbers = tuple(number for first, last, number in places if first <= start and end <= last)
        yield Stretch(
            words=text[start:end],
            numbers=numbers,
            unused=any(first <= start and end <= last for first, last in idle),
            chosen=chosen in numbers,
            begins_chosen=start == lit,
        )
