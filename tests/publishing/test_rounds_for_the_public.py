"""A round of requests for the public: frozen, with its cells as a file, and never over a reply that nobody has seen."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from candour.publishing.actions.publishing import PublishingRefused
from candour.publishing.actions.rounds import RoundWritten, publish_round, withdraw_round
from candour.publishing.gate import NotYet
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.registers import rebuild
from candour.register.templatetags.rounds import rests_words
from candour.register.worked_rounds import load_newsroom_round
from tests.make.accounts import signed_in
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.rounds import ASKED, a_round, asked_of, read_in, said, sent, taken_in
from tests.make.sources import an_editor

pytestmark = pytest.mark.django_db
NOTHING = RoundWritten(warnings_answered="Checked.")


def published(round_: Any, written: RoundWritten = NOTHING) -> Snapshot:
    snapshot = publish_round(round_=round_, written=written, **said())
    rebuild()
    return snapshot


def page_of(snapshot: Snapshot) -> str:
    answer = Client().get(snapshot.path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_sees_the_tiles_the_ranges_and_on_how_many_authorities_they_rest() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    page = page_of(published(round_))

    assert "at least 3 and at most 7" in page
    assert (
        "It rests on 1 of 2 authorities; none gave an exact number. Nothing of the others is in it." in page
    )
    assert page.count('class="candour-tile ') == 2
    assert "1 Fleet Lane" not in page


def test_beside_each_total_stands_how_many_authorities_answered_it_and_how() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    page = " ".join(page_of(published(round_)).split())
    first = page[page.index("1. How many officers were disciplined") : page.index("2. How many officers")]

    assert "1 awaiting a reply, 1 came in, to be entered." in first
    assert 'href="#completeness"' in first
    assert (
        page.index("How the authorities stand")
        < page.index("Questions and totals")
        < page.index("Completeness")
    )


@pytest.mark.parametrize(
    ("rests_on", "exactly", "asked", "said"),
    [
        (
            2,
            2,
            3,
            "It rests on 2 of 3 authorities; each gave an exact number. Nothing of the others is in it.",
        ),
        (1, 1, 1, "It rests on 1 of 1 authorities; it gave an exact number."),
        (3, 1, 3, "It rests on 3 of 3 authorities; 1 of them gave an exact number."),
    ],
)
def test_a_total_says_of_whom_it_speaks(rests_on: int, exactly: int, asked: int, said: str) -> None:
    assert rests_words({"rests_on": rests_on, "exactly": exactly, "asked": asked}) == said


def test_every_cell_is_public_with_its_source_and_frozen_with_the_page() -> None:
    round_ = sent(a_round())
    mapping = read_in(asked_of(round_))
    snapshot = published(round_)
    read_in(
        asked_of(round_, "glenwex"),
        [["Year", "Disciplined", "Dismissed"], ["2021", 5, 2]],
        by=an_editor("Ed Two"),
    )
    rebuild()
    written = Client().get(snapshot.path.rstrip("/") + ".csv").content.decode()
    rows = [one for one in csv.DictReader(io.StringIO(written)) if one["cell"]]

    assert [(one["sheet"], one["cell"], one["written"]) for one in rows] == [
        ("Reply", "B2", "3"), ("Reply", "B3", "<5"), ("Reply", "C2", "1"), ("Reply", "C3", "0"),
    ]  # fmt: skip
    assert {one["file_sha256"] for one in rows} == {mapping.reply.sha256}


def test_nothing_is_published_over_a_reply_that_nobody_has_looked_at() -> None:
    round_ = sent(a_round())
    taken_in(asked_of(round_))

    with pytest.raises(NotYet, match="Every reply has been looked at"):
        published(round_)


def test_a_second_version_says_what_changed() -> None:
    round_ = sent(a_round())
    published(round_)

    with pytest.raises(PublishingRefused, match="Say what changed"):
        published(round_)
    assert "A reply came in." in page_of(published(round_, RoundWritten("A reply came in.", "Checked.")))


def test_a_withdrawn_round_says_why_it_is_gone() -> None:
    round_ = sent(a_round())
    snapshot = published(round_)
    withdraw_round(round_=round_, snapshot=snapshot, reason="A figure was misread.", **said(by=an_editor()))
    answer = Client().get(snapshot.path)

    assert answer.status_code == 410
    assert "A figure was misread." in answer.content.decode()


def test_the_newsrooms_round_is_shown_with_its_units_apart_and_says_what_is_not_known() -> None:
    round_ = load_newsroom_round(at=at_nine(ASKED))
    page = page_of(published(round_))

    for shown in (
        "Counted in forces",
        "Counted in cases",
        "Counted in officers",
        "Counted in allegations",
        "paragraph 21",
    ):
        assert shown in page
    assert "<strong>36 of 48</strong> police forces replied, and 12 did not" in page
    assert "Which of them, the report does not say." in page
    assert [page.count(f"candour-square--{kind}") - 1 for kind in ("replied", "no-reply")] == [36, 12]
    assert "Of 47 authorities no answer to any question is published." in page
    assert "candour-tile--in-part" in page
    assert page.count("No figure of any of the 48 authorities is published") == 2
    assert page.count('class="candour-tile ') == 1


def test_editors_publish_and_withdraw_on_the_pages_and_nobody_else() -> None:
    round_ = sent(a_round())
    home, editor = f"{round_.get_absolute_url()}publication/", signed_in(an_editor())
    assert signed_in(a_handler()).get(home).status_code == 403
    assert "Nothing stands in the way" in editor.get(home).content.decode()
    assert editor.get(f"{home}preview/").status_code == 200
    editor.post(f"{home}publish/", {"warnings_answered": "Checked."})
    snapshot = Snapshot.objects.get()
    assert "Messages sent by officers" in Client().get("/publications/rounds/").content.decode()
    assert "Messages sent by officers" in Client().get("/publications/search/?q=messages").content.decode()
    editor.post(f"{home}{snapshot.pk}/withdraw/", {"reason": "Misread."})
    assert Client().get(snapshot.path).status_code == 410


def test_a_round_is_in_the_feed_with_how_many_replied() -> None:
    published(load_newsroom_round(at=at_nine(ASKED)))
    feed = bytes(PublicPage.objects.get(path="/publications/feed.atom").body).decode()
    assert "<summary>36 of 48 replied.</summary>" in feed
    assert 'term="round"' in feed


def test_the_page_of_a_force_names_each_round_in_which_it_was_asked() -> None:
    round_ = sent(a_round())
    asked = asked_of(round_)
    read_in(asked)
    snapshot = published(round_)
    page = Client().get(f"/forces/{asked.body_id}/").content.decode()
    assert f'href="{snapshot.path}">Asked in the round of requests' in page
