"""What a list says when worked examples are among its rows."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def fiction_among(fictional: Iterable[bool]) -> str:
    """`fictional` says it of each row. Empty where no row is made up: then there is no banner."""
    if not any(fictional):
        return ""
    return _("Cases of a force that does not exist are listed here. They and everybody in them are made up.")
