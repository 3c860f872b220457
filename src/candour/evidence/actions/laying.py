"""Having joined chats laid together in the background, as soon as what they rest on has changed."""

from django.db.models import Sum
from django_q.tasks import async_task

from candour.evidence.laid import LARGE
from candour.evidence.models import Chat, Exhibit, JoinedChat, Joining

JOB = "candour.evidence.jobs.lay_joined"
LONGEST = 600


def lay_anew(exhibit: Exhibit) -> None:
    """What one of its chats was joined with. Small conversations are laid when somebody looks."""
    rows = JoinedChat.objects.filter(exhibit=exhibit, joining__undone_at=None).select_related("joining")
    for row in rows:
        lay_in_background(row.joining)


def lay_in_background(joining: Joining) -> None:
    keys = [one.key for one in joining.chats.all()]
    messages = Chat.objects.filter(key__in=keys).aggregate(all=Sum("lines"))["all"] or 0
    if messages >= LARGE:
        async_task(JOB, str(joining.pk), timeout=LONGEST)
