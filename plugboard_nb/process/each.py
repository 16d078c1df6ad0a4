"""Calling a method of many components: those that wait do so together."""

import asyncio
import inspect
from collections.abc import Iterable

from plugboard_nb.component import Component
from plugboard_nb.engine.eager import EagerTasks

__all__ = ["Failure", "call_each"]

Failure = tuple[Component, Exception]


async def call_each(method: str, parts: Iterable[Component]) -> list[Failure]:
    """Call *method* of every component that has one of its own.

    After a failing ``init`` no further one is begun.

    Returns:
        Who raised what, with a note of where.
    """
    eager = EagerTasks()
    failures: list[Failure] = []

    async def call(component: Component) -> None:
        try:
            result = getattr(component, method)()
            if inspect.isawaitable(result):
                await result
        except Exception as error:
            error.add_note(f"component {component.name!r} raised this in {method}()")
            failures.append((component, error))

    tasks = []
    for component in parts:
        if getattr(type(component), method) is not getattr(Component, method):
            tasks.append(eager.start(call(component)))
        if failures and method == "init":
            break
    eager.close()
    waiting = [task for task in tasks if task is not None]
    if waiting:
        await asyncio.gather(*waiting)
    return failures
