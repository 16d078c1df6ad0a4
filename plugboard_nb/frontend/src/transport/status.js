/** Statuses as shape, word and colour: the shape tells them apart without the colour. */

import { s } from "../common/dom.js";

const SHAPES = {
  ring: () => s("circle", { cx: 6, cy: 6, r: 4, fill: "none" }),
  disc: () => s("circle", { cx: 6, cy: 6, r: 4.2, fill: "currentColor", stroke: "none" }),
  triangle: () => s("path", { d: "M3 2 L10.5 6 L3 10 Z", fill: "currentColor", stroke: "none" }),
  square: () => s("rect", { x: 2.2, y: 2.2, width: 7.6, height: 7.6, fill: "currentColor" }),
  check: () => s("path", { d: "M2 6.5 L5 9.5 L10.5 2.8", fill: "none" }),
  cross: () => s("path", { d: "M2.5 2.5 L9.5 9.5 M9.5 2.5 L2.5 9.5", fill: "none" }),
};

/** @type {Record<string, [keyof typeof SHAPES, string, string]>} status → shape, word, colour */
const STATUSES = {
  created: ["ring", "created", "muted"],
  init: ["ring", "ready", "accent"],
  running: ["triangle", "running", "accent"],
  waiting: ["disc", "waiting", "good"],
  completed: ["check", "completed", "good"],
  failed: ["cross", "failed", "danger"],
  stopped: ["square", "stopped", "event"],
};

/** @param {string} status */
export const statusWord = (status) => STATUSES[status]?.[1] ?? status;

/** @param {string} status */
export function statusShape(status) {
  const [shape, , colour] = STATUSES[status] ?? STATUSES.created;
  return s(
    "svg",
    {
      class: "shape",
      viewBox: "0 0 12 12",
      "aria-hidden": "true",
      stroke: "currentColor",
      "stroke-width": 2,
      style: `color: var(--pb-${colour})`,
    },
    SHAPES[shape](),
  );
}
