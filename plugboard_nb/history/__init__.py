"""The record of a run: every output at every tick, events, changes of status."""

from plugboard_nb.history.column import Column
from plugboard_nb.history.history import (
    EventRecord,
    History,
    HistoryLimitWarning,
    StatusRecord,
)
from plugboard_nb.history.parts import copied, cut_off, digest, join, joined, start_at, take_shape
from plugboard_nb.history.table import Lead, Table
from plugboard_nb.history.values import Uncopied, frozen

__all__ = [
    "Column",
    "EventRecord",
    "History",
    "HistoryLimitWarning",
    "Lead",
    "StatusRecord",
    "Table",
    "Uncopied",
    "copied",
    "cut_off",
    "digest",
    "frozen",
    "join",
    "joined",
    "start_at",
    "take_shape",
]
