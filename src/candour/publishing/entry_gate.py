"""What stands in the way of publishing an entry of the register: a checklist, each line with its evidence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.publishing.gate import Check
from candour.register.telling import Account


def entry_checklist(account: Account) -> list[Check]:
    """Nothing here can be overridden: each is put right on the pages of the sources or of the entry."""
    checks = (_sources, _force, _judged, _conflicts, _told_apart, _people)
    return [check(account) for check in checks]


def in_the_way(account: Account) -> tuple[Check, ...]:
    return tuple(one for one in entry_checklist(account) if not one.met)


def taken_down(account: Account) -> list[str]:
    """References of sources no longer where they were published; a person says why the entry goes out all the same."""
    return [link.source.reference for link in account.links if link.source.vanished_on]


def _sources(account: Account) -> Check:
    number = len(account.links)
    fictional = {link.source.fictional for link in account.links}
    if len(fictional) > 1:
        return Check(
            "sources",
            _("Its sources belong together"),
            False,
            _("Fiction and fact are mixed. Undo one of the links."),
        )
    told = ngettext("%(n)s source is linked.", "%(n)s sources are linked.", number) % {"n": number}
    return Check("sources", _("It has a source"), number > 0, told)


def _force(account: Account) -> Check:
    names = [str(value) for value in account.values("force")]
    said = ", ".join(names) or _("No source gives one that is confirmed.")
    return Check("force", _("The force is confirmed"), bool(names), said)


def _judged(account: Account) -> Check:
    waiting = account.waiting
    told = ngettext("%(n)s statement waits.", "%(n)s statements wait.", waiting) % {"n": waiting}
    title = _("Everything read in its sources has been judged by a person")
    return _none_left("judged", title, waiting, told, _("Nothing waits."))


def _conflicts(account: Account) -> Check:
    number = len(account.conflicts)
    told = ngettext("%(n)s value differs.", "%(n)s values differ.", number) % {"n": number}
    title = _("Where sources differ, it is settled which value stands")
    return _none_left("conflicts", title, number, told, _("None differ, or each is settled."))


def _told_apart(account: Account) -> Check:
    """A recommendation or a number that two sources give must not be published, and counted, twice."""
    number = len(account.to_compare)
    told = ngettext("%(n)s may be the same as another.", "%(n)s may be the same as others.", number) % {"n": number}
    title = _("It is settled which recommendations and numbers are the same")
    return _none_left("told-apart", title, number, told, _("None is left to compare."))


def _people(account: Account) -> Check:
    number = len(account.unplaced)
    told = ngettext("%(n)s person is to be placed.", "%(n)s people are to be placed.", number) % {"n": number}
    title = _("Everybody the sources speak of is placed")
    return _none_left("people", title, number, told, _("Nobody is left."))


def _none_left(code: str, title: str, number: int, told: str, none: str) -> Check:
    """Met when the number of what still stands in the way is nought; `told` says the number in words."""
    return Check(code, title, number == 0, told if number else none)
