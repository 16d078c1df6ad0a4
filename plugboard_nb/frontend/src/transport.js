// Transport: header, controls, the strip about the past, breakpoints and branches.
//
// Model keys beside those of every view, all written by Python: head_status (string), head_last
// (number), usage (object), branches, breakpoints, marks (lists of objects), fields, events (lists
// of strings), example (string, a condition).

import "./common/theme.css";
import "./transport.css";

import { mountView } from "./common/view.js";
import { news } from "./transport/announce.js";
import { controls } from "./transport/controls.js";
import { foot } from "./transport/foot.js";
import { header } from "./transport/header.js";
import { help } from "./transport/help.js";
import { strips } from "./transport/strip.js";

/** @param {import("./common/types.js").View} view */
function build(view) {
  const parts = {
    header: header(view),
    controls: controls(view),
    strips: strips(view),
    foot: foot(view),
  };
  view.root.append(...Object.values(parts).map((part) => part.root), help(view));
  /** @type {import("./common/types.js").Now|null} */
  let before = null;

  function draw() {
    const now = view.now();
    if (now?.tick === undefined) return; // nothing has been published yet
    for (const part of Object.values(parts)) part.draw();
    const text = news(before, now);
    if (text) view.announce(text);
    before = now;
  }
  function drawAll() {
    parts.controls.drawBranches();
    parts.foot.drawBranches();
    parts.foot.drawBreakpoints();
    parts.controls.drawMarks();
    draw();
  }
  let waiting = false;
  /** One publication changes several keys. */
  function drawSoon() {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!view.signal.aborted) draw();
    });
  }
  for (const key of ["now", "head_status", "head_last", "usage"]) view.on(key, drawSoon);
  view.on("branches", drawAll);
  view.on("marks", parts.controls.drawMarks);
  for (const key of ["breakpoints", "fields", "events", "example"]) {
    view.on(key, () => {
      parts.foot.drawBreakpoints();
      draw();
    });
  }
  drawAll();
}

export default { render: (/** @type {any} */ context) => mountView(context, "transport", build) };
