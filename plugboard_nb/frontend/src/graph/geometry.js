/** Pure geometry of the graph: what fits where, and how wires run while a box is dragged. */

/** @typedef {{k: number, x: number, y: number}} Transform */
/** @typedef {[number, number]} Point */

const AHEAD = 40; // as in widgets/graph_moves.py, which has the last word
const ASIDE = 20;
const CLEARANCE = 20;
const TRACK = 24;
const RADIUS = 8;

export const LARGEST_FIT = 1.3;
const READABLE = 0.3; // names can be read from here on

/**
 * The transform that shows all of *bounds* in the middle of a canvas.
 *
 * @param {[number, number, number, number]} bounds  Left, top, width, height.
 * @param {number} width
 * @param {number} height
 * @returns {Transform}
 */
export function fit([left, top, wide, high], width, height) {
  const most = Math.min(width / Math.max(wide, 1), height / Math.max(high, 1));
  const k = Math.max(0.02, Math.min(most, LARGEST_FIT));
  return {
    k,
    x: (width - wide * k) / 2 - left * k,
    y: (height - high * k) / 2 - top * k,
  };
}

/**
 * The transform in which a graph is opened: all of it, or of a large one as much as can be read.
 *
 * @param {[number, number, number, number]} bounds
 * @param {number} width
 * @param {number} height
 * @returns {Transform}
 */
export function opening(bounds, width, height) {
  const all = fit(bounds, width, height);
  if (all.k >= READABLE) return all;
  const [left, top, wide, high] = bounds;
  const k = READABLE;
  return {
    k,
    x: wide * k > width ? -left * k : (width - wide * k) / 2 - left * k,
    y: high * k > height ? -top * k : (height - high * k) / 2 - top * k,
  };
}

/**
 * How high a canvas of this width has to be for the whole graph, within reason.
 *
 * @param {[number, number, number, number]} bounds
 * @param {number} width
 */
export function goodHeight([, , wide, high], width) {
  const k = Math.min(width / Math.max(wide, 1), LARGEST_FIT);
  const least = k < READABLE ? Math.min(480, width * 0.6) : 220; // room to look around
  return Math.round(Math.max(least, Math.min(high * k, 560, 180 + width * 0.6)));
}

/**
 * How much of the labels is shown at a scale: all, names and values, or names alone.
 *
 * @param {number} k
 * @returns {"near" | "middle" | "far"}
 */
export function levelOf(k) {
  if (k >= 0.75) return "near";
  return k >= 0.4 ? "middle" : "far";
}

/**
 * The way of a wire from an output to an input wherever these lie.
 *
 * @param {Point} start
 * @param {Point} end
 * @param {number} floor  Lower edge of the lower one of both boxes.
 * @param {number} [number]  How many wires lead the same way back already.
 * @returns {string}  The `d` of a path.
 */
export function way(start, end, floor, number = 0) {
  if (end[0] - start[0] >= AHEAD) {
    if (start[1] === end[1]) return `M${start} L${end}`;
    const middle = (start[0] + end[0]) / 2;
    return `M${start} C${middle},${start[1]} ${middle},${end[1]} ${end}`;
  }
  const right = start[0] + ASIDE + 8 * number;
  const left = end[0] - ASIDE - 8 * number;
  const below = floor + CLEARANCE + TRACK * number;
  return rounded([start, [right, start[1]], [right, below], [left, below], [left, end[1]], end]);
}

/**
 * A path through points at right angles to each other, its corners rounded.
 *
 * @param {Point[]} points
 */
function rounded(points) {
  const way = points.filter((point, n) => n === 0 || String(point) !== String(points[n - 1]));
  let path = `M${way[0]}`;
  for (let n = 1; n + 1 < way.length; n += 1) {
    const [before, corner, after] = [way[n - 1], way[n], way[n + 1]];
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    path += ` L${towards(corner, before, radius)} Q${corner} ${towards(corner, after, radius)}`;
  }
  return `${path} L${way[way.length - 1]}`;
}

/** @param {Point} a  @param {Point} b */
function distance(a, b) {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

/** @param {Point} from  @param {Point} to  @param {number} length  @returns {Point} */
function towards(from, to, length) {
  const whole = distance(from, to) || 1;
  return [
    from[0] + ((to[0] - from[0]) * length) / whole,
    from[1] + ((to[1] - from[1]) * length) / whole,
  ];
}

/**
 * The way of a route whose boxes were dragged by so much.
 *
 * @param {import("./types.js").Structure} structure
 * @param {number} number  Of the route.
 * @param {(box: number) => Point} shiftOf
 * @returns {string}
 */
export function draggedWay(structure, number, shiftOf) {
  const { boxes, ports, routes } = structure;
  const route = routes[number];
  const [source, target] = [boxes[route.source], boxes[route.target]];
  const [mine, theirs] = [shiftOf(route.source), shiftOf(route.target)];
  const out = ports[route.from] ?? { x: source.x + source.width, y: source.y + 20 };
  const into = ports[route.to] ?? { x: target.x, y: target.y + 20 };
  const floor = Math.max(
    source.y + source.height + mine[1],
    target.y + target.height + theirs[1],
  );
  return way([out.x + mine[0], out.y + mine[1]], [into.x + theirs[0], into.y + theirs[1]], floor);
}

/**
 * The width of a pill: as wide as its text needs, and no wider than it has been for long, so that
 * digits that come and go do not make it jump.
 *
 * @param {number} needed
 * @param {number} last  How wide it is.
 */
export function pillWidth(needed, last) {
  const wanted = Math.max(26, Math.ceil(needed / 4) * 4);
  return wanted <= last && wanted >= last - 12 ? last : wanted;
}
