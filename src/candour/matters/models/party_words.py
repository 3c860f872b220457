"""Under which words of their name a party is found, beside the file and authority of the matter: a search reads these alone."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.db import connection, models

from candour.accounts.models import CaseFile
from candour.accounts.models.words import LONGEST
from candour.bodies.models import Body
from candour.matters.models.parties import Party

AT_ONCE = 500
# Addresses and numbers are among a person's words too, marked by the sign before them; nobody is listed by those.
EVERY_PARTY = "SELECT id FROM matters_party"
OF_THESE = "SELECT id FROM matters_party WHERE {column} IN ({places})"
FORGET = "DELETE FROM matters_partyword WHERE party_id IN ({these})"
GATHER = """
    INSERT INTO matters_partyword (word, authority_id, case_file_id, party_id)
    SELECT named.word, matter.appropriate_authority_id, matter.case_file_id, party.id
    FROM matters_party party
    JOIN matters_matter matter ON matter.id = party.matter_id
    JOIN accounts_personword named ON named.person_id = party.person_id
    WHERE party.id IN ({these}) AND substr(named.word, 1, 1) NOT IN ('@', '#')
"""


class PartyWordQuerySet(models.QuerySet["PartyWord"]):
    def gather(self, *, of: str, rows: Collection[Any]) -> None:
        """The words of these parties (`of` is `id`), or of all parties of these matters or people (`matter_id`, `person_id`),
        are from now on those of their names, under the authority of their matter."""
        keys = [Party._meta.pk.get_db_prep_value(row.pk, connection) for row in rows]
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            these = OF_THESE.format(column=of, places=", ".join(["%s"] * len(some)))
            with connection.cursor() as cursor:
                cursor.execute(FORGET.format(these=these), some)
                cursor.execute(GATHER.format(these=these), some)


class PartyWord(models.Model):
    """A word of a party's name. Not in the record: it follows from the name, the party and the matter, and goes with them."""

    owner = "party"

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="words", db_index=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="+", db_index=False)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=LONGEST)

    objects: ClassVar = PartyWordQuerySet.as_manager()

    class Meta:
        # As with the words of summaries: for a reader's own forces, for the whole country, for a party's other words.
        indexes = [
            models.Index(
                fields=["authority", "word", "party", "case_file"],
                opclasses=["varchar_ops", "varchar_pattern_ops", "uuid_ops", "uuid_ops"],
                name="party_by_authority_and_word",
            ),
            models.Index(
                fields=["word", "party", "case_file", "authority"],
                opclasses=["varchar_pattern_ops", "uuid_ops", "uuid_ops", "varchar_ops"],
                name="party_by_word_anywhere",
            ),
            models.Index(
                fields=["party", "word"], opclasses=["uuid_ops", "varchar_pattern_ops"], name="words_of_party"
            ),
        ]

    def __str__(self) -> str:
        return f"a word of {self.party_id}"
