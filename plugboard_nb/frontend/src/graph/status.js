/** The symbols of statuses: a shape of its own for each, so that colour is not needed. */

import { s } from "../common/dom.js";

/** @type {Record<string, [string, Record<string, any>, boolean][]>} Tag, attributes, filled. */
const SHAPES = {
  ring: [["circle", { r: 3.2 }, false]],
  disc: [["circle", { r: 3.6 }, true]],
  square: [["rect", { x: -3.4, y: -3.4, width: 6.8, height: 6.8, rx: 0.8 }, true]],
  triangle: [["path", { d: "M-3-4 4.2 0-3 4Z" }, true]],
  check: [["path", { d: "M-4 .2-1.2 3.2 4.2-3.6" }, false]],
  cross: [["path", { d: "M-3.4-3.4 3.4 3.4M-3.4 3.4 3.4-3.4" }, false]],
};

/** @type {Record<string, string>} */
const SHAPE_OF = {
  created: "ring",
  init: "ring",
  running: "triangle",
  waiting: "disc",
  completed: "check",
  failed: "cross",
  stopped: "square",
};

/**
 * Show a status: its shape in *place*, its colour by a class of *owner*.
 *
 * @param {SVGGElement} place
 * @param {SVGGElement} owner
 * @param {string} status
 */
export function showStatus(place, owner, status) {
  const shapes = SHAPES[SHAPE_OF[status] ?? "ring"].map(([tag, attributes, filled]) =>
    s(/** @type {"path"} */ (tag), { ...attributes, class: filled ? "pb-filled" : "pb-drawn" }),
  );
  place.replaceChildren(...shapes);
  const known = status in SHAPE_OF ? status : "created";
  for (const other of Object.keys(SHAPE_OF)) {
    owner.classList.toggle(`pb-is-${other}`, other === known);
  }
}
