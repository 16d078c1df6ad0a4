/** Boxes are dragged where somebody wants them; Python keeps the places and leads the wires. */

import { drag } from "d3-drag";
import { select } from "d3-selection";
import { shiftComponent } from "./canvas.js";

const GRID = 4;

/**
 * Let the boxes of a drawing be dragged.
 *
 * @param {import("./canvas.js").Drawing} drawing
 * @param {{begin: () => void, moved: (name: string, x: number, y: number) => void}} on
 */
export function letDrag(drawing, on) {
  const { structure, world } = drawing;
  drawing.components.forEach((node, number) => {
    const box = structure.boxes[number];
    /** @type {[number, number]} */
    let shift = [0, 0];
    const behaviour = drag()
      .container(() => /** @type {any} */ (world))
      .clickDistance(4)
      .subject(() => ({ x: 0, y: 0 }))
      .on("start", () => {
        shift = [0, 0];
      })
      .on("drag", (event) => {
        shift = [onGrid(box.x + event.x) - box.x, onGrid(box.y + event.y) - box.y];
        if (!shift[0] && !shift[1]) return;
        on.begin();
        shiftComponent(drawing, number, shift);
      })
      .on("end", () => {
        if (shift[0] || shift[1]) on.moved(box.name, box.x + shift[0], box.y + shift[1]);
      });
    /** @type {any} */ (select(/** @type {Element} */ (node))).call(behaviour);
  });
}

/** @param {number} length */
export function onGrid(length) {
  return Math.round(length / GRID) * GRID;
}
