/**
 * Transport: header, controls, the strip about the past, breakpoints and branches.
 *
 * Model keys beside those of every view, all written by Python: head_status (string), head_last
 * (number), usage (object), branches, breakpoints, marks (lists of objects), fields, events (lists
 * of strings), example (string, a condition).
 */

import "./common/theme.css";
import "./transport.css";

import { afterFrame } from "./common/dom.js";
import { mountView } from "./common/view.js";
import { controls } from "./transport/controls.js";
import { foot } from "./transport/foot.js";
import { header } from "./transport/header.js";
import { help } from "./transport/help.js";
import { news } from "./transport/news.js";
import { strips } from "./transport/strips.js";

const LISTS = ["branches", "breakpoints", "marks", "fields", "events", "example"];
const KEYS = ["now", "head_status", "head_last", "usage", ...LISTS];

/** @param {import("./common/types.js").View} view */
function build(view) {
  const parts = [header(view), controls(view), strips(view), foot(view)];
  view.root.append(...parts.map((part) => part.root), help(view));
  /** @type {import("./common/types.js").Now | null} */
  let before = null;

  function draw() {
    const now = view.now();
    if (now?.tick === undefined) return; // nothing has been published yet
    for (const part of parts) part.draw();
    const text = news(before, now);
    if (text) view.announce(text);
    before = now;
  }
  const drawSoon = afterFrame(draw, view.signal); // the values on the wires come first
  for (const key of KEYS) view.on(key, drawSoon);
  draw();
}

export default {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "transport", build),
};
