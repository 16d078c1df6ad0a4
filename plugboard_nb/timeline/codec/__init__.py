"""Python values as JSON data and arrays, and back, by type and bit."""

from plugboard_nb.timeline.codec.codec import DEFAULT_MAX_BYTES, Codec
from plugboard_nb.timeline.codec.npy import read_npy, write_npy

__all__ = ["DEFAULT_MAX_BYTES", "Codec", "read_npy", "write_npy"]
