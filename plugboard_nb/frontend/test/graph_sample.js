// A small graph for the tests: weather -> tank -> meter, tank back to itself, an event to a siren.

/** @type {import("../src/graph/types.js").Structure} */
export const structure = {
  name: "plant",
  boxes: [
    box("meter", "Integrator", 2, 400),
    box("weather", "Table", 0, 0),
    box("tank", "HotWaterTank", 1, 200),
    box("siren", "Siren", 2, 600),
  ],
  ports: [
    port(1, "out", "outdoor", "°C"),
    port(2, "in", "outdoor", "°C"),
    port(2, "in", "before", ""),
    port(2, "out", "temperature", "°C"),
    port(0, "in", "x", ""),
  ],
  routes: [
    wire(1, 2, 0, 1, false),
    wire(2, 2, 3, 2, true),
    wire(2, 0, 3, 4, false),
    { ...wire(2, 3, -1, -1, false), kind: "event", event: "alarm", type: "alarm" },
  ],
  outlets: [],
  bounds: [0, 0, 900, 300],
  moved: [],
};

/** @type {import("../src/graph/types.js").Values} */
export const values = {
  tick: 7,
  texts: ["5.39", "5.39", "59.2", "59.81", "no data yet"],
  missing: [4],
  changed: [3],
  held: [0],
  queues: [[2, 3]],
  waiting: [[2, "59.81"]],
  statuses: ["waiting", "waiting", "failed", "completed"],
  events: [3],
};

/** @type {import("../src/graph/types.js").Breakpoint[]} */
export const breakpoints = [
  { number: 0, text: "tank.temperature > 61", enabled: false, ports: [3], own: -1, events: [] },
  { number: 1, text: "event alarm", enabled: true, ports: [], own: -1, events: ["alarm"] },
];

/**
 * @param {string} name
 * @param {string} type
 * @param {number} layer
 * @param {number} x
 */
function box(name, type, layer, x) {
  const place = { x, y: 20, width: 120, height: 84 };
  return { name, type, title: name, subtitle: type, doc: "", layer, ...place };
}

/**
 * @param {number} box
 * @param {"in" | "out"} side
 * @param {string} field
 * @param {string} unit
 * @returns {import("../src/graph/types.js").Port}
 */
function port(box, side, field, unit) {
  return { box, side, field, label: field, unit, doc: "", x: 0, y: 0, watch: "" };
}

/**
 * @param {number} source
 * @param {number} target
 * @param {number} from
 * @param {number} to
 * @param {boolean} delayed
 * @returns {import("../src/graph/types.js").Route}
 */
function wire(source, target, from, to, delayed) {
  const pill = { x: 0, y: 0, width: 60, room: 60 };
  const id = `${from}-${to}`;
  const rest = { event: "", type: "", delayed, around: delayed, path: "", pill };
  return { id, source, target, from, to, kind: "wire", ...rest };
}
