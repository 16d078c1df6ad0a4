"""The chain in pathsim: three algebraic blocks and a Scope, one time unit a tick.

The one-stage Euler solver is the fastest here: nothing is integrated, so the two stages of the
default solver would only evaluate the blocks twice.
"""

from time import process_time

from pathsim import Connection, Simulation
from pathsim.blocks import Amplifier, Function, Scope, Source
from pathsim.solvers import EUF

from benchmarks.peers.answer import Streams, serve


def run(ticks: int) -> tuple[float, Streams]:
    """Return seconds and streams of one run."""
    first = Source(lambda t: t)
    second = Amplifier(2.0)
    third = Function(lambda x: x + 1.0)
    scope = Scope()
    simulation = Simulation(
        [first, second, third, scope],
        [
            Connection(first, second, scope[0]),
            Connection(second, third, scope[1]),
            Connection(third, scope[2]),
        ],
        dt=1.0,
        log=False,
        Solver=EUF,
    )
    start = process_time()
    simulation.run(duration=ticks, reset=False, adaptive=False)
    seconds = process_time() - start
    _, data = scope.read()
    return seconds, [list(stream[1:]) for stream in data]


if __name__ == "__main__":
    serve(run)
