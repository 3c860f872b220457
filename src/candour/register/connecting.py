"""Connections to the very number that was checked: a name that changes its mind between look and call leads nowhere.

The name still stands in the Host header and in the greeting of TLS, so that certificates are checked against it.
"""

import httpx

from candour.register.resolving import PORTS, Permit, Resolver, permitted_numbers

UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout)


class CheckedConnections(httpx.BaseTransport):
    """Resolves once for each request. No connection is kept: the next name may share the number and not the trust."""

    def __init__(self, resolve: Resolver, permitted: Permit) -> None:
        self._resolve, self._permitted = resolve, permitted
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises NotAllowed and NotReached of this room, and what the last number of the site raised."""
        port = request.url.port or PORTS[request.url.scheme]
        numbers = permitted_numbers(request.url.host, port, self._resolve, self._permitted)
        for number in numbers[:-1]:
            try:
                return self._inner.handle_request(_to(number, request))
            except UNREACHED:
                continue
        return self._inner.handle_request(_to(numbers[-1], request))

    def close(self) -> None:
        self._inner.close()


def _to(number: str, request: httpx.Request) -> httpx.Request:
    """The Host header was set from the name and stays."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
