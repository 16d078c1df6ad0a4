"""Speed and memory against targets; ``python -m benchmarks [name ...]``.

Each group is a module with ``measure() -> Iterator[Row]``. A row is a ratio of two things timed in
turns in one run, so that it hardly depends on the machine, or a plain limit of time or memory.
"""
