"""The story as msgstore.db and wa.db of an Android phone, in the new tables: columns and numbers as met in real files."""

import base64
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from candour.evidence.worked.group import Act, Happening, Person
from candour.evidence.worked.phones import (
    GROUP,
    WRITTEN,
    Phone,
    address,
    deletion_of,
    digits,
    edit_of,
    file_sha256,
    key_of,
    members_at_end,
    milliseconds,
    receipts,
)

SCHEMA = """
CREATE TABLE jid (_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER,
    device INTEGER, type INTEGER, raw_string TEXT);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER, sort_id INTEGER);
CREATE TABLE chat (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT,
    created_timestamp INTEGER, last_read_message_row_id INTEGER, archived INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL,
    key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER, recipient_count INTEGER,
    origination_flags INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER,
    receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, lookup_tables INTEGER,
    sort_id INTEGER NOT NULL DEFAULT 0);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, file_size INTEGER,
    media_key BLOB, mime_type TEXT, media_name TEXT, file_hash TEXT, media_caption TEXT, width INTEGER, height INTEGER);
CREATE TABLE message_forwarded (message_row_id INTEGER PRIMARY KEY, forward_score INTEGER);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER NOT NULL,
    parent_message_chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL, sender_jid_row_id INTEGER,
    key_id TEXT NOT NULL, timestamp INTEGER, message_type INTEGER, text_data TEXT);
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER, from_me INTEGER,
    key_id TEXT NOT NULL, sender_jid_row_id INTEGER, parent_message_row_id INTEGER, timestamp INTEGER, status INTEGER,
    message_add_on_type INTEGER);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT,
    sender_timestamp INTEGER);
CREATE TABLE message_poll (message_row_id INTEGER PRIMARY KEY, enc_key BLOB, selectable_options_count INTEGER);
CREATE TABLE message_poll_option (_id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, option_name TEXT,
    vote_total INTEGER);
CREATE TABLE message_edit_info (message_row_id INTEGER PRIMARY KEY, original_key_id TEXT NOT NULL,
    edited_timestamp INTEGER NOT NULL, sender_timestamp INTEGER NOT NULL);
CREATE TABLE message_revoked (message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT NOT NULL,
    admin_jid_row_id INTEGER, revoke_timestamp INTEGER);
CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type INTEGER NOT NULL);
CREATE TABLE message_system_chat_participant (message_row_id INTEGER, user_jid_row_id INTEGER);
CREATE TABLE message_system_group (message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER);
CREATE TABLE message_system_number_change (message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER,
    new_jid_row_id INTEGER);
CREATE TABLE message_system_value_change (message_row_id INTEGER PRIMARY KEY, old_data TEXT);
CREATE TABLE receipt_user (_id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER NOT NULL,
    receipt_user_jid_row_id INTEGER NOT NULL, receipt_timestamp INTEGER, read_timestamp INTEGER,
    played_timestamp INTEGER);
CREATE TABLE group_participant_user (_id INTEGER PRIMARY KEY AUTOINCREMENT, group_jid_row_id INTEGER NOT NULL,
    user_jid_row_id INTEGER NOT NULL, rank INTEGER, pending INTEGER);
CREATE TABLE media_hash_thumbnail (media_hash TEXT PRIMARY KEY, thumbnail BLOB);
CREATE TABLE props (_id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, value TEXT);
"""
_CONTACTS = """CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid TEXT NOT NULL,
    is_whatsapp_user BOOLEAN NOT NULL, number TEXT, display_name TEXT, wa_name TEXT)"""
_ACTIONS = {
    Act.CREATED: 11,
    Act.ADDED: 12,
    Act.JOINED_BY_LINK: 20,
    Act.LEFT: 5,
    Act.REMOVED: 14,
    Act.RENAMED: 1,
    Act.NUMBER_CHANGED: 10,
}
_CHAT, _SYSTEM, _PHOTO, _DELETED, _POLL, _REACTION = 1, 7, 1, 15, 66, 56


def write_android_database(story: Sequence[Happening], phone: Phone, folder: Path) -> Path:
    """Writes msgstore.db, and wa.db beside it; gives the path of the former."""
    path = folder / "msgstore.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        _Writer(connection, story, phone).write()
    with closing(sqlite3.connect(folder / "wa.db")) as connection, connection:
        connection.execute(_CONTACTS)
        rows = [
            (address(one), 1, one.number, phone.calls(one), None)
            for one in _people(story)
            if one != phone.owner
        ]
        columns = "jid, is_whatsapp_user, number, display_name, wa_name"
        connection.executemany(f"INSERT INTO wa_contacts ({columns}) VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608
    return path


def _people(story: Sequence[Happening]) -> list[Person]:
    return list(dict.fromkeys(who for one in story for who in (one.who, *one.others)))


class _Writer:
    def __init__(self, connection: sqlite3.Connection, story: Sequence[Happening], phone: Phone) -> None:
        self.connection, self.story, self.phone = connection, story, phone
        self.jids = {one: number for number, one in enumerate(_people(story), start=2)}
        self.title: str | None = None

    def insert(self, table: str, **columns: object) -> None:
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(columns.values()))  # noqa: S608

    def write(self) -> None:
        self.insert("jid", _id=1, user=GROUP, server="g.us", type=1, raw_string=f"{GROUP}@g.us")
        for who, number in self.jids.items():
            self.insert(
                "jid", _id=number, user=digits(who), server="s.whatsapp.net", type=0, raw_string=address(who)
            )
        title = [one.text for one in self.story if one.act in (Act.CREATED, Act.RENAMED)][-1]
        began = milliseconds(self.story[0].at)
        self.insert("chat", _id=_CHAT, jid_row_id=1, hidden=0, subject=title, created_timestamp=began)
        for one in self.story:
            self._happening(one)
        self._receipts()
        for member in members_at_end(self.story):
            if member != self.phone.owner:
                self.insert(
                    "group_participant_user", group_jid_row_id=1, user_jid_row_id=self.jids[member], rank=0
                )

    def _happening(self, one: Happening) -> None:
        if one.act in _ACTIONS:
            self._system(one)
        elif one.act in WRITTEN:
            self._written(one)
        elif one.act is Act.REACTED:
            self._reaction(one)

    def _message(self, one: Happening, kind: int, text: str | None) -> None:
        own = one.who == self.phone.owner
        at = milliseconds(one.at)
        self.insert(
            "message",
            _id=one.number,
            chat_row_id=_CHAT,
            from_me=int(own),
            key_id=key_of(one),
            sender_jid_row_id=0 if own else self.jids[one.who],
            status=0,
            origination_flags=int(one.forwarded),
            timestamp=at,
            received_timestamp=at + 400,
            receipt_server_timestamp=-1,
            message_type=kind,
            text_data=text,
            starred=0,
            sort_id=one.number,
        )

    def _system(self, one: Happening) -> None:
        titled = one.act in (Act.CREATED, Act.RENAMED)
        self._message(one, _SYSTEM, one.text if titled else None)
        self.insert("message_system", message_row_id=one.number, action_type=_ACTIONS[one.act])
        if one.act is Act.NUMBER_CHANGED:
            old, new = self.jids[one.who], self.jids[one.others[0]]
            self.insert(
                "message_system_number_change",
                message_row_id=one.number,
                old_jid_row_id=old,
                new_jid_row_id=new,
            )
            return
        if one.act is Act.RENAMED:
            self.insert("message_system_value_change", message_row_id=one.number, old_data=self.title)
        self.title = one.text if titled else self.title
        affected = (one.who,) if one.act in (Act.LEFT, Act.JOINED_BY_LINK) else one.others
        for who in affected:
            self.insert(
                "message_system_chat_participant", message_row_id=one.number, user_jid_row_id=self.jids[who]
            )

    def _written(self, one: Happening) -> None:
        deleted, edited = deletion_of(one, self.story), edit_of(one, self.story)
        if deleted is not None:
            self._message(one, _DELETED, None)
            self.insert(
                "message_revoked",
                message_row_id=one.number,
                revoked_key_id=key_of(one),
                revoke_timestamp=milliseconds(deleted.at),
            )
            return
        kind = {Act.PHOTO: _PHOTO, Act.POLL: _POLL}.get(one.act, 0)
        self._message(one, kind, (edited.text if edited else one.text) or None)
        if edited is not None:
            at = milliseconds(edited.at)
            self.insert(
                "message_edit_info",
                message_row_id=one.number,
                original_key_id=key_of(one),
                edited_timestamp=at,
                sender_timestamp=at,
            )
        self._beside(one)

    def _beside(self, one: Happening) -> None:
        if one.picture is not None and one.file is not None:
            digest = base64.b64encode(bytes.fromhex(file_sha256(one.picture))).decode()
            self.insert(
                "message_media",
                message_row_id=one.number,
                chat_row_id=_CHAT,
                file_path=f"Media/WhatsApp Images/{one.file}",
                mime_type="image/jpeg",
                file_hash=digest,
                media_key=bytes(32),
            )
            self.connection.execute(
                "INSERT OR IGNORE INTO media_hash_thumbnail VALUES (?, ?)", (digest, b"\xff\xd8fiction")
            )
        if one.forwarded:
            self.insert("message_forwarded", message_row_id=one.number, forward_score=1)
        if one.act is Act.POLL:
            self.insert("message_poll", message_row_id=one.number, selectable_options_count=0)
            for text, votes in one.options:
                self.insert(
                    "message_poll_option", message_row_id=one.number, option_name=text, vote_total=votes
                )
        if one.about is not None:
            self._quote(one, self.story[one.about - 1])

    def _quote(self, one: Happening, quoted: Happening) -> None:
        own = quoted.who == self.phone.owner
        self.insert(
            "message_quoted",
            message_row_id=one.number,
            chat_row_id=_CHAT,
            parent_message_chat_row_id=_CHAT,
            from_me=int(own),
            sender_jid_row_id=0 if own else self.jids[quoted.who],
            key_id=key_of(quoted),
            timestamp=milliseconds(quoted.at),
            message_type=_PHOTO,
            text_data=quoted.text or None,
        )

    def _reaction(self, one: Happening) -> None:
        own = one.who == self.phone.owner
        at = milliseconds(one.at)
        self.insert(
            "message_add_on",
            _id=one.number,
            chat_row_id=_CHAT,
            from_me=int(own),
            key_id=key_of(one),
            sender_jid_row_id=-1 if own else self.jids[one.who],
            parent_message_row_id=one.about,
            timestamp=at,
            message_add_on_type=_REACTION,
        )
        self.insert(
            "message_add_on_reaction",
            message_add_on_row_id=one.number,
            reaction=one.text,
            sender_timestamp=at,
        )

    def _receipts(self) -> None:
        for number, found in receipts(self.story, self.phone).items():
            for one in found:
                self.insert(
                    "receipt_user",
                    message_row_id=number,
                    receipt_user_jid_row_id=self.jids[one.recipient],
                    receipt_timestamp=one.delivered,
                    read_timestamp=one.read,
                )
