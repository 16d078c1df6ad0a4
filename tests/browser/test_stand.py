"""The stand itself: what a widget sends arrives, what the page sends too."""

import struct
import threading
from typing import Any

import anywidget
import ipywidgets
import pytest
import traitlets

from browser.stand import Stand

ESM = """
export default { render({ model, el }) {
  const button = document.createElement("button");
  const label = document.createElement("p");
  button.textContent = "Send";
  const bytes = new Uint8Array([1, 2]).buffer;
  button.addEventListener("click", () => model.send({ n: model.get("n") }, null, [bytes]));
  const draw = () => {
    const column = model.get("column");
    label.textContent = `n=${model.get("n")} column=${column?.getFloat64(0, true)}`;
  };
  model.on("change:n", draw);
  model.on("change:column", draw);
  model.on("msg:custom", (content) => { if (content.fail) throw new Error(content.fail); });
  draw();
  el.append(button, label);
  return () => { model.set("gone", true); model.save_changes(); };
} };
"""


class Probe(anywidget.AnyWidget):
    _esm = ESM
    _css = "button { color: var(--jp-ui-font-color1); }"
    n = traitlets.Int(0).tag(sync=True)
    column = traitlets.Bytes(None, allow_none=True).tag(sync=True)
    gone = traitlets.Bool(False).tag(sync=True)


def test_values_buffers_and_messages_go_both_ways_while_another_thread_sends(stand: Stand) -> None:
    probe, heard = Probe(), list[Any]()
    probe.on_msg(lambda _, content, buffers: heard.append((content, bytes(buffers[0]))))
    page = stand.show(ipywidgets.VBox([ipywidgets.HBox([probe])]))

    def send() -> None:
        probe.column = struct.pack("<d", 1.5)
        for n in range(100):
            probe.n = n

    thread = threading.Thread(target=send)
    thread.start()
    page.get_by_text("n=99 column=1.5").wait_for()
    page.get_by_role("button", name="Send").click()
    stand.until(lambda: heard == [({"n": 99}, b"\x01\x02")])
    stand.unmount(probe)
    thread.join()


def test_unmounting_ends_the_view_and_closing_takes_it_out(stand: Stand) -> None:
    probe, other = Probe(), Probe()
    page = stand.show(probe, other)
    stand.unmount(probe)
    stand.until(lambda: probe.gone)
    other.close()
    stand.until(lambda: page.get_by_role("button").count() == 0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_wears_the_theme_of_jupyterlab(stand: Stand, theme: Any) -> None:
    page = stand.show(Probe(), theme=theme, width=700)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 17, 17)"}[theme]
    assert page.locator("#stand").bounding_box()["width"] == 700  # type: ignore[index]
    assert stand.axe() == []


def test_errors_of_the_page_and_of_handlers_are_seen(stand: Stand) -> None:
    probe = Probe()
    probe.on_msg(lambda *_: 1 / 0)
    page = stand.show(probe)
    probe.send({"fail": "thrown in the page"})
    page.get_by_role("button").click()
    stand.until(lambda: len(stand.errors) == 2)
    seen = str(stand.take_errors())
    assert "thrown in the page" in seen
    assert "ZeroDivisionError" in seen
