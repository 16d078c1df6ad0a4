/** The search for components in a large graph. */

import { search } from "./relations.js";

/** What was looked for, and where one is among what was found. */
export class Search {
  /**
   * @param {import("./pointing.js").Graph} graph
   * @param {(text: string) => void} tell
   */
  constructor(graph, tell) {
    this.graph = graph;
    this.tell = tell;
    /** @type {number[]} */
    this.found = [];
    this.at = -1;
  }

  /** @param {string} text */
  look(text) {
    const structure = this.graph.drawing?.structure;
    if (!structure) return;
    const wanted = text.trim();
    this.found = search(structure, wanted);
    this.at = -1;
    this.graph.highlight.search(wanted ? this.found : null);
    this.tell(wanted ? `${this.found.length} of ${structure.boxes.length}` : "");
  }

  /** @param {number} step  1 for the next one, -1 for the one before. */
  next(step) {
    const drawing = this.graph.drawing;
    if (!drawing || !this.found.length) return;
    const count = this.found.length;
    this.at = this.at < 0 && step > 0 ? 0 : (this.at + step + count) % count;
    const number = this.found[this.at];
    const box = drawing.structure.boxes[number];
    this.graph.zoom.reveal(box, true);
    drawing.components.forEach((node, other) => node.classList.toggle("pb-at", other === number));
    this.tell(`${this.at + 1} of ${count}: ${box.name}`);
  }
}
