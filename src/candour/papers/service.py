"""When a letter counts as provided: by the way it went, with source and confidence, from service.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from candour.papers.codes import Method, ProvidedBasis
from candour.papers.letter_kinds import CONFIDENCES, LetterTextError
from candour.procedure.calendars import Calendar, read_calendars
from candour.procedure.law import OWN_LAW

FILE = Path(__file__).parent / "service.toml"
_UNITS = {"days", "working-days"}


@dataclass(frozen=True)
class Service:
    """How long a letter takes to count as provided, when nobody knows the day it arrived."""

    method: Method
    basis: ProvidedBasis
    n: int
    unit: str
    source: tuple[str, ...]
    gist: str
    confidence: str
    confidence_note: str = ""
    calendar: str = ""

    def provided_on(self, sent_on: date) -> date:
        """The day it counts as provided. Raises NoCalendarYet where the bank holidays are not known."""
        if self.unit == "days":
            return sent_on + timedelta(days=self.n)
        return _calendars()[self.calendar].working_day_from(sent_on + timedelta(days=1), self.n)


def service_by(method: Method | str) -> Service:
    return read_service()[Method(method)]


@cache
def read_service() -> Mapping[Method, Service]:
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if set(written) != set(Method):
        raise LetterTextError(
            f"service.toml must have a table for each of {', '.join(Method)}, and no other."
        )
    return {Method(key): _service(Method(key), table) for key, table in written.items()}


def _service(method: Method, table: dict[str, object]) -> Service:
    try:
        basis, source = ProvidedBasis(str(table.pop("basis"))), tuple(map(str, table.pop("source")))  # type: ignore[call-overload]
        service = Service(method=method, basis=basis, source=source, **table)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise LetterTextError(f"service.toml: {method}: {error}") from error
    noted = service.confidence == "read" or service.confidence_note
    if service.unit not in _UNITS or service.confidence not in CONFIDENCES or not noted or not service.source:
        raise LetterTextError(
            f"service.toml: {method}: needs a unit of {', '.join(sorted(_UNITS))}, a source, a confidence, and a note "
            "of what is unconfirmed."
        )
    if service.unit == "working-days" and service.calendar not in _calendars():
        raise LetterTextError(f"service.toml: {method}: there is no calendar '{service.calendar}'.")
    return service


@cache
def _calendars() -> Mapping[str, Calendar]:
    return read_calendars(OWN_LAW)
