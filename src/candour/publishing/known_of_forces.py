"""How much is published of one force, for its page: counts that lead to their rows."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.bodies.beside import Known
from candour.bodies.models import Body
from candour.learning.codes import Answer
from candour.publishing.codes import PageKind
from candour.publishing.models import Snapshot
from candour.publishing.published import Published
from candour.register.templatetags.rounds import state_words


def published_of(force: Body) -> Iterator[Known]:
    """Summaries and recommendations on the force's own list, entries on the register's, each round by itself."""
    yield from _summaries(naming(force, PageKind.INVESTIGATION), force)
    yield from _recommendations(naming(force, PageKind.RECOMMENDATION), force)
    yield from _entries(naming(force, PageKind.ENTRY), force)
    for one in naming(force, PageKind.ROUND):
        yield _round(one, force)


def naming(force: Body, kind: str) -> list[Published]:
    """What is public of a kind and names the force. Its key is looked for in the text first, so that few are read."""
    rows = Snapshot.objects.public().filter(kind=kind, content__contains=f'"{force.pk}"')
    among = "authorities" if kind == PageKind.ROUND else "forces"
    found = (Published.of(row) for row in rows)
    return [one for one in found if any(named["key"] == force.pk for named in one.content[among])]


def _summaries(rows: list[Published], force: Body) -> Iterator[Known]:
    words = ngettext("%(n)d summary of an investigation", "%(n)d summaries of investigations", len(rows))
    if rows:
        yield Known(words % {"n": len(rows)}, _list_of(force, "investigations"))


def _recommendations(rows: list[Published], force: Body) -> Iterator[Known]:
    words = ngettext("%(n)d recommendation", "%(n)d recommendations", len(rows))
    waiting = sum(one.content.get("answer") == Answer.AWAITING for one in rows)
    note = ngettext("%(n)d waits for an answer", "%(n)d wait for an answer", waiting) % {"n": waiting}
    if rows:
        yield Known(
            words % {"n": len(rows)},
            _list_of(force, "recommendations"),
            note if waiting else _("all answered"),
        )


def _entries(rows: list[Published], force: Body) -> Iterator[Known]:
    words = ngettext(
        "%(n)d entry in the national register", "%(n)d entries in the national register", len(rows)
    )
    if rows:
        yield Known(words % {"n": len(rows)}, reverse("register-of-force", args=[force.pk]))


def _round(one: Published, force: Body) -> Known:
    states = [named["state"] for named in one.content["authorities"] if named["key"] == force.pk]
    words = _("Asked in the round of requests “%(title)s”") % {"title": one.title}
    return Known(words, one.path, state_words(states[0]).lower() if states else "")


def _list_of(force: Body, part: str) -> str:
    return f"{reverse('force-publications', args=[force.pk])}#{part}"
