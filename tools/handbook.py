"""Prints the handbook from tests/spec: a folder is a chapter, a file a section, a test's name a sentence.

`make handbook` writes it; `python -m tools.handbook --check` says which pages are out of date.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SPEC, HANDBOOK = HERE / "tests" / "spec", HERE / "docs" / "handbook"
CHAPTERS = {
    "complaints": "Complaints",
    "deadlines": "Time limits",
    "access": "Who may see and do what",
    "record": "The record",
    "publication": "Publication",
    "law": "The law in the open",
}
"""Every folder of tests/spec, in the order of the handbook."""
SPELT = {
    "british transport police": "British Transport Police",
    "director general": "Director General",
    "united kingdom": "United Kingdom",
    "re investigated": "re-investigated",
    "christmas": "Christmas",
    "easter": "Easter",
    "london": "London",
    "february": "February",
    "january": "January",
    "july": "July",
    "saturday": "Saturday",
    "week end": "week-end",
    "schedule 3": "Schedule 3",
    "bodys": "body’s",
    "authoritys": "authority’s",
    "complainants views": "complainant’s views",
    "handlers summary": "handler’s summary",
    "is the investigators": "is the investigator’s",
    "the forces own": "the force’s own",
    "chief officers matter": "chief officer’s matter",
    "a complaints tracks": "a complaint’s tracks",
}
"""What a function's name cannot spell."""
PLAIN = re.compile(r"[\w][\w .:-]*")
APART = re.compile(r"\b(" + "|".join(sorted(SPELT, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True)
class Sentence:
    """What holds, the explanation beneath it, and the cases for which it is tried where they can be read off."""

    words: str
    explained: str
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    file: str
    title: str
    explained: str
    parts: tuple[tuple[str, tuple[Sentence, ...]], ...]

    @property
    def number(self) -> int:
        return sum(len(sentences) for _, sentences in self.parts)


def main(arguments: list[str]) -> int:
    printed = handbook()
    if arguments == ["--check"]:
        for name in out_of_date(printed):
            print(f"docs/handbook/{name} is out of date: run make handbook", file=sys.stderr)
        return 1 if out_of_date(printed) else 0
    HANDBOOK.mkdir(parents=True, exist_ok=True)
    for stale in {path.name for path in HANDBOOK.glob("*.md")} - {*printed}:
        (HANDBOOK / stale).unlink()
    for name, text in printed.items():
        (HANDBOOK / name).write_text(text, encoding="utf-8")
    return 0


def out_of_date(printed: dict[str, str]) -> list[str]:
    """Pages that are missing, differ or are no longer printed."""
    stand = {path.name: path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md")}
    return sorted(name for name in {*stand, *printed} if stand.get(name) != printed.get(name))


def handbook(spec: Path = SPEC) -> dict[str, str]:
    """File name and text of each page."""
    chapters = {key: sections_of(spec / key) for key in CHAPTERS}
    pages = {f"{key}.md": chapter_page(key, sections) for key, sections in chapters.items()}
    return {"README.md": contents_page(chapters), **pages}


def sections_of(folder: Path) -> list[Section]:
    """A file without a test, such as one of fixtures, is no section."""
    read = [section_of(path) for path in sorted(folder.glob("test_*.py"))]
    return [section for section in read if section.number]


def section_of(path: Path) -> Section:
    module = ast.parse(path.read_text(encoding="utf-8"))
    opening, _, explained = (ast.get_docstring(module) or "").partition("\n")
    parts = [("", sentences_of(module.body))]
    parts += [
        (heading_of(one.name), sentences_of(one.body)) for one in module.body if isinstance(one, ast.ClassDef)
    ]
    filled = tuple((heading, sentences) for heading, sentences in parts if sentences)
    return Section(f"{path.parent.name}/{path.name}", opening.rstrip("."), one_line(explained), filled)


def sentences_of(body: list[ast.stmt]) -> tuple[Sentence, ...]:
    tests = [one for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
    return tuple(
        Sentence(in_words(one.name), one_line(ast.get_docstring(one) or ""), cases_of(one)) for one in tests
    )


def in_words(name: str) -> str:
    """`test_a_week_end_counts` → A week-end counts."""
    words = name.removeprefix("test_").replace("_", " ")
    return sentence(APART.sub(lambda found: SPELT[found[1]], words))


def heading_of(name: str) -> str:
    """`TestSeeingWhichLawGoverns` → Seeing which law governs"""
    words = re.findall(r"[A-Z][a-z0-9]*", name.removeprefix("Test"))
    return sentence(" ".join(words).lower()).rstrip(".")


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def one_line(text: str) -> str:
    return " ".join(text.split())


def cases_of(test: ast.FunctionDef) -> tuple[str, ...]:
    """The values of a table that stands in the test's own decorator, each row as words parted by commas."""
    return tuple(case for decorator in test.decorator_list for case in _written_cases(decorator))


def _written_cases(decorator: ast.expr) -> Iterator[str]:
    if not (isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.parametrize"):
        return
    names, rows = decorator.args[:2]
    try:
        given = ast.literal_eval(rows)
    except ValueError:
        return
    headed = _headings(ast.literal_eval(names))
    table = [[_shown(value) for value in (row if len(headed) > 1 else (row,))] for row in given]
    if all(all(shown) for shown in table):
        yield from (
            "; ".join(f"{name}: {one}" for name, one in zip(headed, row, strict=True)) for row in table
        )


def _headings(names: str | tuple[str, ...]) -> list[str]:
    listed = names.split(",") if isinstance(names, str) else names
    return [name.strip().replace("_", " ") for name in listed]


def _shown(value: object) -> str:
    """In words; nothing where the value is a piece of program."""
    spelt = {True: "yes", False: "no", None: "none"}
    if value is None or isinstance(value, bool):
        return spelt[value]
    words = str(value).replace("_", " ")
    return words if PLAIN.fullmatch(words) else ""


def chapter_page(key: str, sections: list[Section]) -> str:
    written = "\n".join(_section(number, section) for number, section in enumerate(sections, 1))
    return f"# {CHAPTERS[key]}\n\n{written}"


def _section(number: int, section: Section) -> str:
    lines = [f"## {number}. {section.title}", ""]
    lines += [section.explained, ""] if section.explained else []
    for heading, sentences in section.parts:
        lines += [f"### {heading}", ""] if heading else []
        lines += [line for one in sentences for line in _lines(one)] + [""]
    return "\n".join([*lines, f"<sub>tests/spec/{section.file}</sub>", ""])


def _lines(one: Sentence) -> Iterator[str]:
    yield f"- {one.words}" + (f" *{one.explained}*" if one.explained else "")
    yield from (f"  - {case}" for case in one.cases)


def contents_page(chapters: dict[str, list[Section]]) -> str:
    lines = [
        "# The handbook",
        "",
        "What Candour does and refuses, sentence by sentence. Each sentence is the name of a test in `tests/spec/`, and holds on",
        "every run of the tests; `make handbook` prints these pages from them.",
        "",
    ]
    for key, sections in chapters.items():
        lines += [f"## [{CHAPTERS[key]}]({key}.md)", ""]
        lines += [
            f"{number}. {section.title} ({section.number})" for number, section in enumerate(sections, 1)
        ] + [""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
