"""The page of the latest checkpoint, in full and in short form, so that others can keep it as witnesses."""

from candour.ledger.checkpoints import Checkpoint, latest_checkpoint
from candour.publishing.pages import Made
from candour.publishing.rendering import HTML, render

PATH = "/record/"
TEXT_PATH = "/record/checkpoint.txt"


def record_pages() -> list[Made]:
    """Made when asked for: a new checkpoint comes every day."""
    newest = latest_checkpoint()
    made = [Made(PATH, HTML, record_page(newest))]
    return [*made, Made(TEXT_PATH, "text/plain; charset=utf-8", newest.text.encode())] if newest else made


def record_page(newest: Checkpoint | None) -> bytes:
    return render("publishing/public/record.html", {"path": PATH, "checkpoint": newest})
