/** The panel of branches. */

import { button } from "../common/button.js";
import { h } from "../common/dom.js";
import { branchList } from "./branch_list.js";

const HINT = "A fork begins another future from the tick shown; this one stays as it is.";

/** @param {import("../common/types.js").View} view */
export function branches(view) {
  const list = branchList(view);
  const title = "Begin a new branch at the tick shown (f)";
  const fork = button(view, { title }, ["Fork from here…"], () => view.bus.emit("fork"));
  const root = h(
    "div",
    { class: "panel branches", role: "group", "aria-label": "Branches" },
    list.root,
    h("div", { class: "add" }, fork.root, h("p", { class: "hint" }, HINT)),
  );
  return { root, draw: list.draw, count: () => (view.get("branches") ?? []).length };
}
