"""The form of a matter's reference in an address, and the addresses of a matter's pages."""

from functools import cache

from django.urls import get_script_prefix, reverse

ANY_REFERENCE = "AA-2000-0000"


class ReferenceConverter:
    regex = r"[A-Z]{2,6}-\d{4}-\d{4,8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def address_of(reference: str, page: str = "matters:overview") -> str:
    """The page of that matter. A list has dozens of these, so each page's address is worked out once."""
    before, after = _around_reference(page, get_script_prefix())
    return f"{before}{reference}{after}"


@cache
def _around_reference(page: str, _under: str) -> tuple[str, str]:
    before, _, after = reverse(page, args=[ANY_REFERENCE]).partition(ANY_REFERENCE)
    return before, after
