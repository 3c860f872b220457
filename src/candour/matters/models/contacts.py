"""The log of contacts with the people of a matter."""

from django.db import models

from candour.accounts.models import User
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import Recorded
from candour.matters.models.matter import Matter
from candour.matters.models.parties import Party


class Contact(Recorded):
    """One contact. `was_update` says that it told them of progress, and so restarts their four weeks."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="contacts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    channel = models.CharField(max_length=40)
    summary = CommittedText()
    was_update = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on"]
