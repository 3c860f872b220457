"""The second reader: off by default, marked as its own, quoting the source, and never in the place of a rule reader."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from candour.ledger.verification import verify
from candour.register.actions import ask_second_reader, read_again, service
from candour.register.models import SourceStatement
from candour.register.second_reader import SecondReaderFailed, Service, read_second
from candour.register.statements import Confidence
from candour.register.telling import people_told
from tests.make.accounts import signed_in
from tests.make.moments import at_nine
from tests.make.published_site import Site, a_site
from tests.make.sources import DAY, PAGE, an_editor, captured, judged, read_in

PATH = "/v1/chat/completions"


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as made:
        yield made


def said(subject: str, field: str, value: Any, quote: Any) -> dict[str, Any]:
    return {"subject": subject, "field": field, "value": value, "quote": quote}


def answers(site: Site, *statements: Any, fenced: bool = False, status: int = 200) -> Service:
    content = json.dumps({"statements": list(statements)})
    content = f"Here it is:\n```json\n{content}\n```" if fenced else content
    body = json.dumps({"choices": [{"message": {"content": content}}]})
    site.put(PATH, body, status=status, kind="application/json")
    return Service(f"{site.root}/v1", "small-model")


SNAPCHAT = said("document", "platforms", "Snapchat", "sent them to a colleague")
FORCE = said("document", "force", "Wexmoor Constabulary", "Wexmoor Constabulary")
DISMISSED = said("person-1", "outcome", "dismissed_without_notice", "dismissed without notice")


def test_each_statement_is_unsure_marked_as_its_own_and_stands_where_its_words_do(site: Site):
    using = answers(site, said("document", "references", "2024/204417", "2024/204417"), fenced=True)
    [one] = read_second(PAGE, using).statements
    assert PAGE[one.place.start : one.place.end] == "2024/204417"  # type: ignore[union-attr]
    assert (one.reader, one.confidence) == ("second-reader:small-model", Confidence.UNSURE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        said("document", "force", "Wexmoor Constabulary", "words that do not stand there"),
        said("document", "force", "Wexmoor Constabulary", ""),
        said("document", "force", "Wexmoor Constabulary", None),
        said("document", "title", "A title", "Photographs"),
        said("person-1", "label", "PC Lee Marsh", "police constable"),
        said("person-99", "outcome", "dismissed_without_notice", "dismissed"),
        said("document", "published_date", "last spring", "Published"),
        said("document", "platforms", "<script>", "WhatsApp"),
        said("document", "platforms", ["WhatsApp"], "WhatsApp"),
        said("elsewhere", "force", "x", "Published"),
        "not an object",
    ],
)
def test_what_does_not_quote_or_fit_is_left_out_and_counted(site: Site, wrong: Any):
    second = read_second(PAGE, answers(site, wrong))
    assert (second.statements, second.left_out) == ((), 1)


@pytest.mark.parametrize(
    "body", ["", "[]", '{"choices": []}', '{"choices": [{"message": {"content": "no"}}]}']
)
def test_an_answer_in_another_form_is_refused_whole(site: Site, body: str):
    site.put(PATH, body, kind="application/json")
    with pytest.raises(SecondReaderFailed, match="not in the form"):
        read_second(PAGE, Service(f"{site.root}/v1", "small-model"))


def test_a_service_that_fails_or_is_not_there_is_told_and_nothing_is_written(site: Site):
    with pytest.raises(SecondReaderFailed, match="answers with 500"):
        read_second(PAGE, answers(site, status=500))
    with pytest.raises(SecondReaderFailed, match="not reached"):
        read_second(PAGE, Service("http://127.0.0.1:9", "small-model"))


def test_it_is_off_unless_somebody_turned_it_on():
    with pytest.raises(SecondReaderFailed, match="no second reader here"):
        service()
    with (
        override_settings(SECOND_READER="http://127.0.0.1:9"),
        pytest.raises(SecondReaderFailed, match="model"),
    ):
        service()


def asked(done: Any, using: Service) -> list[SourceStatement]:
    return ask_second_reader(version=done.version, using=using, by=an_editor(), at=at_nine(DAY), on=DAY).rows


@pytest.mark.django_db
def test_it_adds_and_replaces_nothing(site: Site):
    done = captured()
    before = {row.pk: row.value_written for row in read_in(done)}
    rows = asked(done, answers(site, SNAPCHAT, FORCE, DISMISSED))
    after = {row.pk: row.value_written for row in read_in(done) if row.pk in before}
    assert after == before
    assert [(row.subject, row.field) for row in rows] == [("document", "platforms"), ("person-2", "outcome")]
    assert {row.standing for row in rows} == {"waiting"}
    assert verify().findings == []


@pytest.mark.django_db
def test_it_says_how_much_was_known_and_how_much_was_left_out(site: Site):
    done, editor = captured(), signed_in(an_editor())
    using = answers(site, SNAPCHAT, FORCE, {**SNAPCHAT, "quote": "words that stand nowhere"})
    with override_settings(SECOND_READER=using.address, SECOND_READER_MODEL=using.model):
        page = editor.post(f"{done.version.get_absolute_url()}second-reader/", follow=True).content.decode()
    assert "adds 1 statement" in page
    assert "1 of what it said the readers had read already." in page
    assert "1 left out: it quotes no words of the source" in page


@pytest.mark.django_db
def test_somebody_of_whom_it_alone_speaks_is_placed_once_a_person_confirmed_it(site: Site):
    done = captured()
    [row] = asked(done, answers(site, DISMISSED))
    assert row.subject not in people_told(read_in(done))
    judged(row)
    assert row.subject in people_told(read_in(done))


@pytest.mark.django_db
def test_it_is_asked_once_for_a_reading(site: Site):
    done, using = captured(), answers(site, SNAPCHAT)
    asked(done, using)
    with pytest.raises(SecondReaderFailed, match="already"):
        asked(done, using)


@pytest.mark.django_db
def test_what_a_person_made_of_it_is_kept_when_the_rules_read_again(site: Site):
    done = captured()
    asked(done, answers(site, SNAPCHAT))
    [row] = [one for one in read_in(done) if one.second]
    judged(row)
    later = DAY + timedelta(days=1)
    read_again(version=done.version, by=an_editor(), at=at_nine(later), on=later)
    [again] = [one for one in read_in(done) if one.second]
    assert again.pk != row.pk
    assert (again.standing, again.quoted) == ("confirmed", "sent them to a colleague")


@pytest.mark.django_db
def test_it_is_asked_from_the_page_of_a_version_and_marked_there(site: Site):
    done, editor = captured(), signed_in(an_editor())
    address = done.version.get_absolute_url()
    assert "Ask the second reader" not in editor.get(address).content.decode()
    using = answers(site, SNAPCHAT)
    with override_settings(SECOND_READER=using.address, SECOND_READER_MODEL=using.model):
        assert "Ask the second reader" in editor.get(address).content.decode()
        page = editor.post(f"{address}second-reader/", follow=True).content.decode()
    assert "adds 1 statement" in page
    assert "Second reader" in page
    assert "no second reader here" in editor.post(f"{address}second-reader/", follow=True).content.decode()
