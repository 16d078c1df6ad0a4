/** The column of parameters and arguments, each with an editor. */

import { h, setText } from "../common/dom.js";
import { settingRow } from "./setting.js";
import { whyFixed } from "./words.js";

const SELECT = "Select a component, here or in the graph, to see what it is, its values and its parameters.";
const ASIDE = new Set(["literal", "fixed"]); // not what people turn while a model runs

/** @param {import("../common/types.js").View} view */
export function buildParameters(view) {
  const own = h("div", { class: "inspector-settings" });
  const shared = h("div", { class: "inspector-settings" });
  const more = h("div", { class: "inspector-settings" });
  const summary = h("summary", {});
  const details = h("details", { class: "inspector-more" }, summary, more);
  const title = h("h3", { class: "pb-heading inspector-heading" }, "Parameters");
  const sharedTitle = h("h3", { class: "pb-heading inspector-heading inspector-shared" });
  const none = h("p", { class: "inspector-hint" });
  const back = h("button", { type: "button", class: "pb-button inspector-small" }, "Return to now");
  const reason = h("span", {});
  const fixed = h("p", { class: "inspector-fixed", role: "note" }, reason, " ", back);
  const node = h(
    "section",
    { class: "inspector-parameters", "aria-label": "Parameters" },
    title,
    fixed,
    own,
    details,
    sharedTitle,
    shared,
    none,
  );
  back.addEventListener("click", () => view.send("view"), { signal: view.signal });
  /** @type {Map<string, ReturnType<typeof settingRow>>} */
  let rows = new Map();
  let shown = "";

  /** Keep the rows that are the same as before, with whatever is being written in them. */
  function arrange() {
    const { settings, component } = view.get("form");
    const key = JSON.stringify(settings);
    if (key === shown) return;
    shown = key;
    /** @type {typeof rows} */
    const next = new Map();
    const places = { own: /** @type {Node[]} */ ([]), more: /** @type {Node[]} */ ([]), shared: /** @type {Node[]} */ ([]) };
    const visible = settings.filter((/** @type {any} */ s) => s.group !== "state");
    const plain = visible.filter((/** @type {any} */ s) => s.group !== "process");
    const apart = plain.some((/** @type {any} */ s) => !ASIDE.has(s.kind));
    for (const setting of visible) {
      const id = JSON.stringify(setting);
      const row = rows.get(id) ?? settingRow(view, setting);
      next.set(id, row);
      const place = setting.group === "process" ? "shared" : apart && ASIDE.has(setting.kind) ? "more" : "own";
      places[place].push(row.node);
    }
    for (const [id, row] of rows) if (!next.has(id)) row.end();
    rows = next;
    put(own, places.own);
    put(more, places.more);
    put(shared, places.shared);
    details.hidden = places.more.length === 0;
    setText(summary, `${places.more.length} more`);
    title.hidden = !component;
    shared.hidden = sharedTitle.hidden = places.shared.length === 0;
    setText(sharedTitle, component ? "Of the process" : "Parameters of the process");
    none.hidden = component && plain.length > 0;
    setText(none, component ? "It has no parameters." : SELECT);
  }

  function draw() {
    arrange();
    const now = view.now();
    const why = whyFixed(now);
    fixed.hidden = !why;
    setText(reason, why);
    for (const row of rows.values()) row.draw(now, why);
  }
  return { node, draw };
}

/**
 * Change what is in a place only where it is something else, so that the focus stays.
 *
 * @param {HTMLElement} place
 * @param {Node[]} nodes
 */
function put(place, nodes) {
  const same = nodes.length === place.childNodes.length && nodes.every((n, i) => n === place.childNodes[i]);
  if (!same) place.replaceChildren(...nodes);
}
