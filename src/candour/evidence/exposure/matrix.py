"""People by items: every finding of every cell as one row of a frame, and one short code a cell for a table."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.lists import MemberList
from candour.evidence.exposure.membership import Stay, memberships
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.terms import Because, Exposure, Stance, Strength
from candour.evidence.exposure.testimony import Testimony
from candour.evidence.exposure.timeline import Timeline

SCHEMA = {
    "item": pl.String(),
    "person": pl.String(),
    "exposure": pl.Enum([one.value for one in Exposure]),
    "strength": pl.Enum([one.value for one in Strength]),
    "because": pl.Enum([one.value for one in Because]),
    "at": pl.Datetime("us"),
    "stance": pl.Enum([one.value for one in Stance]),
    "other": pl.String(),
    "emoji": pl.String(),
    "cites": pl.List(pl.String()),
}
_APART = "\x1f"  # lists are joined and parted again, which is many times faster
# What a cell is called in a table, the gravest first; a letter, so that it is readable without colour.
LETTERS: tuple[tuple[Exposure, str], ...] = (
    (Exposure.SENT, "S"),
    (Exposure.PASSED_OUTSIDE, "X"),
    (Exposure.FORWARDED, "F"),
    (Exposure.REPORTED, "P"),
    (Exposure.REPLIED, "A"),
    (Exposure.REACTED, "E"),
    (Exposure.PLAYED, "R"),
    (Exposure.READ, "R"),
    (Exposure.SHOWN, "V"),
    (Exposure.TOLD, "T"),
    (Exposure.DELIVERED, "D"),
    (Exposure.MEMBER, "M"),
    (Exposure.OUTSIDE, "–"),
)
MEANINGS = {
    "S": _("sent it"), "X": _("passed it outside the force"), "F": _("passed it on in the conversation"),
    "P": _("reported it"), "A": _("answered it"), "E": _("reacted to it"), "R": _("read or played it"),
    "V": _("was shown it in person"), "T": _("was told of it"), "D": _("it was delivered"),
    "M": _("was a member when it was sent"), "–": _("was no member when it was sent"), "?": _("nothing is known"),
}  # fmt: skip
SIGNS = {
    "+": _("endorsed it"), "!": _("challenged it"), "=": _("neutral"), "≠": _("sources differ over whether they were a member"),
    "~": _("inferred"), "*": _("from a statement or interview"),
}  # fmt: skip
"""What may stand after a letter; the first three are a reader's view of an answer."""
_STANCES = {
    Stance.ENDORSED: "+",
    Stance.CHALLENGED: "!",
    Stance.NEUTRAL: "=",
    Stance.CANNOT_DECIDE: "",
    None: "",
}
_STRENGTHS = {Strength.PROVED: "", Strength.STATED: "*", Strength.INFERRED: "~"}


def matrix(
    timeline: Timeline,
    items: Sequence[str],
    people: Sequence[str] | None = None,
    *,
    testimony: Testimony = Testimony(),  # noqa: B008  frozen
    stays: Mapping[str, Sequence[Stay]] | None = None,
    final: MemberList | None = None,
) -> pl.DataFrame:
    """One row for each finding, by item and person in the order given."""
    known = memberships(timeline, final) if stays is None else stays
    return findings_frame(Reckoner(timeline, known, items, testimony).cells(people))


def findings_frame(cells: Iterable[Cell]) -> pl.DataFrame:
    """Most cells say the same: each list of findings is laid out once, and taken for every cell that has it."""
    items, people, taken = list[str](), list[str](), list[int]()
    said: list[Finding] = []
    places: dict[
        int, tuple[tuple[Finding, ...], range]
    ] = {}  # by what a list is, which is held so that it stays that one
    for cell in cells:
        held = places.get(id(cell.findings))
        if held is None:
            held = cell.findings, range(len(said), len(said) + len(cell.findings))
            places[id(cell.findings)] = held
            said += cell.findings
        items += [cell.item] * len(held[1])
        people += [cell.person] * len(held[1])
        taken += held[1]
    whose = pl.DataFrame({"item": items, "person": people}, schema={"item": pl.String, "person": pl.String})
    return whose.hstack(_laid_out(said)[taken]).select(SCHEMA.keys())


def _laid_out(said: Sequence[Finding]) -> pl.DataFrame:
    columns = {
        "exposure": [one.exposure.value for one in said],
        "strength": [one.strength.value for one in said],
        "because": [one.because.value for one in said],
        "at": [one.at for one in said],
        "stance": [one.stance.value if one.stance else None for one in said],
        "other": [one.other for one in said],
        "emoji": [one.emoji for one in said],
    }
    joined = [_APART.join(one.cites) if one.cites else None for one in said]
    cites = pl.Series("cites", joined, dtype=pl.String).str.split(_APART)
    frame = pl.DataFrame(columns, schema={name: SCHEMA[name] for name in columns})
    return frame.with_columns(cites.fill_null([]))


def gravest(findings: Iterable[Finding]) -> tuple[list[Finding], Strength]:
    """What a cell is called after, and how strongly it is known. What is unknown is left to the row itself."""
    known = [one for one in findings if one.strength is not Strength.UNKNOWN]
    for exposure, _letter in LETTERS:
        found = [one for one in known if one.exposure is exposure]
        if found:
            return found, _strongest(found)
    return [], Strength.UNKNOWN


def code(findings: Sequence[Finding]) -> str:
    """A cell's letter, with the stances of replies and how strongly it is known."""
    found, strength = gravest(findings)
    if not found:
        return "?"
    stance = "".join(dict.fromkeys(_STANCES[one.stance] for one in found))
    return dict(LETTERS)[found[0].exposure] + stance + _STRENGTHS[strength] + _differing(findings)


def meaning(letters: str, say: Translate = english) -> str:
    """A cell's code in words."""
    signs = [say(SIGNS[one]) for one in letters[1:]]
    told = say(MEANINGS[letters[0]])
    return f"{told} ({', '.join(signs)})" if signs else told


def legend(used: Iterable[str], say: Translate = english) -> list[str]:
    """A line for each letter and sign that is used."""
    known = frozenset(used)
    signs = [f"{one}: {say(AFTER) % {'sign': say(told)}}" for one, told in SIGNS.items() if one in known]
    return [*(f"{one}: {say(told)}" for one, told in MEANINGS.items() if one in known), *signs]


AFTER = _("after a letter: %(sign)s")


def _differing(findings: Iterable[Finding]) -> str:
    """Where one source proves a member and another that they were none."""
    proved = {one.exposure for one in findings if one.strength is Strength.PROVED}
    return "≠" if {Exposure.MEMBER, Exposure.OUTSIDE} <= proved else ""


def _strongest(found: Sequence[Finding]) -> Strength:
    return min((one.strength for one in found), key=list(Strength).index)


def table(cells: Iterable[Cell]) -> pl.DataFrame:
    """People by items, a code in each field: the matrix as people read it."""
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for cell in cells:
        rows[cell.person][cell.item] = code(cell.findings)
    return pl.DataFrame([{"person": who, **found} for who, found in rows.items()], infer_schema_length=None)


def write_csv(found: pl.DataFrame, path: Path) -> None:
    """Citations are joined by spaces; a value that a spreadsheet would take for a formula is led by an apostrophe."""
    joined = found.with_columns(pl.col("cites").list.join(" ")) if "cites" in found.columns else found
    texts = [name for name, kind in joined.schema.items() if kind == pl.String()]
    harmless = [
        pl.when(pl.col(name).str.contains(r"^[=+\-@\t\r]"))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    ]
    joined.with_columns(harmless).write_csv(path)


def write_json(found: pl.DataFrame, path: Path) -> None:
    """One object a row, what is empty left out."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for number, row in enumerate(found.iter_rows(named=True)):
            kept = {name: value for name, value in row.items() if value is not None}
            file.write((",\n" if number else "") + json.dumps(kept, ensure_ascii=False, default=str))
        file.write("\n]\n")
