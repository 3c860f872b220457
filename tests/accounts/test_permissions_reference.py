"""The reference page on permissions says what the tables of the program say."""

from pathlib import Path

import candour.accounts
from candour.accounts.codes import BODY_ONLY, PARTIES, REACH, STANDING, Capacity, Role
from candour.accounts.separation import the_separation

REFERENCE = Path(candour.accounts.__file__).parents[3] / "docs" / "reference" / "permissions.md"


def table_headed(first: str) -> list[list[str]]:
    """The rows of the table whose first heading is this, without heading and rule."""
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def for_a_whole_body(role: Role) -> str:
    if role not in STANDING:
        return "not held for a whole body"
    reached = REACH.get(role, frozenset())
    return ", ".join(capacity for capacity in Capacity if capacity in reached) or "none"


def on_one_file(role: Role) -> str:
    return "as a party" if role in PARTIES else "no" if role in BODY_ONLY else "yes"


def test_the_page_gives_each_role_the_reach_it_has() -> None:
    assert table_headed("role") == [[role.value, for_a_whole_body(role), on_one_file(role)] for role in Role]


def test_the_page_lists_every_separation_with_its_source_and_confidence() -> None:
    written = [
        (set(after.split(", ")), set(barred.removesuffix(" (the role)").split(", ")), source, confidence)
        for after, barred, source, confidence in table_headed("whoever has")
    ]
    held = [
        (set(bar.after), set(bar.functions | bar.roles), bar.refusal.source, bar.confidence)
        for bar in the_separation().bars
    ]
    assert written == held
