"""Puts up and takes down the walls that keep a person from a case file whatever else they are."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from candour.accounts.access import require
from candour.accounts.administration import NOT_OWN_WALL, may_administer_file
from candour.accounts.codes import WallGround
from candour.accounts.models import CaseFile, User, Wall
from candour.ledger.writing import Subject, entry


def build_wall(
    *,
    case_file: CaseFile,
    user: User,
    reason: str,
    ground: WallGround = WallGround.OTHER,
    starts: date,
    ends: date | None = None,
    by: User | None,
    at: datetime,
    on: date,
) -> Wall:
    """An administrator of a body that holds the file puts it up; anybody may be walled off, themselves included."""
    if by is not None:
        require(may_administer_file(by, case_file, on=on))
    wall = Wall(
        case_file=case_file, user=user, reason=reason, ground=ground, starts=starts, ends=ends, made_by=by
    )
    check_wall(wall)
    with entry(
        "wall.build",
        subject=case_file,
        also=(Subject("user", user.pk),),
        by=by.pk if by else None,
        at=at,
        on=on,
    ) as record:
        return record.save(wall)


def check_wall(wall: Wall) -> None:
    wall.clean_fields()
    wall.validate_constraints()
    if not wall.reason.strip():
        raise ValidationError({"reason": _("Say why this person must be kept from the case file.")})
    standing = Wall.objects.filter(case_file=wall.case_file, user=wall.user).current_or_coming(wall.starts)
    if standing.exists():
        raise ValidationError({"user": _("There is a wall between this person and this case file already.")})


def lift_wall(*, wall: Wall, ends: date, by: User | None, at: datetime, on: date) -> Wall:
    """From the day `ends` the person may again open the file, as far as an appointment lets them."""
    if by is not None:
        require(NOT_OWN_WALL if wall.user_id == by.pk else None)
        require(may_administer_file(by, wall.case_file, on=on))
    also = (Subject("user", wall.user_id),)
    before = wall.ends
    with entry(
        "wall.lift", subject=wall.case_file, also=also, by=by.pk if by else None, at=at, on=on
    ) as record:
        wall.ends = max(ends, wall.starts)
        return record.save(wall, expect={"ends": before})
