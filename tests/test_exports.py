"""The public names are what ``__all__`` says, under the module names that models import from."""

import importlib
import pkgutil
from types import ModuleType

import pytest

import plugboard_nb

FOUND = list(pkgutil.iter_modules(plugboard_nb.__path__, "plugboard_nb."))
PUBLIC = sorted(info.name for info in FOUND)
PACKAGES = sorted(info.name for info in FOUND if info.ispkg)
UPSTREAM = {
    "component": ["Component", "ComponentRegistry", "IOController", "component"],
    "connector": [
        "AsyncioChannel",
        "AsyncioConnector",
        "Connector",
        "ConnectorBuilder",
        "RayConnector",
    ],
    "diagram": ["MermaidDiagram", "markdown_diagram"],
    "events": ["Event", "StopEvent", "SystemEvent"],
    "exceptions": [
        "ChannelClosedError",
        "ChannelError",
        "ChannelNotConnectedError",
        "ChannelSetupError",
        "ConstraintError",
        "EventError",
        "EventStreamClosedError",
        "IOControllerError",
        "IOSetupError",
        "IOStreamClosedError",
        "NoMoreDataException",
        "NotFoundError",
        "NotInitialisedError",
        "ProcessStatusError",
        "RegistryError",
        "StateBackendError",
        "UnrecognisedEventError",
        "ValidationError",
    ],
    "library": ["DataReader", "DataWriter", "FileReader", "FileWriter"],
    "process": ["LocalProcess", "Process", "ProcessBuilder"],
    "schemas": [
        "ComponentArgsDict",
        "ComponentArgsSpec",
        "ComponentSpec",
        "ConfigSpec",
        "ConnectorBuilderSpec",
        "ConnectorMode",
        "ConnectorSocket",
        "ConnectorSpec",
        "IODirection",
        "ProcessArgsDict",
        "ProcessArgsSpec",
        "ProcessSpec",
        "Resource",
        "StateBackendArgsDict",
        "StateBackendSpec",
        "Status",
        "validate_process",
    ],
    "state": ["DictStateBackend", "InMemoryStateBackend", "RayStateBackend", "StateBackend"],
}


def ours_in(module: ModuleType) -> list[str]:
    """Return the names in *module* of classes and functions that the package defines."""
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and str(getattr(value, "__module__", "")).startswith(plugboard_nb.__name__)
    ]


@pytest.mark.parametrize("name", ["plugboard_nb", *PUBLIC])
def test_every_name_in_all_exists(name: str) -> None:
    module = importlib.import_module(name)
    for public in module.__all__:
        assert hasattr(module, public), f"{name} has no {public!r}"


@pytest.mark.parametrize("name", ["plugboard_nb", *PACKAGES])
def test_package_shows_nothing_beyond_its_all(name: str) -> None:
    module = importlib.import_module(name)
    assert set(ours_in(module)) <= set(module.__all__)


@pytest.mark.parametrize("module", UPSTREAM)
def test_names_of_upstream_are_where_models_import_them_from(module: str) -> None:
    found = importlib.import_module(f"plugboard_nb.{module}")
    assert set(UPSTREAM[module]) <= set(found.__all__)


def test_everything_exported_from_the_top_is_the_same_object_below() -> None:
    modules = [importlib.import_module(name) for name in PUBLIC]
    for name in plugboard_nb.__all__:
        top = getattr(plugboard_nb, name)
        assert any(top is value for module in modules for value in vars(module).values()), name
