/** The panels below each other, the time axis, and the cursor that goes through all of them. */

import { h, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { colours } from "./colours.js";
import { legend } from "./legend.js";
import { RIGHT, panel } from "./panel.js";
import { pointsOf } from "./paths.js";
import { niceTicks, shareOf } from "./scale.js";

const NATURAL = { numbers: 150, flags: 56, words: 34 }; // px of height
const LEAST = { numbers: 84, flags: 44, words: 30 };
const ALONE = 260; // px for numbers that have the plot to themselves
const HEAD = 24; // px of the names above a panel

/**
 * @param {import("../common/types.js").View} view
 * @param {(field: string) => void} remove
 */
export function stack(view, remove) {
  const grid = h("div", { class: "plot-panels" });
  const marks = h("div", { class: "plot-marks", "aria-hidden": "true" });
  const axis = h("div", { class: "plot-axis", "aria-hidden": "true" });
  const future = h("div", { class: "plot-future" });
  const line = h("div", { class: "plot-line" });
  const grip = h("div", { class: "plot-grip", role: "slider", tabindex: "0", "aria-label": "Tick shown" });
  const select = h("div", { class: "plot-select", hidden: true });
  const root = h("div", { class: "plot-stack" }, grid, marks, axis, future, line, select, grip);

  /** @type {Map<string, import("./paths.js").Points>} */
  const points = new Map();
  /** @type {Record<string, string[]>} */
  let words = {};
  /** @type {{drawn: ReturnType<typeof panel>, head: ReturnType<typeof legend>}[]} */
  let panels = [];
  /** @type {import("./panel.js").Look} */
  const look = {
    colour: colours(view.root),
    size: 11,
    family: "sans-serif",
    left: 48,
    width: 600,
    sight: { first: 0, last: 1 },
  };
  let layoutText = "";
  let shown = 0;

  /** @param {import("./types.js").Layout} layout */
  function setLayout(layout) {
    const text = JSON.stringify([layout.panels, layout.branches]);
    if (text === layoutText) return;
    layoutText = text;
    for (const { drawn } of panels) drawn.destroy();
    panels = layout.panels.map((one) => {
      const several = layout.branches.filter((branch) => branch.drawn).length > 1;
      const head = legend(one, { several, remove, signal: view.signal });
      return { head, drawn: panel(one, (id) => points.get(id), (field) => words[field] ?? [], look) };
    });
    grid.replaceChildren(
      ...panels.map(({ head, drawn }) =>
        h("div", { class: "plot-panel", "data-kind": drawn.layout.kind }, head.root, drawn.place),
      ),
    );
  }

  /** @param {import("./types.js").Lines} lines */
  function setLines(lines) {
    points.clear();
    for (const [id, raw] of Object.entries(lines.series)) points.set(id, pointsOf(raw));
    words = lines.words;
  }

  /** Draw everything; @param {import("./scale.js").Sight} sight  @param {number} [fill] */
  function draw(sight, fill = 0) {
    measure(sight);
    const tall = heights(fill);
    const texts = panels.map(({ drawn }, at) => drawn.labels(tall[at]));
    look.left = gutter(texts.flat());
    root.style.setProperty("--plot-left", `${look.left}px`);
    root.style.setProperty("--plot-right", `${RIGHT}px`);
    panels.forEach(({ drawn, head }) => {
      drawn.draw();
      drawn.place.setAttribute("aria-label", describe(drawn, sight));
      head.setWords(words);
    });
    root.style.setProperty("--plot-top", `${(panels[0]?.drawn.place.offsetTop ?? 0) + 4}px`);
    drawAxis();
    moveTo(shown);
  }

  /** @param {import("./scale.js").Sight} sight */
  function measure(sight) {
    const style = getComputedStyle(view.root);
    look.colour = colours(view.root);
    look.size = Math.round(parseFloat(style.fontSize) * 0.85 * 10) / 10;
    look.family = style.fontFamily;
    look.width = Math.max(160, root.clientWidth);
    look.sight = sight;
  }

  /** @param {number} fill  Px for all panels with their names; 0 for what they need. */
  function heights(fill) {
    const kinds = panels.map(({ drawn }) => drawn.layout.kind);
    const scale = look.size / 11;
    const own = kinds.map((kind, at) => {
      if (kind !== "words") return (kinds.length === 1 && kind === "numbers" ? ALONE : NATURAL[kind]) * scale;
      const rows = panels[at].drawn.layout.series.length;
      return (12 + 22 * rows) * scale;
    });
    const numbers = kinds.filter((kind) => kind === "numbers").length;
    if (!fill || !numbers) return own.map(Math.round);
    const fixed = own.reduce((sum, px, at) => sum + (kinds[at] === "numbers" ? 0 : px), 0);
    const each = (fill - fixed - kinds.length * HEAD * scale) / numbers;
    const given = Math.max(LEAST.numbers * scale, each);
    return own.map((px, at) => Math.floor(kinds[at] === "numbers" ? given : px));
  }

  /** @param {string[]} texts */
  function gutter(texts) {
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    pen.font = `${look.size}px ${look.family}`;
    const widest = Math.max(0, ...texts.map((text) => pen.measureText(text).width));
    return Math.max(40, Math.min(110, Math.ceil(widest) + 16));
  }

  function drawAxis() {
    const { first, last } = look.sight;
    const room = look.width - look.left - RIGHT;
    const most = Math.max(2, Math.min(9, Math.floor(room / (look.size * 6.5))));
    const ticks = niceTicks(first, last, most, true);
    axis.replaceChildren(
      ...ticks.map((tick) => {
        const label = h("span", {}, count(tick));
        label.style.left = percent(shareOf(look.sight, tick));
        return label;
      }),
    );
  }

  /** Put the cursor at a tick; nothing is drawn anew. @param {number} tick */
  function moveTo(tick) {
    shown = tick;
    const share = shareOf(look.sight, tick);
    const hidden = share < -1e-9 || share > 1 + 1e-9;
    root.style.setProperty("--plot-at", String(Math.max(0, Math.min(1, share))));
    root.classList.toggle("is-elsewhere", hidden);
    setText(grip, `tick ${count(tick)}`);
  }

  /**
   * @param {ReturnType<typeof panel>} drawn
   * @param {import("./scale.js").Sight} sight
   */
  function describe(drawn, sight) {
    const { kind, fields, unit } = drawn.layout;
    const what = `${fields.join(", ")}${unit ? ` in ${unit}` : ""}`;
    const span = `ticks ${count(Math.round(sight.first))} to ${count(Math.round(sight.last))}`;
    if (kind !== "numbers") return `Plot of ${what} over ${span}`;
    const [low, high] = drawn.range();
    return `Plot of ${what} over ${span}; the axis goes from ${low.toPrecision(3)} to ${high.toPrecision(3)}`;
  }

  return {
    root,
    grip,
    marks,
    select,
    setLayout,
    setLines,
    draw,
    moveTo,
    look,
    points,
    heads: () => panels.map(({ head }) => head),
    /** @param {Element} place */
    layoutOf: (place) => panels.find(({ drawn }) => drawn.place === place)?.drawn.layout,
  };
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(3)}%`;
}
