/** All values with a filter; hundreds of rows, of which only changed cells are touched. */

import { h, setText } from "../common/dom.js";
import { changes } from "../common/changes.js";
import { count } from "../common/format.js";
import { filterBar } from "./filter.js";
import { tooltip } from "./words.js";

const COLUMNS = ["Name", "Kind", "Value", "Unit", "Waiting"];
const MISSING = new Set(["no data yet", "not recorded"]);
const MOST = 3000; // rows that are made; a filter finds no others

/** @param {import("../common/types.js").View} view */
export function buildTable(view) {
  const filter = filterBar(sift, view.signal);
  const body = h("tbody", {});
  const scroll = scrolling(body);
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-table", "aria-label": "Values" },
    filter.node,
    scroll,
    hint,
  );
  /** @type {ReturnType<typeof tableRow>[]} */
  let rows = [];
  const changed = changes();

  function draw() {
    const table = /** @type {[string, string, string][]} */ (view.get("table"));
    if (changed(table)) {
      rows = table.slice(0, MOST).map(tableRow);
      body.replaceChildren(...rows.map(({ node }) => node));
      filter.suggest(table.map(([name]) => name));
    }
    const { texts, changed: fresh, queued } = view.get("cells");
    if (!texts) return;
    const now = new Set(fresh);
    rows.forEach((row, i) => row.draw(texts[i], queued[i] ?? "", now.has(i)));
    sift();
  }

  function sift() {
    const fitting = rows.filter((row) => {
      const fits = filter.fits(row.words, row.changed());
      if (row.node.hidden === fits) row.node.hidden = !fits;
      return fits;
    }).length;
    const all = view.get("table").length;
    filter.found(fitting, all);
    scroll.hidden = fitting === 0;
    const cut = all > rows.length ? `Only the first ${count(rows.length)} values are listed.` : "";
    setText(
      hint,
      all === 0 ? "The process has no values yet." : fitting === 0 ? "No value fits." : cut,
    );
    hint.hidden = hint.textContent === "";
  }

  body.addEventListener(
    "click",
    ({ target }) => {
      if (getSelection()?.toString()) return; // somebody copies a value
      const name = /** @type {Element} */ (target).closest("tr")?.dataset.name;
      const component = componentOf(name, view.get("parts"));
      if (component && !view.get("component")) view.send("select", { component });
    },
    { signal: view.signal },
  );
  return { node, draw };
}

/** @param {string | undefined} name  @param {[string, string][]} parts */
function componentOf(name, parts) {
  const component = name?.split(".")[0];
  return parts.some(([known]) => known === component) ? component : undefined;
}

/** @param {HTMLElement} body */
function scrolling(body) {
  const heads = COLUMNS.map((name) => h("th", { scope: "col" }, name));
  const caption = h("caption", { class: "pb-offscreen" }, "All values at the tick shown");
  const table = h(
    "table",
    { class: "inspector-all" },
    caption,
    h("thead", {}, h("tr", {}, ...heads)),
    body,
  );
  const about = { tabindex: "0", role: "region", "aria-label": "Table of all values" };
  return h("div", { class: "inspector-scroll", ...about }, table);
}

/** @param {[string, string, string]} field */
function tableRow([name, kind, unit]) {
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("td", { class: "inspector-waiting" });
  const node = h(
    "tr",
    { "data-name": name },
    h("th", { scope: "row", title: tooltip(name, "") }, h("bdi", {}, name)),
    h("td", { class: "inspector-kind" }, kind),
    h("td", { class: "inspector-number-cell" }, value),
    h("td", { class: "inspector-unit", title: tooltip(unit, "") }, unit),
    queue,
  );
  let before = { text: "", waiting: "", changed: false }; // reading the page back would cost more
  /** @param {string} text  @param {string} waiting  @param {boolean} changed */
  function draw(text, waiting, changed) {
    if (text !== before.text) {
      value.textContent = text;
      node.toggleAttribute("data-missing", MISSING.has(text));
    }
    if (waiting !== before.waiting) queue.textContent = waiting;
    if (changed !== before.changed) node.toggleAttribute("data-changed", changed);
    before = { text, waiting, changed };
  }
  return {
    node,
    draw,
    words: `${name} ${kind} ${unit}`.toLowerCase(),
    changed: () => before.changed,
  };
}
