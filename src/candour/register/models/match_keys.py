"""Under which keys a source is found when another may tell of the same case; derived, and made again at will."""

from django.db import models

from candour.register.models.sources import Source


class MatchKey(models.Model):
    """Not part of the record: made of the newest reading of a source, and of what people made of it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="match_keys")
    key = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="a_match_key_once_a_source")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key}"
