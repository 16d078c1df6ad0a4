/** Who depends on whom, in which order one goes through a graph, and what a search finds. */

/** @typedef {import("./types.js").Structure} Structure */

/**
 * What a component depends on and feeds: along wires that carry values within a tick as far as they
 * lead, along delayed wires and events to the neighbours.
 *
 * @param {Structure} structure
 * @param {number} box
 * @returns {{boxes: Set<number>, routes: Set<number>}}
 */
export function relatives(structure, box) {
  const boxes = new Set([box]);
  /** @type {Set<number>} */
  const routes = new Set();
  follow(structure, box, "source", "target", boxes, routes);
  follow(structure, box, "target", "source", boxes, routes);
  return { boxes, routes };
}

/**
 * @param {Structure} structure
 * @param {number} start
 * @param {"source" | "target"} near
 * @param {"source" | "target"} far
 * @param {Set<number>} boxes
 * @param {Set<number>} found
 */
function follow(structure, start, near, far, boxes, found) {
  const leaving = routesBy(structure, near);
  const seen = new Set([start]);
  const open = [start];
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    for (const number of leaving.get(box) ?? []) {
      const route = structure.routes[number];
      const prompt = route.kind === "wire" && !route.delayed;
      if (!prompt && box !== start) continue;
      found.add(number);
      boxes.add(route[far]);
      if (prompt && !seen.has(route[far])) {
        seen.add(route[far]);
        open.push(route[far]);
      }
    }
  }
}

/**
 * @param {Structure} structure
 * @param {"source" | "target"} end
 * @returns {Map<number, number[]>}  Number of a component → numbers of its routes.
 */
export function routesBy(structure, end) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  structure.routes.forEach((route, number) => {
    const some = found.get(route[end]);
    if (some) some.push(number);
    else found.set(route[end], [number]);
  });
  return found;
}

/**
 * Numbers of the components as values flow: by layer, and within one from the top.
 *
 * @param {Structure} structure
 */
export function readingOrder(structure) {
  const { boxes } = structure;
  return boxes
    .map((_, number) => number)
    .sort((a, b) => boxes[a].layer - boxes[b].layer || boxes[a].y - boxes[b].y || a - b);
}

/**
 * Numbers of the components whose name, type or fields hold a text, best matches first.
 *
 * @param {Structure} structure
 * @param {string} text
 */
export function search(structure, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const fields = structure.boxes.map(() => /** @type {string[]} */ ([]));
  for (const port of structure.ports) fields[port.box].push(port.field);
  const ranked = readingOrder(structure).map((number) => {
    const { name, type } = structure.boxes[number];
    const whole = fields[number].map((field) => `${name}.${field}`);
    return { number, rank: rankOf(wanted, name, [type, ...whole]) };
  });
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ number }) => number);
}

/** @param {string} wanted  @param {string} name  @param {string[]} others */
function rankOf(wanted, name, others) {
  const lower = name.toLowerCase();
  if (lower === wanted) return 4;
  if (lower.startsWith(wanted)) return 3;
  if (lower.includes(wanted)) return 2;
  return others.some((other) => other.toLowerCase().includes(wanted)) ? 1 : 0;
}
