"""Spec, process, YAML and Python source: each from the other, without loss."""

from plugboard_nb.builder.build import ProcessBuilder, build_source, load_process
from plugboard_nb.builder.dialect import plain_value
from plugboard_nb.builder.problems import problems_in
from plugboard_nb.builder.python_source import to_python
from plugboard_nb.builder.reading import Source, load_yaml, read
from plugboard_nb.builder.writing import dump_yaml, plain_spec, spec_of, to_yaml, whole_file

__all__ = [
    "ProcessBuilder",
    "Source",
    "build_source",
    "dump_yaml",
    "load_process",
    "load_yaml",
    "plain_spec",
    "plain_value",
    "problems_in",
    "read",
    "spec_of",
    "to_python",
    "to_yaml",
    "whole_file",
]
