"""The story as ChatStorage.sqlite and ContactsV2.sqlite of an iPhone: columns and numbers as met in real files."""

import base64
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from candour.evidence.formats.epochs import TO_APPLE
from candour.evidence.formats.protobuf import message
from candour.evidence.worked.group import Act, Happening, Person
from candour.evidence.worked.phones import (
    GROUP,
    WRITTEN,
    Phone,
    Received,
    address,
    deletion_of,
    edit_of,
    file_sha256,
    key_of,
    members_at_end,
    milliseconds,
    receipts,
)

# What the format has no form for: when a text was edited, and who voted for what.
UNWRITTEN = {Act.EDITED, Act.READ, Act.DELETED}
SCHEMA = """
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHILDMESSAGESDELIVEREDCOUNT INTEGER,
    ZCHILDMESSAGESPLAYEDCOUNT INTEGER, ZCHILDMESSAGESREADCOUNT INTEGER, ZGROUPEVENTTYPE INTEGER, ZISFROMME INTEGER,
    ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZSORT INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER,
    ZGROUPMEMBER INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP,
    ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR, ZTOJID VARCHAR, ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR);
CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZREMOVED INTEGER,
    ZGROUPINFO INTEGER, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPINFO (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHATSESSION INTEGER,
    ZCREATIONDATE TIMESTAMP, ZCREATORJID VARCHAR, ZOWNERJID VARCHAR);
CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZISACTIVE INTEGER,
    ZISADMIN INTEGER, ZCHATSESSION INTEGER, ZCONTACTNAME VARCHAR, ZFIRSTNAME VARCHAR, ZMEMBERJID VARCHAR);
CREATE TABLE ZWAGROUPMEMBERSCHANGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHANGETYPE INTEGER,
    ZCHANGEDATE TIMESTAMP, ZGROUPJID VARCHAR, ZMEMBERJIDS BLOB);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFILESIZE INTEGER,
    ZMOVIEDURATION INTEGER, ZMESSAGE INTEGER, ZLATITUDE FLOAT, ZLONGITUDE FLOAT, ZMEDIALOCALPATH VARCHAR,
    ZMEDIAURL VARCHAR, ZTITLE VARCHAR, ZVCARDNAME VARCHAR, ZVCARDSTRING VARCHAR, ZMEDIAKEY BLOB, ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEINFO (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZMESSAGE INTEGER,
    ZRECEIPTINFO BLOB);
CREATE TABLE ZWAPROFILEPUSHNAME (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZJID VARCHAR,
    ZPUSHNAME VARCHAR);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR, Z_PLIST BLOB);
"""
_CONTACTS = """CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER,
    ZFULLNAME VARCHAR, ZGIVENNAME VARCHAR, ZPHONENUMBER VARCHAR, ZWHATSAPPID VARCHAR)"""
_EVENTS = {Act.ADDED: 2, Act.LEFT: 3, Act.REMOVED: 7, Act.CREATED: 12, Act.JOINED_BY_LINK: 15, Act.RENAMED: 1}
_CHAT, _LINE, _CHAT_LINE, _PHOTO, _DELETED, _POLL = 1, 6, 10, 1, 14, 46


def write_ios_database(story: Sequence[Happening], phone: Phone, folder: Path) -> Path:
    """Writes ChatStorage.sqlite, and ContactsV2.sqlite beside it; gives the path of the former."""
    path = folder / "ChatStorage.sqlite"
    people = list(dict.fromkeys(who for one in story for who in (one.who, *one.others)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        _Writer(connection, story, phone, people).write()
    with closing(sqlite3.connect(folder / "ContactsV2.sqlite")) as connection, connection:
        connection.execute(_CONTACTS)
        rows = [(phone.calls(one), one.number, address(one)) for one in people if one != phone.owner]
        connection.executemany(
            "INSERT INTO ZWAADDRESSBOOKCONTACT (ZFULLNAME, ZPHONENUMBER, ZWHATSAPPID) VALUES (?, ?, ?)", rows
        )
    return path


def _seconds(milliseconds_of: int) -> float:
    return milliseconds_of / 1000 - TO_APPLE


class _Writer:
    def __init__(
        self, connection: sqlite3.Connection, story: Sequence[Happening], phone: Phone, people: list[Person]
    ) -> None:
        self.connection, self.story, self.phone = connection, story, phone
        self.members = {one: number for number, one in enumerate(people, start=1)}
        self.received = receipts(story, phone)

    def insert(self, table: str, **columns: object) -> None:
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(columns.values()))  # noqa: S608

    def write(self) -> None:
        title = [one.text for one in self.story if one.act in (Act.CREATED, Act.RENAMED)][-1]
        began = self.story[0]
        self.insert(
            "ZWACHATSESSION", Z_PK=_CHAT, ZCONTACTJID=f"{GROUP}@g.us", ZPARTNERNAME=title, ZGROUPINFO=1
        )
        made, maker = _seconds(milliseconds(began.at)), address(began.who)
        self.insert("ZWAGROUPINFO", Z_PK=1, ZCHATSESSION=_CHAT, ZCREATIONDATE=made, ZCREATORJID=maker)
        present = members_at_end(self.story)
        for who, number in self.members.items():
            active, name = int(who in present), self.phone.calls(who)
            self.insert("ZWAGROUPMEMBER", Z_PK=number, ZISACTIVE=active, ZCHATSESSION=_CHAT, ZMEMBERJID=address(who), ZCONTACTNAME=name)  # fmt: skip
            self.insert("ZWAPROFILEPUSHNAME", Z_PK=number, ZJID=address(who), ZPUSHNAME=who.name)
        for one in self.story:
            self._happening(one)

    def _happening(self, one: Happening) -> None:
        if one.act in _EVENTS:
            titled = one.act in (Act.CREATED, Act.RENAMED)
            text = one.text if titled else ",".join(map(address, one.others or (one.who,)))
            self._message(one, _LINE, text, ZGROUPEVENTTYPE=_EVENTS[one.act])
        elif one.act is Act.NUMBER_CHANGED:
            self._message(one, _CHAT_LINE, address(one.others[0]), ZGROUPEVENTTYPE=13)
        elif one.act in WRITTEN:
            self._written(one)

    def _message(self, one: Happening, kind: int, text: str | None, **more: object) -> None:
        own = one.who == self.phone.owner
        at = _seconds(milliseconds(one.at))
        self.insert(
            "ZWAMESSAGE",
            Z_PK=one.number,
            ZISFROMME=int(own),
            ZMESSAGETYPE=kind,
            ZCHATSESSION=_CHAT,
            ZGROUPMEMBER=None if own else self.members[one.who],
            ZMESSAGEDATE=at,
            ZSENTDATE=at,
            ZFROMJID=None if own else f"{GROUP}@g.us",
            ZTOJID=f"{GROUP}@g.us" if own else None,
            ZSTANZAID=key_of(one)[:20],
            ZSORT=one.number,
            ZTEXT=text,
            **more,
        )

    def _written(self, one: Happening) -> None:
        if deletion_of(one, self.story) is not None:
            self._message(one, _DELETED, None)
            return
        kind = {Act.PHOTO: _PHOTO, Act.POLL: _POLL}.get(one.act, 0)
        edited = edit_of(one, self.story)
        text = None if one.act is Act.PHOTO else (edited.text if edited else one.text) or None
        media, blob = self._media(one), self._info(one)
        self._message(one, kind, text, ZMEDIAITEM=media, ZMESSAGEINFO=one.number if blob else None)
        if blob:
            self.insert("ZWAMESSAGEINFO", Z_PK=one.number, ZMESSAGE=one.number, ZRECEIPTINFO=blob)

    def _media(self, one: Happening) -> int | None:
        """An item holds a photograph, an answer's mark, or both."""
        if one.picture is None and one.about is None:
            return None
        marks = [(5, key_of(self.story[one.about - 1])[:20].encode())] if one.about is not None else []
        metadata = message(*marks, *([(17, 1)] if one.forwarded else []))
        digest = base64.b64encode(bytes.fromhex(file_sha256(one.picture))).decode() if one.picture else None
        self.insert(
            "ZWAMEDIAITEM",
            Z_PK=one.number,
            ZMESSAGE=one.number,
            ZMEDIALOCALPATH=f"Media/{GROUP}@g.us/{one.file}" if one.file else None,
            ZVCARDNAME=digest,
            ZVCARDSTRING="image/jpeg" if one.picture else None,
            ZTITLE=one.text if one.picture and one.text else None,
            ZMETADATA=metadata or None,
        )
        return one.number

    def _info(self, one: Happening) -> bytes:
        """Reactions as public parsers read them; receipts in the form that one real file had."""
        receipts_of = [self._receipt(received, one) for received in self.received.get(one.number, [])]
        base = [(3, milliseconds(one.at) // 1000)] if receipts_of else []
        return message(*((2, each) for each in receipts_of), *base, *self._reactions(one))

    def _receipt(self, received: Received, one: Happening) -> bytes:
        number = address(received.recipient).partition("@")[0]
        packed = bytes.fromhex("81" + number + "F" * (len(number) % 2))
        if received.delivered is None:
            return message((1, packed))
        read = (received.read - milliseconds(one.at)) // 1000 if received.read else 0
        return message((1, packed), (4, (received.delivered - milliseconds(one.at)) // 1000), (5, read))

    def _reactions(self, one: Happening) -> list[tuple[int, bytes]]:
        found = []
        for late in self.story:
            if late.act is Act.REACTED and late.about == one.number:
                found.append(self._reaction(late))
        return [(7, message(*found))] if found else []

    def _reaction(self, late: Happening) -> tuple[int, bytes]:
        emoji, at = late.text.encode(), milliseconds(late.at)
        if late.who == self.phone.owner:
            return 2, message((2, emoji), (3, at))
        return 1, message(
            (1, key_of(late)[:20].encode()), (2, address(late.who).encode()), (3, emoji), (4, at)
        )
