"""The chain in simpy: a process per component, a Store per wire, one time unit a tick."""

from array import array
from collections.abc import Callable, Generator
from time import process_time

import simpy

from benchmarks.peers.answer import Streams, serve

Events = Generator[simpy.Event, object, None]


def count(env: simpy.Environment, out: simpy.Store, recorded: array[float], ticks: int) -> Events:
    """Put 1, 2, 3, ... one a tick."""
    for number in range(1, ticks + 1):
        value = float(number)
        recorded.append(value)
        yield out.put(value)
        yield env.timeout(1)


def stage(
    source: simpy.Store,
    out: simpy.Store | None,
    recorded: array[float],
    function: Callable[[float], float],
) -> Events:
    """Get a value, put what *function* makes of it."""
    while True:
        value = function((yield source.get()))  # type: ignore[arg-type]
        recorded.append(value)
        if out is not None:
            yield out.put(value)


def run(ticks: int) -> tuple[float, Streams]:
    """Return seconds and streams of one run."""
    env = simpy.Environment()
    first, second = simpy.Store(env), simpy.Store(env)
    streams = [array("d"), array("d"), array("d")]
    env.process(count(env, first, streams[0], ticks))
    env.process(stage(first, second, streams[1], lambda x: 2.0 * x))
    env.process(stage(second, None, streams[2], lambda x: x + 1.0))
    start = process_time()
    env.run()
    return process_time() - start, streams


if __name__ == "__main__":
    serve(run)
