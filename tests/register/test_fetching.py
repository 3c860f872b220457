"""Capturing from an address: only what the site allows, slowly, bounded, and off unless somebody turned it on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from candour.ledger.verification import verify
from candour.register.actions import NewAddress, capture_address, fetcher, visit, watch
from candour.register.codes import Cadence, Found
from candour.register.fetching import Fetcher, Manners, NotAllowed, NotReached, PageGone
from candour.register.jobs import visit_due
from candour.register.models import Source, Visit, Watched
from candour.register.refusal import SourceRefused
from candour.web.command import main
from tests.make.accounts import signed_in
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.published_site import Site, a_site
from tests.make.sources import DAY, PAGE, an_editor

NAME = "Watchdog of the tests"
LOCAL = override_settings(CAPTURE_ADDRESSES=True, CAPTURE_INSIDE=True, CAPTURE_DELAY_SECONDS=0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as made:
        yield made


def a_fetcher(**said: object) -> Fetcher:
    settled = {"agent": "Candour tests", "largest": 100_000, "delay": 0.0, "inside": True}
    return Fetcher(Manners(**{**settled, **said}))  # type: ignore[arg-type]


def page_html(text: str = PAGE) -> str:
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n") if line) + "</body></html>"


def test_a_page_is_asked_for_after_the_rules_of_the_site_and_by_name(site: Site):
    address = site.put("/hearings/one", page_html())
    fetched = a_fetcher().fetch(address)
    assert fetched.content == page_html().encode()
    assert fetched.file_name == "one.html"
    assert site.asked == ["/robots.txt", "/hearings/one"]
    assert site.agents == {"Candour tests"}


def test_what_robots_txt_forbids_is_not_asked_for(site: Site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
    address = site.put("/private/one", page_html())
    with pytest.raises(NotAllowed, match=r"robots\.txt"):
        a_fetcher().fetch(address)
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [500, 503, 403])
def test_a_site_that_does_not_give_its_rules_is_left_alone(site: Site, status: int):
    site.put("/robots.txt", "", status=status)
    with pytest.raises(NotAllowed, match="left alone"):
        a_fetcher().fetch(site.put("/one", page_html()))


def test_there_is_a_pause_between_two_requests_and_the_sites_own_wish_wins(site: Site):
    waited: list[float] = []
    made = Fetcher(
        Manners("Candour tests", 100_000, delay=2.0, inside=True), wait=waited.append, clock=lambda: 0.0
    )
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", kind="text/plain")
    made.fetch(site.put("/one", page_html()))
    made.fetch(site.put("/two", page_html()))
    assert waited == [7.0, 7.0]
    assert site.asked.count("/robots.txt") == 1


def test_a_redirect_is_followed_only_where_the_rules_allow_it(site: Site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
    site.put("/private/one", page_html())
    site.put("/moved", "/new", status=301)
    site.put("/new", page_html())
    assert a_fetcher().fetch(f"{site.root}/moved").led_to == f"{site.root}/new"
    with pytest.raises(NotAllowed):
        a_fetcher().fetch(site.put("/sly", "/private/one", status=302))
    with pytest.raises(NotReached, match="leads on more than"):
        a_fetcher().fetch(site.put("/round", "/round", status=302))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3:8000/",
        "http://169.254.1.1/",
    ],
)
def test_an_address_of_our_own_network_is_never_visited(address: str):
    with pytest.raises(NotAllowed, match="network of our own"):
        a_fetcher(inside=False).fetch(address)


@pytest.mark.parametrize(
    "address", ["file:///etc/hosts", "ftp://a.example/", "http://me@a.example/", "http://"]
)
def test_only_plain_web_addresses_are_visited(address: str):
    with pytest.raises(NotAllowed):
        a_fetcher().fetch(address)


def test_a_page_without_an_end_is_given_up_at_the_limit(site: Site):
    with pytest.raises(NotReached, match="larger"):
        a_fetcher(largest=1000).fetch(site.put("/long", "x" * 5000))


def test_a_page_that_is_gone_says_so_with_the_reason_it_gives(site: Site):
    address = site.put("/old", "<html><title>x</title><p>Removed after 28 days.</p></html>", status=410)
    with pytest.raises(PageGone) as gone:
        a_fetcher().fetch(address)
    assert (gone.value.status, gone.value.told) == (410, "Removed after 28 days.")
    with pytest.raises(PageGone) as missing:
        a_fetcher().fetch(f"{site.root}/nothing")
    assert (missing.value.status, missing.value.told) == (404, "")


def test_it_is_off_unless_somebody_turned_it_on():
    with pytest.raises(SourceRefused, match="off here"):
        fetcher()
    assert visit_due() == "capturing from addresses is off"


def listed(site: Site, path: str = "/hearings/one") -> Watched:
    given = NewAddress(f"{site.root}{path}", publisher_name=NAME)
    return watch(given=given, cadence=Cadence.WEEKLY, by=an_editor(), at=at_nine(DAY), on=DAY)


@pytest.mark.django_db
def test_each_visit_of_the_capture_list_is_kept_with_what_it_found(site: Site):
    site.put("/hearings/one", page_html())
    row = listed(site)
    days = [DAY + timedelta(days=7 * week) for week in range(5)]
    found = []
    for number, day in enumerate(days):
        if number == 2:
            site.put("/hearings/one", page_html(PAGE.replace("January", "February")))
        if number == 3:
            site.put("/hearings/one", "<p>Removed after 28 days.</p>", status=410)
        if number == 4:
            site.put("/hearings/one", page_html())
        made = visit(watched=row, at=at_nine(day), on=day, using=a_fetcher())
        found.append(made.found)
        if number == 3:
            source = Source.objects.get()
            assert (source.vanished_on, source.vanished_reason) == (day, "Removed after 28 days.")
    assert found == [Found.NEW, Found.UNCHANGED, Found.NEW, Found.GONE, Found.NEW]
    assert Source.objects.get().vanished_on is None
    assert row.next_on == days[-1] + timedelta(days=7)
    assert verify().findings == []


@pytest.mark.django_db
def test_a_visit_that_failed_is_kept_and_made_again_the_next_day(site: Site):
    site.put("/hearings/one", "", status=500)
    row = listed(site)
    made = visit(watched=row, at=at_nine(DAY), on=DAY, using=a_fetcher())
    assert (made.found, row.next_on) == (Found.FAILED, DAY + timedelta(days=1))
    assert "500" in made.told


@pytest.mark.django_db
def test_an_address_stands_on_the_list_once(site: Site):
    listed(site)
    with pytest.raises(SourceRefused, match="on the capture list already"):
        listed(site)


@pytest.mark.django_db
@LOCAL
def test_what_is_due_is_visited_by_itself(site: Site):
    site.put("/hearings/one", page_html())
    listed(site)
    assert visit_due() == "1 addresses visited"
    assert visit_due() == "0 addresses visited"
    assert Visit.objects.get().found == Found.NEW


@pytest.mark.django_db
@LOCAL
def test_an_address_is_captured_from_the_command_line_and_from_a_page(
    site: Site, capsys: pytest.CaptureFixture[str]
):
    address = site.put("/hearings/one", page_html())
    assert main(["sources", "capture", address, "--publisher-name", NAME]) == 0
    assert "version 1" in capsys.readouterr().out
    assert main(["sources", "capture", f"{site.root}/nothing", "--publisher-name", NAME]) == 1
    assert "any more (404)" in capsys.readouterr().err
    given = {"address": address, "publisher_name": NAME, "licence": "not-stated"}
    answer = signed_in(an_editor()).post("/sources/capture/address/", given, follow=True)
    assert "Nothing has changed" in answer.content.decode()
    assert Source.objects.get().versions.get().way == "address"


@pytest.mark.django_db
@LOCAL
def test_the_capture_list_is_kept_on_its_pages(site: Site, capsys: pytest.CaptureFixture[str]):
    editor = signed_in(an_editor())
    site.put("/hearings/one", page_html())
    given = {
        "address": f"{site.root}/hearings/one",
        "publisher_name": NAME,
        "licence": "not-stated",
        "cadence": "weekly",
    }
    assert "On the capture list" in editor.post("/sources/watched/add/", given, follow=True).content.decode()
    row = Watched.objects.get()
    assert main(["sources", "visit"]) == 0
    assert "Captured" in capsys.readouterr().out
    assert "Every week" in editor.get("/sources/watched/").content.decode()
    one = f"/sources/watched/{row.pk}/"
    assert "Every day" in editor.post(one, {"cadence": "daily"}, follow=True).content.decode()
    assert "Captured" in editor.get(one).content.decode()
    assert "The capture list is empty" in editor.post(f"{one}end/", follow=True).content.decode()
    for address in ("/sources/watched/", one, "/sources/gone/", "/sources/watched/add/"):
        assert signed_in(a_handler()).get(address).status_code == 403
        assert Client().get(address).status_code == 302


@pytest.mark.django_db
def test_with_capturing_off_the_page_says_so_and_asks_nobody(site: Site):
    given = {"address": site.put("/one", page_html()), "publisher_name": NAME, "licence": "not-stated"}
    page = signed_in(an_editor()).post("/sources/capture/address/", given).content.decode()
    assert "Capturing from addresses is off here" in page
    assert site.asked == []


@pytest.mark.django_db
def test_what_vanished_is_listed_with_the_reason(site: Site):
    site.put("/hearings/one", page_html())
    given = NewAddress(f"{site.root}/hearings/one", publisher_name=NAME)
    capture_address(given=given, by=an_editor(), at=at_nine(DAY), on=DAY, using=a_fetcher())
    row = listed(site)
    site.put("/hearings/one", "<p>Withdrawn by order.</p>", status=410)
    visit(watched=row, at=at_nine(DAY), on=DAY, using=a_fetcher())
    assert "Withdrawn by order." in signed_in(an_editor()).get("/sources/gone/").content.decode()
