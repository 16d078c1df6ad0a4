/** The panels below each other, the time axis, and the cursor that goes through all of them. */

import { h, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { colours } from "./colours.js";
import { legend } from "./legend.js";
import { RIGHT, panel } from "./panel.js";
import { pointsOf } from "./paths.js";
import { niceTicks, shareOf } from "./scale.js";

const LEAST = 84; // px of height of a panel of numbers
const MOST = 150;
const ALONE = 260; // px for numbers that have the plot to themselves
const TOGETHER = 400; // px that all panels share if they can
const FLAGS = 50; // px of a panel of truth values
const WORDS = 22; // px of a row of words

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

  /**
   * Draw everything.
   *
   * @param {import("./scale.js").Sight} sight
   * @param {number} room  Px that there are for the panels; 0 for as many as they need.
   * @param {boolean} moved  Whether the panels may stand elsewhere than before.
   */
  function draw(sight, room, moved) {
    look.sight = sight;
    const tall = heights(room);
    const texts = panels.map(({ drawn }, at) => drawn.labels(tall[at]));
    look.left = gutter(texts.flat());
    root.style.setProperty("--plot-left", `${look.left}px`);
    root.style.setProperty("--plot-right", `${RIGHT}px`);
    panels.forEach(({ drawn, head }) => {
      head.setWords(words);
      drawn.draw();
      drawn.place.setAttribute("aria-label", describe(drawn, sight));
    });
    if (moved) {
      root.style.setProperty("--plot-top", `${(panels[0]?.drawn.place.offsetTop ?? 0) + 4}px`);
    }
    drawAxis();
    moveTo(shown);
  }

  /** Take what everything depends on from the page. */
  function measure() {
    const style = getComputedStyle(view.root);
    look.colour = colours(view.root);
    look.size = Math.round(parseFloat(style.fontSize) * 0.85 * 10) / 10;
    look.family = style.fontFamily;
    look.width = Math.max(160, root.clientWidth);
  }

  /**
   * Return the height of each panel; panels of numbers share what is left by the others.
   *
   * @param {number} room  Px for all; 0 for as many as they need.
   */
  function heights(room) {
    const scale = look.size / 11;
    const own = panels.map(({ drawn: { layout } }) => {
      if (layout.kind === "numbers") return 0;
      return (layout.kind === "flags" ? FLAGS : 12 + WORDS * layout.series.length) * scale;
    });
    const numbers = own.filter((px) => px === 0).length;
    const most = panels.length === 1 ? ALONE : MOST;
    const rest = (room || TOGETHER * scale) - own.reduce((sum, px) => sum + px, 0);
    const each = Math.max(LEAST * scale, Math.min(rest / numbers, room ? Infinity : most * scale));
    return own.map((px) => Math.floor(px || each));
  }

  /** Px that the panels need, and px of what stands between and below them. */
  function needed() {
    const beside = panels.reduce((sum, { head }) => sum + head.root.offsetHeight, 0);
    const panes = heights(0).reduce((sum, px) => sum + px, 0);
    return { panes, beside: beside + marks.offsetHeight + axis.offsetHeight };
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
    measure,
    needed,
    moveTo,
    look,
    points,
    heads: () => panels.map(({ head }) => head),
    /** @param {string} id */
    seriesOf(id) {
      for (const { drawn } of panels) {
        const found = drawn.layout.series.find((one) => one.id === id);
        if (found) return { kind: drawn.layout.kind, field: found.field };
      }
      return { kind: "numbers", field: "" };
    },
    /** @param {Element} place */
    layoutOf: (place) => panels.find(({ drawn }) => drawn.place === place)?.drawn.layout,
  };
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(3)}%`;
}
