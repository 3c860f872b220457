"""Finds words in templates that people see and that no translator is shown."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

SEEN = {"alt", "aria-label", "aria-description", "placeholder", "title", "summary"}
WORD = re.compile(r"[^\W\d_]{2,}")


class Words(HTMLParser):
    """Text and the attributes that are read out, outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within += [tag] if tag in {"script", "style"} else []
        self.found += [value for name, value in attrs if name in SEEN and value]

    def handle_endtag(self, tag: str) -> None:
        if self.within and tag == self.within[-1]:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.found.append(data)


def words_not_marked(path: Path) -> list[str]:
    """Each piece with a word in it, spaces put together."""
    text = "".join(bare(path.read_text(encoding="utf-8")))
    reader = Words()
    reader.feed(text)
    reader.close()
    pieces = reader.found if path.suffix == ".html" else [text]
    return [" ".join(piece.split()) for piece in pieces if WORD.search(piece)]


def bare(source: str) -> Iterator[str]:
    """The template without its tags, and without what stands between those that mark a text."""
    ends = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""
        if ends:
            ends = "" if word == ends else ends
        elif word in {"blocktrans", "blocktranslate", "comment"}:
            ends = f"end{word}"
        elif token.token_type is TokenType.TEXT:
            yield token.contents
