"""The published investigations of the worked examples state the facts of their sources, and no more."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from candour.learning.models import Recommendation
from candour.ledger.verification import verify
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.worked_examples import load_published_investigations

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)

SUBJECTS = ("count", "serving", "decisions", "proceedings", "outcomes", "outcome_on", "sentence", "barred")
GUILTY = (["case-to-answer-gross", "charged"], ["criminal-trial", "accelerated-hearing"])
EXPECTED: dict[str, dict[str, Any]] = {
    "2021/162020": {
        "force": "South Yorkshire Police",
        "month": "2020-11",
        "began": "conduct",
        "began_on": "2020-11",
        "concluded_on": "2022",
        "source_published": "2023-06-12",
        "platforms": ["whatsapp"],
        "behaviours": [
            "sharing_images_of_detainees",
            "disclosure_of_confidential_information",
            "offensive_messages",
        ],
        "standards": ["confidentiality", "honesty_integrity", "discreditable_conduct"],
        "people": [
            (
                1,
                "serving",
                ["case-to-answer-gross"],
                ["hearing"],
                ["gross-misconduct-proven"],
                "2023-06",
                "",
                None,
            )
        ],
    },
    "2021/162004": {
        "force": "North Yorkshire Police",
        "month": "2021-11",
        "began": "conduct",
        "began_on": "",
        "concluded_on": "2022-07",
        "source_published": "2023-02-17",
        "platforms": ["whatsapp", "facebook-messenger"],
        "behaviours": [
            "discriminatory_messages",
            "offensive_messages",
            "sharing_inappropriate_images",
            "extreme_pornography",
            "controlling_coercive",
        ],
        "standards": [],
        "people": [
            (1, "former", [], ["criminal-trial"], ["convicted", "imprisoned", "resigned"], "", "P5Y", None),
            (1, "serving", [], ["meeting"], ["final-written-warning"], "", "", None),
            (1, "serving", [], ["rprp"], ["reflective-practice"], "", "", None),
        ],
    },
    "2020/138174": {
        "force": "Metropolitan Police Service",
        "month": "2020-06",
        "began": "conduct",
        "began_on": "2020-06",
        "concluded_on": "2020-10",
        "source_published": "2022-07",
        "platforms": ["whatsapp"],
        "behaviours": [
            "sharing_images_of_victims",
            "discriminatory_messages",
            "discriminatory_sexist",
            "discriminatory_racist",
            "offensive_messages",
            "failure_to_challenge_or_report",
        ],
        "standards": [],
        "people": [
            (
                1,
                "serving",
                *GUILTY,
                ["convicted", "imprisoned", "dismissed-without-notice"],
                "2021-11-24",
                "P2Y9M",
                True,
            ),
            (
                1,
                "former",
                *GUILTY,
                ["convicted", "imprisoned", "would-have-been-dismissed", "resigned"],
                "2021-11-24",
                "P2Y9M",
                True,
            ),
            (
                3,
                "serving",
                ["case-to-answer-misconduct"],
                ["meeting"],
                ["written-warning"],
                "2022-06-22",
                "",
                None,
            ),
            (1, "serving", [], ["hearing"], ["dismissed-without-notice"], "2021-12", "", None),
            (7, "unstated", [], [], [], "", "", None),
        ],
    },
}


@pytest.fixture
def contents() -> dict[str, dict[str, Any]]:
    load_published_investigations(at=AT)
    rows = (json.loads(snapshot.content) for snapshot in Snapshot.objects.filter(kind="investigation"))
    return {content["references"][0]: content for content in rows}


@pytest.mark.parametrize("reference", EXPECTED)
def test_each_states_what_its_source_states(contents: dict[str, dict[str, Any]], reference: str):
    content, expected = contents[reference], EXPECTED[reference]
    assert [force["name"] for force in content["forces"]] == [expected["force"]]
    plain = (
        "month",
        "began",
        "began_on",
        "concluded_on",
        "source_published",
        "platforms",
        "behaviours",
        "standards",
    )
    assert {name: content[name] for name in plain} == {name: expected[name] for name in plain}
    assert [tuple(one[name] for name in SUBJECTS) for one in content["people"]] == expected["people"]


def test_thirteen_were_told_and_only_six_have_an_outcome(contents: dict[str, dict[str, Any]]):
    people = contents["2020/138174"]["people"]
    assert sum(one["count"] for one in people) == 13
    assert sum(one["count"] for one in people if one["outcomes"]) == 6
    assert contents["2020/138174"]["references"] == ["2020/138174", "2020/139739"]


def test_both_sizes_of_the_group_are_kept_as_they_were_written(contents: dict[str, dict[str, Any]]):
    summary = contents["2020/138174"]
    texts = [row.rationale for row in Recommendation.objects.all()]
    assert "group of 42 colleagues" in " ".join(summary["happened"].split())
    assert all("group of forty colleagues" in " ".join(text.split()) for text in texts)


def test_the_two_recommendations_keep_the_announced_day_beside_the_lawful_one(contents: Any):
    rows = Recommendation.objects.values_list(
        "made_on", "published_due_date", "statutory_last_day", "answer", "power"
    )
    assert list(rows) == [("2022-01-20", date(2022, 3, 17), date(2022, 3, 16), "yes", "28A")] * 2
    assert {row.latest_response.received_on for row in Recommendation.objects.all()} == {""}


def test_no_learning_is_claimed_where_none_was_made(contents: dict[str, dict[str, Any]]):
    made = {reference: len(content["recommendations"]) for reference, content in contents.items()}
    assert made == {"2021/162020": 0, "2021/162004": 0, "2020/138174": 2}


def test_loading_again_adds_nothing_and_the_record_verifies(contents: dict[str, dict[str, Any]]):
    before = PublicPage.objects.count()
    assert load_published_investigations(at=AT) == []
    assert (Snapshot.objects.count(), PublicPage.objects.count()) == (5, before)
    assert verify().findings == []


def test_real_bodies_are_not_marked_as_fiction(contents: dict[str, dict[str, Any]]):
    assert not any(content["fiction"] for content in contents.values())


def test_every_page_says_where_it_was_entered_from(contents: Any):
    pages = PublicPage.objects.filter(snapshot__isnull=False)
    assert pages.count() == 5
    assert all(b"Open Government Licence" in bytes(page.body) for page in pages)
