"""The warnings on a case file's draft: its own words, read against the people of the matter and its outcomes."""

from candour.accounts.models import CaseFile
from candour.publishing.codes import PageKind
from candour.publishing.content import kind_of, recommendation_of
from candour.publishing.models import Summary
from candour.publishing.naming import WordingWarning, warnings_for

SECTIONS = ("what", "happened", "found", "followed", "learning")


def proofread(case_file: CaseFile) -> list[WordingWarning]:
    if kind_of(case_file) is PageKind.RECOMMENDATION:
        row = recommendation_of(case_file)
        matter_file = row.matter.case_file if row.matter else case_file
        response = row.latest_response
        texts = {
            "text": row.text,
            "rationale": row.rationale,
            "response": response.public_action if response else "",
        }
        return warnings_for(texts, matter_file, ())
    summary = Summary.objects.filter(case_file=case_file).first()
    if summary is None:
        return []
    texts = {name: getattr(summary, name) for name in SECTIONS}
    texts |= {"people": " ".join(row.note for row in summary.people.all())}
    texts |= {"timeline": " ".join(f"{row.title}. {row.note}" for row in summary.events.all())}
    outcomes = [code for row in summary.people.all() for code in row.outcomes]
    return warnings_for(texts, case_file, outcomes)
