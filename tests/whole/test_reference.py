"""The reference names every command, every option and every address, and none that does not exist."""

import re
from pathlib import Path

import pytest
from django.test import Client

import candour
from tests.whole.addresses import addresses, as_written
from tests.whole.commands import verbs

REFERENCE = Path(candour.__file__).parents[2] / "docs" / "reference"
ROW = re.compile(r"^\| `([^`]+)` \| (?:(everybody|signed in) \| )?(.+) \|$", re.MULTILINE)


def read(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def documented_verbs() -> dict[str, set[str]]:
    sections = re.split(r"^### `([^`]+)`$", read("commands.md"), flags=re.MULTILINE)[1:]
    pairs = zip(sections[::2], sections[1::2], strict=True)
    return {name: {row[1].split()[0] for row in ROW.finditer(text)} for name, text in pairs}


def test_every_command_is_described_with_every_option_and_no_other() -> None:
    documented, known = documented_verbs(), verbs()
    assert sorted({*known} - {*documented}) == [], "describe them in docs/reference/commands.md"
    assert sorted({*documented} - {*known}) == [], "they are no longer there"
    assert {name: words for name, words in documented.items() if words != known[name]} == {}, (
        "its options differ"
    )


def test_every_address_is_described_and_no_other_with_who_may_use_it() -> None:
    described = {row[1]: row[2] == "signed in" for row in ROW.finditer(read("addresses.md"))}
    known = addresses()
    assert sorted({*known} - {*described}) == [], "describe them in docs/reference/addresses.md"
    assert sorted({*described} - {*known}) == [], "they are no longer there"
    assert [path for path, signed_in in described.items() if signed_in != known[path]] == [], (
        "who may use it differs"
    )


def test_every_row_says_what_the_address_is_for() -> None:
    rows = [line for line in read("addresses.md").splitlines() if line.startswith("| `")]
    assert [line for line in rows if not ROW.match(line)] == [], "the row cannot be read"
    named = [line.split("`")[1] for line in rows]
    assert [name for name in {*named} if named.count(name) > 1] == [], "the address stands twice"


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("matters/<reference:reference>/steps/<str:key>/", "/matters/REFERENCE/steps/KEY/"),
        ("accounts/^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "/accounts/reset/UIDB36-KEY/"),
        ("", "/"),
    ],
)
def test_an_address_is_written_with_its_changing_parts_in_capitals(pattern: str, written: str) -> None:
    assert as_written(pattern) == written


@pytest.mark.django_db
def test_what_needs_nobody_signed_in_is_answered_to_anybody_and_the_rest_leads_to_signing_in() -> None:
    """Addresses without a changing part: those can be asked for as they stand."""
    fixed = {path: needs for path, needs in addresses().items() if path == path.lower()}
    sent_to_sign_in = {path: "/accounts/sign-in/" in Client().get(path).get("Location", "") for path in fixed}
    assert [path for path, needs in fixed.items() if needs and not sent_to_sign_in[path]] == []
    assert [path for path, needs in fixed.items() if not needs and sent_to_sign_in[path]] == sorted(GUARDED)


# Closed to nobody by the program itself, but with nothing to show to somebody who is not half signed in.
GUARDED = {"/accounts/how/code/"}
