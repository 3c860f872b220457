"""What people read is marked for translation, the catalogues hold all of it, and a language is offered when it is whole."""

import gettext
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext as spoken
from django.utils.translation import ngettext, trans_real

import candour
from tests.whole.unmarked import words_not_marked
from tools.translations import (
    LOCALE,
    BadTranslation,
    Message,
    as_po,
    brought_up_to_date,
    compile_catalogue,
    in_program,
    in_template,
    marked,
    read_po,
)

PACKAGE = Path(candour.__file__).parent
CATALOGUE = LOCALE / "cy" / "LC_MESSAGES" / "django.po"
# Words that are the same in every language, or not ours to put into another.
NOT_FOR_TRANSLATION = {
    "SHA-256": "the name of a standard",
    "· SHA-256": "the name of a standard",
}


def test_every_text_of_a_template_is_marked() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {piece}"
        for path in sorted(PACKAGE.rglob("templates/**/*"))
        if path.suffix in {".html", ".txt"}
        for piece in words_not_marked(path)
        if piece not in NOT_FOR_TRANSLATION
    }
    assert sorted(found) == []


def test_every_exception_is_still_needed_and_has_a_reason() -> None:
    pieces = {piece for path in PACKAGE.rglob("templates/**/*.html") for piece in words_not_marked(path)}
    assert {*NOT_FOR_TRANSLATION} <= pieces
    assert all(NOT_FOR_TRANSLATION.values())


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% trans "Hello" %} {{ name }}</p>', []),
        ("{% blocktrans %}Hello {{ name }}{% endblocktrans %}, you", [", you"]),
        ('<a aria-label="Close">×</a>', ["Close"]),
        ("{# a remark #}<script>let word;</script>{% comment %}more{% endcomment %}", []),
    ],
)
def test_a_text_that_is_not_marked_is_found(tmp_path: Path, template: str, left: list[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text(template, encoding="utf-8")
    assert words_not_marked(path) == left


def test_the_catalogue_holds_what_is_marked_and_nothing_else() -> None:
    held, there = {message.key for message in read_po(CATALOGUE)}, {*marked()}
    assert (sorted(there - held), sorted(held - there)) == ([], []), "run make translations"


def test_welsh_is_offered_exactly_when_its_catalogue_is_whole() -> None:
    whole = all(message.is_translated for message in read_po(CATALOGUE))
    assert CATALOGUE.with_suffix(".mo").exists() is whole
    assert ("cy" in dict(settings.LANGUAGES)) is whole


@pytest.mark.django_db
def test_a_page_never_calls_itself_welsh_with_english_words() -> None:
    page = Client().get("/track/", headers={"accept-language": "cy"}).content.decode()
    language = "cy" if "cy" in dict(settings.LANGUAGES) else "en-gb"
    assert f'<html lang="{language}"' in page


def test_texts_are_gathered_from_programs_and_templates() -> None:
    program = '_("One")\ngettext_lazy("Two " "parts")\nngettext("%(n)d day", "%(n)d days", n)\nother("Not")\n_(name)'
    assert [*in_program(program)] == [("One", ""), ("Two parts", ""), ("%(n)d day", "%(n)d days")]
    template = '{% load i18n %}{% trans "One" %}{% empty _("Two") %}{% blocktrans count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktrans %}'
    assert [*in_template(template)] == [("One", ""), ("Two", ""), ("%(n)s day", "%(n)s days")]


DAYS = ["%(n)s dydd"] * 6


def a_catalogue(folder: Path, *messages: Message) -> Path:
    path = folder / "cy" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(as_po("cy", messages), encoding="utf-8")
    return path


def test_a_catalogue_keeps_what_was_translated_and_drops_what_is_no_longer_marked(tmp_path: Path) -> None:
    path = a_catalogue(
        tmp_path,
        Message('Say "so"\nagain', "", set(), ["Dywedwch"]),
        Message("Gone", "", set(), ["Wedi mynd"]),
    )
    kept = brought_up_to_date(
        path, {('Say "so"\nagain', ""): {"a.py"}, ("%(n)s day", "%(n)s days"): {"b.html"}}
    )
    assert [(message.text, message.forms) for message in kept] == [
        ("%(n)s day", [""] * 6),
        ('Say "so"\nagain', ["Dywedwch"]),
    ]


def test_a_catalogue_with_something_empty_is_not_compiled_and_an_older_one_goes(tmp_path: Path) -> None:
    path = a_catalogue(tmp_path, Message("One", "", set(), ["Un"]))
    assert compile_catalogue(path)
    path.write_text(
        as_po("cy", [Message("One", "", set(), ["Un"]), Message("Two", "", set(), [""])]), encoding="utf-8"
    )
    assert not compile_catalogue(path)
    assert not path.with_suffix(".mo").exists()


@pytest.mark.parametrize("form", ["Dim enw", "Helo %(enw)s", "%(name)s %(other)s"])
def test_a_translation_that_loses_or_misspells_a_name_in_brackets_is_refused(
    tmp_path: Path, form: str
) -> None:
    path = a_catalogue(tmp_path, Message("Hello %(name)s", "", set(), [form]))
    with pytest.raises(BadTranslation, match="Hello"):
        compile_catalogue(path)


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = a_catalogue(tmp_path)
    path.write_text('msgid "One"\nmsgstr "Un\n', encoding="utf-8")
    with pytest.raises(BadTranslation, match=r"django\.po: cannot read msgstr"):
        read_po(path)


def test_what_is_compiled_is_read_by_gettext_itself(tmp_path: Path) -> None:
    path = a_catalogue(
        tmp_path,
        Message("One", "", set(), ["Un – ŵ"]),
        Message("%(n)s day", "%(n)s days", set(), list("abcdef")),
    )
    assert compile_catalogue(path)
    with path.with_suffix(".mo").open("rb") as compiled:
        read = gettext.GNUTranslations(compiled)
    assert read.gettext("One") == "Un – ŵ"
    assert [read.ngettext("%(n)s day", "%(n)s days", n) for n in (0, 1, 2, 3, 4, 6)] == list("abcdfe")


def test_a_whole_catalogue_speaks_on_the_pages(tmp_path: Path) -> None:
    """Stand-ins in brackets, not Welsh: they show that the machinery works."""
    path = a_catalogue(
        tmp_path,
        Message("Continue", "", set(), ["[Continue]"]),
        Message("%(n)s day", "%(n)s days", set(), DAYS),
    )
    assert compile_catalogue(path)
    with override_settings(LOCALE_PATHS=[tmp_path], LANGUAGES=[("en-gb", "English"), ("cy", "Welsh")]):
        trans_real._translations.pop("cy", None)  # type: ignore[attr-defined]
        with translation.override("cy"):
            assert spoken("Continue") == "[Continue]"
            assert ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s dydd"
            assert spoken("Not translated anywhere") == "Not translated anywhere"
    trans_real._translations.pop("cy", None)  # type: ignore[attr-defined]
