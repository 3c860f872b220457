"""The one spelling of an entry: canonical bytes, and the check that keeps names and prose out of them."""

import json
import string
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

TOKEN_LENGTH = 160
TOKEN_CHARACTERS = frozenset(string.ascii_letters + string.digits + "._:/+#,()=~-?%*[]{}&")

_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False)


class NotForTheRecord(ValueError):
    """A value that is not a code, date, amount or id was about to enter the record."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"{where} is not for the record: {why}. "
            "The record takes codes, dates, whole numbers, amounts and ids; text goes into a CommittedText field."
        )


def canonical(body: Mapping[str, Plain]) -> bytes:
    """JSON in ASCII with sorted keys and no spaces, so that one content has one spelling and one hash."""
    return _encoder.encode(body).encode("ascii")


def is_token(value: str) -> bool:
    return len(value) <= TOKEN_LENGTH and TOKEN_CHARACTERS.issuperset(value)


def token(value: str, where: str) -> str:
    """The value itself; never shown in the error, because it may be somebody's name."""
    if is_token(value):
        return value
    if len(value) > TOKEN_LENGTH:
        raise NotForTheRecord(where, f"it is longer than {TOKEN_LENGTH} characters")
    raise NotForTheRecord(where, "it holds a space, an @ or a character that no code has")


def plain(value: object, where: str) -> Plain:
    """A value as the record spells it: dates in ISO form, moments in UTC with microseconds."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return token(str(value), where)
        case datetime():
            return moment(value, where)
        case date() | time():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
        case Mapping():
            return {token(str(key), where): plain(part, where) for key, part in value.items()}
        case list() | tuple():
            return [plain(part, where) for part in value]
        case _:
            raise NotForTheRecord(where, f"a {type(value).__name__} has no fixed spelling")


def moment(value: datetime, where: str) -> str:
    if value.tzinfo is None:
        raise NotForTheRecord(where, "the moment has no time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
