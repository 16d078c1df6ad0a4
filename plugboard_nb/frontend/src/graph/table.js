/** The graph as a table: everything it shows, for whoever reads rather than looks. */

import { h, setText } from "../common/dom.js";
import { COLUMNS, rowsOf } from "./rows.js";

/** A table that follows the values. */
export class Table {
  constructor() {
    this.caption = h("caption");
    this.body = h("table", { class: "pb-table" });
    this.root = h("div", { class: "pb-table-place", role: "region", tabindex: 0 }, this.body);
    /** @type {import("./types.js").Structure | null} */
    this.structure = null;
    /** @type {{box: number, nodes: HTMLElement[], status: HTMLElement}[]} */
    this.groups = [];
  }

  /** @param {import("./facts.js").Facts} facts  @param {string} selected */
  draw(facts, selected) {
    const rows = rowsOf(facts);
    if (facts.structure !== this.structure) this.build(facts.structure, rows);
    const caption = `Graph of ${facts.structure.name} at tick ${facts.values.tick}`;
    setText(this.caption, caption);
    this.root.setAttribute("aria-label", caption);
    rows.forEach(({ box, head, cells }, number) => {
      const { nodes, status } = this.groups[number];
      setText(status, head[2]);
      const is = facts.structure.boxes[box].name === selected;
      cells.flat().forEach((text, n) => setText(nodes[n], text));
      nodes[0]?.closest("tbody")?.classList.toggle("pb-selected", is);
      cells.forEach((row, n) => {
        const changed = row[5].split(", ").includes("changed");
        nodes[n * 6 + 2].classList.toggle("pb-changed", changed);
      });
    });
  }

  /** @param {import("./types.js").Structure} structure  @param {import("./rows.js").Rows[]} rows */
  build(structure, rows) {
    this.structure = structure;
    const head = COLUMNS.map((title) => h("th", { scope: "col" }, title));
    this.groups = [];
    const bodies = rows.map((group) => this.buildGroup(group));
    this.body.replaceChildren(this.caption, h("thead", {}, h("tr", {}, ...head)), ...bodies);
  }

  /** @param {import("./rows.js").Rows} group */
  buildGroup({ box, head, cells }) {
    const span = cells.length > 1 ? { rowspan: cells.length } : {};
    const status = h("td", span, head[2]);
    const first = [
      h("th", { scope: cells.length > 1 ? "rowgroup" : "row", ...span }, head[0]),
      h("td", span, head[1]),
      status,
    ];
    /** @type {HTMLElement[]} */
    const nodes = [];
    const lines = (cells.length ? cells : [["", "", "", "", "", ""]]).map((row, n) => {
      const tds = row.map((text, column) =>
        h("td", { class: column === 2 ? "pb-number" : null }, text),
      );
      if (cells.length) nodes.push(...tds);
      return h("tr", {}, ...(n ? [] : first), ...tds);
    });
    this.groups.push({ box, nodes, status });
    return h("tbody", {}, ...lines);
  }
}
