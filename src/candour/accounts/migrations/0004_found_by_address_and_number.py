"""The address and number under which a person is found, for those registered before."""

from itertools import islice

from django.db import migrations

from candour.accounts.models.words import ways_to_reach


def find_ways(apps, schema_editor):
    kept = apps.get_model("accounts", "PersonWord").objects
    rows = apps.get_model("accounts", "Person").objects.values_list("pk", "email", "telephone")
    words = (
        kept.model(person_id=pk, word=word)
        for pk, email, telephone in rows.iterator(chunk_size=2000)
        for word in ways_to_reach(email, telephone)
    )
    while some := list(islice(words, 2000)):
        kept.bulk_create(some)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_words_of_names"),
    ]

    operations = [
        migrations.RunPython(find_ways, migrations.RunPython.noop),
    ]
