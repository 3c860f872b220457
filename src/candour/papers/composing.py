"""Writes a letter from its text and its values. A missing value names its slot and provision, and nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.template import Context, Engine
from django.template.base import Template

from candour.papers.codes import LetterKind
from candour.papers.letter_kinds import TEXTS, KindOfLetter, LetterTextError, Slot, kind_of_letter
from candour.papers.part_tag import RENDERED
from candour.papers.refusal import IncompleteLetter
from candour.papers.slots import as_markdown, is_given, problem_with

SECTIONS = ("subject", "body", "fixed")
Values = Mapping[str, object]


@dataclass(frozen=True)
class Composed:
    """A written letter. `body` may be edited; `fixed` is what the law requires, and may not."""

    kind: LetterKind
    subject: str
    body: str
    fixed: str

    @property
    def markdown(self) -> str:
        return "\n\n".join(part for part in (self.body, self.fixed) if part)


def compose(kind: LetterKind, values: Values) -> Composed:
    """Raises IncompleteLetter with one sentence for each problem."""
    letter = kind_of_letter(LetterKind(kind))
    filled = _with_standard(letter, values)
    problems = problems_with(letter, filled)
    if problems:
        raise IncompleteLetter(letter.kind, problems)
    context, rendered = _context(letter, filled), {}
    found: set[str] = set()
    for section, template in _sections(letter.kind).items():
        rendered[section] = _tidy(template.render(Context({**context, RENDERED: found}, autoescape=False)))
    _require_parts(letter, filled, found)
    return Composed(letter.kind, _one_line(rendered["subject"]), rendered["body"], rendered["fixed"])


def problems_with(letter: KindOfLetter, values: Values) -> list[str]:
    """What keeps the letter from being written: unknown names, missing values, values of the wrong kind."""
    problems = [f"'{name}' is not a slot of this letter." for name in values if name not in letter.slots]
    for slot in letter.slots.values():
        problem = _problem(slot, values)
        if problem:
            problems.append(problem)
    return problems


def _problem(slot: Slot, values: Values) -> str:
    given = is_given(values.get(slot.name))
    if slot.when is not None and not slot.when.holds(values):
        return (
            f"{slot.name} does not belong in this letter: it is {slot.meaning}.{_cite(slot)}" if given else ""
        )
    if not given:
        return f"{slot.name} is missing: {slot.meaning}.{_cite(slot)}" if slot.required else ""
    return problem_with(slot, values[slot.name])


def _cite(slot: Slot) -> str:
    """The provision, as people write it: uksi/2020/2/regulation/33/2/a/i is regulation 33(2)(a)(i)."""
    if "/regulation/" not in slot.source:
        return f" ({slot.source})" if slot.source else ""
    number, *further = slot.source.split("/regulation/")[1].split("/")
    return f" (regulation {number}{''.join(f'({part})' for part in further)})"


def _with_standard(letter: KindOfLetter, values: Values) -> dict[str, object]:
    """Lists that have a standard wording take it, unless the letter is given another or has no place for one."""
    filled = {name: value for name, value in values.items() if value is not None}
    for slot in letter.slots.values():
        wanted = slot.standard and slot.name not in values and (slot.when is None or slot.when.holds(values))
        if wanted:
            filled[slot.name] = list(slot.standard)
    return filled


def _context(letter: KindOfLetter, values: Values) -> dict[str, str | bool | Sequence[str]]:
    empty: dict[str, str | bool | Sequence[str]] = dict.fromkeys(letter.slots, "")
    return empty | {name: as_markdown(letter.slots[name], value) for name, value in values.items()}


def _require_parts(letter: KindOfLetter, values: Values, found: set[str]) -> None:
    wanted = [part for part in letter.parts if part.when is None or part.when.holds(values)]
    missing = [part for part in wanted if part.provision not in found]
    if missing:
        raise IncompleteLetter(
            letter.kind,
            [f"Its text does not say {part.says}, which {part.provision} requires." for part in missing],
        )


@cache
def engine() -> Engine:
    """An engine that knows the texts of letters and nothing else: no other folder, no application's tags."""
    return Engine(dirs=[str(TEXTS)], autoescape=False, builtins=["candour.papers.part_tag"])


@cache
def _sections(kind: LetterKind) -> dict[str, Template]:
    name = f"{kind.value}.md"
    written = (TEXTS / name).read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    for line in written.splitlines():
        if line.startswith("=== "):
            sections[line.removeprefix("=== ").strip()] = current = []
        else:
            current.append(line)
    if tuple(sections) != SECTIONS:
        raise LetterTextError(
            f"{name} has the sections {', '.join(sections)}; it needs {', '.join(SECTIONS)}."
        )
    return {section: engine().from_string("\n".join(lines)) for section, lines in sections.items()}


def _tidy(markdown: str) -> str:
    """One empty line where the slots left several."""
    lines: list[str] = []
    for line in markdown.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip() if not line.endswith("\\") else line)
    return "\n".join(lines)


def _one_line(subject: str) -> str:
    """A subject line is plain words: the marks that protect Markdown signs are taken off again."""
    plain, protected = [], False
    for sign in " ".join(subject.split()):
        if sign == "\\" and not protected:
            protected = True
            continue
        plain.append(sign)
        protected = False
    return "".join(plain)
