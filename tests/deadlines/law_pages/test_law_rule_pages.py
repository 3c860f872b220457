"""The public pages on rules: every rule has one, the list is filtered without scripts, and what is unsure says so."""

import csv
import io

import pytest
from django.test import Client
from django.utils.html import escape

from candour.deadlines.law import the_law
from candour.procedure.citations import citation_in_words
from candour.procedure.law_file import Confidence


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def _csv(client: Client, address: str) -> list[dict[str, str]]:
    written = client.get(address).content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(written)))


@pytest.mark.parametrize("key", the_law().rules)
def test_every_rule_has_a_page_with_each_version_its_citation_and_its_hash(client: Client, key: str) -> None:
    page = _text(client, f"/law/rules/{key}/")
    rule = the_law().rules[key]
    assert escape(rule.title) in page
    for version in rule.versions:
        assert f'id="version-{version.id}"' in page
        assert version.hash in page.replace("<wbr>", "")
        assert all(escape(citation_in_words(source)) in page for source in version.source)
        if version.confidence is not Confidence.READ:
            assert escape(version.confidence_note[1:]) in page
    assert "style=" not in page
    assert "<script>" not in page


def test_the_list_names_every_rule_under_its_subject(client: Client) -> None:
    page = _text(client, "/law/")
    assert all(f'href="/law/rules/{key}/"' in page for key in the_law().rules)
    assert (
        page.index('id="review"')
        < page.index('href="/law/rules/review.application/"')
        < page.index('id="vetting"')
    )


def test_the_list_says_how_many_versions_were_read_reported_or_not_confirmed(client: Client) -> None:
    versions = [version for rule in the_law().rules.values() for version in rule.versions]
    told = {level: sum(version.confidence is level for version in versions) for level in Confidence}
    page = _text(client, "/law/")
    assert f"There are {len(the_law().rules)} rules with {len(versions)} versions." in page
    assert f"{told[Confidence.READ]} were read in the text of the law" in page
    assert f"{told[Confidence.SECONDARY]} rest on a source that reports it" in page
    assert f"{told[Confidence.UNCONFIRMED]} are not confirmed" in page


def test_the_list_is_filtered_by_words_of_the_rule_or_of_its_citation(client: Client) -> None:
    page = _text(client, "/law/?words=apply+review")
    assert 'href="/law/rules/review.application/"' in page
    assert 'href="/law/rules/hearing.report/"' not in page
    cited = _text(client, "/law/?words=Police+Reform+Act")
    assert 'href="/law/rules/review.application/"' in cited
    assert 'href="/law/rules/foi.reply/"' not in cited


def test_filters_of_kind_and_confidence_narrow_each_other(client: Client) -> None:
    rows = _csv(client, "/law/?shape=window&confidence=read&format=csv")
    assert {row["rule"] for row in rows} == {
        "accelerated-hearing.date",
        "accelerated-hearing.replacement-date",
    }


def test_the_download_holds_every_version_with_its_hash(client: Client) -> None:
    rows = _csv(client, "/law/?format=csv")
    hashes = {version.hash for rule in the_law().rules.values() for version in rule.versions}
    assert {row["hash"] for row in rows} == hashes
    assert client.get("/law/?format=csv")["Content-Disposition"].startswith("attachment")


def test_a_filter_that_finds_nothing_says_what_to_try(client: Client) -> None:
    page = _text(client, "/law/?words=zebra")
    assert "No rule matches" in page
    assert "Show every rule" in page


def test_a_filter_that_does_not_exist_is_an_error_beside_the_whole_list(client: Client) -> None:
    page = _text(client, "/law/?shape=rhombus")
    assert "Select kind of rule from the list" in page
    assert 'href="/law/rules/review.application/"' in page


def test_law_that_may_exist_is_listed_apart_and_never_as_law(client: Client) -> None:
    page = _text(client, "/law/")
    apart = page[page.index('id="may-exist"') :]
    for rule in the_law().rules.values():
        assert all(escape(version.gist) in apart for version in rule.may_exist)
    suspended = _text(client, "/law/rules/officer-suspension.representations/")
    assert "When it starts is not confirmed, so it never governs here." in suspended


def test_what_was_typed_is_shown_escaped(client: Client) -> None:
    page = _text(client, "/law/?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


@pytest.mark.parametrize("key", ["no.such-rule", "review", "..%2Fsettings"])
def test_a_rule_that_does_not_exist_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/law/rules/{key}/").status_code == 404


def test_the_pages_are_read_only(client: Client) -> None:
    assert client.post("/law/").status_code == 405
    assert client.post("/law/rules/review.application/").status_code == 405
