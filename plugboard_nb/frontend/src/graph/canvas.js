/** Draws what stays of a graph: boxes, ports, wires, and empty pills. Values come in live.js. */

import { s, setAttributes } from "../common/dom.js";
import { wiringOf } from "./facts.js";
import { draggedWay } from "./geometry.js";
import { readingOrder } from "./relations.js";

/**
 * @typedef {object} Pill
 * @property {SVGGElement} node
 * @property {SVGRectElement} plate
 * @property {SVGTextElement} text
 * @property {Text} value
 * @property {Text} unit
 * @property {SVGGElement} dot  The breakpoint.
 * @property {import("./types.js").Place} place
 * @property {boolean} beside  It begins at its port instead of lying around its centre.
 * @property {number} port  The output whose value it shows, -1 for events.
 * @property {number} route  Number of the route, -1 for outputs without one.
 * @property {number} width
 *
 * @typedef {object} Drawing  Nodes by number of component, port and route.
 * @property {import("./types.js").Structure} structure
 * @property {SVGGElement} world  All of it; zooming transforms this.
 * @property {SVGGElement[]} components
 * @property {SVGGElement[]} boxes
 * @property {SVGGElement[]} ports
 * @property {SVGGElement[]} routes
 * @property {SVGTextElement[]} titles
 * @property {SVGGElement[]} statuses
 * @property {SVGGElement[]} badges  One for each input.
 * @property {Pill[]} pills
 */

/**
 * @param {import("./types.js").Structure} structure
 * @returns {Drawing}
 */
export function drawStructure(structure) {
  const world = s("g", { class: "pb-world" });
  /** @type {Drawing} */
  const drawing = {
    structure,
    world,
    components: [],
    boxes: [],
    ports: [],
    routes: [],
    titles: [],
    statuses: [],
    badges: [],
    pills: [],
  };
  const layers = ["pb-routes", "pb-components", "pb-pills"].map((name) => s("g", { class: name }));
  layers[0].setAttribute("aria-hidden", "true"); // ports say what wires show
  layers[2].setAttribute("aria-hidden", "true");
  world.append(...layers);
  structure.routes.forEach((route, number) => {
    drawing.routes[number] = routeNode(route, number);
    layers[0].append(drawing.routes[number]);
  });
  for (const number of readingOrder(structure)) {
    drawing.components[number] = componentNode(drawing, number);
    layers[1].append(drawing.components[number]);
  }
  structure.routes.forEach((route, number) => {
    drawing.pills.push(pillNode(route.pill, route.from, number, false, route.kind));
  });
  structure.outlets.forEach(({ port, pill }) => {
    drawing.pills.push(pillNode(pill, port, -1, true, "wire"));
  });
  layers[2].append(...drawing.pills.map(({ node }) => node));
  return drawing;
}

/** @param {import("./types.js").Route} route  @param {number} number */
function routeNode(route, number) {
  const kind = route.kind === "event" ? "pb-event" : route.delayed ? "pb-delayed" : "pb-wire";
  return s(
    "g",
    { class: `pb-route ${kind}`, "data-route": number },
    s("path", { class: "pb-hit", d: route.path }),
    s("path", { class: "pb-line", d: route.path }),
  );
}

/** @param {Drawing} drawing  @param {number} number */
function componentNode(drawing, number) {
  const box = drawing.structure.boxes[number];
  const node = s("g", { class: "pb-component", transform: `translate(${box.x},${box.y})` });
  drawing.boxes[number] = boxNode(drawing, number);
  node.append(drawing.boxes[number], faceNode(drawing, number));
  for (const port of wiringOf(drawing.structure).portsOf[number]) {
    drawing.ports[port] = portNode(drawing, port, box);
    node.append(drawing.ports[port]);
    const { side, x, y } = drawing.structure.ports[port];
    if (side === "out") continue;
    const at = `translate(${x - box.x - 13},${y - box.y - 9})`;
    drawing.badges[port] = s("g", { class: "pb-badge", transform: at, "aria-hidden": "true" });
    node.append(drawing.badges[port]);
  }
  return node;
}

/** @param {Drawing} drawing  @param {number} number */
function boxNode(drawing, number) {
  const { width, height } = drawing.structure.boxes[number];
  return s(
    "g",
    { class: "pb-box", "data-box": number, role: "button", tabindex: 0, "aria-pressed": "false" },
    s("rect", { class: "pb-ring", x: -4, y: -4, width: width + 8, height: height + 8, rx: 9 }),
    s("rect", { class: "pb-shadow", x: -0.5, y: 1, width: width + 1, height: height + 0.5, rx: 7 }),
    s("rect", { class: "pb-plate", width, height, rx: 6 }),
  );
}

/**
 * What is written on a box; its button says the same and more.
 *
 * @param {Drawing} drawing
 * @param {number} number
 */
function faceNode(drawing, number) {
  const { title, subtitle, width, height } = drawing.structure.boxes[number];
  drawing.titles[number] = s("text", { class: "pb-title", x: 12, y: 17, "font-size": 12 }, title);
  drawing.statuses[number] = s("g", { class: "pb-status" });
  return s(
    "g",
    { class: "pb-face", "aria-hidden": "true" },
    s("rect", { class: "pb-stripe", y: 8, width: 3, height: height - 16, rx: 1.5 }),
    height > 44 && s("path", { class: "pb-rule", d: `M3 36H${width}` }),
    drawing.titles[number],
    s("text", { class: "pb-type", x: 12, y: 30 }, subtitle),
    drawing.statuses[number],
  );
}

/**
 * @param {Drawing} drawing
 * @param {number} number
 * @param {import("./types.js").Box} box
 */
function portNode(drawing, number, box) {
  const { side, label, x, y } = drawing.structure.ports[number];
  const out = side === "out";
  const long = Math.min(box.width / 2, 20 + 6.6 * label.length); // how far in it can be hit
  const hit = { x: out ? -long : -9, y: -10, width: long + 9, height: 20 };
  const node = s(
    "g",
    {
      class: `pb-port pb-${side}`,
      "data-port": number,
      "data-box": drawing.structure.ports[number].box,
      transform: `translate(${x - box.x},${y - box.y})`,
      role: "button",
      tabindex: 0,
    },
    s("rect", { class: "pb-port-hit", ...hit }),
    s("circle", { class: "pb-dot", r: out ? 4.2 : 3.8 }),
    s("text", { class: "pb-label", x: out ? -12 : 12, y: 3.8 }, label),
  );
  return node;
}

/**
 * @param {import("./types.js").Place} place
 * @param {number} port
 * @param {number} route
 * @param {boolean} beside
 * @param {string} kind
 * @returns {Pill}
 */
function pillNode(place, port, route, beside, kind) {
  const plate = s("rect", { class: "pb-pill-plate", y: -9, height: 18, rx: 9 });
  const [value, unit] = [document.createTextNode(""), document.createTextNode("")];
  const text = s(
    "text",
    { class: "pb-pill-text", y: 3.8 },
    s("tspan", { class: "pb-value" }, value),
    s("tspan", { class: "pb-unit", dx: 3 }, unit),
  );
  const dot = s(
    "g",
    { class: "pb-break" },
    s("title"),
    s("circle", { class: "pb-break-hit", r: 9 }),
    s("circle", { class: "pb-break-dot", r: 3.6 }),
  );
  const node = s(
    "g",
    {
      class: `pb-pill pb-pill-${kind}`,
      "data-port": port,
      "data-route": route,
      transform: `translate(${place.x},${place.y})`,
    },
    plate,
    text,
    dot,
  );
  return { node, plate, text, value, unit, dot, place, beside, port, route, width: 0 };
}

/**
 * Show a component elsewhere, with its wires, without asking Python: while it is dragged.
 *
 * @param {Drawing} drawing
 * @param {number} number
 * @param {[number, number]} shift
 */
export function shiftComponent(drawing, number, shift) {
  const { structure } = drawing;
  const { x, y } = structure.boxes[number];
  const at = `translate(${x + shift[0]},${y + shift[1]})`;
  drawing.components[number].setAttribute("transform", at);
  drawing.components[number].classList.add("pb-dragged");
  for (const pill of drawing.pills) {
    const route = structure.routes[pill.route];
    const mine = route ? route.source === number || route.target === number
      : structure.ports[pill.port].box === number;
    if (!mine) continue;
    if (!route) {
      const place = `translate(${pill.place.x + shift[0]},${pill.place.y + shift[1]})`;
      pill.node.setAttribute("transform", place);
      continue;
    }
    const path = draggedWay(structure, pill.route, (box) => (box === number ? shift : [0, 0]));
    const node = drawing.routes[pill.route];
    for (const line of node.querySelectorAll("path")) line.setAttribute("d", path);
    const line = /** @type {SVGPathElement} */ (node.lastElementChild);
    const middle = line.getPointAtLength(line.getTotalLength() / 2);
    setAttributes(pill.node, { transform: `translate(${middle.x},${middle.y})` });
  }
}
