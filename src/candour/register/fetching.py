"""Asking a site for one page, politely: only what robots.txt allows, slowly, bounded, and never within our own network."""

import ipaddress
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.utils.translation import gettext as _

from candour.register.refusal import SourceRefused

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
ROBOTS_AT_MOST = 500_000
LONGEST_DELAY = 60.0
GONE = frozenset({404, 410})
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
}


class NotReached(SourceRefused):
    """The site did not answer as it should; the sentence says how."""


class NotAllowed(SourceRefused):
    """The site's robots.txt, or a rule of ours, forbids asking for this address."""


class PageGone(SourceRefused):
    """The site answers that there is nothing at this address. `told` is what its page says, where it gives a reason."""

    def __init__(self, status: int, told: str = "") -> None:
        super().__init__(
            _("Nothing is published at this address any more (%(status)s).") % {"status": status}
        )
        self.status, self.told = status, told


@dataclass(frozen=True)
class Manners:
    """How we behave towards a site. `inside` allows addresses of our own network, for tests against a local server."""

    agent: str
    largest: int
    delay: float = 2.0
    seconds: float = 20.0
    inside: bool = False


@dataclass(frozen=True)
class Fetched:
    """`address` is the one asked for: the same address stays the same source wherever it leads."""

    content: bytes
    file_name: str
    address: str
    led_to: str


@dataclass
class Fetcher:
    """One round of visits: robots.txt is asked for once a site, and between two requests to a site there is a pause."""

    manners: Manners
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """Raises NotAllowed, NotReached or PageGone. A redirect is asked about anew."""
        asked = address
        with self._client() as client:
            for _number in range(REDIRECTS + 1):
                self._require_allowed(client, asked)
                response, body = self._get(client, asked, self.manners.largest)
                if not response.has_redirect_location:
                    return self._taken(response, body, address, asked)
                asked = urljoin(asked, response.headers["location"])
        raise NotReached(_("The address leads on more than %(n)s times.") % {"n": REDIRECTS})

    def _client(self) -> "httpx.Client":
        import httpx

        headers = {
            "User-Agent": self.manners.agent,
            "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.5",
        }
        return httpx.Client(
            headers=headers,
            timeout=self.manners.seconds,
            follow_redirects=False,
            trust_env=not self.manners.inside,
        )

    def _taken(self, response: "httpx.Response", body: bytes, address: str, led_to: str) -> Fetched:
        if response.status_code in GONE:
            raise PageGone(response.status_code, _said_by(body) if response.status_code == 410 else "")
        if response.status_code != 200:
            raise NotReached(_("The site answers with %(status)s.") % {"status": response.status_code})
        return Fetched(body, _file_name(led_to, response.headers.get("content-type", "")), address, led_to)

    def _get(
        self, client: "httpx.Client", address: str, largest: int, *, cut: bool = False
    ) -> tuple["httpx.Response", bytes]:
        """Reads no further than the limit: what has no end must not fill the memory. `cut` takes what came till then."""
        import httpx  # slow to import, and off by default

        site = self._require_outside(address)
        self._pause(site)
        body = bytearray()
        try:
            with client.stream("GET", address) as response:
                for part in response.iter_bytes():
                    body += part
                    if len(body) > largest and cut:
                        break
                    if len(body) > largest:
                        raise NotReached(
                            _("The page is larger than %(n)s MB.") % {"n": largest // 1024 // 1024}
                        )
        except httpx.HTTPError as failed:
            raise NotReached(
                _("The site was not reached: %(why)s.") % {"why": type(failed).__name__}
            ) from failed
        finally:
            self._last[site] = self.clock()
        return response, bytes(body)

    def _require_allowed(self, client: "httpx.Client", address: str) -> None:
        rules = self._rules_of(client, address)
        if not rules.can_fetch(self.manners.agent, address):
            raise NotAllowed(_("The site's robots.txt asks that this address is not visited by programs."))

    def _rules_of(self, client: "httpx.Client", address: str) -> RobotFileParser:
        """No such file allows everything; a site that cannot give its rules is left alone."""
        site = self._require_outside(address)
        if site not in self._rules:
            rules = RobotFileParser()
            response, body = self._get(client, f"{site}/robots.txt", ROBOTS_AT_MOST, cut=True)
            if response.status_code == 200:
                rules.parse(body.decode("utf-8", errors="replace").splitlines())
            elif 400 <= response.status_code < 500 and response.status_code not in {401, 403, 429}:
                rules.parse([])
            else:
                raise NotAllowed(_("The site does not give its robots.txt, so it is left alone."))
            self._rules[site] = rules
        return self._rules[site]

    def _pause(self, site: str) -> None:
        """The site's own wish where it has one, else ours."""
        last = self._last.get(site)
        wished = self._rules[site].crawl_delay(self.manners.agent) if site in self._rules else None
        delay = min(float(wished or self.manners.delay), LONGEST_DELAY)
        left = delay - (self.clock() - last) if last is not None else 0.0
        if left > 0:
            self.wait(left)

    def _require_outside(self, address: str) -> str:
        """Scheme and host. An address that leads into our own network is refused, and so is every redirect to one."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise NotAllowed(_("Only addresses beginning with https:// or http:// are visited."))
        if not self.manners.inside:
            _require_public(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
        return f"{parts.scheme}://{parts.netloc}"


def _require_public(host: str, port: int) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise NotReached(_("There is no site of this name.")) from unknown
    if not all(_is_public(str(one[4][0])) for one in found):
        raise NotAllowed(_("The address leads into a network of our own, which is not visited."))


def _is_public(written: str) -> bool:
    """An IPv4 address may be dressed as one of IPv6."""
    number = ipaddress.ip_address(written)
    return (getattr(number, "ipv4_mapped", None) or number).is_global


def _said_by(body: bytes) -> str:
    """The visible words of a page that says that it is gone, at most 300 characters of them."""
    text = re.sub(
        r"(?is)<(script|style|title|head)\b.*?</\1>|<[^>]+>", " ", body.decode("utf-8", errors="replace")
    )
    return " ".join(unescape(text).split())[:300]


def _file_name(address: str, content_type: str) -> str:
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "page"
    ending = ENDINGS.get(content_type.split(";")[0].strip().lower(), "")
    return name if PurePosixPath(name).suffix or not ending else f"{name}{ending}"
