"""Whether a run can be repeated, here and in other interpreters."""

from plugboard_nb.timeline.verification.verification import Verification

__all__ = ["Verification"]
