"""Chats on the pages: within the scope, page by page, each bubble leading to its source, and search with context."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from candour.accounts.models import Read
from candour.evidence.actions import look_outside
from candour.evidence.chats.searching import match_of, pieces
from candour.evidence.codes import Beyond, ImportState
from candour.evidence.imports.folders import LINES, folder_of
from candour.evidence.imports.schema import writing
from candour.evidence.models import Exhibit
from candour.evidence.store import path_of
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import story
from candour.evidence.worked.phones import Phone
from tests.make.accounts import signed_in
from tests.make.exhibits import (
    AMBIGUOUS,
    a_file,
    a_read_exhibit,
    a_scope,
    an_exhibit,
    an_import,
    an_investigator,
    read_to_the_end,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def opened(content: str | bytes | None = None, **scope: object) -> tuple[Client, Exhibit]:
    """An exhibit that was read and has a scope, and somebody who may read it."""
    case_file = a_file()
    exhibit = an_exhibit(case_file, **({"content": content} if content else {}))
    an_import(exhibit)
    a_scope(exhibit, **scope)
    return signed_in(an_investigator(case_file)), exhibit


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def chat_of(exhibit: Exhibit) -> str:
    return exhibit.chats.get().get_absolute_url()


def many(lines: int) -> str:
    day = "{:02d}/01/2023, {:02d}:{:02d} - Pc Alder: message {}"
    return "\n".join(day.format(13 + n // 100, n // 60 % 24, n % 60, n) for n in range(lines)) + "\n"


def database(tmp_path) -> bytes:
    told = story()
    path = write_android_database(told, Phone(told[0].who), tmp_path)
    archived = BytesIO()
    with ZipFile(archived, "w") as archive:
        archive.write(path, path.name)
    return archived.getvalue()


def test_a_chat_is_shown_with_its_days_as_dividers_and_its_messages_in_order() -> None:
    client, exhibit = opened()
    shown = page(client, chat_of(exhibit))
    days = re.findall(r'<time datetime="([0-9-]+)">', shown)
    assert days == ["2023-01-13", "2023-01-14", "2023-01-20"]
    assert shown.index("van keys") < shown.index("Take that down") < shown.index("kit check")


def test_a_long_chat_is_turned_page_by_page_and_no_message_is_lost_or_shown_twice() -> None:
    client, exhibit = opened(many(250))
    found, at = [], chat_of(exhibit)
    while at:
        shown = page(client, at)
        found += re.findall(r"message (\d+)</p>", shown.replace("\n", ""))
        later = re.search(r'rel="next" href="([^"]+)"', shown)
        at = chat_of(exhibit) + later[1] if later else ""
    assert found == [str(n) for n in range(250)]
    back = re.search(r'rel="prev" href="([^"]+)"', shown)
    assert "message 100<" in page(client, chat_of(exhibit) + back[1])


def test_a_day_is_gone_to_and_a_day_with_nothing_behind_it_says_so() -> None:
    client, exhibit = opened(many(250))
    asked = {"day_day": "14", "day_month": "1", "day_year": "2023"}
    assert client.get(chat_of(exhibit), asked)["Location"].endswith("?from=101#line-101")
    late = client.get(chat_of(exhibit), {**asked, "day_year": "2024"}).content.decode()
    assert "nothing on that day or later" in late


def test_nothing_outside_the_scope_is_shown_found_or_counted() -> None:
    client, exhibit = opened(last_day=date(2023, 1, 14), beyond=Beyond.REFUSED)
    shown = page(client, chat_of(exhibit))
    assert "Take that down" in shown
    assert "kit check" not in shown
    assert "2023-01-20" not in shown
    assert "Nothing found" in page(client, f"{exhibit.get_absolute_url()}search/?words=kit")
    asked = client.get(chat_of(exhibit), {"day_day": "15", "day_month": "1", "day_year": "2023"})
    assert "nothing on that day or later" in asked.content.decode()


def test_a_message_outside_the_scope_is_not_there_by_its_address_and_is_once_reasons_were_given() -> None:
    client, exhibit = opened(last_day=date(2023, 1, 14))
    source = exhibit.chats.get().source
    content = path_of(exhibit.sha256).read_bytes()
    place = content.index(b"20/01/2023")
    at = f"{exhibit.get_absolute_url()}messages/{source}/{place}/"
    assert client.get(at).status_code == 404
    day = date(2023, 1, 20)
    from django.utils import timezone

    reasons = {"first_day": day, "last_day": day, "reasons": "A reply is said to be there."}
    user = exhibit.case_file.appointments.get().user
    look_outside(exhibit=exhibit, by=user, at=timezone.now(), on=timezone.localdate(), **reasons)
    assert "kit check" in page(client, at)


def test_the_lines_around_a_hit_stay_within_the_scope_too() -> None:
    client, exhibit = opened(first_day=date(2023, 1, 14), last_day=date(2023, 1, 14))
    shown = page(client, f"{exhibit.get_absolute_url()}search/?words=insult")
    assert "<mark>insult</mark>" in shown
    assert "Take that down" in shown
    assert "who has the" not in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=van", ["van keys"]),
        ('words="van+keys"', ["van keys"]),
        ('words="keys+van"', []),
        ("words=KEYS", ["keys"]),
        ("words=*+OR+NEAR(", []),
        ("person=Pc+Alder", ["morning all", "kit check"]),
        ("first_day_day=15&first_day_month=1&first_day_year=2023", ["kit check"]),
        ("only=deleted", []),
        ("only=has_image", []),
    ],
)
def test_what_is_searched_for_is_found_by_words_phrase_person_and_day(asked: str, found: list[str]) -> None:
    client, exhibit = opened()
    shown = re.sub("</?mark>", "", page(client, f"{exhibit.get_absolute_url()}search/?{asked}"))
    assert shown.count('class="evidence-hit"') == len(found)
    assert all(words in shown for words in found)


def named(client: Client, exhibit: Exhibit) -> list[str]:
    return re.findall('<option value="(Pc [^"]+)', page(client, f"{exhibit.get_absolute_url()}search/"))


def test_the_search_offers_those_who_wrote_within_the_scope_with_or_without_the_list_of_writers() -> None:
    client, exhibit = opened(last_day=date(2023, 1, 13))
    lines = folder_of(exhibit.imports.get().folder) / LINES
    assert named(client, exhibit) == ["Pc Alder", "Pc Briar"]
    a_scope(exhibit)
    assert named(client, exhibit) == ["Pc Alder", "Pc Briar", "Pc Cedar"]
    with writing(lines) as older:
        older.executescript("DROP TABLE writer; DELETE FROM step WHERE name LIKE 'writers %'")
    assert named(client, exhibit) == ["Pc Alder", "Pc Briar", "Pc Cedar"]


def test_writers_are_listed_by_their_days_once_and_their_list_is_what_the_form_reads() -> None:
    client, exhibit = opened(many(250))
    with writing(folder_of(exhibit.imports.get().folder) / LINES) as lines:
        assert lines.execute("SELECT count(*), count(DISTINCT day) FROM writer").fetchone() == (3, 3)
        lines.execute("UPDATE writer SET sender = 'Pc Yew'")
    assert named(client, exhibit) == ["Pc Yew"]


def test_words_of_a_search_are_never_taken_for_operators() -> None:
    assert match_of('van "van keys" OR - *') == '"van" "van keys" "OR"'
    assert pieces("a \x02b\x03 c") == [("a ", False), ("b", True), (" c", False)]


def test_a_message_leads_to_its_bytes_which_are_compared_with_the_exhibit() -> None:
    client, exhibit = opened()
    source = exhibit.chats.get().source
    content = path_of(exhibit.sha256).read_bytes()
    place = content.index(b"14/01/2023, 21:11")
    shown = page(client, f"{exhibit.get_absolute_url()}messages/{source}/{place}/")
    assert f"From byte {place}, 54 bytes" in shown
    assert "the exhibit has these bytes at this place" in shown
    assert "14/01/2023, 21:11 - Pc Briar: Not on. Take that down." in shown


@pytest.mark.parametrize("place", ["0/../..", "999999", "message/x", "-1"])
def test_a_place_where_no_message_stands_is_not_found(place: str) -> None:
    client, exhibit = opened()
    source = exhibit.chats.get().source
    assert client.get(f"{exhibit.get_absolute_url()}messages/{source}/{place}/").status_code == 404


def test_replies_reactions_receipts_edits_forwards_and_deletions_are_shown_where_the_source_has_them(
    tmp_path,
) -> None:
    client, exhibit = opened(database(tmp_path))
    shown = page(client, f"{exhibit.get_absolute_url()}search/?words=insult")
    assert "In reply to" in shown
    assert "evidence-line__reactions" in shown
    assert ">forwarded<" in shown
    assert "Photograph: " in shown
    assert 'class="evidence-hit"' in page(client, f"{exhibit.get_absolute_url()}search/?only=deleted")
    assert ">edited<" in page(client, f"{exhibit.get_absolute_url()}search/?words=1500")


def test_a_row_of_a_database_is_cited_by_table_and_row(tmp_path) -> None:
    client, exhibit = opened(database(tmp_path))
    shown = page(client, f"{exhibit.get_absolute_url()}search/?words=1500")
    address = re.search(r'href="(/exhibits/[^"]+/messages/[^"]+)"', shown)
    assert "Table and row message/" in page(client, address[1])


def test_control_characters_and_markup_in_a_message_are_shown_and_do_nothing() -> None:
    client, exhibit = opened("13/01/2023, 06:40 - Pc Alder: <script>x</script> \x1b[31mred\n")
    shown = page(client, chat_of(exhibit))
    assert "&lt;script&gt;x&lt;/script&gt; \\x1b[31mred" in shown


def test_each_page_of_messages_is_logged_as_a_look() -> None:
    client, exhibit = opened()
    page(client, chat_of(exhibit))
    page(client, f"{exhibit.get_absolute_url()}search/")
    looks = Read.objects.filter(case_file=exhibit.case_file).order_by("id")
    assert [look.what for look in looks] == ["exhibit.1.chat", "exhibit.1.search"]


def test_an_altered_reading_is_not_shown_and_its_page_says_what_to_do() -> None:
    client, exhibit = opened()
    (folder_of(exhibit.imports.last().folder) / "manifest.json").write_text("{}")
    answer = client.get(chat_of(exhibit))
    assert answer.status_code == 500
    assert "Have the exhibit read again" in answer.content.decode()


def test_an_altered_exhibit_closes_its_chats_at_once() -> None:
    client, exhibit = opened()
    page(client, chat_of(exhibit))
    path = path_of(exhibit.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert client.get(chat_of(exhibit)).status_code == 500


def test_reading_is_asked_for_on_the_page_and_its_progress_and_sums_are_shown() -> None:
    case_file = a_file()
    exhibit = an_exhibit(case_file)
    client = signed_in(an_investigator(case_file))
    at = exhibit.get_absolute_url()
    assert "has not been read yet" in page(client, at)
    assert "Being read" in client.post(f"{at}read/", follow=True).content.decode()
    assert "being read already" in client.post(f"{at}read/", follow=True).content.decode()
    read_to_the_end(exhibit.imports.get())
    shown = page(client, at)
    assert "everything is accounted for" in shown
    assert "State the scope of the examination to open what was found" in shown


def test_the_question_about_day_and_month_is_answered_on_its_page() -> None:
    case_file = a_file()
    exhibit = an_exhibit(case_file, content=AMBIGUOUS)
    an_import(exhibit)
    client = signed_in(an_investigator(case_file))
    at = exhibit.get_absolute_url()
    assert "Say which comes first" in page(client, at)
    assert "govuk-error-summary" in client.post(f"{at}date-order/", {}).content.decode()
    assert client.post(f"{at}date-order/", {"order": "dmy"}).status_code == 302
    assert read_to_the_end(exhibit.imports.last()).state == ImportState.READ
    assert exhibit.imports.last().date_order == "dmy"


@pytest.mark.parametrize(
    ("written", "asked"),
    [("01/02/2023", ["dmy", "mdy"]), ("2023/01/02", ["ymd"]), ("01/02/03", ["dmy", "mdy", "ymd"])],
)
def test_only_the_orders_that_the_file_leaves_open_are_asked_about(written: str, asked: list[str]) -> None:
    case_file = a_file()
    exhibit = an_exhibit(
        case_file, content=f"{written}, 06:40 - Pc Alder: a\n{written}, 06:52 - Pc Briar: b\n"
    )
    an_import(exhibit)
    client = signed_in(an_investigator(case_file))

    shown = client.get(f"{exhibit.get_absolute_url()}date-order/")

    assert [value for value, _ in shown.context["form"].fields["order"].choices] == asked


IN_MARCH = [
    f"{day:02}/03/2023, 09:{minute} - Pc Alder: words of the {day}th at {minute}\n"
    for day in range(1, 13)
    for minute in (10, 40)
]
# The second half before the first: time runs backwards whichever is read first, so the file settles nothing.
NOT_SETTLED = "".join([*IN_MARCH[12:], *IN_MARCH[:12]])


def test_another_exhibit_of_the_same_chat_says_which_order_it_bears_out_and_a_person_still_chooses() -> None:
    case_file = a_file()
    other = a_read_exhibit(case_file, content="".join(IN_MARCH) + "13/03/2023, 09:00 - Pc Alder: the last\n")
    exhibit = an_exhibit(case_file, content=NOT_SETTLED, reference="HLM/2")
    an_import(exhibit)
    client = signed_in(an_investigator(case_file))

    shown = page(client, f"{exhibit.get_absolute_url()}date-order/")

    assert "Read as “Day, month, year”, 22 of 22 messages that tell stand at the time that HLM/1 has" in shown
    assert "checked" not in shown, "nothing is chosen for anybody"
    assert other.chats.count() == 1


def test_what_lies_outside_a_persons_scope_bears_out_nothing() -> None:
    case_file = a_file()
    unscoped = an_exhibit(case_file, content="".join(IN_MARCH) + "13/03/2023, 09:00 - Pc Alder: the last\n")
    an_import(unscoped)
    exhibit = an_exhibit(case_file, content=NOT_SETTLED, reference="HLM/2")
    an_import(exhibit)
    client = signed_in(an_investigator(case_file))

    assert "messages that tell" not in page(client, f"{exhibit.get_absolute_url()}date-order/")
