"""What stays of a graph while values change: boxes, ports, wires, and where they lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout import Layout, Pill, Route, layout
from plugboard_nb.graph.layout_cards import WIDEST_PILL, pill_width
from plugboard_nb.graph.layout_text import one_line
from plugboard_nb.plotting.values import NO_DATA, pretty_unit, short
from plugboard_nb.widgets.graph_view.moves import bounds_of, moved

if TYPE_CHECKING:
    import networkx as nx

    from plugboard_nb.process import Process

__all__ = ["Structure", "watch_of"]

_LONGEST_NAME = 300
_USUAL = "-1.234e-16"  # as wide as numbers get
_WIDE = "float64[200,3]"  # what is not a number may be that wide
_NUMBERS = ("float", "int", "bool", "complex", "number")
_MANY = 4_000_000  # pairs of pills and boxes beyond which nobody looks for more room


@dataclass(frozen=True)
class Structure:
    """A graph as it is drawn, values left out.

    Attributes:
        plan: Where everything lies.
        ports: ``(component, "in" | "out", field)`` in the order of ``data["ports"]``; values come
            in the same order.
        data: All of it for the browser, as plain data.
    """

    plan: Layout
    ports: Sequence[tuple[str, str, str]]
    data: Mapping[str, Any]

    @classmethod
    def of(
        cls,
        process: "Process",
        values: Mapping[str, Any],
        places: Mapping[str, Sequence[float]],
        fields: Iterable[str],
    ) -> "Structure":
        """Lay out *process*.

        Args:
            process: The process.
            values: ``"component.field"`` → a value, so that there is room for it.
            places: Component → left upper corner of its box, for those that somebody moved.
            fields: The fields that breakpoints can be on.
        """
        graph = process.graph
        computed = layout(graph, _room_for(process, graph, values))
        plan = moved(computed, places)
        elsewhere = [name for name in places if plan.boxes.get(name) != computed.boxes.get(name)]
        return cls(plan, list(plan.ports), _data(process, graph, plan, set(fields), elsewhere))


def watch_of(field: str) -> str:
    """Return the condition that holds where *field* changes."""
    bare = all(part.isidentifier() and not iskeyword(part) for part in field.split("."))
    name = field if bare else repr(field)
    return f"{name} != previous({name})"


def _room_for(
    process: "Process", graph: "nx.MultiDiGraph[Any]", values: Mapping[str, Any]
) -> dict[str, float]:
    """Return how wide pills must be: for the values there are, and for those of their type."""
    widths: dict[str, float] = {}
    for name, component in process.components.items():
        types = _types_of(component)
        for field in component.io.outputs:
            unit = pretty_unit(component.io.ports[field].unit)
            key, kind = f"{name}.{field}", types.get(field)
            usual = _USUAL if kind is None or kind in _NUMBERS else _WIDE
            shown = short(values.get(key))
            widths[key] = max(
                pill_width(NO_DATA, bold=False),
                pill_width(usual, unit),
                0.0 if shown == NO_DATA else pill_width(shown, unit),
            )
    for source, _, key, data in graph.edges(keys=True, data=True):
        width = widths.get(f"{source}.{data.get('source_field', '')}")
        if width is not None:
            widths[str(key)] = width
    return widths


def _types_of(component: Any) -> dict[str, str | None]:
    from plugboard_nb.component.describe import typed_ports

    found = typed_ports(type(component), component.io)
    return {field: port["type"] for field, port in found.items()}


def _data(
    process: "Process",
    graph: "nx.MultiDiGraph[Any]",
    plan: Layout,
    fields: set[str],
    elsewhere: list[str],
) -> dict[str, Any]:
    """Return the whole drawing as plain data: components and ports are named by their number."""
    number = {name: index for index, name in enumerate(plan.boxes)}
    port_number = {key: index for index, key in enumerate(plan.ports)}
    pills = [*plan.pills.values(), *plan.outlets.values()]
    left, top, right, bottom = bounds_of(plan.boxes.values(), pills, plan.routes.values())
    most = _most_room(plan, pills)
    units = _units_of(graph, plan.routes.values())
    return {
        "name": one_line(process.name)[:_LONGEST_NAME],
        "boxes": [_box(process, graph, box) for box in plan.boxes.values()],
        "ports": [
            _port(process, units, port, number[port.component], fields)
            for port in plan.ports.values()
        ],
        "routes": [
            {**_route(route, number, port_number), "pill": _place(plan.pills[name], room)}
            for (name, route), room in zip(plan.routes.items(), most, strict=False)
        ],
        "outlets": [
            {"port": port_number[name, "out", field], "pill": _place(pill, room)}
            for ((name, field), pill), room in zip(
                plan.outlets.items(), most[len(plan.pills) :], strict=True
            )
        ],
        "bounds": [left, top, right - left, bottom - top],
        "moved": elsewhere,
    }


def _box(process: "Process", graph: "nx.MultiDiGraph[Any]", box: Any) -> dict[str, Any]:
    doc = str(type(process.components[box.component]).__doc__ or "").strip().partition("\n")[0]
    return {
        "name": box.component,
        "type": one_line(graph.nodes[box.component].get("type", ""))[:_LONGEST_NAME],
        "title": box.title,
        "subtitle": box.subtitle,
        "doc": one_line(doc)[:_LONGEST_NAME],
        "layer": box.layer,
        "x": box.x,
        "y": box.y,
        "width": box.width,
        "height": box.height,
    }


def _units_of(graph: "nx.MultiDiGraph[Any]", routes: Iterable[Route]) -> dict[str, str]:
    """Return ``"component.field"`` → unit; an input without one has that of its source."""
    units = {
        f"{name}.{field}": pretty_unit(unit)[:40]
        for name, data in graph.nodes(data=True)
        for field, unit in data.get("units", {}).items()
    }
    taken: dict[str, set[str]] = {}
    for route in routes:
        unit = units.get(f"{route.source}.{route.source_field}", "")
        taken.setdefault(f"{route.target}.{route.target_field}", set()).add(unit)
    return {name: next(iter(some)) for name, some in taken.items() if len(some) == 1} | units


def _port(
    process: "Process", units: Mapping[str, str], port: Any, box: int, fields: set[str]
) -> dict[str, Any]:
    key = f"{port.component}.{port.field}"
    known = process.components[port.component].io.ports.get(port.field)
    return {
        "box": box,
        "side": port.side,
        "field": port.field,
        "label": port.label,
        "unit": units.get(key, ""),
        "doc": one_line(known.doc or "")[:_LONGEST_NAME] if known else "",
        "x": port.x,
        "y": port.y,
        "watch": watch_of(key) if port.side == "out" and key in fields else "",
    }


def _route(
    route: Route, number: Mapping[Any, int], port_number: Mapping[tuple[Any, str, str], int]
) -> dict[str, Any]:
    return {
        "id": route.id,
        "source": number[route.source],
        "target": number[route.target],
        "from": port_number.get((route.source, "out", route.source_field), -1),
        "to": port_number.get((route.target, "in", route.target_field), -1),
        "kind": route.kind,
        "event": one_line(route.event)[:_LONGEST_NAME],
        "type": route.event,
        "delayed": route.delayed,
        "around": route.around,
        "path": route.path,
    }


def _place(pill: Pill, room: float) -> dict[str, float]:
    return {"x": pill.x, "y": pill.y, "width": pill.width, "room": room}


def _most_room(plan: Layout, pills: Sequence[Pill]) -> list[float]:
    """Return how wide each pill could become before it touched a box or another pill."""
    outlets = {id(pill) for pill in plan.outlets.values()}
    if len(pills) * (len(pills) + len(plan.boxes)) > _MANY:
        return [pill.width for pill in pills]
    things = [(b.x - 6, b.y - 2, b.right + 6, b.bottom + 2) for b in plan.boxes.values()]
    things += [(p.x - p.width / 2 - 3, p.y - 10, p.x + p.width / 2 + 3, p.y + 10) for p in pills]
    rooms = []
    for number, pill in enumerate(pills, start=len(plan.boxes)):
        free = WIDEST_PILL / 2
        for other, (left, top, right, bottom) in enumerate(things):
            if other != number and top < pill.y + 9 and bottom > pill.y - 9:
                free = min(free, left - pill.x if left >= pill.x else max(pill.x - right, 0.0))
        beside = id(pill) in outlets  # it begins at its port, and grows to the right only
        rooms.append(pill.width if beside else max(pill.width, 2 * free))
    return rooms
