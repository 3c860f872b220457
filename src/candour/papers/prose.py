"""A letter's body: Markdown read into a small tree, from which paper, screen and plain text are made alike."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Kind = Literal[
    "paragraph",
    "words",
    "heading",
    "list",
    "item",
    "quote",
    "rule",
    "text",
    "strong",
    "emphasis",
    "link",
    "break",
]
LINKS = ("http", "https", "mailto")
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "strong", "em", "a", "br"}
LINE = 76
# What a caseworker may type by accident is not markup here: indented text, underlined lines, [1]: notes, HTML.
_OFF = ["code", "fence", "lheading", "reference", "html_block", "html_inline", "image", "backticks", "entity"]
_NAMES: dict[str, Kind] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "hr": "rule",
    "text": "text",
    "strong": "strong",
    "em": "emphasis",
    "link": "link",
    "hardbreak": "break",
}


@dataclass(frozen=True)
class Node:
    """One piece of a body; `words` is a list item's text that is no paragraph of its own. `first` is the number an ordered list starts with, 0 for bullets."""

    kind: Kind
    text: str = ""
    level: int = 0
    first: int = 0
    parts: tuple["Node", ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "text": self.text,
            "level": self.level,
            "first": self.first,
            "parts": [part.as_json() for part in self.parts],
        }

    def words(self) -> str:
        """All the text below, without its form."""
        if self.kind == "break":
            return "\n"
        return self.text if self.kind == "text" else "".join(part.words() for part in self.parts)


def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(_OFF)


def read(markdown: str) -> tuple[Node, ...]:
    """The blocks of the body. Headings start at level 2 (the subject line is level 1) and never skip a level."""
    tree = SyntaxTreeNode(reader().parse(markdown))
    return tuple(_even_headings(_blocks(tree)))


def _blocks(tree: SyntaxTreeNode) -> Iterator[Node]:
    for child in tree.children:
        yield from _node(child)


def _node(node: SyntaxTreeNode) -> Iterator[Node]:
    match node.type:
        case "inline":
            yield from _blocks(node)
        case "softbreak":
            yield Node("text", " ")
        case "text":
            yield Node("text", node.content)
        case "paragraph" if node.hidden:
            yield Node("words", parts=tuple(_blocks(node)))
        case "heading":
            yield Node("heading", level=int(node.tag[1]), parts=tuple(_blocks(node)))
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            yield Node("list", first=max(first, 1), parts=tuple(_blocks(node)))
        case "link":
            yield from _link(node)
        case known:
            yield Node(_NAMES[known], parts=tuple(_blocks(node)))


def _link(node: SyntaxTreeNode) -> Iterator[Node]:
    """On paper a hidden address is no use, so it follows its words; other schemes are left as plain words."""
    address, parts = str(node.attrs.get("href", "")), tuple(_blocks(node))
    if urlsplit(address).scheme not in LINKS:
        yield from parts
        return
    yield Node("link", text=address, parts=parts)
    shown = address.removeprefix("mailto:")
    if "".join(part.words() for part in parts) not in {address, shown}:
        yield Node("text", f" ({shown})")


def _even_headings(blocks: Iterator[Node]) -> Iterator[Node]:
    above = 1
    for block in blocks:
        if block.kind == "heading":
            above = min(max(block.level, 2), above + 1, 4)
            block = Node("heading", level=above, parts=block.parts)
        yield block


def as_html(markdown: str) -> str:
    """The body for the screen; safe to show as it is."""
    html = "".join(_html(node) for node in read(markdown))
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=set(LINKS))


def _html(node: Node) -> str:
    inside = "".join(_html(part) for part in node.parts)
    match node.kind:
        case "text":
            return nh3.clean_text(node.text)
        case "heading":
            return f"<h{node.level}>{inside}</h{node.level}>"
        case "list":
            opening = f'<ol start="{node.first}">' if node.first else "<ul>"
            return f"{opening}{inside}</{'ol' if node.first else 'ul'}>"
        case "link":
            return f'<a href="{nh3.clean_text(node.text)}">{inside}</a>'
        case "words":
            return inside
        case "rule" | "break":
            return "<hr>" if node.kind == "rule" else "<br>"
        case "paragraph" | "item" | "quote" | "strong" | "emphasis":
            tag = _TAGS[node.kind]
            return f"<{tag}>{inside}</{tag}>"


_TAGS = {"paragraph": "p", "item": "li", "quote": "blockquote", "strong": "strong", "emphasis": "em"}


def as_text(markdown: str) -> str:
    """The body as plain text, for the e-mail that carries the letter."""
    return "\n\n".join(_text(node) for node in read(markdown)) + "\n"


def _text(node: Node, first: str = "", later: str = "") -> str:
    match node.kind:
        case "list":
            return "\n".join(_items(node, later))
        case "item":
            return _item(node.parts, first, later)
        case "quote":
            return "\n\n".join(_text(part, f"{first}> ", f"{later}> ") for part in node.parts)
        case "rule":
            return later + "-" * 12
        case "heading":
            return later + node.words().upper()
        case _:
            return "\n".join(_wrap(line, first, later) for line in node.words().split("\n"))


def _items(node: Node, later: str) -> Iterator[str]:
    for number, item in enumerate(node.parts, start=node.first):
        mark = f"{number}. " if node.first else "- "
        yield _text(item, later + mark, later + " " * len(mark))


def _item(parts: Sequence[Node], first: str, later: str) -> str:
    texts = [_text(part, first if place == 0 else later, later) for place, part in enumerate(parts)]
    return "\n".join(texts)


def _wrap(line: str, first: str, later: str) -> str:
    return textwrap.fill(
        line,
        LINE,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
