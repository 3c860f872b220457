"""Every address of the program as the reference writes it: /matters/REFERENCE/steps/KEY/."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def as_written(pattern: str) -> str:
    """The pattern without the signs of expressions, each changing part in capitals."""
    plain = NAMED.sub(lambda found: (found[1] or found[2]).upper(), pattern)
    return "/" + plain.replace("^", "").removesuffix("$").lstrip("/")


def addresses() -> dict[str, bool]:
    """Each address, and whether somebody must be signed in to use it."""
    return {as_written(path): bool(needs) for path, needs in _below(get_resolver(), "")}


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, bool]]:
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield path, getattr(one.callback, "login_required", True)
        else:
            yield from _below(one, path)
