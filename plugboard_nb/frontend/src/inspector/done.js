/** The list of what was done: forks, interventions, what is still to come, what was refused. */

import { changes } from "../common/changes.js";
import { h } from "../common/dom.js";
import { focusedIn } from "../common/focus.js";
import { actRow, refusedRow, waitingRow } from "./act.js";

const NONE =
  "Nothing was changed yet. What you set, hold or fork is listed here, and can be undone.";

/** @param {import("../common/types.js").View} view */
export function buildDone(view) {
  const list = h("ol", { class: "inspector-list", tabindex: "0", "aria-label": "What was done" });
  const none = h("p", { class: "inspector-hint", tabindex: "-1" }, NONE);
  const title = "Interventions and branches";
  const node = h(
    "section",
    { class: "inspector-done", "aria-label": title },
    h("h3", { class: "pb-heading inspector-heading" }, title),
    list,
    none,
  );
  /** @type {ReturnType<typeof actRow>[]} */
  let acts = [];
  let shown = new AbortController(); // the rows at present in the list
  const changed = changes();

  /** @param {{rows?: any[], asked?: any[], refused?: any[]}} told */
  function arrange({ rows = [], asked = [], refused = [] }) {
    const focused = focusedIn(list);
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    shown.abort();
    shown = new AbortController();
    const { signal } = shown;
    acts = rows.map((row) => actRow(view, row, signal));
    list.replaceChildren(
      ...acts.map((act) => act.node),
      ...asked.map(waitingRow),
      ...refused.map((row) => refusedRow(view, row, signal)),
    );
    list.hidden = list.childElementCount === 0;
    none.hidden = !list.hidden;
    if (atEnd) list.scrollTop = list.scrollHeight;
    if (focused) focusOn(focused.dataset.key);
  }

  /** @param {string | undefined} key  Of a button that may have gone with its row. */
  function focusOn(key) {
    const again = key && list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    /** @type {HTMLElement} */ (again || (list.hidden ? none : list)).focus();
  }

  function draw() {
    const told = view.get("acts");
    if (changed(told)) arrange(told);
    for (const act of acts) act.draw(view.now(), view.get("values").made ?? 0);
  }
  return { node, draw };
}
