"""An element of a report with all below it, and the names under which Cellebrite keeps values and models in it."""

import binascii
from base64 import b64decode
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

_ENCODED = "base64string"


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.attributes.get("type", "")

    @property
    def identifiers(self) -> set[str]:
        """Under which the report names it: its own id, and since version 10 that of the program as well."""
        return {self.attributes[name] for name in ("id", "pa_id") if self.attributes.get(name)}

    def field(self, name: str) -> str | None:
        """The value of a field; None where there is none or it is empty."""
        return next(iter(self.values(name)), None)

    def values(self, name: str) -> list[str]:
        """The values of a field, or of one of several values; the first that holds any, where the name is repeated."""
        of_name = (
            child.written()
            for child in self.children
            if child.tag in ("field", "multiField") and child.attributes.get("name") == name
        )
        return next((found for found in of_name if found), [])

    def written(self) -> list[str]:
        """The values that stand in a field, line breaks and all; the field's own text where it has none."""
        found = [one.decoded() for one in self.children if one.tag == "value"]
        if not any(one.tag in ("value", "empty") for one in self.children):
            found = [self.text]
        return [one for one in found if one.strip()]

    def decoded(self) -> str:
        """Text that XML could not hold stands in a report as base64, and says so."""
        if self.attributes.get("format", "").lower() != _ENCODED:
            return self.text
        try:
            return b64decode(self.text.strip(), validate=True).decode()
        except (binascii.Error, ValueError):
            return self.text

    def fields(self) -> dict[str, str]:
        """Every field that holds a value, and those of several values with their values joined."""
        found: dict[str, str] = {}
        for child in self.children:
            if child.tag in ("field", "multiField") and (values := child.written()):
                found.setdefault(child.attributes.get("name", ""), "; ".join(values))
        return found

    def models(self, name: str) -> Iterator["Node"]:
        """The models under a field of models, whether it holds one or several; a field that is repeated counts once."""
        met: set[str] = set()
        for child in self.children:
            if child.tag in ("modelField", "multiModelField") and child.attributes.get("name") == name:
                for one in child.children:
                    if one.tag == "model" and not met & one.identifiers:
                        met |= one.identifiers
                        yield one

    def model(self, name: str) -> "Node | None":
        return next(self.models(name), None)

    def model_names(self) -> list[str]:
        found = [
            child.attributes.get("name", "")
            for child in self.children
            if child.tag in ("modelField", "multiModelField")
            and any(one.tag == "model" for one in child.children)
        ]
        return list(dict.fromkeys(found))

    def below(self) -> dict[str, list["Node"]]:
        """Models below by kind, the nearest first; what stands in a message embedded here is that message's own."""
        found: dict[str, list[Node]] = {}
        waiting = deque(self.children)
        while waiting:
            one = waiting.popleft()
            is_model = one.tag == "model"
            if is_model:
                found.setdefault(one.kind, []).append(one)
            if not is_model or one.kind != "InstantMessage":
                waiting += one.children
        return found
