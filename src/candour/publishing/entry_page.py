"""What the page of an entry shows, from its frozen content alone: values in words, each with its numbered citations."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.register.statements import DOCUMENT
from candour.register.wording import field_in_words, subject_in_words, told_in_words, value_in_words

Shown = dict[str, Any]
OF_A_PLACE = ("start", "end", "sheet", "cell", "standing", "judged_on", "second")


def entry_page(content: Shown, fingerprint: str) -> Shown:
    cited: list[Shown] = []
    fields = [_field(one, DOCUMENT, cited) for one in content["fields"]]
    people = [_person(one, cited) for one in content["people"]]
    groups = {
        name: [_group(one, kind, cited) for one in content.get(name, [])]
        for kind, name in (("recommendation", "recommendations"), ("count", "counts"))
    }
    sources = [{**one, "places": _places(cited, one["number"])} for one in content["sources"]]
    return {
        "path": f"/publications/register/{content['slug']}/",
        "content": content,
        "fields": fields,
        "people": people,
        **groups,
        "sources": sources,
        "fingerprint": fingerprint,
        "fiction": content["fiction"] and _("The force and everything on this page are made up."),
    }


def heading_of_person(fields: list[Shown]) -> str:
    """`Three: police constable`; the role as far as the sources give it."""
    values = {one["name"]: one["standing"][0]["value"] for one in fields if one["standing"]}
    role = (
        capfirst(value_in_words(values["role"]))
        if values.get("role")
        else _("Somebody whose role is not given")
    )
    number = values.get("n")
    if not isinstance(number, int) or number < 2:
        return role
    return ngettext("%(role)s, %(n)s person", "%(role)s, %(n)s people", number) % {"role": role, "n": number}


def _places(cited: list[Shown], source: int) -> list[Shown]:
    """What is cited from a source, each stretch of words once with every value that was read from it, in its order."""
    places: dict[tuple[object, ...], Shown] = {}
    for note in cited:
        if note["source"] == source:
            place = tuple(note[name] for name in OF_A_PLACE)
            places.setdefault(place, {**note, "notes": []})["notes"].append(note)
    return sorted(
        places.values(), key=lambda one: (one["start"] or 0, one["sheet"], one["cell"], one["number"])
    )


def _person(one: Shown, cited: list[Shown]) -> Shown:
    subject = f"person-{one['number']}"
    shown = [_field(each, subject, cited) for each in one["fields"] if each["name"] not in {"role", "n"}]
    named = [_field(each, subject, cited) for each in one["fields"] if each["name"] in {"role", "n"}]
    return {"number": one["number"], "heading": heading_of_person(one["fields"]), "fields": [*named, *shown]}


def _group(one: Shown, kind: str, cited: list[Shown]) -> Shown:
    subject = f"{kind}-{one['number']}"
    return {"number": one["number"], "fields": [_field(each, subject, cited) for each in one["fields"]]}


def _field(one: Shown, subject: str, cited: list[Shown]) -> Shown:
    return {
        "words": field_in_words(one["name"]),
        "standing": [_told(each, one["name"], subject, cited) for each in one["standing"]],
        "set_aside": [_told(each, one["name"], subject, cited) for each in one["set_aside"]],
        "settled": one["settled"],
    }


def _told(told: Shown, name: str, subject: str, cited: list[Shown]) -> Shown:
    """Every citation gets the next number of the page; it stands in full below its source."""
    notes = []
    for each in told["cited"]:
        note = {
            **each,
            "number": len(cited) + 1,
            "field": field_in_words(name),
            "value": told_in_words(told["value"], name),
        }
        note["second"] = each["reader"].startswith("second-reader")
        note["of"] = subject_in_words(subject) if subject != DOCUMENT else ""
        cited.append(note)
        notes.append(note)
    return {"words": capfirst(told_in_words(told["value"], name)), "notes": notes}
