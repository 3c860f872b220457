"""Whose part in an item of concern an allegation may cite under a Standard, and why not in the case of the others."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext

from candour.accounts.models import CaseFile
from candour.evidence.codes import Concern
from candour.evidence.exposing import Exposed
from candour.evidence.exposure.citing import Citation, citation, may_not_be_cited
from candour.evidence.marking import settled
from candour.evidence.models import Item


@dataclass(frozen=True)
class Citable:
    """`others` are people with the reason why nothing of theirs is offered."""

    citations: tuple[Citation, ...]
    others: tuple[tuple[str, str], ...]


def citable(found: Exposed, standard: str, cited: Collection[str] = ()) -> Citable:
    """Of one item; `cited` are people whose part in it is cited under this Standard already."""
    cells = [cell for cell in found.reckoner.cells() if cell.person not in cited]
    reasons = [(cell.person, may_not_be_cited(cell, standard)) for cell in cells]
    allowed = [cell for cell, (_, reason) in zip(cells, reasons, strict=True) if reason is None]
    return Citable(
        tuple(citation(cell, standard) for cell in allowed),
        tuple((person, gettext(reason)) for person, reason in reasons if reason is not None),
    )


def items_of_concern(case_file: CaseFile) -> list[Item]:
    """All that were put forward, but for those settled as not of concern."""
    return [item for item in Item.objects.of(case_file) if not not_of_concern(item)]


def not_of_concern(item: Item) -> bool:
    taken = settled(item)
    return taken is not None and taken.concern == Concern.NO
