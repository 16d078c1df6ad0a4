/** Small signs below the panels: forks, interventions, events, breakpoints that were hit. */

import { h, s } from "../common/dom.js";
import { count } from "../common/format.js";
import { shareOf } from "./scale.js";

/** Kind → shape in a box of 10 by 10. */
const SHAPES = {
  fork: "M5 1 9.5 9H0.5Z",
  breakpoint: "M5 0.5A4.5 4.5 0 1 1 5 9.5 4.5 4.5 0 1 1 5 0.5Z",
  event: "M5 0.5 9.5 5 5 9.5 0.5 5ZM5 3 3 5 5 7 7 5Z",
  change: "M5 0.5 9.5 5 5 9.5 0.5 5Z",
};
const COLOURS = { breakpoint: "danger", event: "event" };

/** @param {import("./types.js").Happening} one */
export function sign(one) {
  const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (one.kind)] ?? SHAPES.change;
  const named = COLOURS[/** @type {keyof typeof COLOURS} */ (one.kind)];
  const colour = named ? `--pb-${named}` : one.kind === "fork" ? `--pb-series-${one.at % 7}` : "--pb-ink";
  return s(
    "svg",
    { class: "plot-sign", viewBox: "0 0 10 10", "aria-hidden": "true" },
    s("path", { d: shape, "fill-rule": "evenodd", style: `fill: var(${colour})` }),
  );
}

/**
 * @param {HTMLElement} strip
 * @param {import("./types.js").Happening[]} marks
 * @param {import("./panel.js").Look} look
 * @param {(tick: number) => void} scrub
 * @param {number} right
 */
export function drawMarks(strip, marks, look, scrub, right) {
  const room = look.width - look.left - right;
  const seen = marks.filter(({ tick }) => tick >= look.sight.first && tick <= look.sight.last);
  const places = seen.map((one) => shareOf(look.sight, one.tick) * room);
  strip.replaceChildren(
    ...seen.map((one, at) => {
      const space = (places[at + 1] ?? room + right) - places[at] - 6;
      const more = (one.count ?? 1) - 1;
      const words = more ? `${one.label} +${more}` : one.label;
      const text = space > 4 * look.size ? h("span", { class: "plot-mark-text" }, words) : null;
      const mark = h("span", { class: "plot-mark", title: titleOf(one) }, sign(one), text);
      mark.style.left = `${places[at]}px`;
      mark.style.maxWidth = `${Math.max(space, look.size)}px`;
      mark.onclick = () => scrub(one.tick);
      return mark;
    }),
  );
}

/** @param {import("./types.js").Happening} one */
function titleOf(one) {
  const hidden = (one.count ?? 1) - 1 - (one.more?.length ?? 0);
  const lines = [`tick ${count(one.tick)}: ${one.text}`, ...(one.more ?? [])];
  if (hidden > 0) lines.push(`and ${count(hidden)} more`);
  return lines.join("\n");
}
