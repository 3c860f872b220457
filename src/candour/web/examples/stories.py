"""The ways in which a fictional complaint may go. Each is told in steps; it stops where it reaches today."""

from collections.abc import Callable

from candour.matters.models import Party
from candour.web.examples.answers import limbs
from candour.web.examples.case import Case
from candour.web.examples.words import OFFICERS, UNKNOWN, Event

STANDING = {
    "officer-or-staff": ("conduct-towards", "conduct-towards-them"),
    "service": ("affected-by-service", "affected-by-other-matter"),
}

FORM_LIMBS = {"local": ("local-appropriate",), "directed": ("directed-more-appropriate",), "independent": ()}


def received(case: Case) -> None:
    standing, _ = STANDING[case.event.about]
    handler = case.staff["handler"] if case.dice.random() < 0.5 else None
    case.receive(about=case.event.about, standing=standing, by=handler)


def logged(case: Case) -> None:
    received(case)
    log_it(case)


def log_it(case: Case) -> None:
    case.wait(0, 4)
    _, limb = STANDING[case.event.about]
    case.step(
        "complaint.log",
        "handler",
        limbs("standing", limb),
        handling_started=case.day,
        linked_matter_under_2012_on_arrival=False,
        summary=case.event.summary,
    )
    case.allege(subjects_of(case))


def subjects_of(case: Case) -> list[Party]:
    if case.event.about == "service":
        return []
    known = case.dice.random() < 0.7
    return [case.name_subject(case.dice.choice(OFFICERS if known else UNKNOWN), known=known)]


def contacted(case: Case, *, wish: bool) -> None:
    logged(case)
    case.wait(0, 6)
    case.step(
        "complaint.contact",
        "handler",
        party=case.file.parties.kept_informed().first(),
        channel="email" if case.file.in_writing else "telephone",
        views="Would like an explanation, and to be told what changes.",
        wish_for_recording=wish,
        was_an_update=True,
    )


def without_a_name(case: Case) -> None:
    """Made without a name or a way to be reached: recorded, dealt with and closed, with nobody to tell."""
    case.receive_without_a_name(about=case.event.about, standing=STANDING[case.event.about][0])
    log_it(case)
    case.wait(1, 5)
    reasons = "Nobody can be asked; it is recorded on what is alleged."
    case.step("complaint.recording-test", "handler", limbs("recording", "crime-or-discipline", reasons=reasons))
    case.step("complaint.record", "handler", recording_reason="crime-or-discipline", copy_to_subject="give")
    case.step("referral.test", "handler", limbs("mandatory-referral", reasons="As it is alleged."))
    case.wait(1, 6)
    why = "The recordings of that evening can be looked at; there is nobody to ask."
    case.step("handling.decide", "authority", handling_choice="otherwise", reasons=why)
    case.wait(10, 30)
    case.decide_all("authority", "not-able-to-determine", "The recordings show neither.", "no-further-action")
    found = "It could not be settled what was said."
    case.step("handling.decide-outcome", "authority", outcome_decided=case.day, findings=found, action_taken="None.")
    case.wait(1, 5)
    case.step("handling.close", "authority", actions_done="Nothing was promised.")


def contacted_only(case: Case) -> None:
    contacted(case, wish=False)


def outside(case: Case) -> None:
    """Kept outside Schedule 3 and closed."""
    contacted(case, wish=False)
    case.step("complaint.recording-test", "handler", limbs("recording"))
    case.step("complaint.keep-outside", "handler", agreed_with_complainant="A call from the supervisor, and an apology.")
    case.wait(3, 24)
    case.decide_all("handler", "resolved", "The supervisor explained and apologised.", "explanation", "apology")
    case.step("complaint.resolve", "handler", outcome_decided=case.day, outcome_text="An explanation and an apology.")
    case.wait(0, 5)
    for party in case.file.parties.kept_informed():
        told = "That the supervisor was sorry, and what to do if that is not enough."
        case.step("complaint.tell-outcome", "handler", party=party, channel="email", views=told)


def recorded(case: Case) -> None:
    wish = not case.event.crime
    contacted(case, wish=wish)
    yes = (["wish"] if wish else []) + (["crime-or-discipline"] if case.event.crime else [])
    yes += ["referral-description"] if case.event.serious else []
    case.step("complaint.recording-test", "handler", limbs("recording", *yes, reasons="As it is alleged."))
    reason = "complainant-wish" if wish else "crime-or-discipline"
    case.step("complaint.record", "handler", recording_reason=reason, copy_to_subject="give")
    met = [case.event.serious] if case.event.serious else []
    clear = {"became_clear": case.moment()} if met else {}
    case.step("referral.test", "handler", limbs("mandatory-referral", *met, reasons="As it is alleged."), **clear)


def referred(case: Case) -> None:
    recorded(case)
    case.wait(0, 1)
    case.step("referral.refer", "handler", referral_kind="mandatory", reasons="It meets the description as alleged.")
    case.wait(1, 12)
    necessary = case.dice.random() < 0.7
    case.step(
        "referral.decide-necessity",
        "assessment",
        limbs("necessity", *(["necessary"] if necessary else [])),
        investigation_necessary=necessary,
        reasons="Seriousness of what is alleged, and what is known so far.",
    )
    case.wait(0, 3)
    if case.file.referral == "not-necessary":
        case.step("referral.return", "assessment", reasons="The force can deal with it proportionately.")
    else:
        mode = case.dice.choice(("local", "local", "directed", "independent"))
        why = "Public interest and gravity."
        case.step(
            "referral.decide-mode",
            "assessment",
            limbs("form-of-investigation", *FORM_LIMBS[mode], reasons=why),
            mode_of_investigation=mode,
            reasons=why,
        )


def otherwise(case: Case) -> None:
    """Handled otherwise than by investigation, to its outcome."""
    recorded(case)
    case.wait(1, 6)
    case.step("handling.decide", "authority", handling_choice="otherwise", reasons="Enquiries of two people will settle it.")
    long_work(case, "handler", most=3)
    outcome(case)


def investigated(case: Case) -> None:
    """A local investigation to its outcome."""
    if case.event.serious:
        referred(case)
    else:
        recorded(case)
    case.wait(1, 8)
    if case.file.referral in {"directed", "independent"}:
        while True:  # the overseer's investigation outlasts the caseload; its updates go on
            case.wait(19, 27)
            case.update("director", "The investigation goes on: statements are being taken and compared.")
    case.step("handling.decide", "authority", handling_choice="investigation", reasons="What is alleged needs evidence from several people.")
    case.step("investigation.appoint", "authority", investigator=case.staff["investigator"], terms_of_reference="To establish what happened and why.")
    long_work(case, "investigator", most=14)
    case.step("investigation.report", "investigator", report_submitted=case.day, report_text="Four accounts and two recordings were compared.")
    case.wait(2, 15)
    decision = case.dice.choice(("acceptable", "not-acceptable", "not-able-to-determine"))
    case.decide_all("authority", decision, "Weighing the accounts and the recordings.", "learning-from-reflection")
    case.step("investigation.determine", "authority", offence_indicated=False, reasons="The recordings settle it.")
    outcome(case)


def long_work(case: Case, who: str, *, most: int) -> None:
    """Weeks of it, with an update in each four, sometimes late."""
    for _ in range(case.dice.randint(1, most)):
        case.wait(19, 31 if case.dice.random() < 0.12 else 26)
        case.update(who, "Accounts are being taken. The next step is to compare them with the recordings.")
    case.wait(2, 12)


def outcome(case: Case) -> None:
    undecided = case.file.allegations.filter(decision="").exists()
    if undecided:
        decision = case.dice.choice(("acceptable", "acceptable", "not-acceptable", "not-able-to-determine"))
        case.decide_all("authority", decision, "On the accounts given and the log of the day.", "explanation")
    limb = "referred-or-must-be" if case.file.referral != "none" else ""
    case.step("handling.review-body", "authority", limbs("relevant-review-body", *filter(None, [limb])))
    case.step(
        "handling.decide-outcome",
        "authority",
        outcome_decided=case.day,
        findings="What was done was explained by what was known at the time.",
        action_taken="A note to the team about saying why.",
    )
    case.wait(1, 6)
    case.step("handling.provide-outcome", "handler", review_right_provided=case.day, method="email")


def reviewed(case: Case) -> None:
    otherwise(case)
    case.wait(5, 25)
    who = "casework" if case.file.referral != "none" or case.event.serious else "reviewer"
    case.step("review.receive", "handler", review_applied_for=case.day, grounds="Nobody asked the second witness.")
    case.wait(20, 60)
    fair = case.dice.random() < 0.6
    case.step("review.decide", who, review_decided=case.day, outcome_reasonable_and_proportionate=fair, reasons="On the papers and what the applicant says.")
    if fair:
        case.wait(2, 10)
        case.step("handling.close", "handler", actions_done="The note was sent to the team.")
        return
    case.wait(1, 5)
    case.step("review.recommend", who, review_recommendation_made=case.day, review_recommendation_kind="findings", recommendation_text="Speak to the second witness and look at the findings again.")
    case.wait(5, 27)
    case.step("review.answer", "authority", recommendation_accepted="accepted", reasons="The witness will be spoken to.")
    taken_up_again(case)


def taken_up_again(case: Case) -> None:
    """The recommendation is carried out, to a new outcome."""
    case.wait(1, 6)
    case.step("handling.reopen", "handler", handling_started=case.day, reasons="The second witness will be heard.")
    case.wait(1, 4)
    case.step("handling.decide", "authority", handling_choice="otherwise", reasons="One more enquiry will settle it.")
    long_work(case, "handler", most=1)
    outcome(case)


def closed(case: Case) -> None:
    otherwise(case)
    case.wait(31, 45)
    case.step("handling.close", "handler", actions_done="The note was sent to the team.")


def withdrawn(case: Case) -> None:
    recorded(case)
    case.wait(4, 20)
    case.step("withdrawal.wish", "handler", channel="telephone", reasons="Said it was not worth the trouble.")
    case.wait(1, 3)
    case.step("withdrawal.letter", "handler", letter_sent=case.day, method="recorded-delivery")
    case.wait(30, 36)
    case.step("withdrawal.deemed", "handler")
    case.wait(1, 8)
    case.step("withdrawal.decide", "authority", limbs("public-interest-continue"), treat_as_conduct_matter=False, reasons="Nothing in it needs to go on without the complainant.")


def suspended(case: Case) -> None:
    recorded(case)
    case.wait(2, 9)
    case.step("handling.decide", "authority", handling_choice="investigation", reasons="What is alleged needs evidence.")
    case.wait(3, 14)
    case.step("hold.suspend", "authority", limbs("suspension-prejudice", "criminal-proceedings"), hold_scope="whole", next_look=case.today.replace(year=case.today.year + 1), reasons="The complainant is to be tried for what happened in the same minutes.")
    case.wait(60, 160)
    case.step("hold.proceedings-concluded", "handler", criminal_proceedings_concluded=case.day, result="The trial ended.")
    case.wait(1, 9)
    case.step("hold.ask", "handler", resumption_letter_sent=case.day)
    case.wait(5, 25)
    case.step("hold.resume", "handler", reasons="Wrote that it should go on.")


def not_a_complaint(case: Case) -> None:
    received(case)
    case.wait(1, 5)
    case.step("complaint.not-a-complaint", "handler", limbs("standing"), ground="no-standing", reasons="The writer read about it and was not affected.")


NEW_DAYS = 9
"""Only what came in lately may still be waiting to be logged or recorded."""

PLAIN: tuple[tuple[Callable[[Case], None], int], ...] = (
    (outside, 40),
    (otherwise, 14),
    (investigated, 8),
    (reviewed, 9),
    (closed, 9),
    (withdrawn, 5),
    (not_a_complaint, 4),
)
CRIME = (
    (otherwise, 6),
    (investigated, 14),
    (reviewed, 5),
    (closed, 5),
    (withdrawn, 2),
    (suspended, 6),
    (without_a_name, 3),
)
SERIOUS = ((investigated, 1),)
NEW = ((received, 2), (logged, 3), (contacted_only, 2))


def stories_for(event: Event, *, age: int) -> tuple[tuple[Callable[[Case], None], int], ...]:
    """What may lawfully become of it: a grave allegation is referred, one of a crime is recorded."""
    if age <= NEW_DAYS and not event.serious:
        return NEW
    if event.serious:
        return SERIOUS
    return CRIME if event.crime else PLAIN
