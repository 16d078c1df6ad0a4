"""The registry of component classes."""

from collections.abc import Iterator

import pytest

from parts import Pass
from plugboard_nb import IO, Component, ComponentRegistry
from plugboard_nb.exceptions import RegistryError


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    before = dict(ComponentRegistry._classes)
    yield
    ComponentRegistry._classes.clear()
    ComponentRegistry._classes.update(before)


def _defined(module: str, name: str) -> type[Component]:
    return type(name, (Component,), {"__module__": module, "io": IO(outputs=["y"])})


def test_every_class_is_there_under_module_and_qualname() -> None:
    class Local(Component):
        io = IO(outputs=["y"])

    key = "test_registry.test_every_class_is_there_under_module_and_qualname.<locals>.Local"
    assert ComponentRegistry.get(key) is Local
    assert ComponentRegistry.classes()["parts.Pass"] is Pass


def test_a_bare_name_serves_while_it_is_unambiguous() -> None:
    one = _defined("plant", "Pump")
    assert ComponentRegistry.get("Pump") is one
    other = _defined("lab", "Pump")
    with pytest.raises(RegistryError, match=r"'Pump' stands for .*\['lab\.Pump', 'plant\.Pump'\]"):
        ComponentRegistry.get("Pump")
    assert ComponentRegistry.get("lab.Pump") is other


def test_a_second_key_for_one_class_leaves_its_bare_name_unambiguous() -> None:
    pump = _defined("plant", "Pump")
    ComponentRegistry.add(pump, "alias")
    assert ComponentRegistry.get("Pump") is ComponentRegistry.get("alias") is pump


def test_an_unknown_key_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(RegistryError, match=r"'parts\.Pas'. Did you mean 'parts\.Pass'\?"):
        ComponentRegistry.get("parts.Pas")


def test_build_constructs() -> None:
    assert ComponentRegistry.build("parts.Pass", name="a").name == "a"
