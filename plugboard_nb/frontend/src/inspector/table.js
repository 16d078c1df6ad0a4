/** All values with a filter; hundreds of rows, of which only changed cells are touched. */

import { h, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { fits, told } from "./words.js";

const MISSING = new Set(["no data yet", "not recorded"]);
const MOST = 3000; // rows that are made; a filter finds the others

/** @param {import("../common/types.js").View} view */
export function buildTable(view) {
  const { signal } = view;
  const filter = h("input", {
    type: "search",
    class: "pb-input",
    "aria-label": "Filter values",
    placeholder: "Filter: tank temperature",
    autocomplete: "off",
    spellcheck: "false",
  });
  const only = h("input", { type: "checkbox" });
  const found = h("span", { class: "inspector-count", role: "status" });
  const body = h("tbody", {});
  const scroll = h(
    "div",
    { class: "inspector-scroll", tabindex: "0", role: "region", "aria-label": "Table of all values" },
    h(
      "table",
      { class: "inspector-all" },
      h("caption", { class: "pb-offscreen" }, "All values at the tick shown"),
      h("thead", {}, h("tr", {}, ...["Name", "Kind", "Value", "Unit", "Waiting"].map((name) => h("th", { scope: "col" }, name)))),
      body,
    ),
  );
  const nothing = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-table", "aria-label": "Values" },
    h("div", { class: "pb-row inspector-filter" }, filter, h("label", { class: "inspector-only" }, only, " changed in this tick"), found),
    scroll,
    nothing,
  );
  /** @type {{row: HTMLTableRowElement, value: HTMLElement, queue: HTMLElement, text: string, shown: string, waits: string, changed: boolean}[]} */
  let rows = [];
  /** @type {any} */
  let listed = null;

  function arrange() {
    const table = /** @type {[string, string, string][]} */ (view.get("table"));
    if (table === listed) return;
    const same = listed && JSON.stringify(table) === JSON.stringify(listed);
    listed = table;
    if (same) return;
    rows = table.slice(0, MOST).map(([name, kind, unit]) => {
      const value = h("bdi", { class: "inspector-value" });
      const queue = h("td", { class: "inspector-waiting" });
      const row = h(
        "tr",
        { "data-name": name },
        h("th", { scope: "row", title: told(name, "") }, h("bdi", {}, name)),
        h("td", { class: "inspector-kind" }, kind),
        h("td", { class: "inspector-number-cell" }, value),
        h("td", { class: "inspector-unit", title: told(unit, "") }, unit),
        queue,
      );
      const text = `${name} ${kind} ${unit}`.toLowerCase();
      return { row, value, queue, text, shown: "", waits: "", changed: false };
    });
    body.replaceChildren(...rows.map(({ row }) => row));
  }

  function draw() {
    arrange();
    const { texts, changed, queued } = view.get("cells");
    if (!texts) return;
    const fresh = new Set(changed);
    rows.forEach((row, i) => {
      if (row.shown !== texts[i]) {
        row.value.textContent = row.shown = texts[i];
        row.row.toggleAttribute("data-missing", MISSING.has(texts[i]));
      }
      const waits = queued[i] ?? "";
      if (row.waits !== waits) row.queue.textContent = row.waits = waits;
      if (row.changed !== fresh.has(i)) {
        row.changed = fresh.has(i);
        row.row.toggleAttribute("data-changed", row.changed);
      }
    });
    sift();
  }

  function sift() {
    const words = filter.value.trim();
    let number = 0;
    for (const row of rows) {
      const fit = fits(row.text, words) && (row.changed || !only.checked);
      if (fit) number += 1;
      if (row.row.hidden === fit) row.row.hidden = !fit;
    }
    const all = view.get("table").length;
    setText(found, number === all ? `${count(all)} values` : `${count(number)} of ${count(all)} values`);
    const cut = all > rows.length ? `Only the first ${count(rows.length)} values are listed.` : "";
    setText(nothing, all === 0 ? "The process has no values yet." : number === 0 ? "No value fits." : cut);
    nothing.hidden = nothing.textContent === "";
    scroll.hidden = number === 0;
  }
  filter.addEventListener("input", sift, { signal });
  only.addEventListener("change", sift, { signal });
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !filter.value) return;
    filter.value = "";
    sift();
    event.stopPropagation();
  }, { signal });
  body.addEventListener("click", (event) => {
    const row = /** @type {Element} */ (event.target).closest("tr");
    const component = row?.dataset.name?.split(".")[0];
    const known = view.get("parts").some((/** @type {[string, string]} */ part) => part[0] === component);
    if (known && !view.get("component")) view.send("select", { component });
  }, { signal });
  return { node, draw };
}
