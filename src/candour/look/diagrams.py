"""Lays a lifecycle out as a drawing: states in layers by step order, and a numbered line for each step.

Lines run in the channels between layers and the lanes beside them, so that none crosses a state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from candour.look.parts import Stage

NODE_WIDTH, NODE_GAP, LINE_HEIGHT, NODE_PADDING = 176, 28, 18, 14
NAME_WIDTH = 21
TRACK, LANE, MARGIN = 10, 12, 8
NUMBER_ROOM, ARROW_ROOM = 26, 14


class Step(NamedTuple):
    """One step of a lifecycle: what it is called, from which state it is taken and where it leads."""

    name: str
    source: str
    target: str


@dataclass(frozen=True)
class NameLine:
    x: int
    y: int
    text: str


@dataclass
class Node:
    name: str
    layer: int
    state: str = ""
    x: int = 0
    y: int = 0
    height: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return NODE_WIDTH

    @property
    def middle(self) -> int:
        return self.x + NODE_WIDTH // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def name_lines(self) -> list[NameLine]:
        first = self.y + (self.height - len(self.lines) * LINE_HEIGHT) // 2 + 13
        return [NameLine(self.middle, first + n * LINE_HEIGHT, text) for n, text in enumerate(self.lines)]


@dataclass
class Edge:
    """A step drawn: its number, its line, the arrowhead at its end and the circle that holds the number."""

    number: int
    step: Step
    back: bool
    path: str = ""
    arrow: str = ""
    number_x: int = 0
    number_y: int = 0

    @property
    def number_text_y(self) -> int:
        return self.number_y + 4


@dataclass(frozen=True)
class Diagram:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def lifecycle_diagram(states: Sequence[str], steps: Iterable[Step], *, current: str | None = None) -> Diagram:
    """States in the order of the lifecycle and the steps between them; an undeclared state is an error."""
    taken = [Step(*step) for step in steps]
    _require_declared(states, taken, current)
    layers = _layers(states, taken)
    nodes = {name: Node(name, layers[name], "current" if name == current else "") for name in states}
    edges = [
        Edge(n, step, layers[step.target] <= layers[step.source]) for n, step in enumerate(taken, start=1)
    ]
    return _Layout(nodes, edges).drawn()


def stage_diagram(stages: Iterable[Stage]) -> Diagram:
    """A stage bar's stages as a column of states, each leading to the next."""
    ordered = list(stages)
    nodes = {stage.name: Node(stage.name, n, stage.state) for n, stage in enumerate(ordered)}
    edges = [Edge(n, Step("", a.name, b.name), False) for n, (a, b) in enumerate(pairwise(ordered), start=1)]
    return _Layout(nodes, edges).drawn()


def _require_declared(states: Sequence[str], steps: list[Step], current: str | None) -> None:
    named = {name for step in steps for name in (step.source, step.target)} | (
        {current} if current else set()
    )
    if missing := sorted(named - set(states)):
        raise ValueError(f"The diagram has steps to or from states it does not list: {', '.join(missing)}.")


def _layers(states: Sequence[str], steps: list[Step]) -> dict[str, int]:
    """The longest way to each state along steps that lead forward in the given order."""
    order = {name: n for n, name in enumerate(states)}
    layers = dict.fromkeys(states, 0)
    for name in states:
        before = [
            layers[step.source] for step in steps if step.target == name and order[step.source] < order[name]
        ]
        layers[name] = max(before, default=-1) + 1
    return layers


class _Layout:
    """The arithmetic of one drawing: first the states, then the channels they leave, then the lines."""

    def __init__(self, nodes: dict[str, Node], edges: list[Edge]) -> None:
        self.nodes, self.edges = nodes, edges
        self.rows: list[list[Node]] = [
            [] for _ in range(max((n.layer for n in nodes.values()), default=-1) + 1)
        ]
        for node in nodes.values():
            self.rows[node.layer].append(node)
        self.lanes = [edge for edge in edges if self._needs_lane(edge)]
        self.left = MARGIN + LANE * sum(edge.back for edge in self.lanes)
        self.widest = max((len(row) for row in self.rows), default=0) * (NODE_WIDTH + NODE_GAP) - NODE_GAP

    def drawn(self) -> Diagram:
        self._place_nodes()
        for edge in self.edges:
            self._route(edge)
        right = LANE * sum(not edge.back for edge in self.lanes)
        width = self.left + max(self.widest, 0) + right + MARGIN
        height = max((node.bottom for node in self.nodes.values()), default=0) + self._channel(len(self.rows))
        return Diagram(tuple(self.nodes.values()), tuple(self.edges), width, height + MARGIN)

    def _needs_lane(self, edge: Edge) -> bool:
        return self.nodes[edge.step.target].layer != self.nodes[edge.step.source].layer + 1

    def _tracks(self, channel: int) -> list[tuple[Edge, str]]:
        """The lines that run across the channel above row `channel`: leaving the row over it, or entering it."""
        leaving = [(e, "out") for e in self.edges if self.nodes[e.step.source].layer == channel - 1]
        entering = [(e, "in") for e in self.lanes if self.nodes[e.step.target].layer == channel]
        return sorted(leaving, key=lambda track: self._turning_order(track[0])) + entering

    def _turning_order(self, edge: Edge) -> tuple[int, int]:
        """Lines bound for a lane turn first, the outermost before the inner, so that none lies on another."""
        if edge not in self.lanes:
            return (1, edge.number)
        return (0, edge.number if edge.back else -edge.number)

    def _channel(self, channel: int) -> int:
        tracks = self._tracks(channel)
        return (
            NUMBER_ROOM + TRACK * len(tracks) + ARROW_ROOM if tracks else 24 * (0 < channel < len(self.rows))
        )

    def _place_nodes(self) -> None:
        y = MARGIN
        for row, nodes in enumerate(self.rows):
            y += self._channel(row)
            self._place_row(nodes, y)
            y += nodes[0].height

    def _place_row(self, nodes: list[Node], y: int) -> None:
        x = self.left + (self.widest - len(nodes) * (NODE_WIDTH + NODE_GAP) + NODE_GAP) // 2
        for node in nodes:
            node.lines = wrap(node.name, NAME_WIDTH) or [""]
        height = NODE_PADDING * 2 + LINE_HEIGHT * max(len(node.lines) for node in nodes)
        for place, node in enumerate(nodes):
            node.x, node.y, node.height = x + place * (NODE_WIDTH + NODE_GAP), y, height

    def _route(self, edge: Edge) -> None:
        source, target = self.nodes[edge.step.source], self.nodes[edge.step.target]
        start, end = self._port(edge, source, "out"), self._port(edge, target, "in")
        out_y = self._track_y(edge, "out", source.layer + 1, source.bottom)
        points = [(start, source.bottom), (start, out_y)]
        if edge in self.lanes:
            in_y = self._track_y(edge, "in", target.layer, target.y - self._channel(target.layer))
            points += [(self._lane_x(edge), out_y), (self._lane_x(edge), in_y), (end, in_y)]
        else:
            points.append((end, out_y))
        edge.path = "M" + " L".join(f"{x} {y}" for x, y in [*points, (end, target.y - 6)])
        edge.arrow = f"{end - 5},{target.y - 8} {end + 5},{target.y - 8} {end},{target.y}"
        edge.number_x, edge.number_y = start, source.bottom + 13

    def _port(self, edge: Edge, node: Node, way: str) -> int:
        """Where the line meets the state: its lines side by side, in the order of where they go or come from."""
        meeting = [e for e in self.edges if (e.step.source if way == "out" else e.step.target) == node.name]
        meeting.sort(key=lambda e: self._other_end(e, way))
        return node.x + NODE_WIDTH * (meeting.index(edge) + 1) // (len(meeting) + 1)

    def _other_end(self, edge: Edge, way: str) -> tuple[int, int]:
        if edge in self.lanes:
            return (-1 if edge.back else 10_000, edge.number)
        return (self.nodes[edge.step.target if way == "out" else edge.step.source].middle, edge.number)

    def _track_y(self, edge: Edge, way: str, channel: int, top: int) -> int:
        return top + NUMBER_ROOM + TRACK * self._tracks(channel).index((edge, way))

    def _lane_x(self, edge: Edge) -> int:
        place = [e for e in self.lanes if e.back == edge.back].index(edge)
        if edge.back:
            return self.left - LANE * (place + 1) + LANE // 2
        return self.left + self.widest + LANE * (place + 1)
