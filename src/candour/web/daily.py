"""What runs by itself: once a day the log of reads is sealed and the record is signed; papers and evidence bring their own."""

from django.utils import timezone
from django_q.models import Schedule

from candour.accounts.actions import seal_days_until
from candour.evidence.jobs import SCHEDULED as OF_EVIDENCE
from candour.ledger.checkpoints import checkpoint
from candour.papers.jobs import SCHEDULED as OF_PAPERS
from candour.register.jobs import SCHEDULED as OF_REGISTER

DAY = 24 * 60
JOBS = {**OF_PAPERS, **OF_REGISTER, **OF_EVIDENCE, "candour.web.daily.seal_and_sign": DAY}


def seal_and_sign() -> str:
    """Safe to run twice: a day that is sealed stays sealed, and a second checkpoint of the same record says the same."""
    now = timezone.now()
    sealed = seal_days_until(now)
    signed = checkpoint(at=now)
    return f"{len(sealed)} days sealed, record signed at {signed.size} entries"


def schedule_jobs() -> None:
    """Each job once, every so many minutes; one that no longer exists is taken off the list."""
    for function, minutes in JOBS.items():
        known = {"func": function, "schedule_type": Schedule.MINUTES, "minutes": minutes, "repeats": -1}
        Schedule.objects.update_or_create(name=function, defaults=known)
    Schedule.objects.filter(name__startswith="candour.").exclude(name__in=JOBS).delete()
