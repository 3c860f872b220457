"""What a person wrote in a JSON file: read whole, or refused without a word of what stands in it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.merging.ties import BadlyWritten

Made = TypeVar("Made")


def given(path: Path | None, made_of: Callable[[Any], Made]) -> Made | None:
    if path is None:
        return None
    try:
        return made_of(json.loads(path.read_bytes()))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise UnreadableExport(str(path), "not JSON") from None
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise UnreadableExport(str(path), _reason(problem)) from None


def _reason(problem: Exception) -> str:
    """Our own refusals name fields; Python's own might quote what was written."""
    if type(problem) is BadlyWritten:
        return str(problem)
    return "a field is missing or holds something else than is needed"
