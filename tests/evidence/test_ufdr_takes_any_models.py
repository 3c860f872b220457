"""However models stand within one another in a report, every byte of it is accounted for and nothing stops the reader."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.evidence.formats.reading import Settled
from candour.evidence.formats.registry import readings
from tests.evidence.test_readers_take_anything import adds_up
from tests.evidence.ufdr_reports import field, many, model, one, report, several, written

KINDS = [
    "Chat", "InstantMessage", "ChatActivity", "SMS", "MMS", "Call", "Party", "Attachment", "MessageLabel", "QuotedMessageData",
    "ReplyMessageData", "ForwardedMessageData", "Reaction", "Contact", "",
]  # fmt: skip
NAMES = [
    "From", "To", "Cc", "Parties", "Participants", "Messages", "Attachments", "Attachment", "MessageExtraData", "ActivityLog",
    "Participant", "EmbeddedInstantMessage", "InstantMessage", "OriginalSender", "Reactions", "Actor", "SharedContacts", "RelatedModels",
]  # fmt: skip
FIELDS = [
    "Identifier", "Name", "Role", "IsPhoneOwner", "IsGroupAdmin", "Body", "TimeStamp", "DateRead", "Label", "Labels", "Action",
    "OriginalMessageID", "ReferenceId", "Direction", "Type", "Status", "Folder", "Duration", "VideoCall", "Source", "Filename",
    "ContentType", "ReactionType", "Id", "attachment_extracted_path",
]  # fmt: skip
VALUES = [
    None, "", "x", "True", "From", "To", "General", "Forwarded", "Reply", "System", "Edited", "ParticipantJoined", "Outgoing", "Missed",
    "Inbox", "Unsent", "2024-03-13T21:05:07+00:00", "0000-00-00", "1.00:00:01", "System message", "+447700900101", "one",
    "&#55357;", "a\nb", "\\", "🙂",
]  # fmt: skip
IDENTIFIERS = st.sampled_from(["a", "b", "c", ""])
FIELD = st.builds(field, st.sampled_from(FIELDS), st.sampled_from(VALUES))
LABELS = st.builds(several, st.just("Labels"), st.sampled_from(["Forwarded", "Reply", "x"]))


def a_model(inside: list[str], kind: str, identifier: str) -> str:
    return model(
        kind, "".join(inside), id=identifier, pa_id=f"pa-{identifier}", deleted_state="Deleted", file_id="f"
    )


def within(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    models = st.builds(
        a_model, st.lists(children, max_size=5), st.sampled_from(KINDS), st.sampled_from(["a", "b", "c"])
    )
    several_models = st.builds(
        lambda name, kind, found: many(name, kind, *found),
        st.sampled_from(NAMES),
        st.sampled_from(KINDS),
        st.lists(models, max_size=3),
    )
    return st.one_of(models, st.builds(one, st.sampled_from(NAMES), models), several_models)


MODELS = st.recursive(st.one_of(FIELD, LABELS), within, max_leaves=30)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.dictionaries(st.sampled_from(KINDS[:6]), st.lists(MODELS, max_size=4).map("".join), max_size=4))
def test_any_nesting_of_models_is_read_and_adds_up(lists: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        (reading,) = readings(written(Path(folder), report(**lists)), Settled())
        adds_up(reading)
