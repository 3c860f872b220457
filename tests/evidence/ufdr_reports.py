"""Reports made by hand for a test, in the form of those that public parsers keep as examples: fictional throughout."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

OWNER, ALDER, ASPEN = "+447700900100", "+447700900101", "+447700900102"


def report(*chats: str, **others: str) -> bytes:
    """`others` are models of other kinds, each in its list: `SMS`, `Call`, `InstantMessage`."""
    lists = {"Chat": "".join(chats)} | others
    found = "".join(f'<modelType type="{kind}">{models}</modelType>' for kind, models in lists.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<project id="f1" name="Fictional" reportVersion="8.5" xmlns="http://pa.cellebrite.com/report/2.0">'
        f"<decodedData>{found}</decodedData></project>"
    ).encode()


def written(folder: Path, content: bytes) -> Path:
    path = folder / "report.xml"
    path.write_bytes(content)
    return path


def chat(*messages: str, identifier: str = "one", more: str = "") -> str:
    return model(
        "Chat", field("Id", identifier) + many("Messages", "InstantMessage", *messages) + more, id=identifier
    )


def instant(inside: str = "", **fields: str) -> str:
    return model("InstantMessage", values(fields) + inside, id="m")


def model(kind: str, inside: str = "", **attributes: str) -> str:
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<model type="{kind}"{given}>{inside}</model>'


def values(fields: dict[str, str]) -> str:
    return "".join(field(name, value) for name, value in fields.items())


def field(name: str, value: str | None, kind: str = "String") -> str:
    """As reports write it: the value in a section of characters, or nothing at all."""
    if value is None:
        return f'<field name="{name}" type="{kind}"><empty /></field>'
    return f'<field name="{name}" type="{kind}"><value type="{kind}"><![CDATA[{value}]]></value></field>'


def several(name: str, *of: str) -> str:
    inside = "".join(f'<value type="Label"><![CDATA[{one}]]></value>' for one in of)
    return f'<multiField name="{name}" type="Label">{inside}</multiField>'


def one(name: str, inside: str) -> str:
    return f'<modelField name="{name}" type="X">{inside or "<empty />"}</modelField>'


def many(name: str, kind: str, *models: str) -> str:
    return f'<multiModelField name="{name}" type="{kind}">{"".join(models)}</multiModelField>'


def party(
    identifier: str, role: str = "General", *, owner: bool = False, more: str = "", **fields: str
) -> str:
    inside = field("Identifier", identifier) + field("Role", role, "PartyRole") + values(fields)
    return model("Party", inside + field("IsPhoneOwner", str(owner), "Boolean") + more)
