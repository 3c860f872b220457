"""One fictional complaint with everybody on it: its complainant, the officer and the officer's friend have accounts.

It is an investigation with its letters and documents, so that each of them finds something of their own to open.
"""

import random
from datetime import date, timedelta

from candour.accounts.actions import appoint
from candour.accounts.codes import Role
from candour.accounts.models import Person, User
from candour.ledger.writing import entry
from candour.matters.actions import add_party
from candour.matters.actions.parties import PartyDetails
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, Party, PartyRole
from candour.papers.actions import approve_letter, draft_letter, file_document, send_letter
from candour.papers.codes import LetterKind, Marking, Method, Source
from candour.papers.composing import compose
from candour.papers.forms import values_of
from candour.papers.letter_kinds import kind_of_letter
from candour.papers.models import Document, Letter
from candour.web.examples.answers import limbs
from candour.web.examples.case import Case
from candour.web.examples.stories import STANDING
from candour.web.examples.words import Event

BEGAN_DAYS_AGO = 150
REPORT = "Four accounts and two recordings were compared. The words alleged were heard on one of the recordings."
EVENT = Event(
    "H1",
    "The sergeant told me in front of my children that people like me always have a story.",
    "Disrespectful words at the door during a welfare visit.",
    "For the sergeant to hear how that felt, and an apology.",
    "neighbour-dispute",
    crime=True,
)


def followed_case(staff: dict[str, User], today: date) -> Case:
    robin = Person(
        name="Robin Vale",
        user=staff["complainant"],
        email="robin.vale@example.invalid",
        telephone="01632 960123",
        address="7 Tannery Row\nWexmoor\nWX1 2ZZ",
    )
    first = today - timedelta(days=BEGAN_DAYS_AGO)
    dice = random.Random("followed")  # noqa: S311 - invented days, not secrets
    return Case(dice=dice, staff=staff, event=EVENT, day=first, today=today, complainant=robin)


def tell(case: Case) -> None:
    """From the first contact to the outcome letter, weeks before today."""
    _received_and_logged(case)
    officer, friend = _officer_and_friend(case)
    _recorded(case)
    _investigated(case, [officer, friend])
    _told_the_outcome(case)


def _received_and_logged(case: Case) -> None:
    case.wait(0, 2)
    standing, limb = STANDING[EVENT.about]
    case.receive(about=EVENT.about, standing=standing, by=case.staff["handler"])
    _on_this_file(case, "complainant", Role.COMPLAINANT)
    case.wait(1, 2)
    known = {"linked_matter_under_2012_on_arrival": False, "summary": EVENT.summary}
    case.step("complaint.log", "handler", limbs("standing", limb), handling_started=case.day, **known)
    _letter(case, LetterKind.ACKNOWLEDGEMENT, next_step="Hazel Brook will ask you how you would like it handled, and decide whether it is recorded.")


def _officer_and_friend(case: Case) -> tuple[Party, Party]:
    """Each has an account; the friend acts for the officer, who agreed to it in writing."""
    sergeant = Person(name="Sergeant 4417", user=case.staff["officer"])
    details = PartyDetails(PartyRole.COMPLAINED_ABOUT, person=sergeant, worker_type="officer")
    officer = _named(case, details)
    frankie = Person(name="Frankie Weir", user=case.staff["friend"])
    friend = _named(case, PartyDetails(PartyRole.POLICE_FRIEND, person=frankie, acts_for=officer))
    _on_this_file(case, "officer", Role.OFFICER_CONCERNED)
    _on_this_file(case, "friend", Role.POLICE_FRIEND)
    case.allege([officer])
    return officer, friend


def _named(case: Case, details: PartyDetails) -> Party:
    return add_party(matter=case.file, details=details, by=case.staff["handler"], on=case.day, at=case.moment())


def _recorded(case: Case) -> None:
    case.wait(1, 3)
    robin, views = case.file.parties.kept_informed().first(), "Would like it to be looked into, and to be told what is found."
    channel = "email" if case.file.in_writing else "telephone"
    case.step("complaint.contact", "handler", party=robin, channel=channel, views=views, wish_for_recording=False, was_an_update=True)
    case.wait(1, 2)
    case.step("complaint.recording-test", "handler", limbs("recording", "crime-or-discipline", reasons="As it is alleged."))
    case.step("complaint.record", "handler", recording_reason="crime-or-discipline", copy_to_subject="give")
    _letter(case, LetterKind.RECORD_COPY)
    case.step("referral.test", "handler", limbs("mandatory-referral", reasons="As it is alleged."))


def _investigated(case: Case, concerned: list[Party]) -> None:
    case.wait(2, 6)
    case.step("handling.decide", "authority", handling_choice="investigation", reasons="What is alleged needs evidence from several people.")
    terms = "To establish what was said at the door, and in what manner."
    case.step("investigation.appoint", "authority", investigator=case.staff["investigator"], terms_of_reference=terms)
    for words in ("Two accounts are in. The recordings have been asked for.", "The recordings are being compared with the accounts."):
        case.wait(18, 24)
        case.update("investigator", words)
        planned = "The recordings are compared with what each person says."
        _letter(case, LetterKind.UPDATE, writer="investigator", planned=planned)
    case.wait(2, 8)
    case.step("investigation.report", "investigator", report_submitted=case.day, report_text=REPORT)
    papers = [_paper(case, "Summary of the report", REPORT), _paper(case, "Transcript of the door camera", "Fictional: words at the door, 00:14 to 00:31.")]
    case.wait(1, 4)
    for party, given in zip(concerned, (papers, papers[:1]), strict=True):
        harm = limbs("officer-disclosure-harm")
        case.step("disclosure.give", "handler", harm, officer=party, papers=given, reasons="Nothing was left out.")
    case.decide_all("authority", "not-acceptable", "The words are on the recording, and no account disputes them.", "learning-from-reflection", "apology")
    case.step("investigation.determine", "authority", offence_indicated=False, reasons="The recording settles it.")


def _told_the_outcome(case: Case) -> None:
    case.step("handling.review-body", "authority", limbs("relevant-review-body"))
    findings = "The words were said, and the service was not acceptable."
    action = "The sergeant reflects on it with an inspector and apologises in writing."
    case.step("handling.decide-outcome", "authority", outcome_decided=case.day, findings=findings, action_taken=action)
    case.wait(1, 3)
    letter = _letter(case, LetterKind.OUTCOME)
    while letter.provided_on is not None and case.day < letter.provided_on:
        case.wait(1, 1)
    case.step("handling.provide-outcome", "handler", review_right_provided=letter.provided_on, method="post")


def _on_this_file(case: Case, account: str, role: Role) -> None:
    user, file = case.staff[account], case.file.case_file
    appoint(user=user, role=role, case_file=file, starts=case.day, by=None, at=case.moment(), on=case.day)


def _paper(case: Case, title: str, words: str) -> Document:
    return file_document(
        case_file=case.file.case_file,
        upload=f"{title}\n\n{words}\n".encode(),
        title=title,
        marking=Marking.NOT_MARKED,
        source=Source.WRITTEN_HERE,
        on=case.day,
        by=case.staff["handler"],
        at=case.moment(),
    )


def _letter(case: Case, kind: LetterKind, writer: str = "handler", **words: str) -> Letter:
    """Written from the record as the letters page does, approved, and sent by post on the same day."""
    author, matter = case.staff[writer], Matter.objects.get(pk=case.file.pk)
    to = matter.parties.get(role=PartyRole.COMPLAINANT)
    entered = values_for(kind, Writing(matter, to, author.name, case.day)) | words
    composed = compose(kind, values_of(kind_of_letter(kind).slots, _as_entered(entered)))
    with entry("paper.draft", subject=matter, by=author.pk, at=case.moment(), on=case.day) as record:
        letter = draft_letter(
            record,
            case_file=matter.case_file,
            sender=matter.appropriate_authority,
            recipient=case.complainant,
            method=Method.POST,
            composed=composed,
            on=case.day,
            by=author,
            signatory=author.name,
        )
        record.note(kind=kind)
    approve_letter(letter=letter, by=author, at=case.moment(), on=case.day)
    return send_letter(letter=letter, by=author, at=case.moment(), on=case.day)


def _as_entered(values: dict[str, object]) -> dict[str, object]:
    """Yes and no as the form gives them."""
    return {name: {"yes": True, "no": False}.get(str(value), value) for name, value in values.items()}
