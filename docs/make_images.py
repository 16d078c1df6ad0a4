"""Make the figures of the README: ``python docs/make_images.py``.

``images/tank-history.png`` is ``history.plot()`` of the hot-water tank's first three days,
``images/branches.png`` is what the README's example of time travel draws. The screenshots of the
workbench come from ``make_screenshots.py``.
"""

import ast
import asyncio
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugboard_nb import Process
from plugboard_nb.builder import load_process

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HERE = Path(__file__).parent
MODEL = HERE.parent / "notebooks" / "models" / "hot_water_tank.yaml"
IMAGES = HERE / "images"
README = HERE.parent / "README.md"


def save(axes: "Axes", name: str, dpi: int) -> None:
    """Write the figure that *axes* belong to."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.savefig(IMAGES / name, dpi=dpi)


async def draw(process: Process) -> None:
    """Write the history of three days."""
    async with process:
        await process.run(ticks=720)
        panels = process.state.history.plot(dt=0.1, time_unit="h", figsize=(9, 6))
        save(panels[0], "tank-history.png", dpi=120)


async def draw_branches() -> None:
    """Run the examples of the README and write the branches that the last one leaves behind."""
    names: dict[str, Any] = {"__name__": "readme"}
    text = README.read_text(encoding="utf-8")
    for example in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        code = compile(example, README.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        waiting = eval(code, names)
        if inspect.isawaitable(waiting):
            await waiting
    names["t"].plot("tank.temperature").savefig(IMAGES / "branches.png", dpi=120)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    asyncio.run(draw(load_process(MODEL)))
    asyncio.run(draw_branches())
