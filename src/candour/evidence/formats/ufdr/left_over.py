"""What no column holds of an element of a report, as JSON: its other fields, its marks, and the models that were not read."""

import json
from collections.abc import Collection
from typing import Any

from candour.evidence.formats.ufdr.models import Node

_MARKS = ("id", "pa_id", "deleted_state", "decoding_confidence", "iscarved", "source_index")


def left_over(node: Node, taken: Collection[str], carried: Collection[str], **more: Any) -> str | None:
    """`taken` are fields that have a column, `carried` models that have records of their own; `more` may be empty."""
    rest: dict[str, Any] = {name: value for name, value in node.fields().items() if name not in taken}
    rest |= {name: node.attributes[name] for name in _MARKS if node.attributes.get(name)}
    other = [name for name in node.model_names() if name not in carried]
    return remarked(None, **rest, **more, models_not_carried=other)


def remarked(remainder: str | None, **more: Any) -> str | None:
    """With what is not empty added."""
    whole = ({} if remainder is None else json.loads(remainder)) | {
        name: value for name, value in more.items() if value
    }
    return json.dumps(whole, sort_keys=True, ensure_ascii=False) if whole else None
