/** The Python that does again what was done so far. */

import { h, setText } from "../common/dom.js";
import { copyText } from "../common/problem.js";
import { latest } from "./latest.js";

const GAP_MS = 1000; // a run makes the script another one at every tick

/** @param {import("../common/types.js").View} view */
export function buildScript(view) {
  const code = h("pre", { class: "inspector-script", tabindex: "0", role: "region", "aria-label": "Python script" });
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  const error = h("p", { class: "inspector-note", "data-kind": "error", role: "alert", hidden: true });
  const node = h(
    "section",
    { class: "inspector-python", "aria-label": "Python" },
    h("div", { class: "pb-row" }, h("span", { class: "inspector-hint" },
      "What was done so far. Run in a notebook on the process as it was before its first tick, it does the same again."), copy),
    error,
    code,
  );
  const ask = latest(async () => {
    try {
      setText(code, await view.request("script"));
      error.hidden = true;
    } catch (problem) {
      setText(error, /** @type {Error} */ (problem).message);
      error.hidden = false;
    }
  }, GAP_MS);
  copy.addEventListener("click", () => copyText(view, code.textContent ?? ""), { signal: view.signal });
  let shown = "";
  function draw() {
    const now = view.now();
    const key = JSON.stringify([now.tick, now.head_branch, view.get("acts")]);
    if (key === shown) return;
    shown = key;
    ask.put(undefined);
  }
  return { node, draw };
}
