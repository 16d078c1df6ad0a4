"""Pictures of the graph as it is shown, boxes that were moved included."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugboard_nb.graph.layout import Layout, Stroke
from plugboard_nb.plotting.scene import Scene, Shown, compose
from plugboard_nb.widgets.graph_view.structure import Structure

__all__ = ["picture_of", "save_picture", "svg_of"]

_SUFFIXES = (".png", ".svg")
_DPI = 200
_MOST_PX = 8000


def save_picture(
    path: str | os.PathLike[str], structure: Structure, values: Mapping[str, Any]
) -> None:
    """Write the picture as SVG or PNG, as the name of the file says.

    Raises:
        ValueError: The name ends otherwise.
    """
    place = Path(path)
    if place.suffix.lower() not in _SUFFIXES:
        raise ValueError(f"a graph is saved as .svg or .png, not as {place.name!r}")
    if place.suffix.lower() == ".svg":
        place.write_text(svg_of(structure, values), encoding="utf-8")
        return
    from plugboard_nb.plotting.canvas import paint
    from plugboard_nb.plotting.figures import new_axes
    from plugboard_nb.plotting.pictures import PX_PER_INCH

    scene = picture_of(structure, values)
    inches = scene.width / PX_PER_INCH, scene.height / PX_PER_INCH
    (ax,) = new_axes(*inches, [1.0], margin=0.0)
    paint(scene, ax, 72 / PX_PER_INCH)
    dpi = min(_DPI, _MOST_PX / max(inches))
    ax.figure.figure.savefig(place, format="png", dpi=dpi)


def svg_of(structure: Structure, values: Mapping[str, Any]) -> str:
    """Return the picture as an ``<svg>`` that needs nothing from outside."""
    from plugboard_nb.plotting.svg import written
    from plugboard_nb.widgets.graph_view.table import GraphTable

    table = GraphTable.of(structure.data, values)
    told = [
        f"{row['component']}.{row['field']} {row['value']} {row['unit']}".strip()
        for row in table
        if row["port"] == "output"
    ]
    return written(picture_of(structure, values), table.caption, "; ".join(told[:60]))


def picture_of(structure: Structure, values: Mapping[str, Any]) -> Scene:
    """Return the picture as marks."""
    data = structure.data
    texts, missing, changed = values["texts"], set(values["missing"]), set(values["changed"])
    waiting = dict(values["waiting"])
    shown: dict[Any, Shown] = {}
    for number, (name, side, field) in enumerate(structure.ports):
        if side == "out":
            unit = "" if number in missing else data["ports"][number]["unit"]
            shown[name, field] = Shown(texts[number], unit, number in changed)
    for route in data["routes"]:
        if route["from"] in missing and route["to"] in waiting:
            shown[route["id"]] = Shown(waiting[route["to"]], data["ports"][route["from"]]["unit"])
    names = (box["name"] for box in data["boxes"])
    statuses = dict(zip(names, values["statuses"], strict=True))
    return compose(_at_origin(structure.plan, data["bounds"][:2]), statuses, shown)


def _at_origin(plan: Layout, corner: Any) -> Layout:
    """Return *plan* with its left upper corner at the origin, as painters want it."""
    dx, dy = -corner[0], -corner[1]
    if not dx and not dy:
        return plan

    def at(thing: Any) -> Any:
        return replace(thing, x=thing.x + dx, y=thing.y + dy)

    def along(stroke: Stroke) -> Stroke:
        by = (dx, dy)
        return Stroke(stroke.command, tuple(v + by[i % 2] for i, v in enumerate(stroke.points)))

    return replace(
        plan,
        boxes={key: at(box) for key, box in plan.boxes.items()},
        ports={key: at(port) for key, port in plan.ports.items()},
        pills={key: at(pill) for key, pill in plan.pills.items()},
        outlets={key: at(pill) for key, pill in plan.outlets.items()},
        routes={
            key: replace(route, strokes=tuple(map(along, route.strokes)))
            for key, route in plan.routes.items()
        },
        width=plan.width + dx,
        height=plan.height + dy,
    )
