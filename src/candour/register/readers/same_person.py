"""Whether two mentions can be of one person, and what a later one adds."""

from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person


def alike(one: str, other: str) -> bool:
    """An officer may be of any rank; a member of staff is no officer."""
    return one == other or ("officer" in {one, other} and "police_staff" not in {one, other})


def learn(person: Person, mention: Mention) -> Person:
    """A later mention may tell the rank, or the names, that an earlier one left out."""
    person.names = person.names or mention.names
    if person.role == "officer":
        person.role = mention.role
    person.work = person.work or mention.work
    person.former = person.former or (mention.former and not dismissed(person))
    return person


def dismissed(person: Person) -> bool:
    """Who was dismissed in service is a former officer only since."""
    return any(one.event.value == "dismissed_without_notice" for one in person.tied)


def of_other_work(person: Person, mention: Mention) -> bool:
    """A dispatcher and a detention officer are two people, though both are staff."""
    return bool(person.work and mention.work) and person.work != mention.work


def judged_apart(person: Person, event: Event) -> bool:
    """Of `the officer who drove` we say that there is a case, of `the officer who taught` that the work was poor: two people."""
    made = {one.event.value for one in person.tied if one.event.field == "decision"}
    poor = "performance_issue"
    answering = any(one.startswith("case_to_answer") for one in made)
    return (event.value == poor and answering) or (
        event.value.startswith("case_to_answer") and made == {poor}
    )


def conflicts(person: Person, event: Event) -> bool:
    """Two different decisions, or two different outcomes, of two single officers are those of two people.

    A finding and the sanction that follows from it do not differ.
    """
    told = {one.event.value for one in person.tied if one.event.field == event.field}
    if event.field not in {"decision", "outcome"} or event.value in told:
        return False
    if event.field == "outcome" and event.value.endswith("misconduct_proven"):
        return False
    leaving = {"would_have_been_dismissed", "resigned", "retired"}
    return bool(told - (leaving if event.value in leaving else set()))
