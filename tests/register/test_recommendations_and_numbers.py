"""Recommendations and numbers of a case: one told by two sources is one, where they contradict it is said and settled."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from candour.accounts.permissions import NotPermitted
from candour.ledger.verification import verify
from candour.publishing.entry_gate import in_the_way
from candour.register.actions import place_telling
from candour.register.actions.reading import read_again
from candour.register.groups_told import GroupAccount
from candour.register.models import EntryGroup, RegisterEntry
from candour.register.refusal import SourceRefused
from candour.register.telling import account_of
from tests.make.accounts import signed_in
from tests.make.entries import confirmed, linked, opened_from, settled, the_outcome
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.sources import DAY, OUTCOME, PAGE, an_editor, captured

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

RECOMMENDED = """
Learning recommendation

Date of recommendation: 4 April 2025
Date response due: 29 May 2025
We recommend that Wexmoor Constabulary reminds its officers that photographs of a collision are evidence and no more.
Do you accept the recommendation?
{answer}
"""


def fields_of(group: GroupAccount) -> dict[str, list[object]]:
    return {one.name: [told.value for told in one.standing] for one in group.fields}


def test_a_recommendation_stands_in_its_entry_with_its_day_its_addressee_and_the_answer() -> None:
    page = PAGE.replace("IOPC reference", RECOMMENDED.format(answer="Yes") + "\nIOPC reference")
    entry = opened_from(confirmed(captured(page)).source)
    [made] = account_of(entry).recommendations
    told = fields_of(made)
    assert (told["date"], told["due_date"], told["accepted"]) == (["2025-04-04"], ["2025-05-29"], [True])
    assert told["to"] == ["Wexmoor Constabulary"]
    assert all(row.start is not None for one in made.fields for told in one.told for row in told.statements)


def page_with(answer: str = "Yes", made: str = "4 April 2025", to: str = "Wexmoor Constabulary") -> str:
    said = RECOMMENDED.format(answer=answer).replace("4 April 2025", made)
    return said.replace("that Wexmoor Constabulary", f"that {to}")


def two_pages(**other: str) -> RegisterEntry:
    """The overseer says that it was accepted; what the force's own page says is given."""
    entry = opened_from(
        confirmed(captured(PAGE.replace("IOPC reference", page_with() + "\nIOPC reference"))).source
    )
    linked(
        entry, confirmed(the_outcome(OUTCOME.replace("Reference", page_with(**other) + "\nReference"))).source
    )
    return entry


def placed(entry: RegisterEntry, where: str, source: str = "SRC-2026-00002", **said: Any) -> EntryGroup:
    link = entry.links.get(source__reference=source)
    given = {"subject": "recommendation-1", "by": an_editor(), "at": at_nine(DAY), "on": DAY, **said}
    return place_telling(link=link, where=where, **given)


def test_two_sources_that_agree_tell_of_one_recommendation() -> None:
    account = account_of(two_pages())
    assert [len(one.members) for one in account.recommendations] == [2]
    assert account.conflicts == []


def test_an_answer_that_two_sources_give_differently_is_a_conflict_of_one_recommendation() -> None:
    entry = two_pages(answer="No")
    account = account_of(entry)
    [made] = account.recommendations
    [(person, conflict)] = account.conflicts
    assert (person, conflict.name) == (None, "accepted")
    assert [one.value for one in conflict.standing] == [True, False]
    assert [one.kind for one in in_the_way(account)] == ["conflicts"]
    assert fields_of(made)["date"] == ["2025-04-04"]


def test_a_settled_answer_stands_with_its_reasons_and_the_other_stays_beside_it() -> None:
    entry = two_pages(answer="No")
    [(_, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[1].statements[0], reasons="The force answers for itself.")
    after = account_of(entry)
    accepted = next(one for one in after.recommendations[0].fields if one.name == "accepted")
    assert [one.value for one in accepted.standing] == [False]
    assert [one.value for one in accepted.set_aside] == [True]
    assert accepted.resolution is not None
    assert accepted.resolution.reasons == "The force answers for itself."
    assert after.conflicts == []
    assert verify().findings == []


def test_what_is_settled_of_one_recommendation_settles_nothing_of_the_case_or_of_another() -> None:
    entry = two_pages(answer="No")
    [(_, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[1].statements[0])
    assert all(one.resolution is None for one in account_of(entry).fields)
    placed(entry, "own")
    assert [fields_of(one)["accepted"] for one in account_of(entry).recommendations] == [[True], [False]]


def test_a_settled_answer_holds_when_the_page_is_read_again() -> None:
    entry = two_pages(answer="No")
    [(_, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[1].statements[0])
    later = DAY + timedelta(days=1)
    for link in entry.links.all():
        read_again(version=link.source.latest, by=an_editor(), at=at_nine(later), on=later)
    after = account_of(entry)
    assert after.conflicts == []
    assert fields_of(after.recommendations[0])["accepted"] == [False]


def test_that_it_is_not_answered_yet_gives_way_to_the_answer() -> None:
    account = account_of(two_pages(answer="Awaiting response"))
    assert account.conflicts == []
    accepted = next(one for one in account.recommendations[0].fields if one.name == "accepted")
    assert [one.value for one in accepted.standing] == [True]
    assert [one.value for one in accepted.set_aside] == [None]


def test_days_that_differ_leave_two_recommendations_until_somebody_says_that_they_are_one() -> None:
    entry = two_pages(made="5 April 2025")
    account = account_of(entry)
    assert [one.near for one in account.recommendations] == [(2,), (1,)]
    assert account.conflicts == []
    placed(entry, "1")
    [(_, conflict)] = account_of(entry).conflicts
    assert [one.value for one in conflict.standing] == ["2025-04-04", "2025-04-05"]
    settled(entry, conflict.told[0].statements[0], reasons="The overseer made it.")
    assert fields_of(account_of(entry).recommendations[0])["date"] == ["2025-04-04"]
    assert verify().findings == []


def test_two_recommendations_that_somebody_told_apart_are_not_asked_about_again() -> None:
    entry = two_pages(made="5 April 2025")
    assert [one.kind for one in in_the_way(account_of(entry))] == ["told-apart"]
    placed(entry, "own")
    assert in_the_way(account_of(entry)) == ()
    assert [one.near for one in account_of(entry).recommendations] == [(), ()]
    assert account_of(entry).to_compare == []


def test_what_was_put_together_is_parted_again() -> None:
    entry = two_pages(made="5 April 2025")
    placed(entry, "1")
    assert len(account_of(entry).recommendations) == 1
    placed(entry, "own")
    assert [one.near for one in account_of(entry).recommendations] == [(), ()]


def test_recommendations_of_other_days_to_other_bodies_have_nothing_to_do_with_each_other() -> None:
    account = account_of(two_pages(made="5 June 2025", to="Kent Police"))
    assert [one.near for one in account.recommendations] == [(), ()]


@pytest.mark.parametrize("where", ["7", "new", ""])
def test_a_recommendation_is_placed_only_where_there_is_one(where: str) -> None:
    entry = two_pages()
    with pytest.raises(SourceRefused, match="Choose one of the list"):
        placed(entry, where)
    with pytest.raises(SourceRefused, match="tells of no such thing"):
        placed(entry, "1", subject="recommendation-9")
    assert not EntryGroup.objects.exists()


def test_whoever_is_no_editor_places_no_recommendation() -> None:
    entry = two_pages()
    with pytest.raises(NotPermitted):
        placed(entry, "own", by=a_handler())


def test_on_the_pages_a_recommendation_is_compared_joined_and_settled() -> None:
    entry, editor = two_pages(made="5 April 2025"), signed_in(an_editor("Ed Two"))
    page = text_of(editor, entry.get_absolute_url())
    assert "To compare" in page
    assert "It may be the same as 2." in page
    link = entry.links.get(source__reference="SRC-2026-00002")
    place = f"{entry.get_absolute_url()}links/{link.pk}/same/recommendation-1/"
    assert "Recommendation 1: Wexmoor Constabulary, 4 April 2025" in text_of(editor, place)
    page = editor.post(place, {"where": "1"}, follow=True).content.decode()
    assert "Sources differ" in page
    address = f"{entry.get_absolute_url()}settle/recommendation/1/date/"
    [(_, conflict)] = account_of(entry).conflicts
    chosen = {"stands": str(conflict.told[0].statements[0].pk), "reasons": "The overseer made it."}
    page = editor.post(address, chosen, follow=True).content.decode()
    assert "The overseer made it." in page
    assert "Set aside:" in page


@pytest.mark.parametrize(
    "missing",
    [
        "settle/recommendation/1/date/",
        "settle/recommendation/9/date/",
        "settle/person/1/date/",
        "LINK/same/count-1/",
    ],
)
def test_where_nothing_differs_and_where_there_is_nothing_no_page_is_found(missing: str) -> None:
    entry = two_pages()
    address = missing.replace("LINK", f"links/{entry.links.get(source__reference='SRC-2026-00002').pk}")
    assert signed_in(an_editor("Ed Two")).get(f"{entry.get_absolute_url()}{address}").status_code == 404


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


FIGURES = """Officers dismissed for misconduct: freedom of information reply of Wexmoor Constabulary

Published 3 February 2026

Wexmoor Constabulary recorded 14 allegations about photographs. Six officers were dismissed.
"""


def test_numbers_that_sources_give_stand_side_by_side_each_with_its_place() -> None:
    entry = opened_from(confirmed(captured()).source)
    reply = captured(FIGURES, file_name="reply.txt", address="https://wexmoor.example/foi/7")
    linked(entry, confirmed(reply).source, reasons="The reply speaks of the same officers.")
    told = [fields_of(one) for one in account_of(entry).counts]
    assert [(one["what"], one["value"]) for one in told] == [
        (["allegations"], [14]),
        (["officers were dismissed"], [6]),
    ]


def test_two_numbers_of_the_same_thing_are_asked_about_and_settled_where_they_are_one() -> None:
    entry = opened_from(confirmed(captured()).source)
    for number, (six, address) in enumerate(
        (("Six", "https://wexmoor.example/foi/7"), ("Seven", "https://n.example/"))
    ):
        reply = captured(FIGURES.replace("Six", six), file_name="reply.txt", address=address)
        linked(entry, confirmed(reply).source, reasons=f"The reply speaks of the same officers, {number}.")
    counts = account_of(entry).counts
    assert [(fields_of(one)["value"], one.near) for one in counts] == [([14], ()), ([6], (3,)), ([7], (2,))]
    link = entry.links.get(source__reference="SRC-2026-00003")
    _, subject = counts[2].members[0]
    place_telling(link=link, subject=subject, where="2", by=an_editor(), at=at_nine(DAY), on=DAY)
    [(_, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[1].statements[0], reasons="The later reply corrects the first.")
    assert [fields_of(one)["value"] for one in account_of(entry).counts] == [[14], [7]]
