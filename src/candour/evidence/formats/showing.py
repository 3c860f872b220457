"""Records for people: a line each, made from a copy; what the source holds is never changed for it."""

import base64
import json
from datetime import datetime
from typing import Any

_CONTROLS = {code: f"\\x{code:02x}" for code in [*range(9), 11, 12, *range(14, 32), 127]} | {
    13: "",
    27: "\\x1b",
}


def as_line(row: dict[str, Any]) -> str:
    """Place, time, kind, sender, and the body on one line; control characters are shown as their codes."""
    place = f"{row['table']}/{row['row']}" if row["table"] is not None else f"{row['start']}-{row['end']}"
    when = row["utc"] or row["local"]
    time = when.isoformat(sep=" ") if when else f"({row['written']})" if row["written"] else "(no time)"
    marks = f" [{', '.join(row['marks'])}]" if row["marks"] else ""
    return f"{place:>20}  {time}  {row['kind']}{marks}  {_who(row)}{_what(row)}"


def _who(row: dict[str, Any]) -> str:
    return f"{_clean(row['sender'])}: " if row["sender"] else ""


def _what(row: dict[str, Any]) -> str:
    said = described(row)
    body = row["body"].decode("utf-8", "backslashreplace") if row["body"] is not None else ""
    return (f"({said}) " if said else "") + _clean(body)


def described(row: dict[str, Any]) -> str:
    """What a record says besides its body, in words."""
    parts = [
        row[name]
        for name in ("change", "setting", "state", "outcome", "emoji", "recipient", "reason")
        if row[name]
    ]
    parts += ["video"] if row["video"] else []
    parts += [f"{row['seconds']} s"] if row["seconds"] is not None else []
    parts += row["subjects"] or []
    parts += [f"{row['before'] or ''} → {row['after'] or ''}"] if row["before"] or row["after"] else []
    return _clean(", ".join(parts))


def _clean(text: str) -> str:
    return text.translate(_CONTROLS).replace("\n", " ⏎ ")


def as_json(row: dict[str, Any]) -> str:
    """Every column that holds something. Bytes that are no UTF-8 come as {"base64": …}."""
    return json.dumps(
        {name: _plain(value) for name, value in row.items() if value is not None}, ensure_ascii=False
    )


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            try:
                return value.decode()
            except UnicodeDecodeError:
                return {"base64": base64.b64encode(value).decode("ascii")}
        case _:
            return value
