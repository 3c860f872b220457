"""Under which words of its summary a matter is found, beside its case file and authority: a search reads these alone."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models

from candour.accounts.models import CaseFile
from candour.accounts.models.words import LONGEST, words_of
from candour.bodies.models import Body

SHORTEST = 3
"""Words of fewer letters are in every summary and find nothing."""


class MatterWordQuerySet(models.QuerySet["MatterWord"]):
    def rewrite(self, matters: Sequence[Any]) -> None:
        """These matters are now found under the words of their summaries and no others."""
        self.filter(case_file__in=[matter.case_file_id for matter in matters]).delete()
        rows = [
            self.model(
                word=word, authority_id=matter.appropriate_authority_id, case_file_id=matter.case_file_id
            )
            for matter in matters
            for word in kept_of(matter.summary)
        ]
        self.bulk_create(rows, batch_size=500)

    def move(self, matters: Sequence[Any]) -> None:
        """These matters are now found by those who work for their present authority."""
        for matter in matters:
            self.filter(case_file=matter.case_file_id).update(authority=matter.appropriate_authority_id)


class MatterWord(models.Model):
    """A word of the summary of the matter of a file. Not in the record: it follows from the matter, and goes with it."""

    owner = "case_file"

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="+", db_index=False)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=LONGEST)

    objects: ClassVar = MatterWordQuerySet.as_manager()

    class Meta:
        # The first for a reader's own forces, the second for the whole country, the third for the other words of a
        # matter that was found under one. Each holds all that a search asks before it knows what it shows.
        indexes = [
            models.Index(
                fields=["authority", "word", "case_file"],
                opclasses=["varchar_ops", "varchar_pattern_ops", "uuid_ops"],
                name="matter_by_authority_and_word",
            ),
            models.Index(
                fields=["word", "case_file", "authority"],
                opclasses=["varchar_pattern_ops", "uuid_ops", "varchar_ops"],
                name="matter_by_word_anywhere",
            ),
            models.Index(
                fields=["case_file", "word"],
                opclasses=["uuid_ops", "varchar_pattern_ops"],
                name="words_of_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"a word of {self.case_file_id}"


def kept_of(text: str) -> list[str]:
    return [word for word in words_of(text) if len(word) >= SHORTEST]
