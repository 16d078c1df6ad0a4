"""How a peer's model answers: a number of ticks comes in, seconds and values go out."""

import json
import sys
from collections.abc import Callable, Sequence

Streams = Sequence[Sequence[float]]


def serve(run: Callable[[int], tuple[float, Streams]]) -> None:
    """Answer every number of ticks on standard input with one run.

    Args:
        run: Ticks → seconds that running took (building left out) and the recorded stream of
            each of the three components.
    """
    for line in sys.stdin:
        seconds, streams = run(int(line))
        sums = [sum(map(float, stream)) for stream in streams]
        counts = [len(stream) for stream in streams]
        print(json.dumps({"seconds": seconds, "counts": counts, "sums": sums}), flush=True)
