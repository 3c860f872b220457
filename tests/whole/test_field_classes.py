"""Every column is classed public, staff or restricted, and no page for the public holds any but public ones."""

import pytest
from django.apps import apps
from django.db import models

from candour.accounts.models import CaseFile, Person
from candour.learning.actions import decide_publication
from candour.learning.codes import Publish
from candour.ledger.committed import CommittedText
from candour.ledger.recorded import recorded_models
from candour.publishing.actions.publishing import preview
from candour.publishing.field_classes import (
    FieldClass,
    NotForThePublic,
    class_of,
    field_classes,
    public_value,
    read_classes,
    salts_of,
)
from tests.make.emptying import attack
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.publications import TODAY, a_file, all_considered, drafted
from tests.make.recommendations import a_recommendation, answered

# Tables of others: whole tables, since their columns are not ours to name.
OF_OTHERS = {
    "account.EmailAddress": (FieldClass.RESTRICTED, "the address somebody signs in with"),
    "account.EmailConfirmation": (FieldClass.RESTRICTED, "keys that confirm an address"),
    "mfa.Authenticator": (FieldClass.RESTRICTED, "the secrets of second factors"),
    "auth.Group": (FieldClass.STAFF, "comes with Django; what a person may do hangs on appointments"),
    "auth.Permission": (FieldClass.STAFF, "comes with Django; what a person may do hangs on appointments"),
    "contenttypes.ContentType": (FieldClass.STAFF, "names of tables"),
    "sessions.Session": (FieldClass.RESTRICTED, "a key to a signed-in account"),
    "django_q.Task": (FieldClass.STAFF, "names of jobs and ids of rows"),
    "django_q.Schedule": (FieldClass.STAFF, "when jobs run"),
    "django_q.OrmQ": (FieldClass.STAFF, "jobs that wait, by ids of rows"),
}
# Restricted and yet in the record as they are, not as a commitment.
IN_THE_RECORD_AS_CODES = {
    "accounts.Person": (
        {
            "language",
            "age_band",
            "sex",
            "gender",
            "ethnicity",
            "disability",
            "religion",
            "sexual_orientation",
            "user",
        },
        "codes of closed lists under a random id; a disposal leaves the code without a person",
    ),
    "matters.Matter": ({"tracking_digest"}, "already a digest"),
    "matters.Party": ({"person"}, "a random id"),
}


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("candour.")
    ]


def columns_of(model: type[models.Model]) -> list[str]:
    return [column.name for column in model._meta.concrete_fields]


def test_every_column_is_classed() -> None:
    unclassed = [
        f"{model._meta.label}.{name}"
        for model in ours()
        for name in columns_of(model)
        if class_of(model, name) is None
    ]
    assert unclassed == [], "class them in src/candour/publishing/field_classes.toml"


def test_nothing_is_classed_that_is_not_a_column() -> None:
    known = {model._meta.label: {*columns_of(model)} - salts_of(model) for model in ours()}
    stale = [
        f"{label}.{name}"
        for label, table in field_classes().items()
        for name in table.of
        if name not in known.get(label, ())
    ]
    assert stale == []


def test_what_is_worked_out_is_a_property_and_says_what_it_lets_through() -> None:
    named = [
        (label, name, why)
        for label, table in field_classes().items()
        for name, why in table.worked_out.items()
    ]
    assert named
    for label, name, why in named:
        assert isinstance(getattr(apps.get_model(label), name), property), f"{label}.{name}"
        assert len(why.split()) > 3, f"{label}.{name} does not say what it lets through"


def test_the_tables_of_others_are_classed_whole_with_a_reason() -> None:
    theirs = {model._meta.label for model in apps.get_models() if not model.__module__.startswith("candour.")}
    proxies = {model._meta.label for model in apps.get_models() if model._meta.proxy}
    assert {*OF_OTHERS} == theirs - proxies
    assert all(reason for _, reason in OF_OTHERS.values())


def test_what_is_restricted_enters_the_record_only_as_a_commitment() -> None:
    plain: dict[str, set[str]] = {}
    for model in recorded_models():
        for column in model._meta.concrete_fields:
            salt = column.name in salts_of(model)
            if (
                class_of(model, column.name) is FieldClass.RESTRICTED
                and not salt
                and not isinstance(column, CommittedText)
            ):
                plain.setdefault(model._meta.label, set()).add(column.name)
    assert plain == {label: names for label, (names, _) in IN_THE_RECORD_AS_CODES.items()}


def test_a_heading_that_is_no_class_and_a_column_classed_twice_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"a\.B has an unknown heading: secret"):
        read_classes('["a.B"]\nsecret = ["x"]')
    with pytest.raises(ValueError, match=r"a\.B classes a column twice"):
        read_classes('["a.B"]\npublic = ["x"]\nstaff = ["x"]')


def test_a_page_cannot_ask_for_the_name_of_a_person() -> None:
    with pytest.raises(NotForThePublic, match=r"accounts\.Person\.name") as refused:
        public_value(Person(name="Robin Vale"), "name")
    assert "Robin" not in str(refused.value)


def wordy(model: type[models.Model]) -> list[models.Field]:
    """Columns that can hold a sentence, of those that no page may show."""
    return [
        column
        for column in model._meta.concrete_fields
        if class_of(model, column.name) is not FieldClass.PUBLIC
        and not (column.primary_key or column.unique or getattr(column, "choices", None))
        and (
            isinstance(column, models.TextField)
            or (isinstance(column, models.CharField) and (column.max_length or 0) >= 100)
        )
    ]


def overwrite_all_but_what_is_public() -> int:
    """Puts a mark into each such column of each row; how many rows of columns were marked."""
    marked = 0
    for model in ours():
        for column in wordy(model):
            table, name = model._meta.db_table, column.column
            marked += attack(f'UPDATE "{table}" SET "{name}" = %s', [f"UNSEEN {table} {name}"])
    return marked


def a_worked_page() -> tuple[CaseFile, CaseFile]:
    """An investigation with a recommendation that was answered in part, and what was considered on the way."""
    case_file, recommendation = a_file(), a_recommendation()
    response = answered(recommendation, representations="It names the place.")
    decide_publication(
        response=response,
        decision=Publish.PART,
        reasons="The place can be left out.",
        published_part="Weekly checks.",
        by=None,
        at=at_nine(TODAY),
        on=TODAY,
    )
    drafted(case_file, recommendations=(recommendation,))
    all_considered(case_file)
    return case_file, recommendation.case_file


@pytest.mark.django_db
def test_no_word_of_a_column_that_is_not_public_reaches_a_page() -> None:
    a_handler()
    files = a_worked_page()
    before = [preview(one, on=TODAY) for one in files]
    assert overwrite_all_but_what_is_public() > 5
    after = [preview(one, on=TODAY) for one in CaseFile.objects.filter(pk__in=[one.pk for one in files])]
    assert sorted(after) == sorted(before)
    assert not any(b"UNSEEN" in page for page in after)
