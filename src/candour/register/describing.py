"""A person of a source or of a case in a few words: role, outcome and date, so that people can be told apart."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.register.groups_told import GroupAccount
from candour.register.models import SourceStatement
from candour.register.statements import Value
from candour.register.telling import Account, PersonAccount
from candour.register.wording import value_in_words

GROUPS_TOLD_APART_BY = ("to", "date", "value", "state", "at_least", "at_most", "what", "summary")
SHOWN = 80
MOST_NAMED = 3
TOLD_APART_BY = ("n", "role", "decision", "outcome", "outcome_date")


def case_in_words(account: Account) -> str:
    """Where, when and what, as far as it is confirmed: how people know a case whose reference they do not."""
    told = {one.name: [value_in_words(each.value) for each in one.standing] for one in account.fields}
    place = ", ".join([*told.get("force", []), *told.get("incident_or_title_month", [])])
    what = ", ".join(told.get("behaviours", [])[:MOST_NAMED])
    return ": ".join(filter(None, (place, what)))


def person_of_source(rows: Sequence[SourceStatement], subject: str) -> str:
    own = [row for row in rows if row.subject == subject and row.standing != "rejected"]
    return _described((row.field, row.settled) for row in own)


def person_of_case(account: PersonAccount) -> str:
    return _described((one.name, told.value) for one in account.fields for told in one.standing)


def group_in_words(group: GroupAccount) -> str:
    """A recommendation by its addressee, its day and its first words; a number with what it counts."""
    return _group_described((one.name, told.value) for one in group.fields for told in one.standing)


def telling_of_source(rows: Sequence[SourceStatement], subject: str) -> str:
    """A recommendation or a number as one source tells of it."""
    own = [row for row in rows if row.subject == subject and row.standing != "rejected"]
    return _group_described((row.field, row.settled) for row in own)


def _group_described(pairs: Iterable[tuple[str, Value]]) -> str:
    known = [
        (name, value)
        for name, value in pairs
        if name in GROUPS_TOLD_APART_BY and value is not None and not isinstance(value, bool)
    ]
    ordered = sorted(known, key=lambda pair: GROUPS_TOLD_APART_BY.index(pair[0]))
    words = [_shortened(value_in_words(value)) for _name, value in ordered]
    return ", ".join(dict.fromkeys(words)) or _("Nothing else is said of it")


def _shortened(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()} …"


def _described(told: Iterable[tuple[str, Value]]) -> str:
    pairs = [(field, value) for field, value in told if field in TOLD_APART_BY and value not in {None, 1}]
    ordered = sorted(pairs, key=lambda pair: TOLD_APART_BY.index(pair[0]))
    words = [value_in_words(value) for _field, value in ordered]
    return capfirst(", ".join(dict.fromkeys(words))) or _("Nothing else is said of them")
