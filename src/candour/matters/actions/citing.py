"""Citing what was found of people and an item of concern in an allegation, and withdrawing it with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from candour.accounts.access import HOUSE_RULE, Refusal, may_take, require
from candour.accounts.codes import Function
from candour.accounts.models import User
from candour.evidence.exposure.citing import Citation
from candour.evidence.models import Item, Joining
from candour.evidence.permissions import may_read
from candour.ledger.writing import entry
from candour.matters.actions.allegations import MAY_ADD, may_change_decisions
from candour.matters.models import Allegation, AllegationCitation, Matter

NOT_OF_THIS_FILE = Refusal(_("An allegation cites items of its own file's exhibits only."), HOUSE_RULE)
CITED_ALREADY = Refusal(_("Their part in this item is cited already under this Standard."), HOUSE_RULE)
NO_REASON = Refusal(_("Say why the citation is withdrawn."), HOUSE_RULE)


@dataclass(frozen=True)
class CitedItem:
    """What was found of the people chosen, all under one Standard of this edition; `told` are the sentences of each, in that
    order, and `joining` is what tied the phones that bear them out, where there were several."""

    item: Item
    edition: str
    standard: str
    citations: Sequence[Citation]
    told: Sequence[Sequence[str]]
    sent_on: date | None = None
    joining: Joining | None = None


def may_cite(user: Any, matter: Matter, *, on: date) -> Refusal | None:
    """Whoever may add allegations and read the exhibits, until the outcome has been told."""
    may_work = may_take(user, matter.case_file, MAY_ADD, Function.HANDLED, on)
    return may_work or may_read(user, matter.case_file, on=on) or may_change_decisions(matter)


def cite_item(
    *, allegation: Allegation, cited: CitedItem, by: User, on: date, at: datetime
) -> list[AllegationCitation]:
    """A row for each person. That they may be cited is worked out where a Citation is made, which refuses the others.

    Raises EvidenceRefused where somebody else cited something in the same moment.
    """
    matter = allegation.matter
    require(may_cite(by, matter, on=on))
    require(_fits(allegation, cited))
    first = allegation.citations.count() + 1
    rows = [
        AllegationCitation(
            allegation=allegation,
            number=first + n,
            item=cited.item,
            sent_on=cited.sent_on,
            person=one.person,
            standard_edition=cited.edition,
            standard=cited.standard,
            findings="\n".join(told),
            joining=cited.joining,
            cited_by=by,
            cited_at=at,
        )
        for n, (one, told) in enumerate(zip(cited.citations, cited.told, strict=True))
    ]
    header = {"subject": matter, "also": (cited.item,), "by": by.pk, "at": at, "on": on}
    with entry("allegation.cite", **header) as record:  # type: ignore[arg-type]
        for row in rows:
            record.save(row)
        record.note(number=allegation.number, standard=cited.standard, people=len(rows))
    return rows


def _fits(allegation: Allegation, cited: CitedItem) -> Refusal | None:
    of_item = all(
        (one.item, one.standard) == (cited.item.identity, cited.standard) for one in cited.citations
    )
    if cited.item.exhibit.case_file_id != allegation.matter.case_file_id or not of_item:
        return NOT_OF_THIS_FILE
    standing = people_cited(allegation, cited.item, cited.standard)
    return CITED_ALREADY if any(one.person in standing for one in cited.citations) else None


def people_cited(allegation: Allegation, item: Item, standard: str) -> set[str]:
    """By citations that stand."""
    rows = allegation.citations.filter(item=item, standard=standard, withdrawn_at=None)
    return {row.person for row in rows}


def withdraw_citation(
    *, citation: AllegationCitation, because: str, by: User, on: date, at: datetime
) -> AllegationCitation:
    """It stays to be seen, with the reason. Raises Overtaken where it has been withdrawn meanwhile."""
    matter = citation.allegation.matter
    require(may_cite(by, matter, on=on))
    require(None if because.strip() else NO_REASON)
    with entry(
        "allegation.withdraw-citation", subject=matter, also=(citation.item,), by=by.pk, at=at, on=on
    ) as record:
        citation.withdrawn_by, citation.withdrawn_at = by, at
        citation.withdrawn_because = because.strip()
        record.save(citation, expect={"withdrawn_at": None})
        record.note(number=citation.allegation.number, standard=citation.standard)
    return citation
