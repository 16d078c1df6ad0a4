/** Where two branches differ: a table, on request. */

import { h, setText } from "../common/dom.js";
import { count } from "../common/format.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {(field: string) => void} plot
 */
export function compareTab(view, plot) {
  const { signal } = view;
  const one = h("select", { class: "pb-select", "aria-label": "First branch" });
  const other = h("select", { class: "pb-select", "aria-label": "Second branch" });
  const again = h("button", { type: "button", class: "pb-button" }, "Compare again");
  const told = h("p", { class: "plot-told", role: "status" });
  const place = h("div", { class: "plot-scroll" });
  const choice = h("div", { class: "pb-row" }, one, h("span", { "aria-hidden": "true" }, "with"), other, again);
  const root = h("div", { class: "plot-tab" }, choice, told, place);
  /** @type {string[]} */
  let names = [];
  let open = false;

  function draw() {
    const found = branches();
    choice.hidden = found.length < 2;
    if (found.length < 2) {
      setText(told, "There is one branch so far. Fork, or rewind and step on, to have something to compare.");
      place.replaceChildren();
    }
    if (found.join("\n") === names.join("\n")) return;
    const before = [one.value, other.value];
    const kept = before[0] !== before[1] && before.every((name) => found.includes(name));
    const [first, second] = kept ? before : [found[0], found[found.length - 1]];
    names = found;
    for (const select of [one, other]) {
      select.replaceChildren(...found.map((name) => h("option", { value: name }, name)));
      select.value = select === one ? first : second;
    }
    if (open) ask();
  }

  /** @returns {string[]} */
  const branches = () => (view.get("layout_of").branches ?? []).map((/** @type {any} */ one) => one.name);

  async function ask() {
    if (names.length < 2) return;
    setText(told, "comparing…");
    try {
      show(await view.request("compare", { one: one.value, other: other.value }));
    } catch (error) {
      place.replaceChildren();
      setText(told, /** @type {Error} */ (error).message);
    }
  }

  /** @param {any} found */
  function show(found) {
    setText(told, summary(found));
    place.replaceChildren(...(found.rows.length ? [tableOf(found)] : []), ...remarks(found));
  }

  /** @param {any} found */
  function tableOf(found) {
    const heads = ["Field", "From tick", found.one, found.other, "Largest", "At tick", "RMS"];
    const head = h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)));
    return h("table", { class: "plot-table" }, h("thead", {}, head), h("tbody", {}, ...found.rows.map(rowOf)));
  }

  /** @param {any} row */
  function rowOf(row) {
    const field = button(row.field, `Plot ${row.field}`, () => plot(row.field));
    const unit = row.unit && row.largest !== null ? ` ${row.unit}` : "";
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, field),
      h("td", {}, tickButton(view, row.first)),
      h("td", {}, row.one),
      h("td", {}, row.other),
      h("td", {}, row.largest === null ? "–" : row.largest, unit),
      h("td", {}, row.largest_at === null ? "–" : tickButton(view, row.largest_at)),
      h("td", {}, row.rms ?? "–"),
    );
  }

  /** @param {string} text  @param {string} title  @param {() => void} act */
  function button(text, title, act) {
    const made = h("button", { type: "button", class: "plot-link", title }, text);
    made.addEventListener("click", act, { signal });
    return made;
  }

  for (const select of [one, other]) select.addEventListener("change", ask, { signal });
  again.addEventListener("click", ask, { signal });
  return {
    root,
    draw,
    /** @param {boolean} now */
    setOpen(now) {
      open = now;
      if (open) ask();
    },
  };
}

/**
 * Say in a sentence how two branches differ.
 *
 * @param {any} found
 */
export function summary(found) {
  if (found.first_tick === null) return "There is no tick that both remember.";
  const span = `ticks ${count(found.first_tick)} to ${count(found.last_tick)}`;
  if (!found.parted) return `No difference over ${span}: all ${found.same.length} fields are the same.`;
  const { tick, field } = found.parted;
  const largest = found.largest;
  const most = largest
    ? ` Largest: ${largest.field} by ${largest.largest}${largest.unit ? ` ${largest.unit}` : ""} at tick ${count(largest.largest_at)}.`
    : "";
  return `They part at tick ${count(tick)}, first in ${field}; compared over ${span}.${most}`;
}

/** @param {any} found */
function remarks(found) {
  const lines = [];
  if (found.more) lines.push(`and ${count(found.more)} more fields that differ`);
  if (found.rows.length && found.same.length) lines.push(`The same: ${found.same.join(", ")}`);
  for (const { field, branch } of found.unshared) lines.push(`${field} is only in ${branch}`);
  return lines.map((line) => h("p", { class: "plot-note" }, line));
}

/**
 * A tick that can be clicked to view it.
 *
 * @param {import("../common/types.js").View} view
 * @param {number} tick
 */
export function tickButton(view, tick) {
  const made = h("button", { type: "button", class: "plot-link", title: `View tick ${count(tick)}` }, count(tick));
  made.addEventListener("click", () => view.scrub(tick), { signal: view.signal });
  return made;
}
