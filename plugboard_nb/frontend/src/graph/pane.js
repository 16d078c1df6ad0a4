/** The whole view: bar, drawing and table, and what keeps them up to date. */

import { h, s, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { bar } from "./bar.js";
import { drawStructure } from "./canvas.js";
import { letDrag } from "./drag.js";
import { emptyState } from "./empty.js";
import { Facts } from "./facts.js";
import { goodHeight } from "./geometry.js";
import { Highlight, MANY } from "./highlight.js";
import { Labels } from "./labels.js";
import { Live } from "./live.js";
import { fileName, pngOf, save, svgText } from "./picture.js";
import { listenToGraphKeys, listenToPointer } from "./pointing.js";
import { Search } from "./search.js";
import { Table } from "./table.js";
import { measurer } from "./text.js";
import { Tip } from "./tip.js";
import { Zoom } from "./zoom.js";

/** One graph in one page. */
export class Pane {
  /** @param {import("../common/types.js").View} view */
  constructor(view) {
    this.view = view;
    this.tab = "graph";
    this.told = false; // whether everything has been said in words once
    this.running = false;
    this.catchUp = 0; // the frame in which pills that came into sight are drawn
    /** @type {Facts | null} */
    this.facts = null;
    /** @type {import("./canvas.js").Drawing | null} */
    this.drawing = null;
    /** @type {Live | null} */
    this.live = null;
    /** @type {Labels | null} */
    this.labels = null;
    this.svg = s("svg", { class: "pb-canvas", role: "group", "data-level": "near" });
    this.note = h("div", { class: "pb-note", hidden: true });
    this.empty = emptyState(view);
    this.table = new Table();
    this.after = h("span", { class: "pb-offscreen", tabindex: -1 }, "end of the graph");
    const skip = { type: "button", class: "pb-button pb-skip", hidden: true };
    this.skip = h("button", skip, "Skip the graph");
    const graph = [this.skip, this.svg, this.after, this.note, this.empty];
    this.panels = {
      graph: h("div", { class: "pb-panel" }, ...graph),
      table: h("div", { class: "pb-panel" }, this.table.root),
    };
    this.measure = measurer(view.root);
    this.highlight = new Highlight(this.svg, view.signal);
    this.zoom = new Zoom(this.svg, this.panels.graph, (k) => this.zoomed(k));
    this.tip = new Tip(view, this.panels.graph);
    this.search = new Search(this, (text) => this.bar.found(text));
    this.bar = bar(view, this.panels, {
      tab: (name) => this.choose(name),
      search: (text) => this.search.look(text),
      next: (step) => this.search.next(step),
      zoom: (direction) => this.zoom.by(direction),
      fit: () => this.zoom.fit(),
      save: (kind) => this.savePicture(kind),
      arrange: () => view.send("arrange"),
    });
    this.parts = [this.bar.root, this.panels.graph, this.panels.table];
  }

  listen() {
    const { view } = this;
    const { signal, root } = view;
    root.addEventListener("keydown", (event) => this.pressed(event), { signal });
    this.skip.addEventListener("click", () => this.after.focus(), { signal });
    listenToPointer(this);
    listenToGraphKeys(this);
    view.bus.on("select", ({ component }) => {
      this.highlight.select(component ?? "");
      this.draw();
    });
    view.bus.on("hover", ({ component }) => {
      const boxes = this.drawing?.structure.boxes ?? [];
      const box = boxes.findIndex(({ name }) => name === component);
      this.highlight.around(box >= 0 ? box : null);
    });
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.panels.graph);
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const typing = /** @type {Element} */ (event.target).closest("input, select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") {
      this.choose(this.tab === "graph" ? "table" : "graph");
      this.bar.focus();
    } else if (event.key === "/" && !this.bar.search.hidden) this.bar.search.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} k  The new scale. */
  zoomed(k) {
    this.bar?.zoomed(k);
    this.labels?.fit(k);
    this.tip?.hide();
    this.catchUp ||= requestAnimationFrame(() => {
      this.told = false; // whether everything has been said in words once
    this.running = false;
    this.catchUp = 0;
      if (this.facts && this.tab === "graph") this.live?.drawPills(this.facts, this.zoom.extent());
    });
  }

  /** @param {string} tab */
  choose(tab) {
    this.tab = tab;
    this.bar.choose(tab);
    if (tab === "graph") this.zoom.resized();
    this.draw();
  }

  /** The structure is another one. */
  drawAll() {
    const { view, svg } = this;
    /** @type {import("./types.js").Structure | undefined} */
    const structure = view.get("structure");
    if (!structure?.boxes) return;
    const focused = svg.contains(document.activeElement) ? document.activeElement : null;
    const { box, port } = focused instanceof SVGElement ? focused.dataset : {};
    const drawing = (this.drawing = drawStructure(structure));
    this.live = new Live(drawing, this.measure);
    this.told = false;
    this.labels = new Labels(svg, drawing, this.live, this.measure);
    svg.replaceChildren(drawing.world);
    const count = structure.boxes.length;
    svg.setAttribute("aria-label", `Graph of ${structure.name}: ${count} components`);
    svg.toggleAttribute("hidden", count === 0);
    this.empty.hidden = count > 0;
    this.skip.hidden = count < MANY;
    this.bar.has(count, structure.moved.length);
    letDrag(drawing, {
      begin: () => this.dragged(),
      moved: (component, x, y) => view.send("move", { component, x, y }),
    });
    this.highlight.show(drawing);
    this.resize();
    this.zoom.show(drawing.world, structure.bounds);
    this.labels.fit(this.zoom.transform.k);
    this.draw();
    if (port !== undefined) drawing.ports[Number(port)]?.focus();
    else if (box !== undefined) drawing.boxes[Number(box)]?.focus();
  }

  dragged() {
    this.zoom.fitted = false; // or everything else would move when the box is dropped
    this.tip.hide();
  }

  /** Values or breakpoints are others. */
  draw() {
    const { view, drawing } = this;
    const [structure, values] = [view.get("structure"), view.get("values")];
    if (!Facts.fit(structure, values) || structure !== drawing?.structure) return;
    this.facts = new Facts(structure, values, view.get("breakpoints") ?? []);
    if (this.tab === "table") this.table.draw(this.facts, this.highlight.selected);
    else {
      const brief = view.now().running && structure.boxes.length >= MANY;
      this.live?.draw(this.facts, this.zoom.extent(), brief && this.told);
      this.told = true;
      this.tip.refresh();
    }
  }

  drawNow() {
    const now = this.view.now();
    if (now?.tick === undefined) return;
    if (now.selected !== this.highlight.selected) this.highlight.select(now.selected);
    this.highlight.busy(now.stuck);
    const branch = now.branch === now.head_branch ? "" : ` of ${now.branch}`;
    const told = now.stuck
      ? `${now.stuck.component} has been in its step for ${now.stuck.seconds} s`
      : `viewing tick ${count(now.shown)}${branch}`;
    setText(this.note, told);
    this.note.hidden = !now.viewing && !now.stuck;
    if (this.running && !now.running) this.draw(); // what was left while it ran
    this.running = now.running;
  }

  resize() {
    const { root } = this.view;
    if (this.drawing && root.clientWidth) {
      const high = goodHeight(this.drawing.structure.bounds, root.clientWidth);
      root.style.setProperty("--pb-good-height", `${high}px`);
    }
    this.zoom.resized();
  }

  /** @param {"svg" | "png"} kind */
  async savePicture(kind) {
    const { drawing, facts, labels, live } = this;
    if (!drawing || !facts || !labels || !live) return;
    const { name, bounds } = drawing.structure;
    const { tick } = facts.values;
    this.highlight.around(null, true);
    labels.fit(1); // all labels, however far away one looks
    live.draw(facts);
    const text = svgText(this.svg, drawing.structure, `${name}, tick ${tick}`);
    labels.fit(this.zoom.transform.k);
    live.draw(facts, this.zoom.extent());
    const svg = new Blob([text], { type: "image/svg+xml" });
    const file = `${fileName(name)}-tick-${tick}.${kind}`;
    save(kind === "svg" ? svg : await pngOf(text, bounds), file);
    this.view.announce(`saved as ${file}`);
  }
}
