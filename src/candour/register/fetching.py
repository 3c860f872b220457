"""Asking a site for one page, politely: only what robots.txt allows, slowly, bounded, and never within our own network."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.utils.translation import gettext as _

from candour.register.refusal import NotAllowed, NotReached, SourceRefused
from candour.register.resolving import PORTS, Permit, Resolver, is_public, numbers_of

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
ROBOTS_AT_MOST = 500_000
LONGEST_DELAY = 60.0
LONGEST_ANSWER = 300.0
GONE = frozenset({404, 410})
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
}


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
    """One round of visits: robots.txt is asked for once a site, and between two requests to a site there is a pause.

    `resolve` gives the numbers of a name, `permitted` says of a number whether it may be visited.
    """

    manners: Manners
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    resolve: Resolver = numbers_of
    permitted: Permit = is_public
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
        import httpx  # slow to import, and off by default

        from candour.register.connecting import CheckedConnections

        permitted: Permit = (lambda number: True) if self.manners.inside else self.permitted
        headers = {
            "User-Agent": self.manners.agent,
            "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.5",
        }
        return httpx.Client(
            headers=headers,
            timeout=self.manners.seconds,
            follow_redirects=False,
            transport=CheckedConnections(self.resolve, permitted),
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
        import httpx

        site = _site_of(address)
        self._pause(site)
        body, begun = bytearray(), self.clock()
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
                    if self.clock() - begun > LONGEST_ANSWER:
                        raise NotReached(_("The site answers too slowly."))
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
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
        site = _site_of(address)
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


def _site_of(address: str) -> str:
    """Scheme and host, with its port."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in PORTS and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise NotAllowed(_("Only addresses beginning with https:// or http:// are visited."))
    return f"{parts.scheme}://{parts.netloc}"


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
