/** A piece of the line that a branch has in every plot. */

import { s } from "../common/dom.js";
import { colourOf, dashesOf } from "./tree.js";

const WIDTH = 2.5; // px of the line

/** @param {number} number Of the branch. */
export const swatch = (number) =>
  s(
    "svg",
    { class: "swatch", viewBox: "0 0 24 8", "aria-hidden": "true" },
    s("line", {
      x1: 1,
      y1: 4,
      x2: 23,
      y2: 4,
      "stroke-width": WIDTH,
      "stroke-dasharray": dashesOf(number, WIDTH) || null,
      style: `stroke: ${colourOf(number)}`,
    }),
  );
