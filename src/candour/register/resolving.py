"""Where a name leads: the numbers of a site, and which of them belong to the public network and not to ours."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _

from candour.register.refusal import NotAllowed, NotReached

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
Permit: TypeAlias = Callable[[str], bool]
PORTS = {"http": 80, "https": 443}
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


def numbers_of(host: str, port: int) -> list[str]:
    """As the system's resolver gives them, in its order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotReached(_("There is no site of this name.")) from unknown
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(written: str) -> bool:
    """An IPv4 address may be dressed as one of IPv6; what is no ordinary public address is none."""
    number = ipaddress.ip_address(written)
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if inner is None:
            return number.is_global and number in GLOBAL_UNICAST
        number = inner
    return number.is_global and not number.is_multicast


def permitted_numbers(host: str, port: int, resolve: Resolver, permitted: Permit) -> Sequence[str]:
    """Raises NotAllowed where even one of them leads into our own network: such a name is not to be trusted."""
    found = resolve(host, port)
    if not found:
        raise NotReached(_("There is no site of this name."))
    if not all(permitted(one) for one in found):
        raise NotAllowed(_("The address leads into a network of our own, which is not visited."))
    return found
