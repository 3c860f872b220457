"""A person of a source or of a case in a few words: role, outcome and date, so that people can be told apart."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.register.models import SourceStatement
from candour.register.statements import Value
from candour.register.telling import PersonAccount
from candour.register.wording import value_in_words

TOLD_APART_BY = ("n", "role", "decision", "outcome", "outcome_date")


def person_of_source(rows: Sequence[SourceStatement], subject: str) -> str:
    own = [row for row in rows if row.subject == subject and row.standing != "rejected"]
    return _described((row.field, row.settled) for row in own)


def person_of_case(account: PersonAccount) -> str:
    return _described((one.name, told.value) for one in account.fields for told in one.standing)


def _described(told: Iterable[tuple[str, Value]]) -> str:
    pairs = [(field, value) for field, value in told if field in TOLD_APART_BY and value not in {None, 1}]
    ordered = sorted(pairs, key=lambda pair: TOLD_APART_BY.index(pair[0]))
    words = [value_in_words(value) for _field, value in ordered]
    return capfirst(", ".join(dict.fromkeys(words))) or _("Nothing else is said of them")
