"""Taking a reply in, holding it until somebody has seen what it hides, and reading it by a mapping."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.register.models import Reply, ReplyMapping, RoundAuthority, RoundFigure
from candour.register.models.sources import NAME_LENGTH
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.replies.given import Given, Mapped, Problem
from candour.register.replies.hiding import RefusedReply, Scan
from candour.register.replies.mapping import BadMapping, Mapping, check_mapping, shape_of
from candour.register.replies.quarantine import scan_reply
from candour.register.replies.reading import apply_mapping
from candour.register.replies.tables import Table, read_tables
from candour.register.round_clocks import REPLY, end_clock
from candour.register.round_codes import ReplyStanding
from candour.register.store import keep, read_checked

MOST_FIGURES = 5_000
MOST_PROBLEMS = 200


def take_in(
    *,
    authority: RoundAuthority,
    content: bytes,
    file_name: str,
    received_on: date,
    by: User | None,
    at: datetime,
    on: date,
    ends_clock: bool = True,
) -> Reply:
    """Looked through before it is kept, and held. A bomb or a locked file is refused and not kept.

    `ends_clock`: it is the authority's reply, whatever it says, and no mere acknowledgement.
    """
    _permit(by, on)
    asked = authority.received_on
    if received_on > on or (asked and received_on < asked):
        raise SourceRefused(_("A reply comes on a day between the request and today."), field="received_on")
    scan = scanned(content)
    digest = keep(content)
    if authority.replies.filter(sha256=digest).exists():
        raise SourceRefused(_("This file has been taken in already."), field="upload")
    reply = Reply(
        authority=authority,
        number=authority.replies.count() + 1,
        received_on=received_on,
        sha256=digest,
        size=len(content),
        form=scan.form,
        file_name=PurePath(file_name.replace("\\", "/")).name[-NAME_LENGTH:] or "unnamed",
        findings_written=json.dumps([asdict(one) for one in scan.findings], ensure_ascii=False),
    )
    with entry(
        "reply.hold", subject=reply, also=(authority,), by=by.pk if by else None, at=at, on=on
    ) as record:
        record.save(reply)
        if ends_clock and asked and authority.replied_on is None:
            authority.replied_on = received_on
            record.save(authority, expect={"replied_on": None})
            end_clock(record, REPLY, authority, on=received_on)
        record.note(sha256=digest, found=[one.hiding.value for one in scan.findings] or None)
    return reply


def clear(*, reply: Reply, reasons: str, by: User, at: datetime, on: date) -> Reply:
    """A named person has looked at what is hidden, and says why it may be read all the same."""
    return _settle(reply, ReplyStanding.CLEARED, reasons, by=by, at=at, on=on)


def reject(*, reply: Reply, reasons: str, by: User, at: datetime, on: date) -> Reply:
    """It holds what should not have been sent: nothing of it is read, and the authority is told."""
    return _settle(reply, ReplyStanding.REJECTED, reasons, by=by, at=at, on=on)


def set_aside(*, reply: Reply, reasons: str, by: User, at: datetime, on: date) -> Reply:
    """Another reply takes its place, or its figures are wrong: they stay on record and count no more."""
    require(may_edit_register(by, on=on))
    if reply.standing != ReplyStanding.CLEARED:
        raise SourceRefused(_("Only a reply that was cleared has figures to set aside."))
    if not reasons.strip():
        raise SourceRefused(_("Say what takes its place, or what is wrong."), field="reasons")
    with entry("reply.set-aside", subject=reply, by=by.pk, at=at, on=on) as record:
        reply.set_aside_on, reply.set_aside_by, reply.set_aside_reasons = on, by, reasons.strip()
        record.save(reply, expect={"set_aside_on": None})
    return reply


def take_up_again(*, reply: Reply, by: User, at: datetime, on: date) -> Reply:
    """Its figures count again. Why it was set aside stays with it."""
    require(may_edit_register(by, on=on))
    before = reply.set_aside_on
    if before is None:
        raise SourceRefused(_("This reply is not set aside."))
    with entry("reply.take-up", subject=reply, by=by.pk, at=at, on=on) as record:
        reply.set_aside_on = None
        record.save(reply, expect={"set_aside_on": before})
    return reply


def map_reply(*, reply: Reply, mapping: Mapping, by: User | None, at: datetime, on: date) -> ReplyMapping:
    """The figures of an earlier mapping of the same table stay as history and count no more; other tables stand."""
    _permit(by, on)
    if reply.standing != ReplyStanding.CLEARED:
        raise SourceRefused(_("The reply is held. Look at what it hides, and clear it first."))
    table = _table(reply, mapping)
    done = mapped(reply, mapping, table)
    if len(done.given) > MOST_FIGURES:
        raise SourceRefused(
            _("The mapping gives more than %(most)s figures. Count the rows instead.")
            % {"most": MOST_FIGURES}
        )
    kept = ReplyMapping(
        reply=reply,
        number=reply.mappings.count() + 1,
        sheet=mapping.sheet,
        first_row=mapping.heading_row,
        last_row=mapping.last_row or None,
        shape=shape_of(table, mapping.heading_row),
        written=mapping.as_json(),
        problems_written=json.dumps(
            [_told(one) for one in done.problems[:MOST_PROBLEMS]], ensure_ascii=False
        ),
        on=on,
        by=by,
    )
    questions = {one.key: one for one in reply.authority.round.questions.all()}
    before = RoundFigure.objects.filter(authority=reply.authority).count()
    rows = [
        _figure(reply, kept, questions[one.question], before + number, one, on)
        for number, one in enumerate(done.given, start=1)
    ]
    with entry("reply.map", subject=reply, by=by.pk if by else None, at=at, on=on) as record:
        record.save(kept)
        record.add(rows)
        record.note(figures=len(rows), problems=len(done.problems))
    return kept


def leave_out(*, mapping: ReplyMapping, by: User, at: datetime, on: date) -> ReplyMapping:
    """A table that should not have been read: its figures count no more. Mapping it anew brings it back."""
    _permit(by, on)
    with entry("reply.leave-out", subject=mapping.reply, by=by.pk, at=at, on=on) as record:
        mapping.dropped_on = on
        record.save(mapping, expect={"dropped_on": None})
    return mapping


def mapped(reply: Reply, mapping: Mapping, table: Table) -> Mapped:
    """What the mapping would give; nothing is written."""
    keys = {one.key for one in reply.authority.round.questions.all() if one.counts}
    try:
        check_mapping(mapping, questions=keys)
    except BadMapping as bad:
        raise SourceRefused(str(bad).capitalize() + ".") from bad
    force = reply.authority.body.official_name
    return apply_mapping(table, mapping, asked=reply.authority.round.period, force=force)


def tables_of(reply: Reply) -> list[Table]:
    """Its sheets, read anew from the bytes that were kept; hidden ones are left out."""
    content = read_checked(reply.sha256)
    try:
        return [one for one in read_tables(content, scan_reply(content)) if not one.sheet.hidden]
    except RefusedReply as refused:
        raise SourceRefused(_("It cannot be read: %(why)s.") % {"why": refused}) from refused


def scanned(content: bytes) -> Scan:
    try:
        return scan_reply(content)
    except RefusedReply as refused:
        raise SourceRefused(
            _("It was not taken in: %(why)s.") % {"why": refused}, field="upload"
        ) from refused


def _table(reply: Reply, mapping: Mapping) -> Table:
    found = next((one for one in tables_of(reply) if one.sheet.name == mapping.sheet), None)
    if found is None:
        raise SourceRefused(_("The reply has no sheet of this name that is shown."))
    return found


def _settle(
    reply: Reply, standing: ReplyStanding, reasons: str, *, by: User, at: datetime, on: date
) -> Reply:
    require(may_edit_register(by, on=on))
    if not reasons.strip():
        raise SourceRefused(_("Say what you saw and why it may, or may not, be read."), field="reasons")
    verb = "reply.clear" if standing is ReplyStanding.CLEARED else "reply.reject"
    with entry(verb, subject=reply, by=by.pk, at=at, on=on) as record:
        reply.standing, reply.reasons = standing, reasons.strip()
        reply.settled_by, reply.settled_on = by, on
        record.save(reply, expect={"standing": ReplyStanding.HELD})
    return reply


def _figure(
    reply: Reply, mapping: ReplyMapping, question: Any, number: int, one: Given, on: date
) -> RoundFigure:
    return RoundFigure(
        authority=reply.authority,
        question=question,
        mapping=mapping,
        number=number,
        state=one.figure.state.value,
        low=one.figure.low,
        high=one.figure.high,
        section=one.figure.section[:12],
        written=one.written[:NAME_LENGTH],
        label=one.label,
        period_from=one.period.start if one.period else None,
        period_to=one.period.end if one.period else None,
        period_written=one.period_written[:NAME_LENGTH],
        total=one.total,
        outside=one.outside,
        rows=one.rows,
        sheet=one.cell.sheet,
        row=one.cell.row,
        column=one.cell.column,
        on=on,
    )


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "trouble": problem.trouble.value,
        "sheet": problem.cell.sheet,
        "cell": problem.cell.name,
        "sentence": problem.sentence,
        "more": problem.more,
    }


def _permit(by: User | None, on: date) -> None:
    if by is not None:
        require(may_edit_register(by, on=on))
