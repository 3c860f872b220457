"""Whether two documents tell of one case: each point for or against has its ground, and nothing is decided by it."""

from hypothesis import given
from hypothesis import strategies as st

from candour.register.matching import Features, keys_of, likeness, pairs_to_compare

NOTICE = Features(
    references=frozenset({"2024/204417"}),
    forces=frozenset({"Wexmoor Constabulary"}),
    months=frozenset({"2024-05"}),
    outcome_dates=frozenset({"2026-01-12"}),
    behaviours=frozenset({"sharing_images_of_victims"}),
    outcomes=frozenset({"dismissed_without_notice"}),
)
WORDS = st.frozensets(
    st.sampled_from(["a", "b", "c", "2024-05", "2024-05-02", "2026-01-12", "2019"]), max_size=3
)
ANY = st.builds(
    Features,
    references=WORDS,
    forces=WORDS,
    months=st.frozensets(st.sampled_from(["2024", "2024-05", "2024-06", "2019-01"]), max_size=2),
    begun=WORDS,
    outcome_dates=WORDS,
    behaviours=WORDS,
    outcomes=WORDS,
)


def test_a_reference_in_common_is_enough_to_be_likely():
    found = likeness(Features(references=NOTICE.references), NOTICE)
    assert found.likely
    assert [(one.code, one.values) for one in found.grounds] == [("same-reference", ("2024/204417",))]


def test_the_same_force_month_and_outcome_day_are_likely_without_a_reference():
    press = Features(
        forces=NOTICE.forces,
        months=NOTICE.months,
        outcome_dates=NOTICE.outcome_dates,
        outcomes=NOTICE.outcomes,
    )
    found = likeness(press, NOTICE)
    assert found.likely
    assert {one.code for one in found.grounds} == {
        "same-force",
        "same-month",
        "same-outcome-day",
        "same-outcomes",
    }


def test_the_same_force_and_month_alone_are_only_possible():
    found = likeness(Features(forces=NOTICE.forces, months=NOTICE.months), NOTICE)
    assert found.possible
    assert not found.likely


def test_another_force_speaks_against_and_so_does_a_month_years_away():
    other = Features(forces=frozenset({"Tarn and Fell Police"}), months=frozenset({"2019-01"}))
    found = likeness(other, NOTICE)
    assert not found.possible
    assert {one.code: one.points for one in found.grounds} == {"other-force": -25, "far-month": -20}


def test_a_day_known_only_to_its_month_counts_half():
    month = Features(outcome_dates=frozenset({"2026-01"}))
    [ground] = likeness(month, month).grounds
    assert ground.points == 12


def test_what_only_one_source_tells_says_nothing_against():
    bare = Features(references=NOTICE.references)
    assert likeness(bare, NOTICE).score == likeness(bare, bare).score


def test_what_says_nothing_of_a_case_is_not_compared():
    told = [
        ("document", "platforms", "other"),
        ("person-1", "role", "officer"),
        ("count-1", "outcome", "dismissed_without_notice"),
        ("document", "force", "Wexmoor Constabulary"),
        ("person-1", "n", 3),
    ]
    assert Features.of(told) == Features(forces=frozenset({"Wexmoor Constabulary"}))


def test_near_months_of_one_force_are_looked_at_together_and_far_ones_are_not():
    def of(month: str) -> Features:
        return Features(forces=NOTICE.forces, months=frozenset({month}))

    near = {"may": of("2024-05"), "june": of("2024-06"), "years-on": of("2027-01")}
    assert list(pairs_to_compare(near)) == [("may", "june")]


def test_a_reference_is_looked_at_however_many_share_it():
    crowd = {number: Features(references=NOTICE.references) for number in range(250)}
    assert sum(1 for _ in pairs_to_compare(crowd)) == 250 * 249 // 2


@given(ANY, ANY)
def test_the_score_is_the_sum_of_its_grounds_and_the_same_both_ways(one: Features, other: Features):
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == back.score == sum(ground.points for ground in there.grounds)


@given(ANY, ANY)
def test_whatever_shares_a_reference_is_found(one: Features, other: Features):
    if one.references & other.references:
        assert keys_of(one) & keys_of(other)
