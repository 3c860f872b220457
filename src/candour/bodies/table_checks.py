"""What must hold between the tables of bodies: keys that exist, spans in order, fiction kept apart."""

from collections.abc import Iterable
from itertools import pairwise

from candour.bodies.kinds import BodyKind, Delegation
from candour.bodies.partial_dates import in_order
from candour.bodies.table_rows import Row
from candour.bodies.tables import BodyRow, GovernanceRow, Tables

GOVERNORS = {BodyKind.LOCAL_POLICING_BODY, BodyKind.OTHER}


def check_tables(tables: Tables) -> None:
    """Raises UnreadableBodyTable, naming file and line, at the first row that does not fit the others."""
    bodies = _by_key(tables.bodies)
    for body in tables.bodies:
        _check_body(body, bodies)
    _check_names(tables, bodies)
    for governance in tables.governance:
        _check_governance(governance, bodies)
    _check_one_at_a_time(tables.governance)
    _check_delegation(tables, bodies)


def _by_key(rows: Iterable[BodyRow]) -> dict[str, BodyRow]:
    found: dict[str, BodyRow] = {}
    for body in rows:
        if body.key in found:
            raise body.row.error(f"the key '{body.key}' is used twice. Give each body a key of its own.")
        found[body.key] = body
    return found


def _check_body(body: BodyRow, bodies: dict[str, BodyRow]) -> None:
    for column in ("overseen_by", "succeeds"):
        other = getattr(body, column)
        if other and _known(body.row, other, bodies).fictional and not body.fictional:
            raise body.row.error(f"'{column}' is '{other}', a fictional body. A real body cannot rest on it.")
    if not in_order(body.valid_from, body.valid_to):
        raise body.row.error("'valid_to' is before 'valid_from'. Correct one of them.")
    if body.fictional and (body.in_foi_round or body.in_iopc_statistics or body.in_home_office_statistics):
        raise body.row.error("a fictional body is in no statistics and no round. Set those columns to 0.")


def _check_names(tables: Tables, bodies: dict[str, BodyRow]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for name in tables.names:
        _known(name.row, name.body, bodies)
        identity = (name.body, name.name, name.valid_from)
        if identity in seen:
            raise name.row.error(f"'{name.body}' has the name '{name.name}' twice. Remove one of the rows.")
        if not in_order(name.valid_from, name.valid_to):
            raise name.row.error("'to' is before 'from'. Correct one of them.")
        seen.add(identity)


def _check_governance(governance: GovernanceRow, bodies: dict[str, BodyRow]) -> None:
    row = governance.row
    force, holder = _known(row, governance.force, bodies), _known(row, governance.policing_body, bodies)
    if force.kind != BodyKind.POLICE_FORCE:
        raise row.error(f"'{force.key}' is not a police force. Only a force is governed.")
    if holder.kind not in GOVERNORS:
        raise row.error(f"'{holder.key}' is not a policing body. Name the body that governs '{force.key}'.")
    if force.fictional != holder.fictional:
        raise row.error("one of the two bodies is fictional and the other is not. Keep fiction apart.")
    if governance.starts and governance.ends and governance.ends < governance.starts:
        raise row.error("'to' is before 'from'. Correct one of them.")


def _check_one_at_a_time(rows: Iterable[GovernanceRow]) -> None:
    by_force: dict[str, list[GovernanceRow]] = {}
    for governance in rows:
        by_force.setdefault(governance.force, []).append(governance)
    for spans in by_force.values():
        ordered = sorted(spans, key=lambda span: (span.starts is not None, span.starts))
        for earlier, later in pairwise(ordered):
            _check_follows(earlier, later)


def _check_follows(earlier: GovernanceRow, later: GovernanceRow) -> None:
    if later.starts is None or earlier.ends is None or later.starts <= earlier.ends:
        raise later.row.error(
            f"'{later.policing_body}' governs '{later.force}' while '{earlier.policing_body}' still does. "
            "End the earlier one the day before."
        )


def _check_delegation(tables: Tables, bodies: dict[str, BodyRow]) -> None:
    seen: set[tuple[str, object]] = set()
    for delegation in tables.delegation:
        row = delegation.row
        if _known(row, delegation.force, bodies).kind != BodyKind.POLICE_FORCE:
            raise row.error(f"'{delegation.force}' is not a police force. Name the force.")
        if delegation.model != Delegation.MODEL_1 and not delegation.notice_reference:
            raise row.error("models 2 and 3 rest on a notice. Give its reference.")
        if (delegation.force, delegation.starts) in seen:
            raise row.error(f"'{delegation.force}' has two models from one day. Remove one of the rows.")
        seen.add((delegation.force, delegation.starts))


def _known(row: Row, key: str, bodies: dict[str, BodyRow]) -> BodyRow:
    if key not in bodies:
        raise row.error(f"there is no body with the key '{key}'. Correct the key or add the body.")
    return bodies[key]
