// GraphView: the process as a drawing with live values, or as a table.
//
// Model keys, all written by Python: structure (boxes, ports, wires and where they lie), values
// (texts by number of port, and what stands out), breakpoints (list), tab ("graph" or "table",
// which is shown first); see graph/types.js.

import "./common/theme.css";
import "./graph_view.css";

import { mountView } from "./common/view.js";
import { Pane } from "./graph/pane.js";

/** @param {import("./common/types.js").View} view */
function build(view) {
  const pane = new Pane(view);
  view.root.append(...pane.parts);
  pane.listen();
  view.on("structure", () => pane.drawAll());
  view.on("values", () => pane.draw());
  view.on("breakpoints", () => pane.draw());
  view.on("now", () => pane.drawNow());
  pane.choose(view.get("tab") === "table" ? "table" : "graph");
  pane.drawAll();
  pane.drawNow();
}

export default { render: (/** @type {any} */ context) => mountView(context, "graph-view", build) };
