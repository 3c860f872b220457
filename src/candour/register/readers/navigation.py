"""A page with nothing to read on it: only menus and other furniture, or only short lines that lead elsewhere."""

from candour.register.readers.document import Document, Line, Problem

LONGEST_ENTRY = 80
SHORTEST_SENTENCE = 30


def is_navigation(document: Document) -> bool:
    """No line of the body is long enough for an account, and none ends as a sentence does."""
    return not document.cells and not any(_tells(document, line) for line in document.body)


def nothing_told(document: Document, kind: str) -> list[Problem]:
    """Said of a page that tells of no case because it tells of nothing, so that nobody takes it for one that was judged."""
    if kind != "not_relevant" or not is_navigation(document):
        return []
    return [Problem("navigation", _sentence(document))]


def _sentence(document: Document) -> str:
    if not document.body:
        return "nothing is left of the page once menus and other furniture are set aside"
    lines = len(document.body)
    return f"the page is only navigation: beside the furniture, {lines} short lines and no sentence"


def _tells(document: Document, line: Line) -> bool:
    width = line.end - line.start
    return width > LONGEST_ENTRY or (width > SHORTEST_SENTENCE and document.text[line.end - 1] in ".!?\"'”’")
