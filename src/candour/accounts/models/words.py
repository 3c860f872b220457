"""Words under which something is found by how they begin: folded, one row each, and looked up by an index."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

from candour.accounts.models.written_once import Place
from candour.bodies.naming import fold

LONGEST = 60
FIGURES, FEWEST_FIGURES = 10, 7
GLOB_SIGNS = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})


class Beginning(Place):
    """The place of a text by whose beginning rows are found (`begins`), spelt as each database's sign for it wants."""

    def __init__(self, name: str) -> None:
        super().__init__(name, models.CharField())

    def spelt(self, value: Any, connection: Any) -> str:
        if connection.vendor == "sqlite":
            return globbed(str(value))
        return f"{connection.ops.prep_for_like_query(str(value))}%"


def globbed(text: str) -> str:
    return text.translate(GLOB_SIGNS) + "*"


@models.CharField.register_lookup
class Begins(StartsWith):
    """How the text begins, capitals counting. `startswith` is LIKE on SQLite, which reads no index; GLOB reads it."""

    lookup_name = "begins"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["startswith"] % rhs)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, values = self.process_lhs(compiler, connection)
        wanted = self.rhs if isinstance(self.rhs, Beginning) else globbed(str(self.rhs))
        return f"{column} GLOB %s", [*values, wanted]


def words_of(text: str) -> list[str]:
    """The different words of a text, without capitals, accents and the signs about them."""
    parted = unicodedata.normalize("NFKD", fold(text))
    letters = "".join(sign if sign.isalnum() else " " for sign in parted if not unicodedata.combining(sign))
    return list(dict.fromkeys(word[:LONGEST] for word in letters.split()))


def ways_to_reach(email: str, telephone: str) -> list[str]:
    """An address and a number as words that no text has: `@` before the one, `#` before the last ten figures."""
    figures = "".join(sign for sign in telephone if sign.isdigit())[-FIGURES:]
    found = [f"@{email.strip().casefold()}"[:LONGEST]] if email.strip() else []
    return [*found, f"#{figures}"] if len(figures) >= FEWEST_FIGURES else found


def longest_first(text: str) -> list[str]:
    return sorted(words_of(text), key=len, reverse=True)


def places_of_words(number: int) -> list[Beginning]:
    """For a question about so many words, which are given as `word0` and so on (`as_places`)."""
    return [Beginning(f"word{place}") for place in range(number)]


def as_places(words: Sequence[str]) -> dict[str, str]:
    return {f"word{place}": word for place, word in enumerate(words)}


class WordQuerySet(models.QuerySet[Any]):
    def owned_by(self, text: str) -> models.Q:
        """A condition on the owners: for each word of the text, one of theirs begins so. No word finds nobody."""
        words = words_of(text)
        found = models.Q() if words else models.Q(pk__in=[])
        for word in words:
            found &= models.Q(pk__in=self.filter(word__begins=word).values(self.model.owner))
        return found

    def replace(self, found: Iterable[tuple[models.Model, Iterable[str]]]) -> None:
        """These owners are now found under these words and no others."""
        pairs, owner = list(found), self.model.owner
        self.filter(**{f"{owner}__in": [row.pk for row, _ in pairs]}).delete()
        rows = [self.model(word=word, **{f"{owner}_id": row.pk}) for row, words in pairs for word in words]
        self.bulk_create(rows, batch_size=500)


def by_word(owner: str, name: str) -> models.Index:
    """On PostgreSQL with the operator class that LIKE reads; SQLite's own order is right for GLOB."""
    return models.Index(fields=["word", owner], opclasses=["varchar_pattern_ops", "uuid_ops"], name=name)
