"""The frozen content of an entry of the national register: each value with every source and span that gives it."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from candour.bodies.models import Body
from candour.look.dates import partial_date_in_words
from candour.publishing.codes import PageKind
from candour.publishing.content import Content, Frame
from candour.publishing.field_classes import public_value, public_values
from candour.register.field_accounts import FieldAccount, Told
from candour.register.groups_told import GroupAccount
from candour.register.models import EntrySource, RegisterEntry, SourceStatement
from candour.register.quoting import may_quote
from candour.register.telling import Account, account_of

OF_A_SOURCE = ("reference", "address", "licence", "captured_on", "vanished_on", "vanished_reason")
WORDS = {"what": "public_counted", "summary": "public_quote"}
"""Fields that hold words of a source, and what of them may go out."""
DATES = ("incident_or_title_month", "investigation_concluded", "referral_or_start_date")


def content_of_entry(entry: RegisterEntry, frame: Frame, *, what: str, why_gone: str = "") -> Content:
    """`what` is what it is about in our own words; `why_gone` why it is published though a source was taken down."""
    account = account_of(entry)
    numbers = {link.source_id: number for number, link in enumerate(account.links, start=1)}
    fields = [_field(one, numbers) for one in account.fields]
    return {
        "kind": PageKind.ENTRY.value,
        "slug": slug_of_entry(entry),
        "title": title_of_entry(account, what),
        "reference": public_value(entry, "reference"),
        "what": what.strip(),
        "forces": forces_of(account),
        "month": _standing_text(account, "incident_or_title_month"),
        "matter_type": _standing_text(account, "matter_type"),
        "year": year_of(account),
        "fields": fields,
        "people": [
            {**public_values(one.person, "number"), "fields": [_field(each, numbers) for each in one.fields]}
            for one in account.people
        ],
        "recommendations": [_group(one, numbers) for one in account.recommendations],
        "counts": [_group(one, numbers) for one in account.counts],
        "sources": [_source(link, numbers[link.source_id]) for link in account.links],
        "why_gone": why_gone.strip(),
        "fiction": public_value(entry, "fictional"),
        "published_on": frame.published_on.isoformat(),
        "version": frame.version,
        "history": [dict(one) for one in frame.history],
    }


def slug_of_entry(entry: RegisterEntry) -> str:
    return slugify(public_value(entry, "reference"))


def title_of_entry(account: Account, what: str) -> str:
    """What happened – force, month: how people know these pages."""
    forces = _(" and ").join(force["name"] for force in forces_of(account))
    month = _standing_text(account, "incident_or_title_month")
    named = ", ".join(part for part in (forces, partial_date_in_words(month) if month else "") if part)
    return f"{what.strip()} – {named}" if named else what.strip()


def forces_of(account: Account) -> list[Content]:
    """With the key of our tables, where the name is one of theirs."""
    names = [str(value) for value in account.values("force")]
    return [{"key": _key_of(name), "name": name} for name in names]


def year_of(account: Account) -> str:
    """Of the incident or title, else of the first date that is known, else empty."""
    dates = [text for name in DATES if (text := _standing_text(account, name))]
    outcomes = [
        str(one.value)
        for person in account.people
        for each in person.fields
        if each.name == "outcome_date"
        for one in each.standing
    ]
    return next(iter([*dates, *sorted(outcomes)]), "")[:4]


def _key_of(name: str) -> str:
    known = Body.objects.forces().by_name(name)
    return str(public_value(known[0], "key")) if len(known) == 1 else slugify(name)


def _standing_text(account: Account, name: str) -> str:
    values = account.values(name)
    return str(values[0]) if len(values) == 1 else ""


def _field(one: FieldAccount, numbers: dict[Any, int]) -> Content:
    settled = public_values(one.resolution, "reasons") if one.resolution else None
    if settled is not None and one.resolution is not None:
        settled["on"] = public_value(one.resolution, "on").isoformat()
    return {
        "name": one.name,
        "standing": [_told(each, numbers) for each in one.standing],
        "set_aside": [_told(each, numbers) for each in one.set_aside],
        "settled": settled,
    }


def _group(one: GroupAccount, numbers: dict[Any, int]) -> Content:
    """A field whose words cannot go out is left out with its place: of a source not ours, they may name somebody."""
    fields = [_field(each, numbers) for each in one.fields]
    shown = [each for each in fields if each["name"] not in WORDS or each["standing"][0]["value"]]
    return {"number": one.number, "fields": shown}


def _told(told: Told, numbers: dict[Any, int]) -> Content:
    first = told.statements[0]
    return {
        "value": public_value(first, WORDS.get(first.field, "public_settled")),
        "cited": [_cited(one, numbers) for one in told.statements],
    }


def _cited(row: SourceStatement, numbers: dict[Any, int]) -> Content:
    """Source, place and reader of a statement, the words where their licence allows it, and what a person made of it."""
    judged = row.judgement
    return {
        "source": numbers[row.reading.version.source_id],
        **public_values(row, "start", "end", "sheet", "cell", "reader", "reader_version", "standing"),
        "quote": public_value(row, "public_quote"),
        "judged_on": public_value(judged, "on").isoformat() if judged else "",
    }


def _source(link: EntrySource, number: int) -> Content:
    source = link.source
    said = public_values(source, *OF_A_SOURCE)
    version = public_values(source.latest, "sha256", "size", "captured_at")
    open_words = may_quote(source.licence, fictional=source.fictional)
    return {
        "number": number,
        **said,
        "captured_on": said["captured_on"].isoformat(),
        "vanished_on": said["vanished_on"].isoformat() if said["vanished_on"] else "",
        "publisher": _publisher(link),
        "name": public_value(source, "name") if open_words else "",
        "licence_words": source.get_licence_display(),
        "version": public_value(source.latest, "number"),
        "sha256": version["sha256"],
        "linked_on": public_value(link, "linked_on").isoformat(),
    }


def _publisher(link: EntrySource) -> str:
    publisher = public_value(link.source, "publisher")
    named = (
        public_value(publisher, "official_name") if publisher else public_value(link.source, "publisher_name")
    )
    return str(named)


def cited_values(content: Content) -> Iterable[tuple[str, Content, Content, bool]]:
    """Subject, field, told value and whether it stands, for each value of a frozen entry, of whatever release."""
    groups = [("document", content["fields"])]
    for kind, name in (("person", "people"), ("recommendation", "recommendations"), ("count", "counts")):
        groups += [(f"{kind}-{one['number']}", one["fields"]) for one in content.get(name, [])]
    for subject, fields in groups:
        for each in fields:
            yield from ((subject, each, told, True) for told in each["standing"])
            yield from ((subject, each, told, False) for told in each["set_aside"])
