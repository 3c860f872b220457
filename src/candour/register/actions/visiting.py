"""Capturing from addresses, the capture list, and what each visit found."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.bodies.models import Body
from candour.ledger.writing import entry
from candour.register.actions.capturing import Captured, NewCapture, capture, note_vanished, shown_address
from candour.register.codes import Cadence, Found, Licence, Way
from candour.register.fetching import Fetcher, Manners, NotAllowed, PageGone
from candour.register.models import Source, Visit, Watched
from candour.register.permissions import may_edit_register
from candour.register.refusal import AlteredSource, SourceRefused


@dataclass(frozen=True)
class NewAddress:
    """A published page, who publishes it, and what they allow."""

    address: str
    publisher: Body | None = None
    publisher_name: str = ""
    licence: Licence = Licence.NOT_STATED


def fetcher() -> Fetcher:
    """Raises SourceRefused where this installation asks nothing of any site."""
    if not settings.CAPTURE_ADDRESSES:
        raise SourceRefused(
            _(
                "Capturing from addresses is off here. Save the page and upload it, or ask whoever runs this to turn it on."
            ),
            field="address",
        )
    manners = Manners(
        agent=settings.CAPTURE_AGENT,
        largest=settings.DOCUMENT_MAX_BYTES,
        delay=settings.CAPTURE_DELAY_SECONDS,
        inside=settings.CAPTURE_INSIDE,
    )
    return Fetcher(manners)


def capture_address(
    *, given: NewAddress, by: User | None, at: datetime, on: date, using: Fetcher
) -> Captured:
    """Asks for the page and keeps it as any other capture; nothing is kept where the site does not allow it."""
    if by is not None:
        require(may_edit_register(by, on=on))
    _check(given)
    return _capture(given, by=by, at=at, on=on, using=using)


def watch(*, given: NewAddress, cadence: Cadence, by: User | None, at: datetime, on: date) -> Watched:
    """Puts an address on the capture list; the first visit is due at once."""
    if by is not None:
        require(may_edit_register(by, on=on))
    _check(given)
    identity = sha256(given.address.encode()).hexdigest()
    row = Watched.objects.filter(identity=identity).first()
    if row is not None and row.ended_on is None:
        raise SourceRefused(_("This address is on the capture list already."), field="address")
    row = row or Watched(identity=identity, begun_on=on)
    row.address, row.publisher, row.publisher_name = (
        given.address,
        given.publisher,
        given.publisher_name.strip(),
    )
    row.licence, row.cadence, row.next_on, row.ended_on, row.listed_by = given.licence, cadence, on, None, by
    with entry("watch.begin", subject=row, **_header(by, at, on)) as record:
        record.save(row)
        record.note(cadence=cadence.value)
    return row


def change_cadence(*, watched: Watched, cadence: Cadence, by: User, at: datetime, on: date) -> Watched:
    require(may_edit_register(by, on=on))
    with entry("watch.change", subject=watched, **_header(by, at, on)) as record:
        watched.cadence = cadence
        last = watched.visits.order_by("number").last()
        watched.next_on = watched.next_after(last.at.date()) if last else watched.next_on
        record.save(watched, expect={"ended_on": None})
        record.note(cadence=cadence.value)
    return watched


def unwatch(*, watched: Watched, by: User, at: datetime, on: date) -> Watched:
    """What was captured stays, and so does the account of the visits."""
    require(may_edit_register(by, on=on))
    with entry("watch.end", subject=watched, **_header(by, at, on)) as record:
        watched.ended_on = on
        record.save(watched, expect={"ended_on": None})
    return watched


def visit(*, watched: Watched, at: datetime, on: date, using: Fetcher) -> Visit:
    """Looks once. A page that is gone is entered as gone; whatever happens, the visit and what it met are kept."""
    made = Visit(watched=watched, number=watched.visits.count() + 1, at=at)
    try:
        done = _capture(_address_of(watched), by=None, at=at, on=on, using=using)
        made.found, made.source, made.version = (
            Found.NEW if done.new else Found.UNCHANGED,
            done.source,
            done.version,
        )
    except PageGone as gone:
        made.found, made.status, made.told = Found.GONE, gone.status, gone.told
        made.source = _entered_as_gone(watched, gone.told, at=at, on=on)
    except NotAllowed as refused:
        made.found, made.told = Found.REFUSED, str(refused)
    except (SourceRefused, AlteredSource) as failed:
        made.found, made.told = Found.FAILED, str(failed)
    with entry("watch.visit", subject=watched, by=None, at=at, on=on) as record:
        soon = on + timedelta(days=1)
        watched.next_on = soon if made.found == Found.FAILED else watched.next_after(on)
        record.save(watched)
        record.save(made)
        record.note(found=str(made.found))
    return made


def _capture(given: NewAddress, *, by: User | None, at: datetime, on: date, using: Fetcher) -> Captured:
    fetched = using.fetch(given.address)
    new = NewCapture(
        content=fetched.content,
        file_name=fetched.file_name,
        way=Way.ADDRESS,
        publisher=given.publisher,
        publisher_name=given.publisher_name,
        address=given.address,
        licence=given.licence,
    )
    return capture(given=new, by=by, at=at, on=on)


def _entered_as_gone(watched: Watched, told: str, *, at: datetime, on: date) -> Source | None:
    """The source that was captured from there, if any; it is entered once, until it comes back."""
    source: Source | None = Source.objects.filter(identity=watched.identity).first()
    if source is not None and source.vanished_on is None:
        note_vanished(source=source, gone_on=on, reason=told, by=None, at=at, on=on)
    return source


def _address_of(watched: Watched) -> NewAddress:
    return NewAddress(watched.address, watched.publisher, watched.publisher_name, Licence(watched.licence))


def _check(given: NewAddress) -> None:
    if not shown_address(given.address):
        raise SourceRefused(
            _("Give the address in full, beginning with https:// or http://, in at most 500 characters."),
            field="address",
        )
    if bool(given.publisher) == bool(given.publisher_name.strip()):
        raise SourceRefused(
            _("Say who published it: either a body of the list, or the name of another publisher."),
            field="publisher",
        )


def _header(by: User | None, at: datetime, on: date) -> dict[str, Any]:
    return {"by": by.pk if by else None, "at": at, "on": on}
