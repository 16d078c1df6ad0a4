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

    @property
    def values(self) -> list[str]:
        """What the wires of the graph carry."""
        texts = self.page.locator(".pb-pill-text").all_text_contents()
        return [text.strip() for text in texts]

    def shows(self, value: str) -> None:
        """Wait until a wire of the graph carries a value."""
        self.until(lambda: any(text.startswith(value) for text in self.values))

    def pace(self, text: str) -> None:
        """Choose how fast a run goes."""
        self.page.get_by_label("speed", exact=True).select_option(text)

    def select(self, component: str) -> None:
        """Click a box of the graph."""
        ground = {"x": 30.0, "y": 12.0}  # where a box has no ports
        self.page.locator(f'.pb-box[aria-label^="{component},"]').click(position=ground)  # type: ignore[arg-type]
        self.page.locator(".inspector-title", has_text=component).wait_for()

    def edit(self, what: str, text: str) -> None:
        """Type a value for a parameter in the inspector."""
        setting = self.page.locator(f'.inspector-setting[data-what="{what}"]')
        setting.get_by_role("textbox").fill(text)
        setting.get_by_role("textbox").press("Enter")

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


FOCUSED = """() => {
  const node = document.activeElement;
  const inside = Boolean(node?.closest(".plugboard"));
  const label = node?.getAttribute("aria-label") ?? node?.labels?.[0]?.innerText ?? node?.innerText;
  return inside ? (label ?? "").trim() : null;
}"""


class Keys:
    """Works a workbench without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, such as ``"ArrowLeft"`` or ``"f"``."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.page.keyboard.type(text)

    @property
    def focus(self) -> str | None:
        """Label of what has the focus; ``None`` if that is not in a widget."""
        found: str | None = self.page.evaluate(FOCUSED)
        return found

    def tab_to(self, label: str | None = None, most: int = 80, key: str = "Tab") -> None:
        """Press Tab until the focus is on what has this label, or on anything in a widget.

        Labels of components go on after a comma with what they are and carry.
        """
        passed = []
        for _ in range(most):
            self.press(key)
            passed.append(self.focus)
            focus = passed[-1]
            if focus is not None and label in (None, focus, focus.split(",")[0]):
                return
        raise AssertionError(f"no {label!r} within {most} tabs; they led to {passed}")
