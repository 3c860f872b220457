"""The catalogues of translations, without the gettext programs: gathers what is marked, keeps what was translated, compiles.

`make translations` brings every catalogue up to date. A catalogue is compiled, and its language offered, once nothing in it
is empty: a page half in one language and half in another helps nobody.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "candour"
LOCALE = PACKAGE / "locale"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
STRING = r"""u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*\""""
IN_TEMPLATES = re.compile(rf"\b(ngettext|gettext|_)\(({STRING})(?:, ({STRING}))?")
PLACE = re.compile(r"%\((\w+)\)[sd]")
PLURALS = {"cy": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5")}
"""How many forms of a plural a language has, and which number takes which."""

Key = tuple[str, str]


class BadTranslation(ValueError):
    """A catalogue that cannot be read or compiled; the message names the text."""


@dataclass
class Message:
    """`plural` is empty for a text without one; `forms` are its translations, empty where there is none yet."""

    text: str
    plural: str
    files: set[str]
    forms: list[str]

    @property
    def key(self) -> Key:
        return self.text, self.plural

    @property
    def is_translated(self) -> bool:
        return all(self.forms)


def main(arguments: list[str]) -> int:
    found, problems = marked(), 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        messages = brought_up_to_date(path, found)
        path.write_text(as_po(language_of(path), messages), encoding="utf-8")
        try:
            done = compile_catalogue(path)
        except BadTranslation as problem:
            print(f"{path.name}: {problem}", file=sys.stderr)
            problems += 1
            continue
        left = sum(not message.is_translated for message in messages)
        print(
            f"{language_of(path)}: {len(messages)} texts, {left} not translated; {'offered' if done else 'not offered'}"
        )
    return 1 if problems else 0


def language_of(path: Path) -> str:
    return path.parents[1].name


def marked(package: Path = PACKAGE) -> dict[Key, set[str]]:
    """Every text that is marked for translation, with the files it stands in."""
    found: dict[Key, set[str]] = {}
    for path in sorted(package.rglob("*")):
        for key in in_file(path):
            found.setdefault(key, set()).add(path.relative_to(package).as_posix())
    return found


def in_file(path: Path) -> Iterable[Key]:
    if path.suffix == ".py":
        return in_program(path.read_text(encoding="utf-8"))
    if path.suffix in {".html", ".txt"} and "templates" in path.parts:
        return in_template(path.read_text(encoding="utf-8"))
    return ()


def in_program(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name in SINGLE | PLURAL:
            texts = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if texts:
                yield texts[0], texts[1] if name in PLURAL else ""


def in_template(source: str) -> Iterator[Key]:
    if not settings.configured:
        settings.configure()
    for found in IN_TEMPLATES.finditer(templatize(source)):
        yield ast.literal_eval(found[2]), ast.literal_eval(found[3]) if found[3] else ""


def brought_up_to_date(path: Path, found: Mapping[Key, set[str]]) -> list[Message]:
    """What is marked now, each with the translation it had; what is marked no longer goes."""
    had = {message.key: message.forms for message in read_po(path)}
    number = PLURALS[language_of(path)][0]
    return [
        Message(text, plural, files, had.get((text, plural)) or [""] * (number if plural else 1))
        for (text, plural), files in sorted(found.items())
    ]


def as_po(language: str, messages: Iterable[Message]) -> str:
    number, rule = PLURALS[language]
    head = f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    head += f"Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals={number}; plural={rule};\n"
    return "\n".join([_entry(Message("", "", set(), [head])), *(_entry(message) for message in messages)])


def _entry(message: Message) -> str:
    lines = [f"#: {file}" for file in sorted(message.files)]
    lines += ["#, python-format"] if PLACE.search(message.text) else []
    lines += [f"msgid {_quoted(message.text)}"]
    if not message.plural:
        return "\n".join([*lines, f"msgstr {_quoted(message.forms[0])}", ""])
    forms = [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(message.forms)]
    return "\n".join([*lines, f"msgid_plural {_quoted(message.plural)}", *forms, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def read_po(path: Path) -> list[Message]:
    """The entries of a catalogue without its head; texts may go over several lines, as editors write them."""
    if not path.exists():
        return []
    read = [
        _message(block, path)
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if block.strip()
    ]
    return [message for message in read if message.text]


def _message(block: str, path: Path) -> Message:
    told: dict[str, str] = {}
    word = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        head, _, rest = line.partition(" ") if not line.startswith('"') else (word, "", line)
        word = head
        try:
            told[word] = told.get(word, "") + ast.literal_eval(rest)
        except (SyntaxError, ValueError):
            raise BadTranslation(f"{path.name}: cannot read {line[:60]}") from None
    forms = [text for name, text in told.items() if name.startswith("msgstr")]
    return Message(told.get("msgid", ""), told.get("msgid_plural", ""), set(), forms)


def compile_catalogue(path: Path) -> bool:
    """Writes the file that the program reads, if everything is translated; otherwise takes an older one away."""
    messages, target = read_po(path), path.with_suffix(".mo")
    for message in messages:
        _require_same_places(message)
    if not messages or not all(message.is_translated for message in messages):
        target.unlink(missing_ok=True)
        return False
    head = _message(path.read_text(encoding="utf-8").split("\n\n")[0], path)
    target.write_bytes(as_mo([head, *messages]))
    return True


def _require_same_places(message: Message) -> None:
    """A name in brackets left out or misspelt would stop the page that shows it."""
    known = {*PLACE.findall(message.text), *PLACE.findall(message.plural)}
    for form in filter(None, message.forms):
        if not set(PLACE.findall(form)) <= known or (
            not message.plural and set(PLACE.findall(form)) != known
        ):
            raise BadTranslation(f"the names in brackets differ in the translation of “{message.text[:60]}”")


def as_mo(messages: Iterable[Message]) -> bytes:
    """The form that gettext reads: two tables of lengths and offsets, then the texts, each ended by a zero."""
    pairs = sorted((_joined([one.text, *filter(None, [one.plural])]), _joined(one.forms)) for one in messages)
    texts, start = b"", 7 * 4 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    for side, table in enumerate(tables):
        for pair in pairs:
            table += [len(pair[side]), start + len(texts)]
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + texts


def _joined(parts: Iterable[str]) -> bytes:
    return b"\0".join(part.encode("utf-8") for part in parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
