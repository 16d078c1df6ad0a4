"""How a head comes back to where it was: of a timeline that was loaded, or is used once more."""

import logging
from typing import TYPE_CHECKING

from plugboard_nb.engine.snapshot import Snapshot
from plugboard_nb.exceptions import IrreversibleError

if TYPE_CHECKING:
    from plugboard_nb.timeline.head import Head

__all__ = ["arrive"]

logger = logging.getLogger(__name__)


async def arrive(head: "Head") -> None:
    """Put the head to its goal, now that the process is before its first tick.

    From the nearest keyframe that can be put back; a model that cannot go back at all gets there
    by taking all ticks again.

    Raises:
        DivergenceError: Ticks that were taken again gave something else than what is recorded.
    """
    goal, branch = head.shown, head.branch
    await _drop_keyframes_of_other_classes(head)
    try:
        await head.keep()
        is_reversible = True
    except IrreversibleError as error:
        logger.info("no keyframes: %s", error)
        is_reversible = False
    try:
        await (head.go(goal, branch) if is_reversible else head.replay_to(goal))
    except BaseException:
        head.leave()
        head.branch, head.goal = branch, goal
        raise
    head.goal = None


async def _drop_keyframes_of_other_classes(head: "Head") -> None:
    """See whether the first keyframe of a file fits the components as they are now.

    If not, their classes have changed since. Then a replay shows whether that makes a difference.
    """
    first = next((f.snapshot for f in head.root._keyframes if f.loaded and not f.tick), None)
    if first is not None:
        try:
            if _have_same_attributes(first, await head.process.snapshot()):
                await head.process.restore(first)
                return
        except IrreversibleError:
            pass
        except Exception as error:
            logger.info("the keyframes of the file are of no use: %s", error)
            await head.process.init()
    for branch in head.branches.values():
        head.album.forget_loaded(branch)


def _have_same_attributes(one: Snapshot, other: Snapshot) -> bool:
    pairs = ((state.private, other.components[n].private) for n, state in one.components.items())
    return all(
        type(a) is type(b) and (not isinstance(a, dict) or a.keys() == b.keys()) for a, b in pairs
    )
