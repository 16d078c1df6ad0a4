/** Above each panel: what is drawn in it, and the values at the cursor, as a list. */

import { h, s, setText } from "../common/dom.js";
import { DASHES, NAMED } from "./colours.js";

/**
 * @param {import("./types.js").PanelLayout} layout
 * @param {{several: boolean, remove: (field: string) => void, signal: AbortSignal}} how
 */
export function legend(layout, { several, remove, signal }) {
  const { fields, unit, kind, series } = layout;
  const single = fields.length === 1;
  /** @type {Map<string, HTMLElement>} */
  const cells = new Map();
  const known = h("span", { class: "plot-words" });
  const items = series.map((one) => {
    const value = h("span", { class: "plot-value" });
    cells.set(one.id, value);
    return h(
      "li",
      { title: several ? `${one.field} on ${one.branch}` : one.field },
      kind === "words" && !several ? null : sample(one.colour, one.dash),
      label(one, single, several),
      " ",
      value,
      unit || !one.unit ? null : h("span", { class: "plot-unit" }, ` ${one.unit}`),
    );
  });
  const dots = layout.data.map(({ field, colour }) =>
    h("li", {}, ring(colour), single ? "measured" : `${field}, measured`),
  );
  const title = single ? fields[0] : "";
  const root = h(
    "div",
    { class: "plot-head" },
    title ? h("span", { class: "plot-title", title }, title) : null,
    unit ? h("span", { class: "plot-unit" }, `[${unit}]`) : null,
    h("ul", { class: "plot-legend", "aria-label": `Values of ${fields.join(", ")} at the cursor` }, ...items, ...dots),
    known,
    closer(fields, remove, signal),
  );
  let wordsText = "";

  return {
    root,
    ids: series.map((one) => one.id),
    /**
     * @param {string} id
     * @param {string | null | undefined} text  null where the branch has no such tick.
     * @param {boolean} rough
     */
    setValue(id, text, rough) {
      const cell = cells.get(id);
      if (!cell) return;
      setText(cell, text === null || text === undefined ? "–" : rough ? `≈ ${text}` : text);
      cell.classList.toggle("is-rough", rough);
    },
    /** @param {Record<string, string[]>} words */
    setWords(words) {
      if (kind !== "words") return;
      const list = words[fields[0]] ?? [];
      const text = JSON.stringify(list.slice(0, NAMED + 1));
      if (text === wordsText) return;
      wordsText = text;
      known.replaceChildren(
        ...list.slice(0, NAMED).map((word, number) => h("span", { class: "plot-word" }, swatch(number), word)),
        list.length > NAMED ? h("span", { class: "plot-word" }, `and ${list.length - NAMED} others`) : "",
      );
    },
  };
}

/**
 * @param {import("./types.js").Series} one
 * @param {boolean} single
 * @param {boolean} several
 */
function label(one, single, several) {
  if (single && several) return h("span", { class: "pb-offscreen" }, one.branch); // named above
  if (single) return h("span", { class: "pb-offscreen" }, one.field);
  return h("span", { class: "plot-name" }, several ? `${one.field} · ${one.branch}` : one.field);
}

/**
 * A button that takes the fields of a panel out of the plot.
 *
 * @param {string[]} fields
 * @param {(field: string) => void} remove
 * @param {AbortSignal} signal
 */
function closer(fields, remove, signal) {
  const name = `Remove ${fields.join(", ")}`;
  const button = h("button", { type: "button", class: "plot-close", "aria-label": name, title: name }, "×");
  button.addEventListener("click", () => fields.forEach(remove), { signal });
  return button;
}

/**
 * A piece of line.
 *
 * @param {number} colour
 * @param {number} dash
 */
export function sample(colour, dash) {
  return s(
    "svg",
    { class: "plot-sample", viewBox: "0 0 24 8", "aria-hidden": "true" },
    s("line", {
      x1: 0,
      x2: 24,
      y1: 4,
      y2: 4,
      "stroke-width": 3,
      "stroke-dasharray": DASHES[dash].join(" ") || null,
      style: `stroke: var(--pb-series-${colour})`,
    }),
  );
}

/** @param {number} colour */
function ring(colour) {
  const circle = s("circle", { cx: 5, cy: 5, r: 3.4, style: `stroke: var(--pb-series-${colour})` });
  return s("svg", { class: "plot-ring", viewBox: "0 0 10 10", "aria-hidden": "true" }, circle);
}

/** @param {number} number */
function swatch(number) {
  const box = s("rect", { width: 10, height: 10, rx: 2, style: `fill: var(--pb-series-${number})` });
  return s("svg", { class: "plot-swatch", viewBox: "0 0 10 10", "aria-hidden": "true" }, box);
}
