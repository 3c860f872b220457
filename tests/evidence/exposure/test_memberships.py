"""Membership over time: each end certain, inferred or unknown, with its reason."""

from dataclasses import replace

import pytest

from candour.evidence.exposure.lists import MemberList
from candour.evidence.exposure.membership import Stay
from candour.evidence.exposure.presence import presence
from candour.evidence.exposure.terms import Because, Exposure, Known, Strength
from candour.evidence.merging.ties import Tie, Ties
from candour.evidence.records import Mark, MembershipChange
from tests.evidence.exposure.conversations import BEGINS, Conversation

LIST = "b" * 64 + ":group_participant/1"


def ends(stay: Stay) -> tuple[Known, Because, Known, Because]:
    return stay.start.known, stay.start.because, stay.end.known, stay.end.because


def test_a_line_for_coming_and_a_line_for_going_are_certain_ends() -> None:
    told = Conversation()
    joined, left = told.joins("Ann"), told.leaves("Ann")

    (stay,) = told.stays()["Ann"]

    assert ends(stay) == (Known.CERTAIN, Because.JOINED_BY_LINK, Known.CERTAIN, Because.LEFT)
    assert stay.start.cites == (joined,)
    assert stay.end.cites == (left,)


def test_somebody_added_is_added_by_the_person_named() -> None:
    told = Conversation()
    told.adds("Ann", "Bob")

    (stay,) = told.stays()["Bob"]

    assert (stay.start.because, stay.start.by) == (Because.WAS_ADDED, "Ann")


def test_was_added_without_by_whom_is_certain_and_names_nobody() -> None:
    told = Conversation()
    told.adds(None, "Bob")

    (stay,) = told.stays()["Bob"]

    assert (stay.start.known, stay.start.because, stay.start.by) == (
        Known.CERTAIN,
        Because.WAS_ADDED_BY_UNNAMED,
        None,
    )


def test_without_a_line_the_first_message_is_the_latest_possible_beginning() -> None:
    told = Conversation()
    told.goes_on("Ann")
    first = told.says("Bob")
    told.goes_on("Bob", "Ann")

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[:2] == (Known.INFERRED, Because.FIRST_SIGN)
    assert stay.start.earliest is None
    assert stay.start.latest is not None
    assert stay.start.latest.cite == first


def test_that_no_line_says_they_left_is_no_certain_end() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann", "Ann")

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[2:] == (Known.INFERRED, Because.NO_LEAVING_RECORDED)


def test_somebody_who_only_leaves_came_at_an_unknown_time() -> None:
    told = Conversation()
    told.goes_on("Ann")
    told.leaves("Bob")

    (stay,) = told.stays()["Bob"]

    assert ends(stay) == (Known.UNKNOWN, Because.MUST_HAVE_COME, Known.CERTAIN, Because.LEFT)


def test_leaving_and_coming_back_makes_two_stays() -> None:
    told = Conversation()
    told.joins("Bob")
    told.removes("Ann", "Bob")
    told.adds("Ann", "Bob")
    told.leaves("Bob")

    first, second = told.stays()["Bob"]

    assert (first.end.because, first.end.by) == (Because.WAS_REMOVED, "Ann")
    assert ends(second) == (Known.CERTAIN, Because.WAS_ADDED, Known.CERTAIN, Because.LEFT)


def test_a_message_after_leaving_shows_a_return_that_no_line_records() -> None:
    told = Conversation()
    told.joins("Bob")
    told.leaves("Bob")
    told.goes_on("Ann")
    told.says("Bob")

    _, back = told.stays()["Bob"]

    assert ends(back)[:2] == (Known.INFERRED, Because.BACK_UNRECORDED)
    assert back.start.earliest is not None
    assert back.start.latest is not None
    assert back.start.earliest.place < back.start.latest.place


def test_joining_twice_means_going_between_at_an_unknown_time() -> None:
    told = Conversation()
    told.joins("Bob")
    said = told.says("Bob")
    told.goes_on("Ann")
    again = told.joins("Bob")

    first, _ = told.stays()["Bob"]

    assert ends(first)[2:] == (Known.UNKNOWN, Because.CAME_AGAIN)
    assert first.end.cites == (said, again)


def test_messages_before_the_line_of_joining_show_an_earlier_stay() -> None:
    told = Conversation()
    told.says("Bob")
    told.goes_on("Ann")
    told.joins("Bob")

    earlier, later = told.stays()["Bob"]

    assert ends(earlier) == (Known.INFERRED, Because.FIRST_SIGN, Known.UNKNOWN, Because.CAME_AGAIN)
    assert later.start.known is Known.CERTAIN


def test_the_list_of_members_at_the_end_settles_who_stayed_and_not_when_the_others_went() -> None:
    told = Conversation()
    told.joins("Bob")
    told.joins("Cat")
    final = MemberList(LIST, members=frozenset({"Bob"}))

    stays = told.stays(final)

    assert ends(stays["Bob"][0])[2:] == (Known.CERTAIN, Because.ON_FINAL_LIST)
    assert ends(stays["Cat"][0])[2:] == (Known.UNKNOWN, Because.NOT_ON_FINAL_LIST)


def test_somebody_only_on_the_final_list_came_at_an_unknown_time() -> None:
    told = Conversation()
    told.goes_on("Ann")

    (stay,) = told.stays(MemberList(LIST, members=frozenset({"Dee"})))["Dee"]

    assert ends(stay) == (Known.UNKNOWN, Because.ON_FINAL_LIST, Known.CERTAIN, Because.ON_FINAL_LIST)


def test_a_dated_past_member_has_a_certain_end_and_an_undated_one_has_not() -> None:
    told = Conversation()
    told.joins("Bob")
    told.joins("Cat")
    told.goes_on("Ann", "Ann")
    gone = BEGINS.replace(tzinfo=None, hour=9, minute=35)

    stays = told.stays(MemberList(LIST, past={"Bob": gone, "Cat": None}))

    assert ends(stays["Bob"][0])[2:] == (Known.CERTAIN, Because.PAST_MEMBER)
    assert ends(stays["Cat"][0])[2:] == (Known.UNKNOWN, Because.PAST_MEMBER)


def test_a_past_members_date_is_set_aside_where_they_wrote_later() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann", "Bob", "Ann")
    gone = BEGINS.replace(tzinfo=None, hour=9, minute=15)

    (stay,) = told.stays(MemberList(LIST, past={"Bob": gone}))["Bob"]

    assert ends(stay)[2:] == (Known.UNKNOWN, Because.PAST_MEMBER)


def test_somebody_on_the_phones_own_list_was_there_when_it_was_read() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann", "Ann")
    cite = told.lists("Bob")

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[2:] == (Known.CERTAIN, Because.ON_FINAL_LIST)
    assert stay.end.cites == (cite,)
    assert presence((stay,), 2).strength is Strength.PROVED


def test_a_phones_list_alone_says_nothing_of_when_somebody_came() -> None:
    told = Conversation()
    told.goes_on("Ann", "Ann")
    told.lists("Bob")

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[:2] == (Known.UNKNOWN, Because.ON_FINAL_LIST)
    assert (presence((stay,), 0).exposure, presence((stay,), 0).strength) == (
        Exposure.MEMBER,
        Strength.UNKNOWN,
    )


def test_whoever_is_missing_from_the_phones_list_had_gone_by_then_and_when_is_not_known() -> None:
    told = Conversation()
    told.joins("Bob")
    told.joins("Cat")
    told.lists("Bob")

    (stay,) = told.stays()["Cat"]

    assert ends(stay)[2:] == (Known.UNKNOWN, Because.NOT_ON_FINAL_LIST)


def test_the_phones_owner_may_be_missing_from_its_list_and_was_there_all_the_same() -> None:
    told = Conversation()
    told.joins("Ann")
    told.says("Ann", marks=frozenset({Mark.OWN}))
    told.lists("Bob")

    (stay,) = told.stays()["Ann"]

    assert ends(stay)[2:] == (Known.INFERRED, Because.NO_LEAVING_RECORDED)


def test_a_row_of_past_members_without_a_time_bounds_the_going_by_the_reading_of_the_phone() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann")
    told.lists_as_past("Bob", timed=False)

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[2:] == (Known.UNKNOWN, Because.PAST_MEMBER)


def test_a_line_and_a_dated_row_about_one_leaving_are_one_leaving() -> None:
    told = Conversation()
    told.joins("Bob")
    left = told.leaves("Bob")
    told.lists_as_past("Bob", timed=True)
    line, row = told.records[-2:]
    told.records[-1] = replace(row, when=line.when)

    (stay,) = told.stays()["Bob"]

    assert ends(stay)[2:] == (Known.CERTAIN, Because.LEFT)
    assert stay.end.cites == (left,)


def test_a_past_member_on_the_list_of_members_has_come_back() -> None:
    told = Conversation()
    told.joins("Bob")
    told.goes_on("Ann")
    told.lists_as_past("Bob", timed=False)
    told.lists("Bob", "Ann")

    assert ends(told.stays()["Bob"][-1])[2:] == (Known.CERTAIN, Because.ON_FINAL_LIST)


def test_a_new_number_is_somebody_else_until_a_person_ties_both_to_one_officer() -> None:
    told = Conversation()
    told.joins("+44 7700 900101")
    told.changes_number("+44 7700 900101", "+44 7700 900102")
    told.says("+44 7700 900102")
    ties = Ties(tuple(Tie("Bob", f"+44 7700 90010{n}", by="Dc Reed") for n in (1, 2)))

    apart, tied = told.stays(), told.stays(ties=ties)

    assert ends(apart["+44 7700 900101"][0])[2:] == (Known.CERTAIN, Because.NUMBER_CHANGED)
    assert ends(apart["+44 7700 900102"][0])[:2] == (Known.CERTAIN, Because.NUMBER_CHANGED)
    assert list(tied) == ["Bob"]
    assert len(tied["Bob"]) == 1


def test_becoming_administrator_changes_no_membership() -> None:
    told = Conversation()
    told.joins("Bob")
    told.change(MembershipChange.MADE_ADMIN, "Bob", by="Ann")

    assert len(told.stays()["Bob"]) == 1


PRESENCE = [
    (1, Exposure.OUTSIDE, Strength.PROVED),  # before joining
    (3, Exposure.MEMBER, Strength.PROVED),
    (5, Exposure.OUTSIDE, Strength.PROVED),  # after leaving, before coming back
    (7, Exposure.MEMBER, Strength.INFERRED),  # no line says that they left
]


@pytest.mark.parametrize(("place", "exposure", "strength"), PRESENCE)
def test_presence_is_as_strong_as_the_ends_around_it(
    place: int, exposure: Exposure, strength: Strength
) -> None:
    told = Conversation()
    told.goes_on("Ann", "Ann")
    told.joins("Bob")
    told.goes_on("Ann")
    told.leaves("Bob")
    told.goes_on("Ann")
    told.joins("Bob")
    told.goes_on("Ann")

    found = presence(told.stays()["Bob"], place)

    assert (found.exposure, found.strength) == (exposure, strength)


def test_before_the_first_sign_it_is_not_known_whether_somebody_was_there() -> None:
    told = Conversation()
    told.goes_on("Ann", "Ann", "Bob")

    found = presence(told.stays()["Bob"], 0)

    assert (found.exposure, found.strength) == (Exposure.MEMBER, Strength.UNKNOWN)
