"""What the page of one rule shows: each version in words, where the rule does not reach, which steps move its clock."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.code_words import SHAPES, fact_in_words
from candour.deadlines.law_pages.condition_words import condition_in_words
from candour.deadlines.law_pages.count_words import count_in_words
from candour.procedure.lifecycles import Step
from candour.procedure.rules import Outside, Rule, Version
from candour.procedure.wording import who_in_words

HASH_GROUP = 8


@dataclass(frozen=True)
class Row:
    key: str
    value: str


@dataclass(frozen=True)
class VersionShown:
    """A version with its conditions and its count in words."""

    version: Version
    gist: str
    applies: list[list[str]]
    rows: list[Row]
    hash_groups: tuple[str, ...]

    @property
    def who(self) -> str:
        return who_of(self.version)

    @property
    def note(self) -> str:
        return sentence_of(self.version.confidence_note)


@dataclass(frozen=True)
class OutsideShown:
    """One reason for which the rule does not reach, with the cases it is the reason in."""

    gist: str
    source: tuple[str, ...]
    applies: list[list[str]]


@dataclass(frozen=True)
class RulePage:
    rule: Rule
    shape: str
    shape_meaning: str
    versions: list[VersionShown]
    outside: list[OutsideShown]
    starts: list[Step]
    stops: list[Step]

    @property
    def newest(self) -> VersionShown:
        """The version that the page opens with: the last that can govern."""
        governing = [shown for shown in self.versions if not shown.version.starts_unconfirmed]
        return (governing or self.versions)[-1]


def rule_page(rule: Rule) -> RulePage:
    words = SHAPES[rule.shape]
    steps = the_law().steps.values()
    return RulePage(
        rule=rule,
        shape=str(words.name),
        shape_meaning=str(words.meaning),
        versions=[version_shown(version) for version in rule.versions],
        outside=_outside(rule.outside),
        starts=[step for step in steps if any(start.rule == rule.key for start in step.starts)],
        stops=[step for step in steps if rule.key in step.stops],
    )


def _outside(told: tuple[Outside, ...]) -> list[OutsideShown]:
    """Those that give the same reason are told together."""
    gathered: dict[tuple[str, tuple[str, ...]], list[list[str]]] = {}
    for outside in told:
        cases = gathered.setdefault((outside.gist, outside.source), [])
        cases += condition_in_words(outside.condition)
    return [OutsideShown(sentence_of(gist), source, cases) for (gist, source), cases in gathered.items()]


def who_of(version: Version) -> str:
    usual, instead = _whose(version.owed_by, version.owed_to), version.owed_instead
    if instead is None:
        return usual
    return f"{usual} {capfirst(instead.gist)}: {_whose(instead.by, instead.to, begins=False)}"


def _whose(by: str, to: str, *, begins: bool = True) -> str:
    terms = {"by": who_in_words(by), "to": who_in_words(to)}
    said = _("Owed by: %(by)s. Owed to: %(to)s.") if begins else _("owed by %(by)s to %(to)s.")
    return said % terms


def version_shown(version: Version) -> VersionShown:
    rows = [Row(key, value) for key, value in _told(version) if value]
    applies = condition_in_words(version.applies)
    return VersionShown(version, sentence_of(version.gist), applies, rows, hash_in_groups(version.hash))


def hash_in_groups(hashed: str) -> tuple[str, ...]:
    """So that a narrow page may break it between groups."""
    return tuple(hashed[place : place + HASH_GROUP] for place in range(0, len(hashed), HASH_GROUP))


def sentence_of(gist: str) -> str:
    return capfirst(gist) if not gist or gist.endswith(".") else f"{capfirst(gist)}."


def _told(version: Version) -> list[tuple[str, str]]:
    return [
        (_("The clock starts on"), _fact(version.trigger)),
        (_("How it is counted"), _counted(version)),
        (_("It starts again"), _repeated(version)),
        (_("One clock for each"), (version.per or "").replace("-", " ")),
        (_("Days left out"), "; ".join(_fact(name) for name in version.pauses)),
        (_("It may be extended"), _extended(version)),
        (_("It may be shortened"), _shortened(version)),
        (_("Another reading"), _other_reading(version)),
    ]


def _fact(name: str | None) -> str:
    return fact_in_words(the_law().facts[name]) if name else ""


def _counted(version: Version) -> str:
    if version.count is None:
        return "" if version.starts_unconfirmed else _("The law gives no figure.")
    return f"{capfirst(count_in_words(version.count))}."


def _repeated(version: Version) -> str:
    if version.repeats_from is None and version.repeats is None:
        return ""
    length = _(" (%(count)s)") % {"count": count_in_words(version.repeats)} if version.repeats else ""
    if version.repeats_from is None:
        return _("Each later period starts the day after the last one ended%(length)s.") % {"length": length}
    return _("From each later one of: %(fact)s%(length)s.") % {
        "fact": _fact(version.repeats_from),
        "length": length,
    }


def _extended(version: Version) -> str:
    if version.extension is None:
        return ""
    told = [sentence_of(version.extension.gist)]
    if version.extension.asked:
        told.append(_("It must be asked for before the period ends."))
    if version.extension.at_most:
        told.append(_("At most: %(count)s.") % {"count": count_in_words(version.extension.at_most)})
    return " ".join(told)


def _shortened(version: Version) -> str:
    return sentence_of(version.shortening.gist) if version.shortening else ""


def _other_reading(version: Version) -> str:
    reading = version.other_reading
    if reading is None:
        return ""
    take = {"earlier": _("the earlier day is used"), "later": _("the later day is used")}[reading.take.value]
    return f"{sentence_of(reading.gist)} {capfirst(count_in_words(reading.count))}; {take}."
