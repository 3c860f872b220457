"""Text exports of every kind that the tests know: all header forms, what stands in bodies, what misleads, and what is broken."""

from collections.abc import Iterator
from random import Random

from candour.evidence.worked.group import story
from candour.evidence.worked.whatsapp_text import android_text, ios_text
from tests.evidence.test_whatsapp_headers import FORMS

BODIES = (
    "words", "", " ", "two\nlines", "three\n\nlines\n", "a: b", ": ", "ends with a colon:", "null", "null.", "<Media omitted>",
    "This message was deleted", "You deleted this message.", "changed \u200e<This message was edited>", "cars (2)", "a > b >",
    "\u200eIMG-20240313-WA0001.jpg (file attached)\nlook", "IMG-20240313-WA0002.jpg (file attached)\r\nlook", "report.pdf • \u200e2 pages",
    "POLL:\nWhen?\nOPTION: now (3 votes)\nOPTION: later (1 vote)", "Location: https://maps.google.com/?q=51.5,-0.1",
    "Missed voice call", "\u200eMissed voice call", "13/03/2024, 10:00 - Pc Elder: pasted", "look\n[3/12, 9:05 PM] Pc Elder: pasted", "[3] x",
    "3 tea\n2 milk", "Mar 3 it was", "later\nMar 3, 2024 at 10:00 - Pc Elder: x", "٣ شاي", "شاي\n٣", "茶", "茶\n二つ", "\u2026 so", "'\u2019'", "😂",
    "a\rb", "x\r", "\u2028next", "Pc Birchall: \u200eOwner left", "He said: \u200eno",
)  # fmt: skip
SENDERS = (
    "Pc Alder: ", "Pc Birchall: ", "", "+44 7700 900123: ", "A:B: ", ": ", "Pc Alder:", "\u200ePc Ash: ", "Pc Alder added Pc Ash",
    'Pc Alder changed the subject to "Night: shift"', "Pc Alder changed the subject to \"Night: ",
)  # fmt: skip
DATES = (
    "13/03/2024", "13/03/2024", "14/03/2024", "13/03/2024", "01/02/2023", "02/02/2023", "15/03/2024", "45/03/2024", "16/03/2024", "16/03/2034",
    "17/03/2024", "17/03/0000", "18/03/9999", "18/03/2024", "30/02/2024", "19/03/2024",
)  # fmt: skip
TOKENS = (
    b"\0", b"\xff", b"\n", b"\r\n", b"\r", b"\xe2\x80\x8e", b"\xef\xbb\xbf", b"\xe2\x80", b":", b": ", b"[", b"]", b"\n\n", b"\xed\xa0\x80",
    b"\n01/02/2023, 10:00 - Pc Elder: old", b"\n45/03/2024, 10:00 - Pc Elder: none", b"\n13/03/2024, 21:05 -", b"\n[13/03/2024, 21:05:07]",
)  # fmt: skip


def every() -> Iterator[tuple[str, bytes]]:
    """Each with a name for it."""
    for number, (header, _, _) in enumerate(FORMS):
        for ends, line_end in (("LF", "\n"), ("CR LF", "\r\n")):
            yield f"form {number} {ends}", _talk([header] * len(BODIES), line_end)
    yield "no year", _talk(["9 Mar 21:05 - "] * 20, "\n")
    yield "day or month", _talk(["3/4/2024, 21:05 - "] * 20, "\n")
    yield "another calendar", _talk(["1445/01/20, 21:05 - "] * 20, "\n")
    yield "back and forth", _talk([f"{date}, 21:05 - " for date in DATES], "\n")
    yield "a preamble", b"the rest of another\n" + _talk(["13/03/2024, 21:05 - "] * 20, "\n")
    for name, whole in (("Android", android_text(story())), ("iPhone", ios_text(story(), "B relief"))):
        yield f"the group, {name}", whole.encode()
        for seed in range(12):
            yield f"the group, {name}, broken {seed}", _broken(whole.encode(), Random(seed))


def _talk(headers: list[str], line_end: str) -> bytes:
    senders = [SENDERS[place % len(SENDERS)] for place in range(len(headers))]
    lines = zip(headers, senders, BODIES, strict=False)
    return "".join(header + sender + body + line_end for header, sender, body in lines).encode()


def _broken(whole: bytes, chance: Random) -> bytes:
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(whole))
        whole = whole[:at] + chance.choice(TOKENS) + whole[at + chance.choice((0, 0, 1, 30)) :]
    return whole
