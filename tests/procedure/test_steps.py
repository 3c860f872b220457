"""Lifecycles, statutory tests and code lists: read strictly, and what they answer."""

from datetime import date
from pathlib import Path

import pytest

from candour.procedure import Law, LawFileError, load_law
from candour.procedure.lists import NoSuchCode
from candour.procedure.statutory_tests import Outcome
from tests.procedure.writing import write_law

IMPERATIVES = ("Answer the ", "Close ", "Decide ", "Determine ", "Enter ", "Order ", "Provide ", "Send ", "Tell ", "Write ")

TRACK = """
track = "post"
title = "Post"
initial = "none"
[[state]]
key = "none"
title = "Nothing sent"
[[state]]
key = "sent"
title = "Letter sent"
stage = "Waiting for a reply"
[[state]]
key = "kept"
title = "Kept going"
ended = true
[[state]]
key = "closed"
title = "Closed"
ended = true
[[step]]
key = "letter.send"
title = "Send the letter"
done = "Letter sent"
gist = "The authority writes to the complainant."
from = ["none"]
to = "sent"
who = ["complaint-handler"]
power_or_duty = "duty"
source = "uksi/2020/2/regulation/39"
confidence = "read"
checked = 2026-11-20
states = { linked = false }
[[step.requires]]
none = [{ fact = "linked", is = true }]
reason = "An earlier matter is still being handled."
source = "uksi/2020/5/regulation/3"
[[step.asks]]
name = "letter-sent"
kind = "date"
question = "When was it sent?"
required = true
[[step.starts]]
rule = "letters.reply"
from = "letter-sent"
[[step]]
key = "letter.decide"
title = "Decide whether it goes on"
done = "Decided"
gist = "Whether the public interest needs it."
from = ["sent"]
to_by = { answer = "goes-on", yes = "kept", no = "closed" }
who = ["decision-maker"]
power_or_duty = "power"
test = "interest"
source = "uksi/2020/2/regulation/38"
confidence = "read"
checked = 2026-11-20
[[step.requires]]
all = [{ fact = "answered.interest", in = ["met", "not-met"] }]
reason = "The test of the public interest is still to be answered."
source = "uksi/2020/2/regulation/38"
[[step.asks]]
name = "goes-on"
kind = "yes-no"
question = "Does it go on?"
[[step.stops]]
rule = "letters.reply"
"""

TEST = """
key = "interest"
title = "Public interest"
question = "Is it in the public interest to go on?"
source = "uksi/2020/2/regulation/38"
confidence = "read"
as_alleged = true
outcome = "{outcome}"
[[limb]]
key = "grave"
words = "it is grave"
source = "uksi/2020/2/regulation/38"
[[limb]]
key = "wide"
words = "it matters beyond this case"
source = "uksi/2020/2/regulation/38"
[[limb.applies]]
all = [{{ fact = "complaint-made", on_or_after = 2020-02-01 }}]
"""

LIST = """
name = "grounds"
title = "Grounds"
source = "our own list"
confidence = "read"
[[edition]]
id = "old"
from_unconfirmed = true
[[edition.code]]
code = "A"
title = "Delay"
[[edition]]
id = "2021-01"
from = 2021-01-01
[[edition.code]]
code = "A"
title = "Rudeness"
[[edition.code]]
code = "A1"
title = "Tone of voice"
parent = "A"
"""


def law_folder(root: Path, *, track: str = TRACK, test: str = TEST, codes: str = LIST, outcome: str = "any-yes") -> Path:
    folder = write_law(root)
    for name, written in (
        ("lifecycles/post", track),
        ("tests/interest", test.format(outcome=outcome)),
        ("lists/grounds", codes),
    ):
        path = folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    return folder


@pytest.fixture
def law(tmp_path: Path) -> Law:
    return load_law(law_folder(tmp_path))


def reasons(law: Law, facts: dict, roles: list[str]) -> dict[str, list[str]]:
    return {one.step.key: [reason.text for reason in one.reasons] for one in law.steps_open(facts, roles)}


def test_a_step_is_open_to_the_right_person_in_the_right_state(law: Law) -> None:
    found = reasons(law, {"linked": False}, ["complaint-handler"])

    assert found["letter.send"] == []
    assert found["letter.decide"] == [
        "Post stands at “Nothing sent”; this is for “Letter sent”.",
        "This is for: decision maker.",
        "The test of the public interest is still to be answered.",
    ]


def test_a_step_that_is_closed_shows_the_sentence_and_source_of_what_is_missing(law: Law) -> None:
    standing = law.steps_open({"linked": True}, ["complaint-handler"])[0]

    assert not standing.open
    assert [(reason.text, reason.source) for reason in standing.reasons] == [
        ("An earlier matter is still being handled.", ("uksi/2020/5/regulation/3",))
    ]


def test_the_answer_decides_where_a_step_leads(law: Law) -> None:
    step = law.steps["letter.decide"]

    assert [step.state_after({"goes-on": answer}) for answer in ("yes", "no")] == ["kept", "closed"]
    assert law.steps["letter.send"].state_after({}) == "sent"


def test_the_state_of_a_track_opens_the_next_step(law: Law) -> None:
    facts = {"track.post": "sent", "answered.interest": "met"}

    assert reasons(law, facts, ["decision-maker"])["letter.decide"] == []


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('to = "sent"', 'to = "gone"', "no such state of this track: gone .letter.send."),
        ('initial = "none"', 'initial = "begun"', "no such state of this track: begun"),
        ('rule = "letters.reply"\nfrom', 'rule = "letters.answer"\nfrom', "rule names letters.answer"),
        ('from = "letter-sent"', 'from = "asked-on"', "on which the clock of letters.reply does not start"),
        ('test = "interest"', 'test = "harm"', "test names harm, which the law does not hold"),
        ("linked = false", 'linked = "no"', "linked must be a declared yes-no or code fact"),
        ('kind = "date"', 'kind = "moment"', "kind is moment, but the fact letter-sent is date"),
        (", no = ", ", perhaps = ", "to_by must lead somewhere for exactly: no, yes"),
        ('answer = "goes-on"', 'answer = "goes"', "turns on goes, which the step does not ask"),
        ('reason = "An', 'because = "An', "reason is missing"),
        ('power_or_duty = "power"', 'power_or_duty = "right"', "accepted: power, duty"),
        ('key = "closed"', 'key = "kept"', "state has the same key twice"),
    ],
)
def test_a_lifecycle_that_names_what_is_not_there_is_refused(
    tmp_path: Path, written: str, instead: str, message: str
) -> None:
    assert written in TRACK
    with pytest.raises(LawFileError, match=message) as refused:
        load_law(law_folder(tmp_path, track=TRACK.replace(written, instead, 1)))

    assert str(refused.value).startswith("lifecycles/post.toml")


@pytest.mark.parametrize(
    ("outcome", "grave", "wide", "expected"),
    [
        ("any-yes", True, None, Outcome.MET),
        ("any-yes", True, False, Outcome.MET),
        ("any-yes", False, False, Outcome.NOT_MET),
        ("any-yes", False, None, Outcome.CANNOT_SAY_YET),
        ("all-yes", True, True, Outcome.MET),
        ("all-yes", True, None, Outcome.CANNOT_SAY_YET),
        ("all-yes", None, False, Outcome.NOT_MET),
    ],
)
def test_the_answers_of_a_person_combine_as_the_test_says(
    tmp_path: Path, outcome: str, grave: bool | None, wide: bool | None, expected: Outcome
) -> None:
    test = load_law(law_folder(tmp_path, outcome=outcome)).tests["interest"]

    assert test.outcome({"grave": grave, "wide": wide}) is expected


def test_a_limb_of_another_edition_of_the_law_is_not_asked(law: Law) -> None:
    test, old = law.tests["interest"], {"complaint-made": date(2019, 3, 4)}

    assert [limb.key for limb in test.limbs_for(old)] == ["grave"]
    assert test.outcome({"grave": False}, old) is Outcome.NOT_MET


def test_an_answer_to_a_limb_that_is_not_there_is_an_error(law: Law) -> None:
    with pytest.raises(KeyError, match="interest has no limb cheap"):
        law.tests["interest"].outcome({"cheap": True})


def test_a_letter_means_what_its_edition_says(law: Law) -> None:
    grounds = law.lists["grounds"]

    assert grounds.edition("old").code("A").title == "Delay"
    assert grounds.edition_on(date(2021, 1, 1)).code("A").title == "Rudeness"
    assert grounds.edition_on(date(2020, 12, 31)).id == "old"
    assert [code.title for code in grounds.edition("2021-01").path_of("A1")] == ["Rudeness", "Tone of voice"]


def test_a_code_that_an_edition_does_not_have_is_an_error(law: Law) -> None:
    with pytest.raises(NoSuchCode, match="The list grounds, edition old, has no code 'A1'"):
        law.lists["grounds"].edition("old").code("A1")


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('parent = "A"', 'parent = "B"', "parent of A1 is B, which is not a code of this edition"),
        ('parent = "A"', 'parent = "A1"', "parent of A1 is A1"),
        ('code = "A1"', 'code = "A"', "code A is there twice"),
        ("from = 2021-01-01", "", "from or from_unconfirmed = true: exactly one"),
        ('name = "grounds"', 'name = "reasons"', "name must be grounds"),
    ],
)
def test_a_code_list_that_makes_no_sense_is_refused(tmp_path: Path, written: str, instead: str, message: str) -> None:
    with pytest.raises(LawFileError, match=message) as refused:
        load_law(law_folder(tmp_path, codes=LIST.replace(written, instead)))

    assert str(refused.value).startswith("lists/grounds.toml")


def test_every_step_says_what_is_to_be_done_and_what_was() -> None:
    for step in load_law().steps.values():
        assert step.done != step.title, step.key
        assert not step.done.startswith(IMPERATIVES), step.key
