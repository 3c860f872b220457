"""The words of parties and summaries, made anew beside the file and authority of their matter, a bounded number at a time.

The words of summaries that were kept are read once more, and not the summaries; those of parties follow from their names.
"""

import django.db.models.deletion
from django.db import migrations, models

AT_ONCE = 50_000
LAST_OF_SUMMARIES = "SELECT COALESCE(MAX(id), 0) FROM matters_formermatterword"
LAST_OF_NAMES = "SELECT COALESCE(MAX(id), 0) FROM accounts_personword"
SUMMARIES = """
    INSERT INTO matters_matterword (word, authority_id, case_file_id)
    SELECT kept.word, matter.appropriate_authority_id, matter.case_file_id
    FROM matters_formermatterword kept
    JOIN matters_matter matter ON matter.id = kept.matter_id
    WHERE kept.id > %s AND kept.id <= %s
"""
NAMES = """
    INSERT INTO matters_partyword (word, authority_id, case_file_id, party_id)
    SELECT named.word, matter.appropriate_authority_id, matter.case_file_id, party.id
    FROM accounts_personword named
    JOIN matters_party party ON party.person_id = named.person_id
    JOIN matters_matter matter ON matter.id = party.matter_id
    WHERE named.id > %s AND named.id <= %s AND substr(named.word, 1, 1) NOT IN ('@', '#')
"""


def fill(apps, schema_editor):
    asked = schema_editor.connection
    with asked.cursor() as cursor:
        if asked.vendor == "postgresql":  # else keys that wait to be checked forbid to build the indexes after
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _in_turns(cursor, LAST_OF_SUMMARIES, SUMMARIES)
        _in_turns(cursor, LAST_OF_NAMES, NAMES)
        if asked.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _in_turns(cursor, count, statement):
    cursor.execute(count)
    [last] = cursor.fetchone()
    for start in range(0, last, AT_ONCE):
        cursor.execute(statement, [start, start + AT_ONCE])


def kept(name, to, cascade):
    after = django.db.models.deletion.CASCADE if cascade else django.db.models.deletion.PROTECT
    return models.ForeignKey(db_index=False, on_delete=after, related_name=name, to=to)


def words_of(name, **beside):
    key = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')
    fields = {'id': key, 'word': models.CharField(max_length=60), 'authority': kept('+', 'bodies.body', cascade=False)}
    fields['case_file'] = kept('+', 'accounts.casefile', cascade=True)
    return migrations.CreateModel(name=name, fields=[*fields.items(), *beside.items()])


def index(model, name, **fields):
    return migrations.AddIndex(model, models.Index(fields=list(fields), opclasses=list(fields.values()), name=name))


WORD, KEY, BODY = 'varchar_pattern_ops', 'uuid_ops', 'varchar_ops'


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_custody_given_up'),
        ('bodies', '0001_initial'),
        ('matters', '0007_words_of_parties'),
    ]

    operations = [
        migrations.RenameModel('MatterWord', 'FormerMatterWord'),
        migrations.DeleteModel('PartyWord'),
        words_of('MatterWord'),
        words_of('PartyWord', party=kept('words', 'matters.party', cascade=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.DeleteModel('FormerMatterWord'),
        index('matterword', 'matter_by_authority_and_word', authority=BODY, word=WORD, case_file=KEY),
        index('matterword', 'matter_by_word_anywhere', word=WORD, case_file=KEY, authority=BODY),
        index('matterword', 'words_of_matter', case_file=KEY, word=WORD),
        index('partyword', 'party_by_authority_and_word', authority=BODY, word=WORD, party=KEY, case_file=KEY),
        index('partyword', 'party_by_word_anywhere', word=WORD, party=KEY, case_file=KEY, authority=BODY),
        index('partyword', 'words_of_party', party=KEY, word=WORD),
    ]
