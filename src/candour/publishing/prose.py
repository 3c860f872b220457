"""Prose with its glossary terms marked where they stand, and the list of the words a page used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from candour.look.dates import day_in_words
from candour.publishing.marking import Mark, Marker, marker_for
from candour.publishing.terms import Term, the_glossary

BULLETS = ("- ", "• ")


@dataclass(frozen=True)
class Word:
    """A term as a page explains it; `standing` says where it belongs to an older or newer scheme than the matter."""

    term: Term
    href: str
    standing: str
    instead: Term | None = None
    instead_href: str = ""


class Prose:
    """The texts of one page, in order. `on` is when the matter belongs to, by which old words are told."""

    def __init__(self, texts: Sequence[str], *, on: date) -> None:
        self.on = on
        self.marker: Marker = marker_for(line for text in texts for line in text.splitlines())

    def section(self, text: str) -> SafeString:
        """Paragraphs are parted by an empty line; lines that begin with a dash are a list."""
        blocks = [[line.strip() for line in block.splitlines()] for block in blocks_of(text)]
        lines = [line for block in blocks for line in _joined(block)]
        marks = iter(self.marker.section([_bare(line) for line in lines]))
        return format_html_join("", "{}", ((_block(_joined(block), marks),) for block in blocks))

    def words(self) -> list[Word]:
        used = sorted(self.marker.used.values(), key=lambda term: term.term.casefold())
        return [word_of(term, self.on) for term in used]


def blocks_of(text: str) -> list[str]:
    return [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]


def word_of(term: Term, on: date) -> Word:
    instead = the_glossary().get(term.replaced_by) if term.ended_by(on) else None
    return Word(
        term,
        href=reverse("term", args=[term.key]),
        standing=standing_of(term, on),
        instead=instead,
        instead_href=reverse("term", args=[instead.key]) if instead else "",
    )


def standing_of(term: Term, on: date) -> str:
    """Empty where the word belongs to the scheme of that day."""
    if term.ended_by(on) and term.valid_to:
        return _("A word of an older scheme: no new matter came under it after %(day)s.") % {
            "day": day_in_words(term.valid_to)
        }
    if term.not_yet_on(on) and term.valid_from:
        since = _("This meaning came in on %(day)s, later than this matter began.") % {
            "day": day_in_words(term.valid_from)
        }
        return f"{since} {_('Before:')} {term.earlier_meaning}" if term.earlier_meaning else since
    return ""


def _joined(block: list[str]) -> list[str]:
    """A block is one paragraph, or a list of its lines."""
    return block if all(line.startswith(BULLETS) for line in block) else [" ".join(block)]


def _bare(line: str) -> str:
    return line[2:].strip() if line.startswith(BULLETS) else line


def _block(lines: list[str], marks: Iterator[Sequence[Mark]]) -> SafeString:
    shown = [_marked(_bare(line), next(marks)) for line in lines]
    if lines[0].startswith(BULLETS):
        items = format_html_join("", "<li>{}</li>", ((one,) for one in shown))
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)
    return format_html('<p class="govuk-body">{}</p>', shown[0])


def _marked(line: str, marks: Sequence[Mark]) -> SafeString:
    parts, reached = [], 0
    for mark in marks:
        parts.append(format_html("{}", line[reached : mark.start]))
        parts.append(_term(line[mark.start : mark.end], mark.term))
        reached = mark.end
    parts.append(format_html("{}", line[reached:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


def _term(words: str, term: Term) -> SafeString:
    """A button that opens the definition in place, by HTML alone; Escape closes it."""
    shape = '<button type="button" class="candour-term" popovertarget="meaning-{}">{}</button>'
    return format_html(shape, term.key, words)
