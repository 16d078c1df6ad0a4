// GraphView: the process as a drawing with live values, or as a table.
//
// Model keys, all written by Python: structure (boxes, ports, wires and where they lie), values
// (texts by number of port, and what stands out), breakpoints (list), tab ("graph" or "table",
// which is shown first); see graph/types.js.

import "./common/theme.css";
import "./graph_view.css";

import { h, s, setText } from "./common/dom.js";
import { mountView } from "./common/view.js";
import { bar } from "./graph/bar.js";
import { drawStructure } from "./graph/canvas.js";
import { letDrag } from "./graph/drag.js";
import { emptyState } from "./graph/empty.js";
import { Facts } from "./graph/facts.js";
import { goodHeight } from "./graph/geometry.js";
import { Highlight, MANY } from "./graph/highlight.js";
import { Labels } from "./graph/labels.js";
import { Live } from "./graph/live.js";
import { fileName, pngOf, save, svgText } from "./graph/picture.js";
import { listenToGraphKeys, listenToPointer } from "./graph/pointing.js";
import { Search } from "./graph/search.js";
import { Table } from "./graph/table.js";
import { measurer } from "./graph/text.js";
import { Tip } from "./graph/tip.js";
import { Zoom } from "./graph/zoom.js";

/** @param {import("./common/types.js").View} view */
function build(view) {
  const { root, signal } = view;
  const svg = s("svg", { class: "pb-canvas", role: "group", "data-level": "near" });
  const note = h("div", { class: "pb-note", hidden: true });
  const empty = emptyState(view);
  const table = new Table();
  const after = h("span", { class: "pb-offscreen", tabindex: -1 }, "end of the graph");
  const skip = h("button", { type: "button", class: "pb-button pb-skip", hidden: true }, "Skip the graph");
  skip.addEventListener("click", () => after.focus(), { signal });
  const panels = {
    graph: h("div", { class: "pb-panel" }, skip, svg, after, note, empty),
    table: h("div", { class: "pb-panel" }, table.root),
  };
  const measure = measurer(root);
  const highlight = new Highlight(svg, signal);
  const zoom = new Zoom(svg, panels.graph, zoomed);
  const tip = new Tip(view, panels.graph);
  let tab = view.get("tab") === "table" ? "table" : "graph";
  /** @type {Facts | null} */
  let facts = null;
  /** @type {import("./graph/canvas.js").Drawing | null} */
  let drawing = null;
  /** @type {Live | null} */
  let live = null;
  /** @type {Labels | null} */
  let labels = null;
  const graph = { view, svg, facts: () => facts, drawing: () => drawing, highlight, tip, zoom };
  const search = new Search(graph, (text) => above.found(text));
  const above = bar(view, panels, {
    tab: choose,
    search: (text) => search.look(text),
    next: (step) => search.next(step),
    zoom: (direction) => zoom.by(direction),
    fit: () => zoom.fit(),
    save: savePicture,
    arrange: () => view.send("arrange"),
  });
  root.append(above.root, panels.graph, panels.table);

  /** @param {number} k */
  function zoomed(k) {
    above?.zoomed(k);
    if (labels?.fit(k) && facts) live?.draw(facts);
    tip.hide();
  }

  /** @param {string} chosen */
  function choose(chosen) {
    tab = chosen;
    above.choose(tab);
    if (tab === "graph") zoom.resized();
    draw();
  }

  function dragged() {
    zoom.fitted = false; // or everything else would move when the box is dropped
    tip.hide();
  }

  function drawAll() {
    const structure = view.get("structure");
    if (!structure?.boxes) return;
    const focused = /** @type {SVGElement | null} */ (svg.contains(document.activeElement) ? document.activeElement : null);
    const [box, port] = [focused?.dataset.box, focused?.dataset.port];
    drawing = drawStructure(structure);
    live = new Live(drawing, measure);
    labels = new Labels(svg, drawing, live, measure);
    svg.replaceChildren(drawing.world);
    svg.setAttribute("aria-label", `Graph of ${structure.name}: ${structure.boxes.length} components`);
    skip.hidden = structure.boxes.length < MANY;
    empty.hidden = structure.boxes.length > 0;
    svg.toggleAttribute("hidden", structure.boxes.length === 0);
    above.has(structure.boxes.length, structure.moved.length);
    letDrag(drawing, { begin: dragged, moved: (component, x, y) => view.send("move", { component, x, y }) });
    highlight.show(drawing);
    resize();
    zoom.show(drawing.world, structure.bounds);
    labels.fit(zoom.transform.k);
    draw();
    if (port !== undefined) drawing.ports[Number(port)]?.focus();
    else if (box !== undefined) drawing.boxes[Number(box)]?.focus();
  }

  function draw() {
    const [structure, values] = [view.get("structure"), view.get("values")];
    if (!Facts.fit(structure, values) || structure !== drawing?.structure) return;
    facts = new Facts(structure, values, view.get("breakpoints") ?? []);
    if (tab === "table") table.draw(facts, highlight.selected);
    else {
      live?.draw(facts);
      tip.refresh();
    }
  }

  function drawNow() {
    const now = view.now();
    if (now?.tick === undefined) return;
    if (now.selected !== highlight.selected) highlight.select(now.selected);
    highlight.busy(now.stuck);
    const branch = now.branch === now.head_branch ? "" : ` of ${now.branch}`;
    const told = now.stuck
      ? `${now.stuck.component} has been in its step for ${now.stuck.seconds} s`
      : `viewing tick ${now.shown}${branch}`;
    setText(note, told);
    note.hidden = !now.viewing && !now.stuck;
  }

  function resize() {
    const structure = view.get("structure");
    if (structure?.boxes && root.clientWidth) {
      const high = goodHeight(structure.bounds, root.clientWidth);
      root.style.setProperty("--pb-good-height", `${high}px`);
    }
    zoom.resized();
  }

  /** @param {"svg" | "png"} kind */
  async function savePicture(kind) {
    const structure = view.get("structure");
    if (!structure?.boxes || !facts) return;
    const { transform } = zoom;
    labels?.fit(1); // all labels, whatever is shown
    live?.draw(facts);
    highlight.around(null, true);
    const text = svgText(svg, structure, `${structure.name}, tick ${facts.values.tick}`);
    labels?.fit(transform.k);
    live?.draw(facts);
    const name = `${fileName(structure.name)}-tick-${facts.values.tick}.${kind}`;
    const svgBlob = new Blob([text], { type: "image/svg+xml" });
    save(kind === "svg" ? svgBlob : await pngOf(text, structure.bounds), name);
    view.announce(`saved as ${name}`);
  }

  root.addEventListener("keydown", (event) => {
    const typing = /** @type {Element} */ (event.target).closest("input, select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") {
      choose(tab === "graph" ? "table" : "graph");
      above.focus();
    } else if (event.key === "/" && !above.search.hidden) above.search.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  listenToPointer(graph);
  listenToGraphKeys(graph);
  view.bus.on("select", ({ component }) => {
    highlight.select(component ?? "");
    draw();
  });
  view.bus.on("hover", ({ component }) => {
    const box = drawing?.structure.boxes.findIndex(({ name }) => name === component) ?? -1;
    highlight.around(box >= 0 ? box : null);
  });
  const sizes = new ResizeObserver(() => resize());
  sizes.observe(panels.graph);
  signal.addEventListener("abort", () => sizes.disconnect());
  view.on("structure", drawAll);
  view.on("values", draw);
  view.on("breakpoints", draw);
  view.on("now", drawNow);
  choose(tab);
  drawAll();
  drawNow();
}

export default { render: (/** @type {any} */ context) => mountView(context, "graph-view", build) };
