"""What a layout consists of: boxes, ports, routes and pills, in px on a 4 px grid."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

__all__ = ["Box", "Layout", "Pill", "PortSpot", "Route", "Stroke"]

GRID = 4
HEADER = 36  #: height of the part of a box that holds name and type
FIRST_ROW = 48  #: centre of the first port, below the top of its box
ROW = 20  #: from port to port
BELOW_ROWS = 16  #: from the centre of the last port to the bottom of the box
EVENT_ROW = 20  #: where events leave and enter
PILL = 18  #: height of a pill
TITLE_PX, TYPE_PX, PORT_PX, PILL_PX, UNIT_PX = 12.0, 9.5, 10.5, 10.5, 9.0
MARGIN = 20  #: free space around the drawing


class Stroke(NamedTuple):
    """A piece of a route: ``"M"`` to a point, ``"L"`` to a point, ``"C"`` a cubic Bézier."""

    command: str
    points: tuple[float, ...]  #: x and y in turn, the end point last


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a component; ``x`` and ``y`` are its left upper corner."""

    component: str
    title: str  #: the name as drawn, shortened if need be
    subtitle: str  #: the type as drawn
    layer: int  #: 0 at the left; wires lead from lower to higher layers unless they feed back
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PortSpot:
    """Where a port lies on the edge of its box."""

    component: str
    field: str
    side: str  #: ``"in"`` at the left edge, ``"out"`` at the right edge
    label: str  #: the name as drawn
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a wire or event from one box to another."""

    id: str
    source: str
    target: str
    source_field: str
    target_field: str
    kind: str  #: ``"wire"`` or ``"event"``
    event: str
    delayed: bool  #: drawn dashed: what arrives is of an earlier tick
    around: bool  #: led around below the boxes instead of straight from layer to layer
    strokes: tuple[Stroke, ...]

    @property
    def path(self) -> str:
        """The way as the ``d`` of an SVG path."""
        return " ".join(
            stroke.command + " ".join(f"{value:g}" for value in stroke.points)
            for stroke in self.strokes
        )


@dataclass(frozen=True, slots=True)
class Pill:
    """The place kept for the value on a wire; ``x`` and ``y`` are its centre."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Where everything of a drawing lies; the origin is its left upper corner.

    Attributes:
        boxes: Component → box.
        ports: ``(component, "in" | "out", field)`` → port.
        routes: Id of the connector → route. Events have ids of their own.
        pills: Id of the route → place of the value.
        outlets: ``(component, field)`` of each output that is not connected → place of its value.
        width: Width of the drawing in px.
        height: Height of the drawing in px.
        crossings: How often forward wires cross each other between the layers.
    """

    boxes: dict[str, Box]
    ports: dict[tuple[str, str, str], PortSpot]
    routes: dict[str, Route]
    pills: dict[str, Pill]
    outlets: dict[tuple[str, str], Pill]
    width: float
    height: float
    crossings: int

    def to_dict(self) -> dict[str, Any]:
        """Return the layout as plain data that JSON can hold."""
        return {
            "boxes": [asdict(box) for box in self.boxes.values()],
            "ports": [asdict(port) for port in self.ports.values()],
            "routes": [
                {
                    **{k: v for k, v in asdict(route).items() if k != "strokes"},
                    "path": route.path,
                    "pill": asdict(self.pills[name]),
                }
                for name, route in self.routes.items()
            ],
            "outlets": [
                {"component": component, "field": field, **asdict(pill)}
                for (component, field), pill in self.outlets.items()
            ],
            "width": self.width,
            "height": self.height,
        }
