"""How the subjects of statements are called: the document, and its people, recommendations and numbers in turn."""

from collections.abc import Iterable

from candour.register.likeness_of_groups import OF_A_COUNT, OF_A_RECOMMENDATION
from candour.register.models import SourceStatement
from candour.register.readers.record import LISTS, PERSON, PERSON_LISTS, SINGLE

NEW = "new"
DOCUMENT_KIND, PERSON_KIND, RECOMMENDATION, COUNT = "", "person", "recommendation", "count"
FIELDS_OF: dict[str, tuple[str, ...]] = {
    DOCUMENT_KIND: (*LISTS, *(one for one in SINGLE if one != "title")),
    PERSON_KIND: tuple(one for one in (*PERSON, *PERSON_LISTS) if one != "label"),
    RECOMMENDATION: OF_A_RECOMMENDATION,
    COUNT: OF_A_COUNT,
}


def kind_of(subject: str) -> str:
    """`person` of `person-2`; empty for the document. A cell is a number."""
    kind = subject.rpartition("-")[0]
    return COUNT if kind == "cell" else kind


def highest(rows: Iterable[SourceStatement], kind: str) -> int:
    """The last number that a person, recommendation or number of the source bears; 0 where there is none."""
    numbers = (one.subject.rpartition("-") for one in rows)
    return max(
        (int(number) for name, _dash, number in numbers if name == kind and number.isdigit()), default=0
    )
