"""The Mermaid text of a process."""

import base64
import json
import re
import zlib
from typing import Any, ClassVar

import pytest

from conftest import Stage, chain
from plugboard_nb import IO, Component, Event, LocalProcess, StopEvent
from plugboard_nb.diagram import MermaidDiagram, markdown_diagram


class Rang(Event):
    type: ClassVar[str] = "door.rang"


class Button(Component):
    io = IO(outputs=["pushed"], output_events=[Rang, StopEvent])

    async def step(self) -> None:
        self.pushed = True


class Bell(Component):
    io = IO(inputs=["power"], input_events=[Rang])

    @Rang.handler
    async def ring(self, event: Rang) -> None:
        """Make a noise."""

    async def step(self) -> None:
        """Wait."""


def lines_of(process: LocalProcess) -> list[str]:
    first, *rest = MermaidDiagram.from_process(process).diagram.splitlines()
    assert first == "flowchart LR"
    return [line.strip() for line in rest]


def named(type_name: str, name: str = "a") -> Component:
    """Return a component whose class has a name that only ``type()`` can give."""
    members: dict[str, Any] = {"io": IO(outputs=["x"]), "__module__": __name__}
    made: Component = type(type_name, (Component,), members)(name=name)
    return made


def test_components_are_rounded_boxes_with_type_and_name() -> None:
    assert lines_of(chain(1)) == ['c0@{ shape: rounded, label: "Stage<br>**c0**" }']


def test_wires_carry_the_names_of_both_fields() -> None:
    assert 'c0 -->|"out → x"| c1' in lines_of(chain(2))


def test_delayed_wires_say_so() -> None:
    stage = Stage(None, name="a", initial_values={"x": [1, 2]})
    loop = LocalProcess([stage], ["a.out -> a.x"])
    assert 'a -->|"out → x, delay 2"| a' in lines_of(loop)


def test_isolated_components_are_drawn() -> None:
    assert len(lines_of(LocalProcess([Button(name="a"), Button(name="b")]))) == 2 + 1 + 2


def test_events_are_hexagons_with_dotted_arrows_to_consumers_first() -> None:
    process = LocalProcess([Button(name="b"), Bell(name="c")], ["b.pushed -> c.power"])
    assert lines_of(process)[2:] == [
        'event_door_rang@{ shape: hex, label: "door.rang" }',
        'b -->|"pushed → power"| c',
        "event_door_rang -.-> c",
        "b -.-> event_door_rang",
    ]


@pytest.mark.parametrize(
    "name", ['a"b]|', "<script>", "`tick`", "**x**", "%%{init}%%", "#35;", "a\nb", "back\\", "&lt;"]
)
def test_text_is_coded_so_that_it_stays_text(name: str) -> None:
    (line,) = lines_of(LocalProcess([named(name)]))
    label = re.fullmatch(r'a@\{ shape: rounded, label: "(.*)<br>\*\*a\*\*" \}', line)
    assert label is not None
    coded = re.sub(r"\\\\(?=#)", "", label[1])
    assert re.fullmatch(r"(\w|[ ./+=,-]|#\d+;)*", coded)
    text = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), coded)
    assert text == " ".join(name.split())


@pytest.mark.parametrize("name", ["end", "End", "graph", "style", "_", "__x__"])
def test_names_that_mermaid_reserves_get_another_id(name: str) -> None:
    (line,) = lines_of(LocalProcess([named("T", name)]))
    node = line.partition("@")[0]
    assert re.fullmatch(r"[A-Za-z]\w*", node)
    assert node.lower() not in {"end", "graph", "style"}


def test_names_that_would_get_one_id_get_two() -> None:
    process = LocalProcess([named("T", name) for name in ("a-b", "a_b", "A_b", "event_x")])
    assert len({line.partition("@")[0].lower() for line in lines_of(process)}) == 4


def test_url_holds_the_whole_diagram() -> None:
    diagram = MermaidDiagram.from_process(chain(3))
    start = "https://mermaid.live/edit#pako:"
    assert diagram.url.startswith(start)
    packed = base64.urlsafe_b64decode(diagram.url.removeprefix(start))
    expected = {"code": diagram.diagram, "mermaid": {"theme": "default"}}
    assert json.loads(zlib.decompress(packed)) == expected


def test_markdown_is_the_diagram_in_a_fence() -> None:
    diagram = MermaidDiagram.from_process(chain(2))
    assert markdown_diagram(chain(2)) == f"```mermaid\n{diagram.diagram}\n```\n"
    assert diagram._repr_markdown_() == markdown_diagram(chain(2))
