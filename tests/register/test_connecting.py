"""A page is asked for at the very number that was checked: no name can lead into our own network by changing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from candour.register.fetching import Fetcher, Manners
from candour.register.refusal import NotAllowed, NotReached
from candour.register.resolving import is_public
from tests.make.published_site import a_certificate_for, a_site

NAME = "watchdog.example"
HERE, INSIDE = "127.0.0.1", "127.0.0.2"
MANNERS = Manners("Candour tests", 100_000, delay=0.0, seconds=5.0)


class Names:
    """A resolver that gives the next of its answers each time it is asked; the last one from then on."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def a_fetcher(names: Names) -> Fetcher:
    """As it is in use, except that this one number of the machine counts as public."""
    return Fetcher(MANNERS, resolve=names, permitted=lambda number: number == HERE)


def test_the_number_that_was_checked_is_called_and_the_name_is_told_to_the_site():
    names = Names([HERE])
    with a_site() as site:
        site.put("/one", "<p>A page.</p>")
        fetched = a_fetcher(names).fetch(f"http://{NAME}:{site.port}/one")
    assert fetched.content == b"<p>A page.</p>"
    assert site.hosts == [f"{NAME}:{site.port}"] * 2
    assert names.asked == [NAME] * 2, "once for robots.txt and once for the page"


def test_a_name_that_changes_between_two_requests_is_refused_and_nobody_inside_is_called():
    names = Names([HERE], [INSIDE])
    with a_site() as site:
        site.put("/one", "<p>A page.</p>")
        with pytest.raises(NotAllowed, match="network of our own"):
            a_fetcher(names).fetch(f"http://{NAME}:{site.port}/one")
    assert site.asked == ["/robots.txt"]


def test_a_name_with_one_number_inside_is_refused_whole():
    with a_site() as site, pytest.raises(NotAllowed, match="network of our own"):
        a_fetcher(Names([HERE, INSIDE])).fetch(f"http://{NAME}:{site.port}/one")
    assert site.asked == []


def test_a_redirect_to_a_name_inside_is_refused():
    names = Names([HERE], [HERE], [INSIDE])
    with a_site() as site:
        site.put("/one", f"http://other.example:{site.port}/two", status=302)
        with pytest.raises(NotAllowed, match="network of our own"):
            a_fetcher(names).fetch(f"http://{NAME}:{site.port}/one")
    assert site.asked == ["/robots.txt", "/one"]
    assert names.asked == [NAME, NAME, "other.example"]


def test_where_one_number_does_not_answer_the_next_is_called():
    names = Names([INSIDE, HERE])
    with a_site() as site:
        site.put("/one", "<p>A page.</p>")
        made = Fetcher(MANNERS, resolve=names, permitted=lambda number: True)
        assert made.fetch(f"http://{NAME}:{site.port}/one").content == b"<p>A page.</p>"


def test_a_certificate_is_checked_against_the_name_and_not_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    certificate = a_certificate_for(NAME, tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with a_site(certificate) as site:
        site.put("/one", "<p>A page.</p>")
        assert a_fetcher(Names([HERE])).fetch(f"https://{NAME}:{site.port}/one").content == b"<p>A page.</p>"
        with pytest.raises(NotReached, match="ConnectError"):
            a_fetcher(Names([HERE])).fetch(f"https://other.example:{site.port}/one")
    assert site.greeted == [NAME, NAME, "other.example"]


def test_a_name_without_a_number_is_told():
    with pytest.raises(NotReached, match="no site of this name"):
        a_fetcher(Names([])).fetch(f"http://{NAME}/one")


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://a.example:port/", "http://a.example:0/", "http://"]
)
def test_an_address_that_is_none_is_refused_and_breaks_nothing(address: str):
    with pytest.raises(NotAllowed, match="Only addresses"):
        a_fetcher(Names([HERE])).fetch(address)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_a_number_of_a_network_of_our_own_is_not_public_in_any_dress(number: str):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_an_ordinary_number_is_public(number: str):
    assert is_public(number)
