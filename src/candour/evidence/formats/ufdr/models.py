"""An element of a report with all below it, and the names under which Cellebrite keeps values and models in it."""

import binascii
from base64 import b64decode
from collections import deque
from collections.abc import Collection
from xml.etree.ElementTree import Element

_ENCODED = "base64string"
_FIELDS, _MODELS = ("field", "multiField"), ("modelField", "multiModelField")


class Node:
    """What stands directly in the element is sorted by name once, since each of its fields is asked for."""

    __slots__ = ("_models", "_values", "attributes", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.attributes: dict[str, str] = element.attrib
        self._values: dict[str, list[str]] | None = None
        self._models: dict[str, list[Element]] = {}

    @property
    def tag(self) -> str:
        return self.element.tag

    @property
    def kind(self) -> str:
        return self.attributes.get("type", "")

    @property
    def identifiers(self) -> set[str]:
        """Under which the report names it: its own id, and since version 10 that of the program as well."""
        return {self.attributes[name] for name in ("id", "pa_id") if self.attributes.get(name)}

    def _sorted(self) -> dict[str, list[str]]:
        """Values by field, the first that holds any where a name is repeated; models are put beside them on the way."""
        values: dict[str, list[str]] = {}
        for child in self.element:
            tag, name = child.tag, child.get("name", "")
            if tag in _FIELDS:
                if name not in values and (found := written(child)):
                    values[name] = found
            elif tag in _MODELS:
                models = [one for one in child if one.tag == "model"]
                self._models[name] = [*self._models.get(name, ()), *models]
        self._values = values
        return values

    def values(self, name: str) -> list[str]:
        """The values of a field, or of one of several values; the first that holds any, where the name is repeated."""
        known = self._values if self._values is not None else self._sorted()
        return known.get(name, [])

    def field(self, name: str) -> str | None:
        """The value of a field; None where there is none or it is empty."""
        known = self._values if self._values is not None else self._sorted()
        found = known.get(name)
        return found[0] if found else None

    def fields(self) -> dict[str, str]:
        """Every field that holds a value, and those of several values with their values joined."""
        known = self._values if self._values is not None else self._sorted()
        return {name: "; ".join(values) for name, values in known.items()}

    def models(self, name: str) -> list["Node"]:
        """The models under a field of models, whether it holds one or several; a field that is repeated counts once."""
        if self._values is None:
            self._sorted()
        elements = self._models.get(name)
        if not elements or len(elements) == 1:
            return [Node(one) for one in elements or ()]
        met: set[str] = set()
        found = []
        for one in map(Node, elements):
            own = one.identifiers
            if not met & own:
                met |= own
                found.append(one)
        return found

    def model(self, name: str) -> "Node | None":
        return next(iter(self.models(name)), None)

    def model_names(self) -> list[str]:
        if self._values is None:
            self._sorted()
        return [name for name, models in self._models.items() if models]

    def below(self, kinds: Collection[str]) -> dict[str, list["Node"]]:
        """Models below of these kinds, the nearest first; what stands in a message embedded here is that message's own."""
        found: dict[str, list[Node]] = {}
        if not any(one.get("type") in kinds for one in self.element.iter("model")):
            return found
        waiting = deque(self.element)
        while waiting:
            one = waiting.popleft()
            kind = one.get("type", "") if one.tag == "model" else None
            if kind is not None and kind in kinds:
                found.setdefault(kind, []).append(Node(one))
            if kind != "InstantMessage":
                waiting.extend(one)
        return found


def written(field: Element) -> list[str]:
    """The values that stand in a field, line breaks and all; the field's own text where it has none."""
    if len(field) == 1 and (one := field[0]).tag == "value" and not len(one) and not one.get("format"):
        text = one.text or ""  # nearly every field is like this
        return [text] if text.strip() else []
    found = [_decoded(one) for one in field if one.tag == "value"]
    if not found and not any(one.tag == "empty" for one in field):
        found = [own_text(field)]
    return [one for one in found if one.strip()]


def own_text(element: Element) -> str:
    """The text of the element itself, before, between and behind what stands in it."""
    text = element.text or ""
    return text if not len(element) else text + "".join(one.tail or "" for one in element)


def _decoded(value: Element) -> str:
    """Text that XML could not hold stands in a report as base64, and says so."""
    text = own_text(value)
    if value.get("format", "").lower() != _ENCODED:
        return text
    try:
        return b64decode(text.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return text
