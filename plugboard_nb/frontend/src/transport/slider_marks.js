/** The marks on the slider: where branches left, and what was changed. */

import { changes } from "../common/changes.js";
import { h } from "../common/dom.js";
import { colourOf } from "./tree.js";

const REACH_PX = 4; // from a mark, within which a pointer is on it

/** @typedef {{tick: number, kind: "branch" | "change", number: number, text: string}} Mark */

/** @param {import("../common/types.js").View} view */
export function sliderMarks(view) {
  const root = h("div", { class: "marks", "aria-hidden": "true" });
  const listed = changes();
  const moved = changes();
  /** @type {{node: HTMLElement, tick: number}[]} */
  let marks = [];

  /** @param {number} first @param {number} last */
  function draw(first, last) {
    const wanted = /** @type {Mark[]} */ (view.get("marks") ?? []);
    if (listed(wanted)) {
      marks = wanted.map((mark) => ({ node: nodeOf(mark), tick: mark.tick }));
      root.replaceChildren(...marks.map(({ node }) => node));
    }
    if (!moved(wanted, first, last)) return;
    for (const { node, tick } of marks) {
      const share = last > first ? (tick - first) / (last - first) : 1;
      node.hidden = share < 0 || share > 1;
      if (!node.hidden) node.style.setProperty("--at", share.toFixed(5));
    }
  }
  /** Return what the marks at a place of the screen say. @param {number} x  In px. */
  function textAt(x) {
    const near = marks.filter(({ node }) => !node.hidden && distance(node, x) <= REACH_PX);
    return near.map(({ node }) => node.title).join("\n");
  }
  return { root, draw, textAt };
}

/** @param {HTMLElement} node @param {number} x */
function distance(node, x) {
  const { left, width } = node.getBoundingClientRect();
  return Math.abs(x - left - width / 2);
}

/** @param {Mark} mark */
const nodeOf = ({ kind, number, text }) =>
  h("span", {
    class: `mark ${kind}`,
    title: text,
    style: kind === "branch" ? `--colour: ${colourOf(number)}` : null,
  });
