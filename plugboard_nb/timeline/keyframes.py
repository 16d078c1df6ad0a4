"""When keyframes are taken, and which of them go when there is no room."""

from bisect import insort
from collections.abc import Iterable, Iterator

from plugboard_nb.engine.snapshot import Snapshot
from plugboard_nb.timeline.branch import Branch, Keyframe, Position

__all__ = ["Album"]

_COST = 10.0  # computing time between keyframes, in multiples of what one costs
_REPLAY_S = 0.02  # computing time between keyframes at least: about what a replay may take
_FAR = 2**62


class Album:
    """The keyframes of all branches.

    They are taken at a distance that grows to what a replay may cost, and thin out, the oldest
    most, when they fill their room. The one before the first tick always stays.

    Args:
        max_bytes: Room for all keyframes together.
        every: Distance in ticks; by default found from what keyframes and ticks cost.

    Attributes:
        due: The tick at which the next one is to be taken.
        nbytes: About how many bytes all of them take.
    """

    def __init__(self, max_bytes: int, every: int | None = None) -> None:
        self.max_bytes = max_bytes
        self.every = every
        self.due = 1
        self.nbytes = 0
        self._distance = 1

    def add(self, position: Position, snapshot: Snapshot, branches: Iterable[Branch]) -> None:
        """Keep *snapshot*, unless there is one of that position already."""
        branch, tick, applied = position
        frames = branch._keyframes
        if any(frame.tick == tick and frame.applied == applied for frame in frames):
            return
        insort(frames, Keyframe(tick, applied, snapshot), key=lambda frame: frame[:2])
        self.nbytes += snapshot.nbytes
        if self.nbytes > self.max_bytes:
            self._thin_out(list(branches), snapshot)

    def plan(self, tick: int, cost_s: float, pace_s: float) -> None:
        """Choose when the next keyframe is due.

        Args:
            tick: The present tick.
            cost_s: What the last keyframe cost, in seconds.
            pace_s: What a tick costs at present.
        """
        if self.every is not None:
            distance = self.every
        else:
            fitting = max(_COST * cost_s, _REPLAY_S) / max(pace_s, 1e-7)
            distance = max(1, min(int(fitting), 2 * self._distance, _FAR))
        self._distance = distance
        self.due = tick + distance

    def restart(self, tick: int) -> None:
        """Begin with a short distance again, as the head has moved to *tick*."""
        self._distance = 1
        self.due = tick + (self.every or self._distance)

    @staticmethod
    def before(position: Position) -> Iterator[tuple[Branch, Keyframe]]:
        """Yield the keyframes from which *position* can be reached, the nearest first."""
        for span in reversed(position.branch.path(position)):
            for frame in reversed(span.branch._keyframes):
                if frame.tick <= span.last and frame.applied <= span.applied:
                    yield span.branch, frame

    def forget(self, branch: Branch) -> None:
        """Drop the keyframes of *branch*."""
        self.nbytes -= sum(frame.snapshot.nbytes for frame in branch._keyframes)
        branch._keyframes.clear()

    def forget_loaded(self, branch: Branch) -> None:
        """Drop the keyframes of *branch* that come from a file."""
        kept = [frame for frame in branch._keyframes if not frame.loaded]
        self.forget(branch)
        self.nbytes += sum(frame.snapshot.nbytes for frame in kept)
        branch._keyframes[:] = kept

    def _thin_out(self, branches: list[Branch], latest: Snapshot) -> None:
        """Drop keyframes until a tenth of the room is free again."""
        goal = 0.9 * self.max_bytes
        while self.nbytes > goal:
            worth = [
                (self._worth(branch, i), n, i)
                for n, branch in enumerate(branches)
                for i, frame in enumerate(branch._keyframes)
                if frame.snapshot is not latest and not (branch.parent is None and i == 0)
            ]
            if not worth:
                return
            gone: set[tuple[int, int]] = set()
            for _, n, i in sorted(worth):
                if self.nbytes <= goal:
                    break
                # With its neighbour gone it has become worth more: that is for the next round.
                if (n, i - 1) not in gone and (n, i + 1) not in gone:
                    gone.add((n, i))
                    self.nbytes -= branches[n]._keyframes[i].snapshot.nbytes
            for n, branch in enumerate(branches):
                kept = [f for i, f in enumerate(branch._keyframes) if (n, i) not in gone]
                branch._keyframes[:] = kept

    @staticmethod
    def _worth(branch: Branch, i: int) -> float:
        """Return how far apart its neighbours are, measured by how long ago it was."""
        frames, last = branch._keyframes, branch.last_tick
        before = frames[i - 1].tick if i else branch.departure
        after = frames[i + 1].tick if i + 1 < len(frames) else last
        return (after - before) / (max(last, frames[-1].tick) - frames[i].tick + 1)
