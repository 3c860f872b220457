"""Who may open a case file on a day, and why: the access query turned round, for administrators and auditors."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from candour.accounts.codes import PARTIES, REACH, WORKING, Capacity, Role
from candour.accounts.models import Appointment, CaseFile, Custody, User, Wall
from candour.look.dates import day_in_words


@dataclass(frozen=True)
class Access:
    """One person, the reasons that would open the file to them, and the wall that keeps it shut, if there is one."""

    user: User
    reasons: tuple[str, ...]
    wall: Wall | None

    @property
    def may_open(self) -> bool:
        return self.wall is None


def access_to(case_file: CaseFile, *, on: date) -> list[Access]:
    """Everybody with a reason to open the file, in order of name, walled off or not; closed accounts left out."""
    to_file = Appointment.objects.filter(case_file=case_file, starts__lte=on).select_related("user")
    parties = {made.user_id for made in to_file if made.role in PARTIES}
    reasons: dict[User, list[str]] = defaultdict(list)
    for made in to_file.in_force(on):
        if made.role in (PARTIES if made.user_id in parties else WORKING):
            reasons[made.user].append(on_this_file(made))
    for made, custody in through_bodies(case_file, on):
        if made.user_id not in parties:
            reasons[made.user].append(through_the_body(made, custody))
    walls = {wall.user_id: wall for wall in Wall.objects.in_force(on).filter(case_file=case_file)}
    found = [Access(user, tuple(why), walls.get(user.pk)) for user, why in reasons.items() if user.is_active]
    return sorted(found, key=lambda access: access.user.name)


def through_bodies(case_file: CaseFile, on: date) -> list[tuple[Appointment, Custody]]:
    custodies = list(Custody.objects.in_force(on).filter(case_file=case_file).select_related("body"))
    standing = Appointment.objects.in_force(on).filter(body__in=[custody.body_id for custody in custodies])
    return [
        (made, custody)
        for made in standing.select_related("user")
        for custody in custodies
        if custody.body_id == made.body_id and custody.capacity in REACH.get(Role(made.role), frozenset())
    ]


def on_this_file(made: Appointment) -> str:
    return _("%(role)s on this case file since %(day)s") % {
        "role": Role(made.role).label,
        "day": day_in_words(made.starts),
    }


def through_the_body(made: Appointment, custody: Custody) -> str:
    return _("%(role)s of %(body)s since %(day)s; it holds the file as %(capacity)s") % {
        "role": Role(made.role).label,
        "body": custody.body.official_name,
        "day": day_in_words(made.starts),
        "capacity": Capacity(custody.capacity).label.lower(),
    }
