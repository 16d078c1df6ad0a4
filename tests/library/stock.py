"""Every stock component at least once, and the files that some of them read."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from plugboard_nb.component import Component
from plugboard_nb.library import (
    PID,
    Clock,
    Collect,
    Constant,
    Delay,
    Derivative,
    Expression,
    FileReader,
    FileWriter,
    FirstOrder,
    Gain,
    HysteresisSwitch,
    Integrator,
    Limiter,
    Noise,
    Product,
    Pulse,
    Ramp,
    Select,
    Sine,
    Step,
    Sum,
    Table,
)

WRITERS = [
    lambda suffix=suffix, size=size: FileWriter(
        name="b", path=f"out{suffix}", field_names=["x", "y"], chunk_size=size
    )
    for suffix in (".csv", ".csv.gz", ".parquet")
    for size in (1, 3, None)
]
READERS = [
    lambda suffix=suffix, size=size: FileReader(
        name="b", path=f"in{suffix}", field_names=["a", "c"], chunk_size=size
    )
    for suffix in (".csv", ".csv.gz", ".parquet")
    for size in (1, 3, 4, None)
]
CASES: list[Callable[[], Component]] = [
    lambda: Constant(name="b", value=[1, 2], ticks=7),
    lambda: Step(name="b", time=4),
    lambda: Ramp(name="b", slope=0.3, dt=0.1),
    lambda: Sine(name="b", ticks=6),
    lambda: Pulse(name="b", period=3),
    lambda: Clock(name="b", dt=0.1),
    lambda: Noise(name="b"),
    lambda: Noise(name="b", distribution="uniform"),
    lambda: Table(name="b", values=[1, "two", None, 4.5, 5, 6, 7, 8], end="hold"),
    lambda: Table(name="b", path="in.csv", field_names=["b"], spacing=0.7, end="repeat"),
    lambda: Table(name="b", path="in.parquet", field_names=["b"], time="a", dt=0.3),
    lambda: Gain(name="b", gain=3),
    lambda: Sum(name="b", signs="+-+"),
    lambda: Product(name="b", operations="*/"),
    lambda: Limiter(name="b", lower=-1),
    lambda: Select(name="b"),
    lambda: Expression(name="b", expression="x*sin(y) + k", k=2),
    lambda: Integrator(name="b", upper=20, method="trapezoid"),
    lambda: Integrator(name="b", initial=3),
    lambda: Derivative(name="b"),
    lambda: Delay(name="b", ticks=3),
    lambda: Delay(name="b", ticks=0),
    lambda: FirstOrder(name="b", time_constant=4),
    lambda: PID(name="b", kp=1, ki=0.3, kd=0.5, upper=20, filter_time=1),
    lambda: HysteresisSwitch(name="b", on_at=-5, off_at=5),
    lambda: Collect(name="b", field_names=["x", "y"]),
    lambda: Collect(name="b", newest=3),
    *READERS,
    *WRITERS,
]


def make_files(folder: Path) -> None:
    """Write the files of ten rows that the components read."""
    numbers = range(10)
    rows = pd.DataFrame({"a": numbers, "b": [n / 3 for n in numbers], "c": list("abcdefghij")})
    rows.to_csv(folder / "in.csv", index=False)
    rows.to_csv(folder / "in.csv.gz", index=False)
    rows.to_parquet(folder / "in.parquet")
