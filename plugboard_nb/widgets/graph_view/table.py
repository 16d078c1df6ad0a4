"""The graph as a table: every value it shows, for those who do not see it."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["GraphTable"]

COLUMNS = {
    "component": "Component",
    "type": "Type",
    "status": "Status",
    "port": "Port",
    "field": "Field",
    "value": "Value",
    "unit": "Unit",
    "connected": "Connected",
    "note": "Note",
}
_HEAD = ("component", "type", "status")
_CELL = 'style="text-align:left;vertical-align:top"'

Row = dict[str, str]


class GraphTable(list[Row]):
    """Rows of a graph, one for each port and event, as dicts of texts.

    As the last line of a notebook cell it shows itself.

    Args:
        caption: What the table shows.
        rows: Its rows, those of one component below each other.

    Attributes:
        caption: What the table shows.
    """

    def __init__(self, caption: str, rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.caption = caption

    @classmethod
    def of(
        cls,
        structure: Mapping[str, Any],
        values: Mapping[str, Any],
        breakpoints: Iterable[Mapping[str, Any]] = (),
    ) -> "GraphTable":
        """Read the rows off what the graph draws; ``frontend/src/graph/rows.js`` does the same."""
        facts = _Facts(structure, values, breakpoints)
        caption = f"Graph of {structure['name']} at tick {values['tick']}"
        return cls(
            caption, (row for box in range(len(structure["boxes"])) for row in facts.of(box))
        )

    def to_html(self) -> str:
        """Return an HTML table with a caption and headers that screen readers follow."""
        head = "".join(f'<th scope="col" {_CELL}>{title}</th>' for title in COLUMNS.values())
        body = "".join(f"<tr>{cells}</tr>" for cells in self._cells())
        return (
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _cells(self) -> Iterator[str]:
        last = ""
        for number, row in enumerate(self):
            cells = ""
            if not number or row["component"] != last:
                last = row["component"]
                count = sum(other["component"] == last for other in self[number:])
                span = f' rowspan="{count}"' if count > 1 else ""
                cells += f'<th scope="row"{span} {_CELL}>{escape(last)}</th>'
                cells += "".join(f"<td{span} {_CELL}>{escape(row[key])}</td>" for key in _HEAD[1:])
            rest = (key for key in COLUMNS if key not in _HEAD)
            yield cells + "".join(f"<td {_CELL}>{escape(row[key])}</td>" for key in rest)

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_frame(self) -> "pd.DataFrame":
        """Return the rows as a DataFrame.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ImportError("to_frame needs pandas: pip install 'plugboard_nb[data]'") from error
        return pd.DataFrame(list(self), columns=list(COLUMNS))


class _Facts:
    """A drawing, asked component by component."""

    def __init__(
        self,
        structure: Mapping[str, Any],
        values: Mapping[str, Any],
        breakpoints: Iterable[Mapping[str, Any]],
    ) -> None:
        self.structure, self.values = structure, values
        self.missing, self.changed, self.held = (
            set(values[key]) for key in ("missing", "changed", "held")
        )
        self.queues, self.waiting = (dict(values[key]) for key in ("queues", "waiting"))
        self.stops: dict[int, list[str]] = {}
        for item in breakpoints:
            told = f"breakpoint {item['text']}{'' if item['enabled'] else ' (off)'}"
            for port in item["ports"]:
                self.stops.setdefault(port, []).append(told)

    def of(self, box: int) -> Iterator[Row]:
        """Yield the rows of a component."""
        data = self.structure["boxes"][box]
        head = {
            "component": data["name"],
            "type": data["type"],
            "status": self.values["statuses"][box],
        }
        empty = dict.fromkeys(COLUMNS, "") | head
        rows = [
            empty | self._port(number, port)
            for number, port in enumerate(self.structure["ports"])
            if port["box"] == box
        ]
        rows += [
            empty | self._event(number, route, box)
            for number, route in enumerate(self.structure["routes"])
            if route["kind"] == "event" and box in (route["source"], route["target"])
        ]
        yield from rows or [empty]

    def _port(self, number: int, port: Mapping[str, Any]) -> Row:
        known = number not in self.missing
        return {
            "port": "output" if port["side"] == "out" else "input",
            "field": port["field"],
            "value": self.values["texts"][number],
            "unit": port["unit"] if known else "",
            "connected": ", ".join(self._others(number, port["side"])),
            "note": ", ".join(self._notes(number)),
        }

    def _others(self, number: int, side: str) -> Iterator[str]:
        mine, theirs, word = ("from", "to", "to") if side == "out" else ("to", "from", "from")
        for route in self.structure["routes"]:
            if route["kind"] != "event" and route[mine] == number:
                late = ", delayed" if route["delayed"] else ""
                yield f"{word} {self._name(route[theirs])}{late}"

    def _name(self, number: int) -> str:
        port = self.structure["ports"][number]
        return f"{self.structure['boxes'][port['box']]['name']}.{port['field']}"

    def _notes(self, number: int) -> Iterator[str]:
        if number in self.changed:
            yield "changed"
        if number in self.held:
            yield "held"
        if number in self.queues:
            yield f"{self.queues[number]} waiting, next {self.waiting[number]}"
        elif number in self.waiting:
            yield f"next {self.waiting[number]}"
        yield from self.stops.get(number, ())

    def _event(self, number: int, route: Mapping[str, Any], box: int) -> Row:
        boxes = self.structure["boxes"]
        sends = route["source"] == box
        other = boxes[route["target" if sends else "source"]]["name"]
        return {
            "port": "sends event" if sends else "receives event",
            "field": route["event"],
            "value": "in this tick" if number in self.values["events"] else "",
            "connected": f"{'to' if sends else 'from'} {other}",
        }
