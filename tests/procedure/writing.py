"""Writes small laws into a folder, so that a test shows the whole of what it reads."""

import shutil
from datetime import date
from pathlib import Path

from candour.procedure import Law, load_law
from candour.procedure.law import OWN_LAW

FACTS = """
[facts.complaint-made]
kind = "date"
meaning = "the day the complaint was made"
stated_by = "complaint handler"
says = "the complaint was made"

[facts.letter-sent]
kind = "date"
meaning = "the day the letter was sent"
stated_by = "complaint handler"

[facts.heard]
kind = "moment"
meaning = "when somebody was told"
stated_by = "complaint handler"

[facts.update-given]
kind = "date"
repeats = true
meaning = "each day an update was given"
stated_by = "complaint handler"

[facts.time-left-out]
kind = "date"
interval = true
meaning = "days that are not counted"
stated_by = "complaint handler"

[facts.granted-to]
kind = "date"
meaning = "the new last day"
stated_by = "Director General"

[facts.asked-on]
kind = "date"
meaning = "the day more time was asked for"
stated_by = "recipient"

[facts.agreed-to]
kind = "date"
meaning = "the earlier day agreed"
stated_by = "both sides"

[facts.linked]
kind = "yes-no"
meaning = "an earlier matter was still being handled"
stated_by = "complaint handler"
says = "an earlier matter was still being handled"
says_not = "no earlier matter was being handled"

[facts.force-kind]
kind = "code"
values = ["territorial", "btp"]
meaning = "the kind of force"
stated_by = "the force"
assumed = "territorial"

[facts.rank]
kind = "code"
values = ["constable", "sergeant"]
meaning = "the officer's rank"
stated_by = "the force"
"""

HEAD = """key = "letters.reply"
title = "Answer the letter"
shape = "{shape}"
"""

VERSION = """
[[version]]
id = "{id}"
edition = 1
from = "letter-sent"
{count}
owed_by = "complainant"
owed_to = "force"
source = "uksi/2020/2/regulation/39"
gist = "within the period after the letter"
confidence = "read"
checked = 2026-11-20
{more}
"""


def version(count: str = '{ n = 28, unit = "days", first_day = "next" }', more: str = "", id: str = "2020") -> str:
    return VERSION.format(id=id, count=f"count = {count}" if count else "", more=more)


def write_law(folder: Path, *versions: str, shape: str = "limit", facts: str = FACTS) -> Path:
    """A law of one rule, letters.reply, with the real calendars."""
    (folder / "rules" / "letters").mkdir(parents=True, exist_ok=True)
    (folder / "facts.toml").write_text(facts, encoding="utf-8")
    shutil.copytree(OWN_LAW / "calendars", folder / "calendars", dirs_exist_ok=True)
    written = HEAD.format(shape=shape) + "".join(versions or (version(),))
    (folder / "rules" / "letters" / "reply.toml").write_text(written, encoding="utf-8")
    return folder


def law_of(folder: Path, *versions: str, shape: str = "limit", facts: str = FACTS) -> Law:
    return load_law(write_law(folder, *versions, shape=shape, facts=facts))


def day(written: str) -> date:
    return date.fromisoformat(written)
