/** The last line: what can be unfolded, how a run ended or how far it is, how often it is drawn. */

import { h, setAttributes, setText } from "../common/dom.js";
import { branches } from "./branches.js";
import { breakpoints } from "./breakpoints.js";
import { drawing } from "./pace.js";
import { progress, stopMark, stopText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function foot(view) {
  const points = breakpoints(view);
  const tree = branches(view);
  const pointsFold = fold(view, "Breakpoints", points);
  const treeFold = fold(view, "Branches", tree);
  const message = messageLine(view);
  const rate = drawing(view);
  view.bus.on("breakpoint", () => {
    pointsFold.toggle(true);
    points.focus();
  });
  const root = h(
    "div",
    { class: "foot" },
    h(
      "div",
      { class: "line" },
      h("span", { class: "folds" }, pointsFold.root, treeFold.root),
      message.root,
      rate.root,
    ),
    h("div", { class: "panels" }, points.root, tree.root),
  );
  const parts = [points, tree, pointsFold, treeFold, message, rate];
  return { root, draw: () => parts.forEach((part) => part.draw()) };
}

let made = 0;

/**
 * @param {View} view
 * @param {string} label
 * @param {{root: HTMLElement, count: () => number}} panel
 */
function fold(view, label, panel) {
  panel.root.id = `pb-panel-${(made += 1)}`;
  panel.root.hidden = true;
  const number = h("span", { class: "number" });
  const root = h(
    "button",
    { type: "button", class: "fold", "aria-expanded": "false", "aria-controls": panel.root.id },
    h("span", { class: "arrow", "aria-hidden": "true" }),
    `${label} `,
    number,
  );
  /** @param {boolean} open */
  function toggle(open) {
    panel.root.hidden = !open;
    setAttributes(root, { "aria-expanded": String(open) });
  }
  root.addEventListener("click", () => toggle(panel.root.hidden !== false), { signal: view.signal });
  return { root, toggle, draw: () => setText(number, panel.count()) };
}

/** Why the last run ended, or how far the present one is. @param {View} view */
function messageLine(view) {
  const bar = h("progress", { max: 1, "aria-label": "progress of the run" });
  const mark = h("span", { class: "mark", "aria-hidden": "true" });
  const text = h("span", { class: "text" });
  const root = h("span", { class: "message" }, mark, bar, text);
  function draw() {
    const now = view.now();
    const way = progress(now);
    bar.hidden = !way;
    if (way) bar.value = way.share;
    const stop = now.doing ? null : now.stop;
    setText(mark, stop ? stopMark(stop.reason) : "");
    setText(text, way ? way.text : now.doing ? "" : hint(now) || stopText(now.stop));
    setAttributes(root, { title: text.textContent || null });
  }
  return { root, draw };
}

/** What stepping would do where that may surprise. @param {import("../common/types.js").Now} now */
function hint(now) {
  const behind = now.branch === now.head_branch && !now.viewing && now.tick < now.last;
  return behind ? "stepping on from here begins a new branch; what came later stays" : "";
}
