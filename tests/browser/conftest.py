"""Fixtures of the tests in a browser."""

import itertools
import logging
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import comm
import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page

from browser.chromium import Shared, shared
from browser.comms import Overheard, Post
from browser.jupyter import FrontEnd, Notebook, save, written
from browser.server import Server
from browser.stand import FOLDERS, Stand

_numbers = itertools.count()
_failed = pytest.StashKey[bool]()
PICTURES = Path(__file__).parents[2] / "build" / "browser"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[_failed] = report.failed
    return report


def picture(request: pytest.FixtureRequest, page: Page | None) -> None:
    """Keep a screenshot of the page of a test that failed."""
    if page is not None and request.node.stash.get(_failed, False):
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "_", request.node.name)
        page.screenshot(path=PICTURES / f"{name}.png", timeout=3_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Shared]:
    with shared() as browser:
        yield browser


@pytest.fixture(scope="session")
def post() -> Iterator[Post]:
    server = Post(FOLDERS)
    yield server
    server.close()


@pytest.fixture
def stand(
    request: pytest.FixtureRequest,
    chromium: Shared,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stand]:
    with chromium.lent() as browser:
        stand = Stand(browser, post, f"t{next(_numbers)}")
        monkeypatch.setattr(comm, "create_comm", stand.wire.create_comm)
        logging.getLogger("traitlets").addHandler(overheard := Overheard(stand.wire))
        try:
            yield stand
            picture(request, stand._page)
        finally:
            stand.close()
            logging.getLogger("traitlets").removeHandler(overheard)
    assert stand.errors == [], "the page or a handler had errors (see Stand.take_errors)"


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[FrontEnd], Server]]:
    """Servers, started when first asked for."""
    running: dict[str | None, Server] = {}

    def server(front_end: FrontEnd) -> Server:
        lab = "jupyterlab-4.4.9" if front_end == "lab-4.4.9" else None
        if lab not in running:
            running[lab] = Server(tmp_path_factory.mktemp("jupyter") / "server", lab)
            running[lab].wait()
        return running[lab]

    yield server
    for each in running.values():
        each.close()


@pytest.fixture(scope="session")
def contexts(chromium: Shared) -> Iterator[Callable[[], BrowserContext]]:
    """One context for all notebooks, so that front ends are loaded from the cache."""
    made: list[BrowserContext] = []

    def context() -> BrowserContext:
        if not made:
            made.append(chromium.browser.new_context(viewport={"width": 1400, "height": 1000}))
        return made[0]

    yield context
    with chromium.lent():
        for each in made:
            each.close()


@pytest.fixture
def lab(
    request: pytest.FixtureRequest,
    chromium: Shared,
    contexts: Callable[[], BrowserContext],
    servers: Callable[[FrontEnd], Server],
) -> Iterator[Callable[..., Notebook]]:
    """Open a notebook of these cells, or the copy of one that these cells are added to.

    ``lab(*cells, kernel="newest", front_end="lab", copy_of=None)``
    """
    opened: list[Notebook] = []
    with chromium.lent():

        def open_notebook(
            *cells: str,
            kernel: str = "newest",
            front_end: FrontEnd = "lab",
            copy_of: Path | None = None,
        ) -> Notebook:
            server = servers(front_end)
            path = f"n{next(_numbers)}/{copy_of.name if copy_of else 'test.ipynb'}"
            found = written(cells)
            if copy_of is not None:
                shutil.copytree(copy_of.parent, (server.notebooks / path).parent)
                original: nbformat.NotebookNode = nbformat.read(copy_of, as_version=4)
                original.cells += found.cells
                found = original
            save(found, server.notebooks / path, kernel)
            opened.append(Notebook(contexts(), server, front_end))
            opened[-1].open(path)
            return opened[-1]

        yield open_notebook
        for notebook in opened:
            picture(request, notebook.page)
            notebook.close()
    errors = [error for notebook in opened for error in notebook.errors]
    assert errors == [], "the page had errors (see Notebook.take_errors)"
