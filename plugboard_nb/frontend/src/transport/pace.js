/** How fast: ticks per second, and apart from that how often it is drawn. */

import { h } from "../common/dom.js";
import { rateText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

const PACES = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1000];
const RATES = [1, 2, 5, 10, 20];

/**
 * Show *value* in a list of choices, which gets it as one more where it is none of them.
 *
 * @param {HTMLSelectElement} select
 * @param {string} value
 * @param {string} text
 */
function showChoice(select, value, text) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(h("option", { value }, text));
  }
  if (select.value !== value) select.value = value;
}

/** @param {View} view */
export function pace(view) {
  const root = h(
    "select",
    { class: "pb-select pace", "aria-label": "speed", title: "how fast a run goes" },
    h("option", { value: "" }, "as fast as it goes"),
    ...PACES.map((rate) => h("option", { value: rate }, rateText(rate))),
  );
  function chosen() {
    view.send("speed", { ticks_per_s: root.value ? Number(root.value) : null });
  }
  root.addEventListener("change", chosen, { signal: view.signal });
  function draw() {
    const { pace: rate } = view.now();
    showChoice(root, rate ? String(rate) : "", rate ? rateText(rate) : "");
  }
  return { root, draw };
}

/** @param {View} view */
export function drawing(view) {
  const select = h(
    "select",
    { class: "pb-select", "aria-label": "how often it is drawn" },
    ...RATES.map((rate) => h("option", { value: rate }, `${rate}/s`)),
  );
  const root = h(
    "label",
    { class: "fps", title: "how often a run is drawn; it goes no slower for it" },
    h("span", { class: "words" }, "drawn at most"),
    select,
  );
  select.addEventListener("change", () => view.send("fps", { n: Number(select.value) }), {
    signal: view.signal,
  });
  function draw() {
    const { fps } = view.now();
    if (fps) showChoice(select, String(fps), `${fps}/s`);
  }
  return { root, draw };
}
