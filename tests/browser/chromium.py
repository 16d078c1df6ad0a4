"""One chromium for all tests of a session, found on the machine, never downloaded."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "apt-get install -y --no-install-recommends chromium fonts-dejavu-core"
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Only 127.0.0.1 has a name: whatever asks for the world fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


def find() -> str:
    """Return the path of chromium: ``$CHROMIUM``, or what is on the path."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    raise AssertionError(f"tests in tests/browser need chromium: sudo {INSTALL}")


class Shared:
    """A browser that lends itself to one test after the other.

    The sync API of playwright leaves its loop marked as running on the thread it was started on,
    so that ``asyncio.run`` of all other tests would fail. Here it is marked only while lent.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)

    @contextmanager
    def lent(self) -> Iterator[Browser]:
        """Have the browser to oneself."""
        asyncio._set_running_loop(self._loop)
        try:
            yield self.browser
        finally:
            asyncio._set_running_loop(None)


@contextmanager
def shared() -> Iterator[Shared]:
    """Start chromium; close it at the end."""
    path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        lending = Shared(browser)
        yield lending
        with lending.lent():
            browser.close()
        asyncio._set_running_loop(lending._loop)
