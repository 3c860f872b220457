"""What a message of Cellebrite's report answers, passes on and meets with, in the forms of older and newer reports.

The forms are those of the examples that a public parser keeps; the words are fictional.
"""

import json
from pathlib import Path

from candour.evidence.records import (
    Forward,
    Gap,
    Membership,
    Message,
    Reaction,
    Record,
    Reply,
    Unclassified,
)
from tests.evidence.databases import check, of, records
from tests.evidence.ufdr_reports import (
    ALDER,
    ASPEN,
    chat,
    field,
    instant,
    many,
    model,
    one,
    party,
    report,
    several,
    values,
    written,
)

NOBODY = "00000000-0000-0000-0000-000000000000"


def read(folder: Path, *messages: str, more: str = "") -> list[Record]:
    return records(written(folder, report(chat(*messages, more=more))))


def extra(*models: str) -> str:
    return many("MessageExtraData", "InstantMessageExtraData", *models)


def embedded(inside: str = "", **fields: str) -> str:
    """Reports print it twice."""
    within = model("InstantMessage", values(fields) + inside, id="e", pa_id="pa-e")
    return many("EmbeddedInstantMessage", "InstantMessage", within) * 2


def photograph(name: str) -> str:
    fields = field("Filename", name) + field("ContentType", "image/jpeg")
    return many("Attachments", "Attachment", model("Attachment", fields, file_id=name))


def test_a_message_that_is_passed_on_has_the_words_and_files_of_the_one_within_it_and_answers_nothing(
    tmp_path: Path,
) -> None:
    quoted = model("QuotedMessageData", field("Label", "Forwarded") + field("ReferenceId", "e"))
    label = model("MessageLabel", field("Label", "Forwarded"))
    within = embedded(one("From", party(ASPEN)) + photograph("x.jpg"), Body="[insult]")

    found = read(tmp_path, instant(one("From", party(ALDER)) + extra(label, quoted) + within))

    (message,) = of(Message, found)
    assert (message.sender, message.body, message.attachment) == (ALDER, b"[insult]", "x.jpg")
    assert json.loads(message.remainder or "{}")["content_from"] == "the message that it passes on"
    assert [(a.about, a.original_sender) for a in of(Forward, found)] == [(message.identity, ASPEN)]
    assert of(Reply, found) == []


def test_newer_reports_keep_labels_in_a_list_and_refer_by_the_programs_own_id(tmp_path: Path) -> None:
    reference = model("QuotedMessageData", field("ReferenceId", "pa-e", "Guid"))
    answer = model("QuotedMessageData", field("OriginalMessageID", "FWD-1") + field("ReferenceId", NOBODY))

    found = read(
        tmp_path,
        instant(
            several("Labels", "Forwarded", "Edited") + extra(reference) + embedded(Body="words"),
            Identifier="FWD-1",
            Label="Default",
        ),
        instant(several("Labels", "Reply") + extra(answer), Identifier="REPLY-1", Body="no"),
    )

    assert [(a.message_id, a.body, "edited" in a.marks) for a in of(Message, found)] == [
        ("FWD-1", b"words", True),
        ("REPLY-1", b"no", False),
    ]
    assert len(of(Forward, found)) == 1
    assert [a.answers for a in of(Reply, found)] == ["FWD-1"]


def test_an_answer_names_the_message_by_the_messengers_own_id_where_that_is_given(tmp_path: Path) -> None:
    inner = model("InstantMessage", values({"Identifier": "1:14433", "Body": "what was said"}), id="x")
    stated = model(
        "ReplyMessageData", field("Label", "Reply") + field("OriginalMessageID", "1:14433") + one("InstantMessage", inner)
    )  # fmt: skip
    by_reference = model("QuotedMessageData", field("ReferenceId", "e"))
    unnamed = model("MessageLabel", field("Label", "Reply"))

    found = read(
        tmp_path,
        instant(extra(stated), Body="a"),
        instant(extra(by_reference) + embedded(Identifier="K9", Body="earlier"), Body="b"),
        instant(extra(unnamed), Body="c"),
    )

    assert [(a.answers, a.quoted) for a in of(Reply, found)] == [
        ("1:14433", b"what was said"),
        ("K9", b"earlier"),
        (None, None),
    ]


def test_reactions_are_read_beside_the_message_and_within_the_person_who_gave_them(tmp_path: Path) -> None:
    beside = many(
        "Reactions", "Reaction", model("Reaction", field("ReactionType", "👍") + one("Actor", party(ALDER)))
    )
    within = many("To", "Party", party(ASPEN, "To", more=many("Reactions", "Reaction", model("Reaction", field("ReactionType", "😡")))))  # fmt: skip

    found = read(tmp_path, instant(beside + within, Body="x"))

    assert [(a.sender, a.emoji) for a in of(Reaction, found)] == [(ALDER, "👍"), (ASPEN, "😡")]


def activity(action: str, person: str, identifier: str) -> str:
    said = values({"Action": action, "SystemMessageBody": "words", "SystemMessageTimeStamp": "2024-03-13T21:05:07+00:00"})  # fmt: skip
    return model("ChatActivity", said + one("Participant", party(person)), id=identifier)


def test_one_line_about_several_people_says_so_of_each_and_comes_from_nobody(tmp_path: Path) -> None:
    log = many("ActivityLog", "ChatActivity", *(activity("ParticipantJoined", who, who) for who in (ALDER, ASPEN)))  # fmt: skip
    system = one("From", party("System message", "From"))

    first, second = of(Membership, read(tmp_path, instant(system + log, Body="words")))

    assert [(a.change.value, a.sender, a.subjects) for a in (first, second)] == [
        ("joined", ALDER, (ALDER,)),
        ("joined", ASPEN, (ASPEN,)),
    ]
    assert (first.inner, second.inner, first.identity == second.identity) == (False, True, True)


def test_a_word_of_our_own_expectation_says_that_it_is_one(tmp_path: Path) -> None:
    log = many(
        "ActivityLog",
        "ChatActivity",
        activity("ParticipantAdded", ALDER, "a"),
        activity("ParticipantJoined", ALDER, "b"),
    )
    system = one("From", party("System message", "From"))

    added, joined = of(Membership, read(tmp_path, instant(system + log)))

    assert (added.sender, added.subjects) == (None, (ALDER,))
    assert "expectation" in json.loads(added.remainder or "{}")["word"]
    assert "word" not in json.loads(joined.remainder or "{}")


def test_an_entry_that_stands_in_the_log_and_in_the_message_happened_once(tmp_path: Path) -> None:
    entry = activity("ParticipantJoined", ALDER, "a1")
    in_message = instant(many("ActivityLog", "ChatActivity", entry), Body="words")

    found = read(tmp_path, in_message, more=many("ActivityLog", "ChatActivity", entry))

    assert len(of(Membership, found)) == 1
    assert [a.reason for a in of(Unclassified, found)] == [
        "an entry of the group's log that stands in the report already"
    ]


def test_a_message_that_stands_in_its_chat_and_in_a_list_of_all_messages_is_read_in_its_chat(
    tmp_path: Path,
) -> None:
    both = model("InstantMessage", field("Body", "both"), id="both")
    alone = model("InstantMessage", field("Body", "alone"), id="alone")
    for order in (report(chat(both), InstantMessage=both + alone), report(InstantMessage=both + alone, Chat=chat(both))):  # fmt: skip
        path = written(tmp_path, order)
        found = records(path)

        assert sorted((a.body, a.conversation) for a in of(Message, found)) == [  # type: ignore[type-var]
            (b"alone", None),
            (b"both", "one"),
        ]
        assert any("read there" in a.reason for a in of(Gap, found))
        assert {"table": "InstantMessage", "rows": 3, "read": 2, "listed": 1, "balances": True} in check(path)["reconciliation"]["tables"]  # fmt: skip


def test_a_contact_and_a_place_that_were_sent_are_marked(tmp_path: Path) -> None:
    contact = many("SharedContacts", "Contact", model("Contact", field("Name", "Pc Alder")))
    place = one("Position", model("Coordinate", field("Latitude", "51.5")))

    shared, located = of(Message, read(tmp_path, instant(contact), instant(place)))

    assert (shared.media, "contact" in shared.marks) == ("contact", True)
    assert (located.media, "location" in located.marks) == (None, True)


def test_administrators_of_a_group_are_named_among_its_facts(tmp_path: Path) -> None:
    people = many("Participants", "Party", party(ALDER, IsGroupAdmin="True"), party(ASPEN))

    facts = check(written(tmp_path, report(chat(instant(Body="x"), more=people))))["facts"]

    assert facts["conversations"]["one"]["admins"] == [ALDER]
