"""The chain in mesa: an agent per component in order of the chain, a DataCollector."""

from time import process_time

import mesa

from benchmarks.peers.answer import Streams, serve


class Count(mesa.Agent):
    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.out = 0.0

    def step(self) -> None:
        self.out += 1.0


class Double(mesa.Agent):
    def __init__(self, model: mesa.Model, source: mesa.Agent) -> None:
        super().__init__(model)
        self.source = source
        self.out = 0.0

    def step(self) -> None:
        self.out = 2.0 * self.source.out


class Increment(mesa.Agent):
    def __init__(self, model: mesa.Model, source: mesa.Agent) -> None:
        super().__init__(model)
        self.source = source
        self.out = 0.0

    def step(self) -> None:
        self.out = self.source.out + 1.0


class Chain(mesa.Model):
    def __init__(self) -> None:
        super().__init__()
        first = Count(self)
        Increment(self, Double(self, first))
        self.datacollector = mesa.DataCollector(agent_reporters={"out": "out"})

    def step(self) -> None:
        self.agents.do("step")
        self.datacollector.collect(self)


def run(ticks: int) -> tuple[float, Streams]:
    """Return seconds and streams of one run."""
    model = Chain()
    start = process_time()
    for _ in range(ticks):
        model.step()
    seconds = process_time() - start
    frame = model.datacollector.get_agent_vars_dataframe()["out"].unstack()
    return seconds, [frame[column].to_numpy() for column in frame]


if __name__ == "__main__":
    serve(run)
