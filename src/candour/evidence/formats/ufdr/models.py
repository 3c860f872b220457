"""An element of a report with all below it, and the names under which Cellebrite keeps values and models in it."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.attributes.get("type", "")

    def field(self, name: str) -> str | None:
        """The value of a field; None where there is none or it is empty."""
        for child in self.children:
            if child.tag == "field" and child.attributes.get("name") == name:
                return child.value()
        return None

    def value(self) -> str | None:
        written = next((one.text for one in self.children if one.tag == "value"), self.text)
        return written if written.strip() else None

    def fields(self) -> dict[str, str]:
        """Every field that holds a value, and those of several values with their values joined."""
        found = {}
        for child in self.children:
            if child.tag in ("field", "multiField"):
                values = [one.text for one in child.children if one.tag == "value" and one.text.strip()]
                if values:
                    found[child.attributes.get("name", "")] = "; ".join(values)
        return found

    def models(self, name: str) -> Iterator["Node"]:
        """The models under a field of models, whether it holds one or several."""
        for child in self.children:
            if child.tag in ("modelField", "multiModelField") and child.attributes.get("name") == name:
                yield from (one for one in child.children if one.tag == "model")

    def model(self, name: str) -> "Node | None":
        return next(self.models(name), None)

    def model_names(self) -> list[str]:
        return [
            child.attributes.get("name", "")
            for child in self.children
            if child.tag in ("modelField", "multiModelField")
            and any(one.tag == "model" for one in child.children)
        ]

    def all_of(self, kind: str) -> Iterator["Node"]:
        """Models of a kind below, the nearest first; what stands in a message embedded here is that message's own."""
        waiting = deque(self.children)
        while waiting:
            one = waiting.popleft()
            if one.tag == "model" and one.kind == kind:
                yield one
            if one.tag != "model" or one.kind != "InstantMessage":
                waiting += one.children
