"""What is said, as a form of words with names in brackets for its values: English here, and a language's own where one is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def gettext_noop(words: str) -> str:
    """Marks a form of words for the catalogues of translations; it is looked up when it is said."""
    return words


def english(words: str) -> str:
    return words


@dataclass(frozen=True, slots=True)
class Said:
    """`code` stays the same whatever the words become; a value may itself be said in the same language."""

    code: str
    words: str
    values: "Values" = field(default_factory=dict)

    def in_words(self, translate: Translate = english) -> str:
        """`translate` gives another language's form of the same words, such as gettext."""
        found = {
            name: one.in_words(translate) if isinstance(one, Said) else one
            for name, one in self.values.items()
        }
        return translate(self.words) % found

    def __str__(self) -> str:
        return self.in_words()


Values = Mapping[str, str | Said]
