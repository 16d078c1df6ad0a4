/** What a process without components shows: how to begin. */

import { h } from "../common/dom.js";
import { copyText } from "../common/problem.js";

const EXAMPLE = `from plugboard_nb import LocalProcess, Workbench
from plugboard_nb.library import Integrator, Sine

wave = Sine(name="wave", period=40)
total = Integrator(name="total")
process = LocalProcess([wave, total], ["wave.out -> total.x"])
Workbench(process)`;

/** @param {import("../common/types.js").View} view */
export function emptyState(view) {
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  copy.addEventListener("click", () => copyText(view, EXAMPLE), { signal: view.signal });
  return h(
    "div",
    { class: "pb-empty", hidden: true },
    h("strong", {}, "This process has no components yet."),
    h(
      "p",
      {},
      "A process is made of components, which compute something in every tick, and of connectors, ",
      "which carry values from an output to an input. For instance:",
    ),
    h("pre", { tabindex: 0, "aria-label": "Example" }, EXAMPLE),
    h("div", { class: "pb-row" }, copy),
  );
}
