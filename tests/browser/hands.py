"""Hands and eyes at a workbench in a page: what people do there, and what they read."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page


class Hands:
    """Works a workbench, or a transport alone, as people do.

    Args:
        page: Where it is.
        until: Waits for something while the page goes on.
    """

    def __init__(self, page: Page, until: Callable[..., Any]) -> None:
        self.page, self.until = page, until

    @property
    def transport(self) -> Locator:
        """The transport, of which there is one."""
        return self.page.locator(".plugboard-transport")

    @property
    def tick(self) -> int:
        """The tick that the header tells: where the model is."""
        return _whole(self.transport.locator(".header .tick").inner_text())

    @property
    def shown(self) -> int:
        """The tick that the slider tells: what is looked at."""
        return _whole(self.transport.locator(".slider .shown").inner_text())

    @property
    def status(self) -> str:
        """The status in words."""
        return self.transport.locator(".header .status").inner_text().strip()

    def button(self, name: str, exact: bool = True) -> Locator:
        """A button of the transport."""
        return self.transport.get_by_role("button", name=name, exact=exact)

    def click(self, name: str, times: int = 1) -> None:
        """Click a button that is ready for it."""
        ready = self.transport.get_by_role("button", name=name, exact=True, disabled=False)
        for _ in range(times):
            ready.click()

    def scrub(self, tick: int) -> None:
        """Drag the slider to a tick."""
        self.transport.get_by_role("slider", name="tick shown").fill(str(tick))

    def sees(self, tick: int, shown: int | None = None, timeout: float = 10) -> None:
        """Wait until the page tells these ticks."""
        wanted = tick, tick if shown is None else shown
        self.until(lambda: (self.tick, self.shown) == wanted, timeout)

    def reads(self, text: str, timeout: float = 10) -> None:
        """Wait until a text can be read in the transport."""
        self.transport.get_by_text(text).first.wait_for(timeout=timeout * 1000)


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
