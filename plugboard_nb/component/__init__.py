"""Components: what a modeller subclasses, and how a class declares its inputs and outputs."""

from plugboard_nb.component.base import Component
from plugboard_nb.component.function import FunctionFactory, component
from plugboard_nb.component.io import IOController, Port
from plugboard_nb.component.registry import ComponentRegistry

__all__ = [
    "Component",
    "ComponentRegistry",
    "FunctionFactory",
    "IOController",
    "Port",
    "component",
]
