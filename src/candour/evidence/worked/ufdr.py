"""The story as Cellebrite's report of a phone: a zip with report.xml. Built from what public parsers read, from no sample."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from candour.evidence.worked.group import LATER_TITLE, Act, Happening, Person, officers
from candour.evidence.worked.phones import (
    GROUP,
    Phone,
    Received,
    address,
    deletion_of,
    edit_of,
    file_sha256,
    key_of,
    milliseconds,
    receipts,
)

# What the report has no form for: reactions, polls as such, changes of title and number.
UNWRITTEN = {Act.EDITED, Act.READ, Act.REACTED, Act.DELETED, Act.RENAMED, Act.NUMBER_CHANGED}
_ACTIONS = {Act.CREATED: "Created", Act.ADDED: "Added", Act.REMOVED: "Removed", Act.LEFT: "Left", Act.JOINED_BY_LINK: "Joined"}  # fmt: skip
_DAY = (1980, 1, 1, 0, 0, 0)


def write_ufdr(story: Sequence[Happening], phone: Phone, path: Path) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in (("report.xml", report_xml(story, phone)), ("files/Image/x.jpg", "fiction")):
            archive.writestr(ZipInfo(name, _DAY), content.encode(), ZIP_DEFLATED)
    return path


def report_xml(story: Sequence[Happening], phone: Phone) -> str:
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<project id="f1" name="Fictional phone" reportVersion="5.3" '
            'xmlns="http://pa.cellebrite.com/report/2.0">',
            "<taggedFiles>",
            *(_file(one) for one in story if one.picture),
            "</taggedFiles>",
            "<decodedData>",
            '<modelType type="Contact"><model type="Contact" id="c1" deleted_state="Intact"/></modelType>',
            '<modelType type="Chat">',
            *_Chat(story, phone).lines(),
            "</modelType>",
            "</decodedData>",
            "</project>",
        ]
    )


def _file(one: Happening) -> str:
    sha256 = file_sha256(one.picture or "")
    return (
        f'<file id="file{one.number}" path="/media/{one.file}" size="7"><metadata section="File">'
        f'<item name="SHA256">{sha256}</item><item name="Local Path"><![CDATA[files\\Image\\{one.file}]]></item>'
        "</metadata></file>"
    )


def _field(name: str, value: str | None) -> str:
    if value is None:
        return f'<field name="{name}" type="String"><empty /></field>'
    return f'<field name="{name}" type="String"><value type="String">{escape(value)}</value></field>'


def _moment(name: str, milliseconds_of: int) -> str:
    return _field(name, _iso(milliseconds_of))


def _iso(milliseconds_of: int) -> str:
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds_of)
    return found.isoformat(timespec="milliseconds")


def _model(kind: str, inside: str, **attributes: str) -> str:
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<model type="{kind}"{given}>{inside}</model>'


def _one(name: str, kind: str, model: str) -> str:
    return f'<modelField name="{name}" type="{kind}">{model}</modelField>'


def _many(name: str, kind: str, models: Sequence[str]) -> str:
    return (
        f'<multiModelField name="{name}" type="{kind}">{"".join(models)}</multiModelField>' if models else ""
    )


class _Chat:
    def __init__(self, story: Sequence[Happening], phone: Phone) -> None:
        self.story, self.phone = story, phone
        self.received: Mapping[int, list[Received]] = receipts(story, phone)

    def lines(self) -> Iterator[str]:
        yield '<model type="Chat" id="chat1" deleted_state="Intact" source_index="1">'
        yield _field("Source", "WhatsApp") + _field("Id", f"{GROUP}@g.us") + _field("Name", LATER_TITLE)
        yield _field("ChatType", "Group")
        yield '<multiModelField name="Messages" type="InstantMessage">'
        yield from (self._message(one) for one in self.story if one.act not in UNWRITTEN)
        yield "</multiModelField>"
        yield _many("Participants", "Party", [self._party(one) for one in officers()])
        yield "</model>"

    def _party(self, person: Person, more: str = "") -> str:
        owner = "True" if person == self.phone.owner else "False"
        fields = _field("Identifier", address(person)) + _field("Name", self.phone.calls(person))
        return _model("Party", fields + _field("IsPhoneOwner", owner) + more)

    def _message(self, one: Happening) -> str:
        inside = _field("SourceApplication", "WhatsApp") + _field("Identifier", key_of(one))
        inside += _moment("TimeStamp", milliseconds(one.at)) + _one("From", "Party", self._party(one.who))
        inside += self._happened(one) if one.act in _ACTIONS else self._written(one)
        gone = deletion_of(one, self.story) is not None
        return _model(
            "InstantMessage", inside, id=f"m{one.number}", deleted_state="Deleted" if gone else "Intact"
        )

    def _happened(self, one: Happening) -> str:
        person = (one.others or (one.who,))[0]
        activity = _field("Action", _ACTIONS[one.act]) + _one("Participant", "Party", self._party(person))
        return _one("ActivityLog", "ChatActivity", _model("ChatActivity", activity))

    def _written(self, one: Happening) -> str:
        edited = edit_of(one, self.story)
        body = _field("Body", (edited or one).text or None)
        to = [self._party(each.recipient, _received(each)) for each in self.received.get(one.number, [])]
        return body + _many("To", "Party", to) + self._files(one) + self._labels(one, edited is not None)

    def _files(self, one: Happening) -> str:
        if one.file is None:
            return ""
        fields = _field("Filename", one.file) + _field("ContentType", "image/jpeg")
        return _many("Attachments", "Attachment", [_model("Attachment", fields, file_id=f"file{one.number}")])

    def _labels(self, one: Happening, edited: bool) -> str:
        words = ["Edited"] * edited + ["Forwarded"] * one.forwarded
        models = [_model("MessageLabel", _field("Label", word)) for word in words]
        if one.about is not None:
            quoted = self.story[one.about - 1]
            inner = _model(
                "InstantMessage", _field("Identifier", key_of(quoted)) + _field("Body", quoted.text or None)
            )
            models.append(_model("ReplyMessageData", _one("InstantMessage", "InstantMessage", inner)))
        return _many("MessageExtraData", "InstantMessageExtraData", models)


def _received(one: Received) -> str:
    given = {"DateDelivered": one.delivered, "DateRead": one.read}
    return "".join(_moment(name, at) for name, at in given.items() if at is not None)
