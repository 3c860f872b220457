"""Which entries a source may belong to, and which other sources tell of its case, each with a score and its grounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.register.matching import Features, Likeness, keys_of, likeness
from candour.register.models import EntrySource, MatchKey, RegisterEntry, Source, SourceStatement

SHOWN, COMPARED_AT_MOST = 10, 200


@dataclass(frozen=True)
class Match:
    """Another source that may tell of the same case, with the entry it belongs to, if it does."""

    source: Source
    entry: RegisterEntry | None
    likeness: Likeness


def features_of(source: Source) -> Features:
    """What people made of it counts; where nobody has looked yet, what the reader was sure of."""
    rows = SourceStatement.objects.of_newest_readings().filter(reading__version__source=source)
    rows = rows.exclude(standing="rejected").prefetch_related("judgements")
    usable = (row for row in rows if row.sure or row.standing != "waiting")
    return Features.of((row.subject, row.field, row.settled) for row in usable)


def matches_for(source: Source) -> list[Match]:
    """Best first; nothing that is not at least possible."""
    own = features_of(source)
    others = Source.objects.filter(match_keys__key__in=keys_of(own)).exclude(pk=source.pk).distinct()
    scored = [(other, likeness(own, features_of(other))) for other in others.with_names()[:COMPARED_AT_MOST]]
    good = sorted((pair for pair in scored if pair[1].possible), key=lambda pair: -pair[1].score)[:SHOWN]
    held = _entries_of(other for other, _ in good)
    return [Match(other, held.get(other.pk), alike) for other, alike in good]


def keep_match_keys(source: Source) -> None:
    """Made again after every reading and judgement of the source; called within its transaction."""
    wanted = keys_of(features_of(source))
    standing = set(MatchKey.objects.filter(source=source).values_list("key", flat=True))
    MatchKey.objects.filter(source=source, key__in=standing - wanted).delete()
    MatchKey.objects.bulk_create(MatchKey(source=source, key=key) for key in sorted(wanted - standing))


def _entries_of(sources: Iterable[Source]) -> dict[object, RegisterEntry]:
    links = EntrySource.objects.filter(source__in=list(sources), undone_on__isnull=True)
    return {link.source_id: link.entry for link in links.select_related("entry")}
