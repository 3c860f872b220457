"""What a field reader hands back: a value and where it stands, before it is known which kind of page it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candour.register.statements import DOCUMENT, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of one field, and the characters that say so; `worked_out` from them and the page's own date."""

    field: str
    value: Value
    start: int
    end: int
    sure: bool = True
    subject: str = DOCUMENT
    worked_out: bool = False


def first_of_each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each value of each field once, at the first place that gives it; a sure one goes before an unsure one."""
    seen: set[tuple[str, str, Value]] = set()
    for one in sorted(findings, key=lambda each: (not each.sure, each.start)):
        key = (one.subject, one.field, one.value)
        if key not in seen:
            seen.add(key)
            yield one
