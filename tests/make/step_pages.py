"""Taking a step through its pages, as a browser without scripts does: asked, checked, confirmed."""

from datetime import date, datetime
from typing import Any

from django.test import Client

from candour.accounts.models import User
from candour.matters.models import Matter
from tests.make.accounts import signed_in

CHECK = "Check before you confirm"


def typed(on: date, limbs: dict[str, bool | None] | None = None, **answers: Any) -> dict[str, Any]:
    """What the fields of a step's page hold once they are filled in."""
    spoken = {True: "yes", False: "no", None: "cannot-say"}
    posted: dict[str, Any] = {f"limb-{key}": spoken[holds] for key, holds in (limbs or {}).items()}
    for name, value in {**answers, "on": on}.items():
        posted.update(_typed(name.replace("_", "-"), value))
    return posted


def _typed(name: str, value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {name: "yes" if value else "no"}
        case datetime():
            return {**_typed(name, value.date()), f"{name}_time": value.strftime("%H:%M")}
        case date():
            return {f"{name}_{part}": str(getattr(value, part)) for part in ("day", "month", "year")}
        case _:
            return {name: value}


def page_of(who: User, matter: Matter, key: str) -> str:
    answer = signed_in(who).get(f"/matters/{matter.reference}/steps/{key}/")
    assert answer.status_code == 200
    return answer.content.decode()


def taken_through_its_pages(key: str, matter: Matter, who: User, posted: dict[str, Any]) -> Matter:
    """Asked, then checked with nothing written, then confirmed. Gives the matter as it stands then."""
    client, address = signed_in(who), f"/matters/{matter.reference}/steps/{key}/"
    assert "Continue" in client.get(address).content.decode()
    before = matter.steps_taken.count()
    shown = client.post(address, posted).content.decode()
    assert CHECK in shown, main_of(shown)
    assert matter.steps_taken.count() == before
    confirmed = client.post(address, {**posted, "confirm": "yes"})
    assert confirmed.status_code == 302
    assert matter.steps_taken.count() == before + 1
    return Matter.objects.get(pk=matter.pk)


def refused_page(client: Client, key: str, matter: Matter, posted: dict[str, Any]) -> str:
    return client.post(f"/matters/{matter.reference}/steps/{key}/", posted).content.decode()


def main_of(page: str) -> str:
    """The page from its heading on, short enough to read in a failure."""
    return page[page.find("<main") :][:1500]
