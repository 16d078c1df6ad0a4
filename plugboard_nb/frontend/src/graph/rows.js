/** The graph as rows of a table, the same as `GraphView.as_table()` in Python. */

export const COLUMNS = [
  "Component",
  "Type",
  "Status",
  "Port",
  "Field",
  "Value",
  "Unit",
  "Connected",
  "Note",
];

/**
 * @typedef {object} Rows  The rows of one component.
 * @property {number} box
 * @property {[string, string, string]} head  Name, type, status.
 * @property {string[][]} cells  The other columns, a row for each port and event.
 */

/**
 * @param {import("./facts.js").Facts} facts
 * @returns {Rows[]}
 */
export function rowsOf(facts) {
  const { boxes, ports, routes } = facts.structure;
  /** @type {Rows[]} */
  const groups = boxes.map(({ name, type }, box) => ({
    box,
    head: [name, type, facts.values.statuses[box]],
    cells: [],
  }));
  ports.forEach((port, number) => groups[port.box].cells.push(portCells(facts, port, number)));
  routes.forEach((route, number) => {
    if (route.kind !== "event") return;
    const when = facts.events.has(number) ? "in this tick" : "";
    const [source, target] = [boxes[route.source].name, boxes[route.target].name];
    const sent = ["sends event", route.event, when, "", `to ${target}`, ""];
    groups[route.source].cells.push(sent);
    if (route.source !== route.target) {
      const got = ["receives event", route.event, when, "", `from ${source}`, ""];
      groups[route.target].cells.push(got);
    }
  });
  return groups;
}

/**
 * @param {import("./facts.js").Facts} facts
 * @param {import("./types.js").Port} port
 * @param {number} number
 */
function portCells(facts, port, number) {
  return [
    port.side === "out" ? "output" : "input",
    port.field,
    facts.values.texts[number],
    facts.missing.has(number) ? "" : port.unit,
    facts.connected(number).join(", "),
    facts.notesOf(number).join(", "),
  ];
}
