"""A person's word on what was read: it is right, it should be something else, or it is not in the source."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.register.codes import Standing
from candour.register.finding_matches import keep_match_keys
from candour.register.models import Judgement, SourceStatement
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.values import value_typed


@dataclass(frozen=True)
class Verdict:
    """`corrected` is what the value should be, as typed; reasons are asked for all but a confirmation."""

    decision: Standing
    corrected: str = ""
    reasons: str = ""


def judge(
    *, statements: Sequence[SourceStatement], verdict: Verdict, by: User, at: datetime, on: date
) -> list[Judgement]:
    """One entry for those judged alike. A statement that somebody judged meanwhile stops all of them: Overtaken."""
    require(may_edit_register(by, on=on))
    _check(statements, verdict)
    source = statements[0].reading.version.source
    with entry("statement.judge", subject=source, also=tuple(statements), by=by.pk, at=at, on=on) as record:
        given = [_judgement(one, verdict, by, on) for one in statements]
        for one in statements:
            before, one.standing = one.standing, verdict.decision
            record.save(one, expect={"standing": before})
        record.add(given)
        keep_match_keys(source)
        record.note(decision=verdict.decision.value, statements=len(given))
    return given


def _judgement(statement: SourceStatement, verdict: Verdict, by: User, on: date) -> Judgement:
    last = statement.judgement
    corrected = verdict.decision is Standing.CORRECTED
    value = value_typed(statement.field, verdict.corrected) if corrected else None
    return Judgement(
        statement=statement,
        number=last.number + 1 if last else 1,
        decision=verdict.decision,
        value_written=json.dumps(value, ensure_ascii=False) if corrected else "",
        reasons=verdict.reasons.strip(),
        judged_by=by,
        on=on,
    )


def _check(statements: Sequence[SourceStatement], verdict: Verdict) -> None:
    if not statements:
        raise SourceRefused(_("Choose at least one statement."))
    if verdict.decision is Standing.WAITING:
        raise SourceRefused(_("Confirm it, correct it or reject it."))
    if verdict.decision is Standing.CONFIRMED:
        return
    if len(statements) > 1:
        raise SourceRefused(_("Correct or reject one statement at a time."))
    if not verdict.reasons.strip():
        raise SourceRefused(_("Say why."), field="reasons")
    if verdict.decision is Standing.CORRECTED:
        _check_changed(statements[0], verdict)


def _check_changed(statement: SourceStatement, verdict: Verdict) -> None:
    if value_typed(statement.field, verdict.corrected) == statement.value:
        raise SourceRefused(_("That is what was read. Confirm it, or give another value."), field="corrected")
