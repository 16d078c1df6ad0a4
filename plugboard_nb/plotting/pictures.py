"""Pictures of a process: with matplotlib, and as SVG text."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from plugboard_nb.graph.layout import Layout, layout
from plugboard_nb.graph.layout_cards import pill_width
from plugboard_nb.plotting.scene import Shown, compose
from plugboard_nb.plotting.values import NO_DATA, pretty_unit, short

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from plugboard_nb.process import Process

__all__ = ["draw_graph", "graph_svg", "shown_values"]

Values = Mapping[Any, Shown]  # (component, output), or id of the connector → value

PX_PER_INCH = 80.0
_LARGEST = 26.0  # inches; larger drawings get smaller text
_USUAL = "-1.234e-16"  # as wide as numbers get; these do not move anything


def draw_graph(
    process: "Process | nx.MultiDiGraph[Any]",
    ax: "Axes | None" = None,
    values: bool = True,
    tick: int | None = None,
) -> "Axes":
    """Draw the components of a process, their wires, and the values on these.

    Boxes carry name, type and a symbol for the status; wires whose values arrive later than in the
    tick they were sent are dashed, events dotted. A value that changed in the last tick stands
    out. Names and values are text: nothing in them is taken for mathematics.

    Args:
        process: A process, or a graph like ``process.graph``, which has no values.
        ax: Where to draw; by default a new figure of fitting size, which a notebook shows when
            the result is the last line of a cell, and nothing else does. Its ``figure`` can be
            saved.
        values: Whether to show values.
        tick: Show the values as of this tick instead of the present ones.

    Returns:
        The Axes, in px of :func:`plugboard_nb.graph.layout.layout`, y downwards.

    Raises:
        IndexError: *tick* lies in the future or is no longer remembered.
    """
    from plugboard_nb.plotting.canvas import paint
    from plugboard_nb.plotting.figures import new_axes

    graph, shown = _graph_and_values(process, values, tick)
    plan = _plan(graph, shown)
    scene = compose(plan, _statuses(graph), shown)
    inches = scene.width / PX_PER_INCH, scene.height / PX_PER_INCH
    if ax is None:
        shrink = min(1.0, _LARGEST / max(inches))
        (ax,) = new_axes(inches[0] * shrink, inches[1] * shrink, [1.0], margin=0.0)
        scale = 72 / PX_PER_INCH * shrink
    else:
        box = ax.get_window_extent()
        fit = min(box.width / scene.width, box.height / scene.height)
        scale = fit * 72 / ax.figure.dpi
    paint(scene, ax, scale)
    return ax


def graph_svg(process: "Process | nx.MultiDiGraph[Any]", tick: int | None = None) -> str:
    """Return the drawing of :func:`draw_graph` as SVG, with its texts as text.

    Args:
        process: A process, or a graph like ``process.graph``.
        tick: Show the values as of this tick instead of the present ones.

    Returns:
        An ``<svg>`` element with a title and a description for screen readers.
    """
    from plugboard_nb.plotting.svg import written

    graph, shown = _graph_and_values(process, True, tick)
    scene = compose(_plan(graph, shown), _statuses(graph), shown)
    name = getattr(process, "name", "") or "graph"
    return written(scene, f"Graph of {name}", described(graph, shown))


def described(graph: "nx.MultiDiGraph[Any]", values: Values | None) -> str:
    """Return in words what the drawing of *graph* shows."""
    parts = [f"{name} ({data.get('type', '')})" for name, data in graph.nodes(data=True)]
    wires = []
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data.get("kind", "wire") == "event":
            wires.append(f"{source} sends {data.get('event', '')} to {target}")
            continue
        field = data.get("source_field", "")
        shown = (values or {}).get(key) or (values or {}).get((source, field))
        told = f" = {shown.text} {shown.unit}".rstrip() if shown else ""
        late = " (delayed)" if data.get("feedback") else ""
        wires.append(f"{source}.{field}{told} to {target}.{data.get('target_field', '')}{late}")
    more = f" and {len(wires) - 60} more" if len(wires) > 60 else ""
    return f"Components: {', '.join(parts[:60])}. Wires: {'; '.join(wires[:60])}{more}."


def shown_values(process: "Process", tick: int | None = None) -> dict[tuple[Any, str], Shown]:
    """Return ``(component, output)`` → value as it is shown.

    Args:
        process: The process.
        tick: The values as of this tick; by default the present ones.

    Raises:
        IndexError: *tick* lies in the future or is no longer remembered.
    """
    history = process.state.history
    past = None if tick is None else history.at(tick)
    before = _before(history, process.tick if tick is None else tick)
    shown: dict[tuple[Any, str], Shown] = {}
    for name, component in process.components.items():
        for field in component.io.outputs:
            key = f"{name}.{field}"
            value = getattr(component, field, None) if past is None else past.get(key)
            unit = "" if value is None else pretty_unit(component.io.ports[field].unit)
            changed = key in before and _differs(value, before[key])
            shown[name, field] = Shown(short(value), unit, changed)
    return shown


def _before(history: Any, tick: int) -> dict[str, Any]:
    """Return the values one tick earlier, nothing where that is not known."""
    if tick < 2 or not history.first_tick < tick <= history.last_tick:
        return {}
    earlier: dict[str, Any] = history.at(tick - 1)
    return earlier


def _differs(value: Any, earlier: Any) -> bool:
    plain = (bool, int, float, str, type(None))
    if not (isinstance(value, plain) and isinstance(earlier, plain)):
        return False
    return value != earlier and not (value != value and earlier != earlier)


def _graph_and_values(
    process: Any, values: bool, tick: int | None
) -> "tuple[nx.MultiDiGraph[Any], Values | None]":
    if not hasattr(process, "components"):
        return process, None
    if not values:
        return process.graph, None
    shown = shown_values(process, tick)
    first = (process.tick if tick is None else tick) == 0
    return process.graph, {**shown, **_under_way(process, shown)} if first else shown


def _under_way(process: "Process", shown: Values) -> dict[str, Shown]:
    """Return id of the connector → initial value that waits there, its source having none."""
    waiting: dict[str, Shown] = {}
    for name, connector in process.connectors.items():
        source, target = connector.spec.source, connector.spec.target
        initial = process.components[target.entity].io.initial_values.get(target.descriptor)
        if initial and shown[source.entity, source.descriptor].text == NO_DATA:
            port = process.components[source.entity].io.ports[source.descriptor]
            waiting[name] = Shown(short(initial[0]), pretty_unit(port.unit))
    return waiting


def _plan(graph: "nx.MultiDiGraph[Any]", values: Values | None) -> Layout:
    """Lay out *graph* with room for usual values, and for more where a value needs it."""
    if values is None:
        return layout(graph)
    widths: dict[str, float] = {}
    for name, data in graph.nodes(data=True):
        for field in data.get("outputs", ()):
            unit = pretty_unit(data.get("units", {}).get(field))
            widths[f"{name}.{field}"] = _room(values.get((name, field)), unit)
    for source, _, key, data in graph.edges(keys=True, data=True):
        width = widths.get(f"{source}.{data.get('source_field', '')}")
        if width is not None:
            widths[str(key)] = max(width, _room(values.get(key), ""))
    return layout(graph, widths)


def _room(shown: Shown | None, unit: str) -> float:
    """Return the width of a pill for *shown*, the same for all usual numbers of *unit*."""
    usual = max(pill_width(NO_DATA, bold=False), pill_width(_USUAL, unit))
    if shown is None or shown.text == NO_DATA:
        return usual
    return max(usual, pill_width(shown.text, shown.unit))


def _statuses(graph: "nx.MultiDiGraph[Any]") -> dict[Any, str]:
    return {name: str(data.get("status", "created")) for name, data in graph.nodes(data=True)}
