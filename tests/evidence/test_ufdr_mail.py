"""E-mails, voice messages and address books of Cellebrite's report, as public parsers name their fields: those of e-mails and contacts in two, of voice messages in one."""

import json
from pathlib import Path
from typing import Any

from candour.evidence.records import Message, Record, Unclassified
from tests.evidence.databases import check, of, records
from tests.evidence.ufdr_reports import (
    ALDER,
    ASPEN,
    OWNER,
    field,
    many,
    model,
    one,
    party,
    report,
    values,
    written,
)

AT = "2024-03-13T21:05:07.123+00:00"
MAIL = "alder@example.org"


def email(*inside: str, **fields: str) -> str:
    return model("Email", values({"TimeStamp": AT} | fields) + "".join(inside), id="e")


def told(found: Record) -> dict[str, Any]:
    rest: dict[str, Any] = json.loads(found.remainder or "{}")
    return rest


def test_an_email_keeps_its_subject_and_whom_it_was_copied_to(tmp_path: Path) -> None:
    people = one("From", party(MAIL, "From")), many("To", "Party", party(OWNER, "To", owner=True))
    copied = many("Bcc", "Party", party(ASPEN, "To"))
    given = email(*people, copied, Subject="rota", Body="see below", Folder="Inbox", EmailHeader="X: y")

    (found,) = of(Message, records(written(tmp_path, report(Email=given))))

    assert (found.sender, found.body) == (MAIL, b"see below")
    assert found.conversation == f"e-mail: {ASPEN}~{MAIL}"
    assert told(found) == {
        "EmailHeader": "X: y",
        "Folder": "Inbox",
        "Subject": "rota",
        "id": "e",
        "kind": "Email",
        "parties": [
            {"identifier": MAIL, "role": "From"},
            {"identifier": OWNER, "role": "To"},
            {"identifier": ASPEN, "role": "Bcc"},
        ],
    }


def test_an_email_that_lies_among_drafts_was_not_sent(tmp_path: Path) -> None:
    path = written(tmp_path, report(Email=email(one("From", party(MAIL, "From")), Body="x", Folder="Drafts")))

    (found,) = of(Unclassified, records(path))

    assert "not sent: Folder Drafts" in (found.reason or "")


def test_a_voice_message_is_from_whoever_left_it(tmp_path: Path) -> None:
    fields = values({"Timestamp": AT, "Duration": "00:00:33", "Name": "voice.amr", "WasPlayed": "True"})
    path = written(
        tmp_path, report(Voicemail=model("Voicemail", fields + one("From", party(ALDER, "From")), id="v"))
    )

    (found,) = of(Message, records(path))

    assert (found.sender, found.media, found.attachment, found.body) == (ALDER, "audio", "voice.amr", None)
    assert found.when.written == AT
    assert told(found)["Duration"] == "00:00:33"
    assert told(found)["WasPlayed"] == "True"


def test_an_address_book_gives_names_and_no_records(tmp_path: Path) -> None:
    entry = many(
        "Entries",
        "ContactEntry",
        model("PhoneNumber", field("Category", "Mobile") + field("Value", ALDER)),
        model("EmailAddress", field("Value", MAIL)),
    )
    person = field("Name", "Pc Alder") + field("Notes", "[insult]") + entry
    message = model("SMS", many("Parties", "Party", party(ALDER, "From", Name="Ald")) + field("Body", "x"))
    path = written(tmp_path, report(Contact=model("Contact", person, id="c"), SMS=message))

    summed = check(path)

    assert summed["facts"]["address_books"] == {
        ALDER: {"display_name": "Pc Alder"},
        MAIL: {"display_name": "Pc Alder"},
    }
    assert (summed["messages"], summed["system_events"]) == (1, 0)
    assert summed["reconciliation"]["balances"]
    assert [one["reason"] for one in summed["gaps_listed"] if "address book" in one["reason"]]
    assert "[insult]" not in json.dumps(summed)
