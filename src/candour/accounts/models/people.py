"""Humans known to the installation, as complainants, officers, witnesses or relatives, on any matter."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from candour.accounts.models.words import LONGEST, WordQuerySet, by_word, ways_to_reach, words_of
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded, RecordedQuerySet

NOT_ASKED = "not-asked"
NOT_STATED = "not-stated"
"""`not-asked` (nobody put the question) and `not-stated` (they chose not to answer) are never merged."""
KEPT_ELSEWHERE: list[Callable[[Sequence[Any]], None]] = []
"""Called with people whose words were written: rooms above, which this one does not know, keep them beside what is theirs."""


class PersonQuerySet(RecordedQuerySet):
    def named(self, text: str) -> Self:
        """Those who have, for each word of the text, a word in their name that begins so."""
        return self.filter(PersonWord.objects.owned_by(text))

    def reached_by(self, email: str, telephone: str) -> Self:
        """Those with this e-mail address or this number, however it is spaced."""
        words = PersonWord.objects.filter(word__in=ways_to_reach(email, telephone))
        return self.filter(pk__in=words.values("person"))


class Person(Recorded):
    name = CommittedText(blank=True)
    email = CommittedText(blank=True)
    telephone = CommittedText(blank=True)
    address = CommittedText(blank=True)
    date_of_birth = CommittedText(blank=True)  # EDTF: a year or a month is kept as such, no day is invented
    warrant_number = CommittedText(blank=True)
    needs = CommittedText(blank=True)
    language = models.CharField(max_length=40, default=NOT_ASKED)
    age_band = models.CharField(max_length=40, default=NOT_ASKED)
    sex = models.CharField(max_length=40, default=NOT_ASKED)
    gender = models.CharField(max_length=40, default=NOT_ASKED)
    ethnicity = models.CharField(max_length=40, default=NOT_ASKED)
    disability = models.CharField(max_length=40, default=NOT_ASKED)
    religion = models.CharField(max_length=40, default=NOT_ASKED)
    sexual_orientation = models.CharField(max_length=40, default=NOT_ASKED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )

    objects: ClassVar = PersonQuerySet.as_manager()
    ledger_kind = "person"

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @classmethod
    def keep_beside(cls, rows: Sequence[Any], written: Collection[str]) -> None:
        if {"name", "email", "telephone"} & set(written):
            PersonWord.objects.replace((row, row.found_under()) for row in rows)
            for keep in KEPT_ELSEWHERE:
                keep(rows)

    @property
    def ways_to_reach_them(self) -> list[str]:
        return [way for way in (self.email, self.telephone, self.address) if way]

    def found_under(self) -> list[str]:
        return [*words_of(self.name), *ways_to_reach(self.email, self.telephone)]


class PersonWord(models.Model):
    """A word of a person's name, their address or number. Not in the record: it follows from them, and goes with them."""

    owner = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST)

    objects: ClassVar = WordQuerySet.as_manager()

    class Meta:
        indexes = [by_word("person", "person_by_word")]

    def __str__(self) -> str:
        return f"a word of {self.person_id}"
