"""Disclosing papers of the file to somebody complained about, or to their friend."""

from collections.abc import Iterator

from candour.matters.actions.registry import checks, effect
from candour.matters.actions.taking import Taking
from candour.matters.models import Disclosure, Party, PartyRole
from candour.papers.models import Document
from candour.procedure.lifecycles import Reason

CONCERNED = (PartyRole.COMPLAINED_ABOUT, PartyRole.POLICE_FRIEND)


@checks("disclosure.give")
def _papers_of_this_file_go_to_those_concerned(taking: Taking) -> Iterator[Reason]:
    party: Party = taking.answers["officer"]
    papers: list[Document] = list(taking.answers["papers"])
    if party.matter_id != taking.matter.pk or party.role not in CONCERNED or not party.is_known:
        yield Reason(
            "Papers are disclosed here to a person complained about, or to their friend.", taking.step.source
        )
    if any(paper.case_file_id != taking.matter.case_file_id for paper in papers):
        yield Reason("A paper of another file cannot be disclosed from this one.", taking.step.source)
    if Disclosure.objects.filter(party=party, document__in=papers).exists():
        yield Reason("One of these papers was disclosed to this person before.", taking.step.source)


@effect("disclosure.give")
def keep_what_was_disclosed(taking: Taking) -> None:
    shared = {
        "matter": taking.matter,
        "party": taking.answers["officer"],
        "step_taken": taking.taken,
        "on": taking.on,
    }
    taking.record.add([Disclosure(document=paper, **shared) for paper in taking.answers["papers"]])
