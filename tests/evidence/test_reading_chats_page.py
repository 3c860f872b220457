"""docs/reference/reading-chats.md says of the tables and formats what they say themselves."""

import re
from pathlib import Path

from candour.evidence.formats.registry import FORMATS
from candour.evidence.formats.whatsapp.time_words import read_table

PAGE = (Path(__file__).parents[2] / "docs/reference/reading-chats.md").read_text(encoding="utf-8")


def test_each_language_of_the_system_lines_stands_in_the_page_with_its_confidence_and_number() -> None:
    written = re.findall(r"^\| (\w\w) \| (seen|known) \| (\d+) \|", PAGE, re.MULTILINE)
    table = read_table("whatsapp-events.toml")

    assert {(language, of, int(lines)) for language, of, lines in written} == {
        (language, one["confidence"], len(one["lines"])) for language, one in table.items()
    }


def test_each_language_of_the_halves_of_the_day_stands_in_the_page() -> None:
    (seen, known) = re.findall(r"Halves of the day: (.+?) seen; (.+?) known", PAGE, re.DOTALL)[0]
    halves = read_table("whatsapp-times.toml")["half"]

    for confidence, words in (("seen", seen), ("known", known)):
        assert set(re.split(r",\s*", words)) == {
            one["language"] for one in halves if one["confidence"] == confidence
        }


def test_each_format_stands_in_the_page() -> None:
    written = re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE)

    assert set(written) == {one.name for one in FORMATS}
