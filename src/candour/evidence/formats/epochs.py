"""Times that a source counts from an epoch, as moments in UTC; what lies outside the calendar is kept as written."""

from datetime import UTC, datetime, timedelta

from candour.evidence.records import Certainty, When, Zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TO_APPLE = 978_307_200  # seconds from 1970 to 2001, where Apple's clocks begin


def since_1970(written: object, *, per_second: int = 1, local: datetime | None = None) -> When:
    """A count of seconds, or of `per_second` parts of one, as a number or a string of digits."""
    if written is None:
        return When()
    try:
        moment = _EPOCH + timedelta(microseconds=_micros(written, per_second))
    except (ValueError, OverflowError):
        return When(str(written)[:40], local, None, Zone.UTC, Certainty.IMPOSSIBLE)
    return When(str(written), local, moment, Zone.UTC, Certainty.CERTAIN)


def _micros(written: object, per_second: int) -> int:
    """Whole numbers are never passed through a float: it would lose their last digits."""
    if isinstance(written, float):
        return round(written * 1_000_000 / per_second)
    if isinstance(written, bool) or not isinstance(written, (int, str)):
        raise ValueError("no count")
    return int(written) * 1_000_000 // per_second


def since_2001(written: float | None) -> When:
    """Apple's count of seconds, with a fraction."""
    if written is None:
        return When()
    found = since_1970(float(written) + TO_APPLE)
    return When(str(written), None, found.utc, found.zone, found.certainty)
