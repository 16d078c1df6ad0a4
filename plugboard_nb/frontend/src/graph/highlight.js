/** What stands out: the selected component, and what the one under the pointer has to do with. */

import { relatives } from "./relations.js";

export const MANY = 15; // components, beyond which Tab goes to the ports of the selected one only
const WAIT_MS = 120; // so that crossing a box does not make the graph flicker

/** Marks nodes of a drawing. */
export class Highlight {
  /** @param {SVGSVGElement} svg  @param {AbortSignal} signal */
  constructor(svg, signal) {
    this.svg = svg;
    /** @type {import("./canvas.js").Drawing | null} */
    this.drawing = null;
    this.selected = "";
    /** @type {Set<number> | null} */
    this.found = null;
    /** @type {number | null} */
    this.box = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }

  /** @param {import("./canvas.js").Drawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    this.select(this.selected);
    this.draw();
  }

  /** @param {string} name  Of the component, "" for none. */
  select(name) {
    this.selected = name;
    if (!this.drawing) return;
    const { structure, components, boxes, ports } = this.drawing;
    structure.boxes.forEach((box, number) => {
      const is = box.name === name;
      components[number].classList.toggle("pb-selected", is);
      boxes[number].setAttribute("aria-pressed", String(is));
    });
    if (boxes.length < MANY) return;
    structure.ports.forEach((port, number) => {
      const is = structure.boxes[port.box].name === name;
      ports[number].setAttribute("tabindex", is ? "0" : "-1");
    });
  }

  /**
   * Mark a component whose step has been taking long.
   *
   * @param {{component: string, seconds: number} | null} stuck
   */
  busy(stuck) {
    if (!this.drawing) return;
    const { structure, components } = this.drawing;
    structure.boxes.forEach((box, number) => {
      components[number].classList.toggle("pb-busy", box.name === stuck?.component);
    });
  }

  /**
   * Show what a component depends on and feeds; null shows all alike again.
   *
   * @param {number | null} box
   * @param {boolean} [atOnce]
   */
  around(box, atOnce = false) {
    clearTimeout(this.timer);
    if (box === this.box) return;
    const act = () => {
      this.box = box;
      this.draw();
    };
    if (atOnce) act();
    else this.timer = setTimeout(act, WAIT_MS);
  }

  /** @param {number[] | null} found  The components that a search has found. */
  search(found) {
    this.found = found && new Set(found);
    this.draw();
  }

  draw() {
    const { drawing } = this;
    if (!drawing) return;
    const { structure } = drawing;
    const about = this.box !== null && this.box < structure.boxes.length;
    const near = about ? relatives(structure, /** @type {number} */ (this.box)) : null;
    const boxes = near?.boxes ?? this.found;
    const routes = near ? near.routes : this.found && new Set();
    this.svg.classList.toggle("pb-comparing", Boolean(boxes));
    drawing.components.forEach((node, number) => {
      node.classList.toggle("pb-pale", Boolean(boxes && !boxes.has(number)));
      node.classList.toggle("pb-found", Boolean(this.found?.has(number) && !near));
    });
    drawing.routes.forEach((node, number) => mark(node, routes, number));
    for (const { node, route, port } of drawing.pills) {
      if (route >= 0) mark(node, routes, route);
      else mark(node, boxes, structure.ports[port].box);
    }
  }
}

/**
 * @param {Element} node
 * @param {Set<unknown> | null | undefined} chosen
 * @param {number} number
 */
function mark(node, chosen, number) {
  node.classList.toggle("pb-pale", Boolean(chosen && !chosen.has(number)));
  node.classList.toggle("pb-strong", Boolean(chosen?.has(number)));
}
