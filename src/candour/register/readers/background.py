"""Stretches of a page that tell what people outside the police did: what an investigation came after, not what it is about."""

from candour.register.readers.document import Document
from candour.register.readers.vocabulary import Term, terms

FURTHER = "blamed_further"


class Background:
    """Where the deeds of others are told: sought once in each sentence, and only where something was found in it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._telling: dict[int, list[tuple[int, int]]] = {}

    def holds(self, place: int) -> bool:
        """The character stands in what somebody else did."""
        return any(start <= place < end for start, end in self._told(self._document.sentence_at(place)))

    def _told(self, number: int) -> list[tuple[int, int]]:
        if number not in self._telling:
            self._telling[number] = [
                span for term in self._able(number) for span in self._places(term, number)
            ]
        return self._telling[number]

    def _able(self, number: int) -> list[Term]:
        """The terms of which the sentence holds a cue."""
        held = self._document.held_in(self._document.sentences[number]) or set()
        return [term for term in terms("background") if not term.cues.isdisjoint(held)]

    def _places(self, term: Term, number: int) -> list[tuple[int, int]]:
        """`He was later convicted` tells on of the one whom the sentence before told of."""
        if term.name == FURTHER and not (number and self._told(number - 1)):
            return []
        sentence, document = self._document.sentences[number], self._document
        found = term.matches(document.plain, sentence.start, sentence.end, document.held_in(sentence))
        return [one.span() for one in found]
