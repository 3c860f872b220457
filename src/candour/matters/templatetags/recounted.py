"""How the page of a record tells its entries: each row with what its entry says in words."""

from collections.abc import Sequence
from typing import Any

from django import template

from candour.matters.models import Matter
from candour.matters.recounting import Account, Recounting

register = template.Library()


@register.simple_tag
def recounted(matter: Matter, rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], Account | None]]:
    """The rows in their order, each with its account; None for an entry that cannot be read any more."""
    recounting = Recounting(matter, [row["entry"] for row in rows])
    return [(row, None if row.get("broken") else recounting.account(row["entry"])) for row in rows]
