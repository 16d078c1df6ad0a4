"""Make the pictures of the README from the hot-water tank: ``python docs/make_images.py``.

``images/tank-graph.png`` is the process after its second tick, as a notebook shows it;
``images/tank-history.png`` is ``history.plot()`` of its first three days.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from plugboard_nb import Process
from plugboard_nb.builder import load_process
from plugboard_nb.plotting import draw_graph

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HERE = Path(__file__).parent
MODEL = HERE.parent / "notebooks" / "models" / "hot_water_tank.yaml"
IMAGES = HERE / "images"


def save(axes: "Axes", name: str, dpi: int) -> None:
    """Write the figure that *axes* belong to."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.savefig(IMAGES / name, dpi=dpi)


async def draw(process: Process) -> None:
    """Write the graph after two ticks, and the history of three days."""
    async with process:
        await process.run(ticks=2)
        save(draw_graph(process), "tank-graph.png", dpi=160)
        await process.run(ticks=720 - process.tick)
        panels = process.state.history.plot(dt=0.1, time_unit="h", figsize=(9, 6))
        save(panels[0], "tank-history.png", dpi=120)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    asyncio.run(draw(load_process(MODEL)))
