"""Stock components: sources, maths, control, files; enough for models without code of one's own.

A component with one output calls it ``out``, one with one input calls it ``x``, and several alike
are ``x1``, ``x2`` and so on. Time steps come from the argument ``dt``, else from the parameter
``dt``, else they are 1; all blocks of a model use the same unit of time. Arguments are attributes
that are read at each step, so they can be changed while a model runs.
"""

from plugboard_nb.library.block import Block, time_step
from plugboard_nb.library.control import PID, HysteresisSwitch
from plugboard_nb.library.data_file import DataFileError
from plugboard_nb.library.data_reader import DataReader
from plugboard_nb.library.data_writer import DataWriter
from plugboard_nb.library.dynamics import Delay, Derivative, FirstOrder, Integrator
from plugboard_nb.library.file_io import FileReader, FileWriter
from plugboard_nb.library.formula import Expression
from plugboard_nb.library.maths import Gain, Limiter, Product, Select, Sum
from plugboard_nb.library.sinks import Collect
from plugboard_nb.library.sources import (
    Clock,
    Constant,
    Noise,
    Pulse,
    Ramp,
    Sine,
    Source,
    Step,
    TimedSource,
)
from plugboard_nb.library.table import Table

__all__ = [
    "PID",
    "Block",
    "Clock",
    "Collect",
    "Constant",
    "DataFileError",
    "DataReader",
    "DataWriter",
    "Delay",
    "Derivative",
    "Expression",
    "FileReader",
    "FileWriter",
    "FirstOrder",
    "Gain",
    "HysteresisSwitch",
    "Integrator",
    "Limiter",
    "Noise",
    "Product",
    "Pulse",
    "Ramp",
    "Select",
    "Sine",
    "Source",
    "Step",
    "Sum",
    "Table",
    "TimedSource",
    "time_step",
]
