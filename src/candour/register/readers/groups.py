"""A headline says `three officers`, the text below it what came of each: the group then gives way to its members."""

from candour.register.readers.persons import Person
from candour.register.readers.vocabulary import load

CLEARED = {"no_case", "no_indication"}


def settle(people: list[Person]) -> None:
    """Those told of after others to whom nothing in particular happened are taken for them, or for some of them."""
    for place, head in enumerate(people):
        named = _named(head, people[place + 1 :])
        if named:
            members = named
        elif head.of is None and _announced(head) and not _sanctioned(head):
            members = _members(head, people[place + 1 :])
        elif head.of is None and head.plural and _only_pending(head):
            members = _all_of(head, people[place + 1 :])
        else:
            members = []
        for one in members:
            _join(head, one)


def _named(head: Person, later: list[Person]) -> list[Person]:
    """`Two officers were charged`, and two who are named were: all of them, where nothing told of one differs."""
    if head.n is None or head.n < 2 or head.key or head.split or head.of is not None:
        return []
    fitting = [one for one in later if one.key.startswith("name") and one.n == 1 and _like_all(head, one)]
    return fitting if len(fitting) == head.n else []


def _like_all(head: Person, one: Person) -> bool:
    """Nothing was decided of the one that was not decided of all."""
    ranked = head.role == one.role or (head.role == "officer" and one.role != "police_staff")
    theirs, own = _decisions(head), _decisions(one)
    ends, own_ends = _ends(head), _ends(one)
    same = not (theirs and own) or bool(theirs & own)
    return one.of is None and ranked and same and (not own_ends or ends == own_ends)


def _ends(person: Person) -> set[str]:
    """What discipline came to."""
    table = set(load("events")["disciplinary"])
    return {
        one.event.value for one in person.tied if one.event.field == "outcome" and one.event.value in table
    }


def _only_pending(person: Person) -> bool:
    """`Three officers are to face hearings`, and nothing more of the three."""
    told = {(one.event.field, one.event.value) for one in person.tied if one.event.field != "proceeding"}
    return bool(told) and all(one == ("outcome", "pending") or one[0] == "level" for one in told)


def _all_of(head: Person, later: list[Person]) -> list[Person]:
    """Those whose hearings are told one by one, where they are exactly as many."""
    fitting = [one for one in later if _may_be_of(head, one) and _only_pending_or_left(one)]
    return fitting if head.n is not None and sum(one.n or 0 for one in fitting) == head.n else []


def _only_pending_or_left(person: Person) -> bool:
    outcomes = {one.event.value for one in person.tied if one.event.field == "outcome"}
    return outcomes <= {"pending", "resigned", "retired"}


def _announced(person: Person) -> bool:
    """A finding or a decision was told of them; a charge is a person's own."""
    return any(
        one.event.value.endswith("misconduct_proven")
        or (one.event.field == "decision" and one.event.value != "charged")
        for one in person.tied
    ) and (person.plural or not person.has("decision"))


def _sanctioned(person: Person) -> bool:
    sanctions = {*load("events")["sanctions"], "not_proven", "resigned", "retired", "pending"}
    return any(
        one.event.field == "outcome" and (one.event.value in sanctions or one.event.criminal)
        for one in person.tied
    )


def _members(head: Person, later: list[Person]) -> list[Person]:
    """As many as fit; a group that is larger than the head is somebody else."""
    fitting: list[Person] = []
    room = head.left()
    for one in later:
        count = one.n or 1
        if _may_be_of(head, one) and (room is None or count <= room):
            fitting.append(one)
            room = None if room is None else room - count
    return fitting


def _may_be_of(head: Person, one: Person) -> bool:
    """Another decision, or no case at all for the head, makes them other people."""
    theirs, own = _decisions(head), _decisions(one)
    ranks = {head.role, one.role}
    alike = len(ranks) == 1 or ("officer" in ranks and "police_staff" not in ranks)
    apart = bool(theirs & CLEARED) or bool(own and theirs and not own & theirs)
    return one.of is None and _sanctioned(one) and alike and not apart and (one.former or not head.former)


def _decisions(person: Person) -> set[str]:
    return {one.event.value for one in person.tied if one.event.field == "decision"}


def _join(head: Person, one: Person) -> None:
    one.of = head
    one.role = head.role if one.role == "officer" else one.role
    head.split += one.n or 1
