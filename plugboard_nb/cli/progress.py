"""Running a process in a terminal, with a bar that shows how far it is."""

import asyncio

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from plugboard_nb.process import Process
from plugboard_nb.schemas import Status

__all__ = ["run_with_progress"]

REFRESH_S = 0.1


class _Speed(ProgressColumn):
    """Ticks per second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} ticks/s" if speed else "", style="cyan")


def run_with_progress(process: Process, ticks: int | None, console: Console) -> Status:
    """Run *process* to its end or for *ticks*; show ticks, ticks/s and, with *ticks*, the ETA.

    Nothing is shown where *console* is no terminal.

    Returns:
        The status in which the run left the process: STOPPED after an interrupt.
    """
    return asyncio.run(_run(process, ticks, _bar(ticks, console)))


def _bar(ticks: int | None, console: Console) -> Progress:
    end = [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()] if ticks else []
    count = [] if ticks else [TextColumn("{task.completed:,} ticks")]
    name = TextColumn("{task.description}")
    return Progress(
        SpinnerColumn(),
        name,
        *end,
        *count,
        _Speed(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


async def _run(process: Process, ticks: int | None, bar: Progress) -> Status:
    with bar:
        shown = bar.add_task(process.name, total=ticks)

        async def watch() -> None:
            while True:
                bar.update(shown, completed=process.tick)
                await asyncio.sleep(REFRESH_S)

        async with process:
            watching = asyncio.create_task(watch())
            try:
                await process.run(ticks=ticks)
            finally:
                watching.cancel()
            bar.update(shown, completed=process.tick)
            return process.status
