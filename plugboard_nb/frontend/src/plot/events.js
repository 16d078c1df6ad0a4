/** Events, interventions, forks and breakpoint hits as a table, the newest first. */

import { h } from "../common/dom.js";
import { tickButton } from "./compare.js";
import { sign } from "./marks.js";

/** @type {Record<string, string>} */
const KINDS = {
  fork: "fork",
  event: "event",
  breakpoint: "breakpoint",
  set: "change",
  hold: "hold",
  release: "release",
  initial: "initial value",
};

/** @param {import("../common/types.js").View} view */
export function eventsTab(view) {
  const root = h("div", { class: "plot-tab plot-scroll" });
  let drawn = "";
  let open = false;

  function draw() {
    if (!open) return;
    const rows = /** @type {import("./types.js").Happening[]} */ (view.get("happened") ?? []);
    const text = JSON.stringify(rows);
    if (text === drawn) return;
    drawn = text;
    root.replaceChildren(
      rows.length
        ? tableOf(rows)
        : h("p", { class: "plot-told" }, "Nothing yet: events, interventions and forks are listed here."),
    );
  }

  /** @param {import("./types.js").Happening[]} rows */
  function tableOf(rows) {
    const head = ["Tick", "Kind", "What", "Branch"].map((text) => h("th", { scope: "col" }, text));
    const body = rows.map((row) =>
      h(
        "tr",
        {},
        h("td", {}, tickButton(view, row.tick)),
        h("td", { class: "plot-kind" }, sign(row), KINDS[row.kind] ?? row.kind),
        h("td", { class: "plot-what" }, row.text),
        h("td", {}, row.branch),
      ),
    );
    const caption = h("caption", { class: "pb-offscreen" }, "Events and interventions, the newest first, 200 at most");
    return h("table", { class: "plot-table is-left" }, caption, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body));
  }

  return {
    root,
    draw,
    /** @param {boolean} now */
    setOpen(now) {
      open = now;
      draw();
    },
  };
}
