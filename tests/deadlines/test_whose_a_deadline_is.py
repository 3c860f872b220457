"""Who owes and who is owed is written beside each deadline; SQLite takes any length, PostgreSQL refuses what is too long."""

import pytest

from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline


@pytest.mark.parametrize("column", ["owed_by", "owed_to"])
def test_even_both_of_two_who_may_owe_fit_their_column(column: str) -> None:
    longest = Deadline._meta.get_field(column).max_length
    for rule in the_law().rules.values():
        for version in rule.versions:
            either = [getattr(version, column)]
            if version.owed_instead:
                either.append(version.owed_instead.by if column == "owed_by" else version.owed_instead.to)
            assert len("-or-".join(either)) <= longest, f"{rule.key}, {version.id}"
