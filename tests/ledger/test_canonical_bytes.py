"""One content has one spelling, and names and prose have none."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.ledger.canonical import NotForTheRecord, canonical, is_token, moment, plain
from candour.ledger.verifier import is_canonical

CODES = st.text(alphabet="abcXYZ019._:/+-", max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | CODES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CODES, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(CODES, PLAIN, max_size=5))
def test_a_body_reads_back_as_it_was_and_is_spelt_the_same_again(body: dict[str, object]) -> None:
    written = canonical(body)  # type: ignore[arg-type]

    assert json.loads(written) == body
    assert is_canonical(written)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, True, None], "a": "x"}) == b'{"a":"x","b":[1,true,null]}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1))), "2026-07-01T11:00:00.000000Z"),
        (Decimal("12.50"), "12.50"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (["a", 1], ["a", 1]),
        ("CO/00123/26", "CO/00123/26"),
        ("2022-07-14~", "2022-07-14~"),
        ("", ""),
    ],
)
def test_a_value_has_one_spelling(value: object, expected: object) -> None:
    assert plain(value, "here") == expected


@pytest.mark.parametrize(
    "prose",
    ["John Smith", "j.smith@example.org", "line\nline", "Siân", "a\ttab", 'a"quote', "<b>", "x" * 161],
)
def test_names_addresses_and_prose_are_kept_out_and_not_repeated(prose: str) -> None:
    assert not is_token(prose)
    with pytest.raises(NotForTheRecord) as refused:
        plain({"key": [prose]}, "complaint.record, note grounds")

    assert "complaint.record, note grounds" in str(refused.value)
    assert prose not in str(refused.value)


@pytest.mark.parametrize("value", [1.5, b"bytes", {"a", "b"}, object()])
def test_what_has_no_fixed_spelling_is_refused(value: object) -> None:
    with pytest.raises(NotForTheRecord, match="no fixed spelling"):
        plain(value, "here")


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(NotForTheRecord, match="no time zone"):
        moment(datetime(2026, 1, 1), "here")


def test_summer_time_and_universal_time_are_one_moment() -> None:
    summer = datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))

    assert moment(summer, "here") == moment(datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "here")
