/** The Python that does again what was done so far. */

import { button } from "../common/button.js";
import { changes } from "../common/changes.js";
import { h, setText } from "../common/dom.js";
import { copyText } from "../common/problem.js";
import { latest } from "./latest.js";

const GAP_MS = 1000; // a run makes the script another one at every tick
const HINT =
  "What was done so far. Run in a notebook on the process as it was before its first tick, it " +
  "does the same again.";

/** @param {import("../common/types.js").View} view */
export function buildScript(view) {
  const about = { tabindex: "0", role: "region", "aria-label": "Python script" };
  const code = h("pre", { class: "inspector-script", ...about });
  const error = h("p", {
    class: "inspector-note",
    "data-kind": "error",
    role: "alert",
    hidden: true,
  });
  const copy = button(view, {}, ["Copy"], () => copyText(view, code.textContent ?? ""));
  const hint = h("span", { class: "inspector-hint" }, HINT);
  const node = h(
    "section",
    { class: "inspector-python", "aria-label": "Python" },
    h("div", { class: "pb-row" }, hint, copy.root),
    error,
    code,
  );

  /** @param {string} problem */
  function tell(problem) {
    setText(error, problem);
    error.hidden = !problem;
    copy.allow(problem ? "there is no script of this" : "");
  }
  async function ask() {
    try {
      setText(code, await view.request("script"));
      tell("");
    } catch (problem) {
      setText(code, "");
      tell(/** @type {Error} */ (problem).message);
    }
  }
  const asking = latest(ask, GAP_MS);
  const changed = changes();
  function draw() {
    const now = view.now();
    if (changed(now.tick, now.head_branch, view.get("acts"))) asking.put(undefined);
  }
  return { node, draw };
}
