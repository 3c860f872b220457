"""Bodies for tests: an invented force, its policing body, and the tables as a folder to alter."""

import shutil
from datetime import date
from pathlib import Path

from candour.bodies.kinds import BodyKind, Confidence, ForceKind, NameKind, PolicingBodyKind
from candour.bodies.models import Body, BodyName, Governance
from candour.bodies.tables import DATA

INVENTED = {"source": "Invented for a test", "confidence": Confidence.READ, "fictional": True}


def a_force(*, key: str = "ashwick", name: str = "Ashwick Police", **facts: object) -> Body:
    settled = {"kind": BodyKind.POLICE_FORCE, "force_kind": ForceKind.TERRITORIAL, **INVENTED, **facts}
    force = Body.objects.create(key=key, official_name=name, **settled)
    a_name(force, name=name, kind=NameKind.OFFICIAL)
    return force


def a_policing_body(*, key: str = "ashwick-pcc", name: str = "Commissioner for Ashwick") -> Body:
    return Body.objects.create(
        key=key,
        official_name=name,
        kind=BodyKind.LOCAL_POLICING_BODY,
        policing_body_kind=PolicingBodyKind.PCC,
        **INVENTED,
    )


def a_name(
    body: Body, *, name: str, kind: NameKind = NameKind.ALSO, since: str = "", until: str = ""
) -> BodyName:
    cited = {"source": "Invented for a test", "confidence": Confidence.READ}
    return BodyName.objects.create(body=body, name=name, kind=kind, valid_from=since, valid_to=until, **cited)


def governed(
    force: Body, policing_body: Body, *, starts: date | None, ends: date | None = None
) -> Governance:
    cited = {"source": "Invented for a test", "confidence": Confidence.UNCONFIRMED}
    return Governance.objects.create(
        force=force, policing_body=policing_body, starts=starts, ends=ends, **cited
    )


def copied_tables(folder: Path) -> Path:
    """The shipped tables in a folder of the test's own, to be altered there."""
    return Path(shutil.copytree(DATA, folder / "data"))


def altered(table: Path, old: str, new: str) -> None:
    written = table.read_text(encoding="utf-8")
    assert old in written, f"{table.name} no longer holds what the test alters"
    table.write_text(written.replace(old, new, 1), encoding="utf-8")
