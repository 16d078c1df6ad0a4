import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from plugboard_nb import IO, Component, LocalProcess, Timeline
from plugboard_nb.exceptions import DivergenceError, IrreversibleError
from plugboard_nb.library import DataWriter, Gain
from timeline.plant import drive


class Keeper(Component):
    """Counts, and keeps something that may not be copied."""

    io = IO(outputs=["n"])

    def __init__(self, kept: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kept, self.count = kept, 0

    def step(self) -> None:
        self.count += 1
        self.n = self.count


class Box:
    def __init__(self, inside: Any) -> None:
        self.inside = inside


def keeper(kept: Any) -> LocalProcess:
    return LocalProcess([Keeper(kept, name="keeper"), Gain(name="gain")], ["keeper.n -> gain.x"])


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: (n for n in range(3)), "generator"),
        (lambda: Path(__file__).open(), "TextIOWrapper"),  # noqa: SIM115
        (socket.socket, "socket"),
        (threading.Lock, "lock"),
        (threading.Thread, ""),
        (lambda: Box([threading.RLock()]), "RLock"),
    ],
    ids=["generator", "file", "socket", "lock", "thread", "inside"],
)
def test_what_cannot_go_back_is_named_and_nothing_else_is_lost(make: Any, kind: str) -> None:
    kept = make()

    async def act(t: Timeline) -> None:
        await t.run(ticks=6)
        (obstacle,) = t.reversible
        assert not t.reversible
        assert (obstacle.component, obstacle.attribute) == ("keeper", "kept")
        assert kind in obstacle.reason
        assert "Keeper" in obstacle.remedy
        digest = t.branch.digest()
        with pytest.raises(IrreversibleError, match="component 'keeper', attribute 'kept'"):
            await t.rewind(2)
        assert (t.tick, t.branch.digest()) == (6, digest)
        assert t.view(3)["gain.out"] == 3.0
        assert list(t.find("keeper.n > 4")) == [5, 6]
        assert t.compare("main").equal
        assert (await t.step(2)).tick == 8

    drive(keeper(kept), act)
    if hasattr(kept, "close"):
        kept.close()


def test_a_component_that_knows_how_goes_back_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("".join(f"{n * n}\n" for n in range(20)))

    class Lines(Component):
        io = IO(outputs=["n"])
        file: Any

        def init(self) -> None:
            self.file = path.open()

        def step(self) -> None:
            self.n = int(self.file.readline())

        def destroy(self) -> None:
            self.file.close()

        def snapshot(self) -> Any:
            state = super().snapshot()
            state["position"] = state.pop("file").tell()
            return state

        def restore(self, state: Any) -> None:
            position, file = state.pop("position"), self.file
            super().restore({**state, "file": file})
            file.seek(position)

    async def act(t: Timeline) -> None:
        await t.step(10)
        assert t.reversible
        await t.rewind(4)
        await t.step(6)
        assert t.compare("main").equal
        assert t.history["lines.n"][-1] == 81

    drive(LocalProcess([Lines(name="lines")]), act)


def test_an_overridden_run_cannot_go_back() -> None:
    class Loop(Keeper):
        async def run(self) -> None:
            step: Any = self.step  # the engine has one of its own there
            while not self.io.is_closed:
                await step()

    async def act(t: Timeline) -> None:
        await t.step(3)
        assert [o.attribute for o in t.reversible] == ["run"]
        with pytest.raises(IrreversibleError, match=r"write step\(\) instead"):
            await t.rewind(1)
        assert (await t.step()).tick == 4

    drive(LocalProcess([Loop(name="loop")]), act)


def test_a_writer_to_somewhere_outside_cannot_take_back_its_rows() -> None:
    class Outside(DataWriter):
        async def _save(self, data: Any) -> None:
            """Send it away."""

    async def act(t: Timeline) -> None:
        await t.step(3)
        (obstacle,) = t.reversible
        assert "override snapshot() and restore() in Outside" in str(obstacle)
        with pytest.raises(IrreversibleError, match="outside"):
            await t.rewind(1)

    parts = [Keeper(name="keeper"), Outside(name="outside", field_names=["n"])]
    drive(LocalProcess(parts, ["keeper.n -> outside.n"]), act)


def test_what_came_from_outside_is_found_out_when_it_is_replayed() -> None:
    outside = iter(range(1000))

    class Open(Keeper):
        def step(self) -> None:
            self.n = next(outside)

    async def act(t: Timeline) -> None:
        await t.run(ticks=10)
        digest = t.branch.digest()
        with pytest.raises(DivergenceError, match=r"component 'open'.*open\.n was 6 at tick 7"):
            await t.rewind(9)
        assert (t.tick, t.branch.digest()) == (10, digest)
        await t.step(2)
        assert t.view(9)["open.n"] == 8

    drive(LocalProcess([Open(name="open")]), act, keyframe_every=6)
