/** What the pointer and the keyboard do in the graph. */

import { onGrid } from "./drag.js";

/**
 * @typedef {object} Graph  What there is to act on.
 * @property {import("../common/types.js").View} view
 * @property {SVGSVGElement} svg
 * @property {import("./facts.js").Facts | null} facts
 * @property {import("./canvas.js").Drawing | null} drawing
 * @property {import("./highlight.js").Highlight} highlight
 * @property {import("./tip.js").Tip} tip
 * @property {import("./zoom.js").Zoom} zoom
 */

/** @typedef {{box: number, port: number, route: number, element: Element, dot: boolean}} Target */

/**
 * What an event is about, null for the ground.
 *
 * @param {Event} event
 * @param {import("./types.js").Structure} structure
 * @returns {Target | null}
 */
export function targetOf(event, structure) {
  const node = /** @type {Element} */ (event.target);
  const element = node.closest(".pb-box, .pb-port, .pb-pill, .pb-route");
  if (!(element instanceof SVGElement)) return null;
  const route = Number(element.dataset.route ?? -1);
  const wire = structure.routes[route];
  const port = Number(element.dataset.port ?? wire?.from ?? -1);
  const box = Number(element.dataset.box ?? wire?.source ?? structure.ports[port]?.box ?? -1);
  return { box, port, route, element, dot: Boolean(node.closest(".pb-break")) };
}

/** @param {Graph} graph */
export function listenToPointer(graph) {
  const { svg, tip } = graph;
  const { signal } = graph.view;
  /** @param {(target: Target | null, event: any) => void} act */
  const on = (act) => (/** @type {Event} */ event) => {
    if (graph.facts) act(targetOf(event, graph.facts.structure), event);
  };
  /** @type {[string, (target: Target | null, event: any) => void][]} */
  const acts = [
    ["pointerover", (target, event) => pointed(graph, target, event)],
    ["pointerleave", () => pointed(graph, null)],
    ["pointerdown", () => tip.hide()],
    ["click", (target) => clicked(graph, target)],
    ["dblclick", (target) => target && !target.dot && plot(graph, target)],
    ["focusin", (target, event) => focused(graph, target, event.target)],
    ["focusout", () => unfocused(graph)],
  ];
  for (const [type, act] of acts) svg.addEventListener(type, on(act), { signal });
}

/** @param {Graph} graph  @param {Target | null} target  @param {PointerEvent} [event] */
function pointed(graph, target, event) {
  if (event?.buttons) return; // something is being dragged
  hover(graph, target?.element.matches(".pb-route") ? null : target);
  if (target) graph.tip.show(target.element, () => tipOf(graph, target));
  else graph.tip.leave();
}

/** @param {Graph} graph  @param {Target | null} target */
function clicked(graph, target) {
  if (target?.dot) toggleBreakpoint(graph, target);
  else if (!target) selectComponent(graph, "");
  else if (target.box >= 0) selectComponent(graph, nameOf(graph, target.box));
}

/** @param {Graph} graph  @param {Target | null} target  @param {Element} element */
function focused(graph, target, element) {
  if (!target || !graph.facts || !element.matches(":focus-visible")) return;
  graph.highlight.around(target.box, true);
  if (target.box >= 0) graph.zoom.reveal(graph.facts.structure.boxes[target.box]);
  graph.tip.show(element, () => tipOf(graph, target), true);
}

/** @param {Graph} graph */
function unfocused(graph) {
  graph.highlight.around(null);
  graph.tip.hide();
}

/** @param {Graph} graph  @param {Target | null} target */
function hover(graph, target) {
  const box = target && target.box >= 0 ? target.box : null;
  graph.highlight.around(box);
  graph.view.bus.emit("hover", { component: box === null ? null : nameOf(graph, box) });
}

/** @param {Graph} graph */
export function listenToGraphKeys(graph) {
  graph.svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !graph.facts) return;
    const target = targetOf(event, graph.facts.structure);
    const act = actOfView(graph, event.key) ?? (target && actOn(graph, target, event));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { signal: graph.view.signal });
}

/** @param {Graph} graph  @param {string} key */
function actOfView({ tip, zoom }, key) {
  if (key === "Escape") return tip.root.hidden ? undefined : () => tip.hide();
  if (key === "+" || key === "=") return () => zoom.by(1);
  if (key === "-") return () => zoom.by(-1);
  return key === "0" ? () => zoom.fit() : undefined;
}

/** @param {Graph} graph  @param {Target} target  @param {KeyboardEvent} event */
function actOn(graph, target, { key, shiftKey }) {
  if (key === "Enter" || key === " ") {
    return () => selectComponent(graph, nameOf(graph, target.box));
  }
  if (key === "p") return () => plot(graph, target);
  if (key === "b" && target.port >= 0) return () => toggleBreakpoint(graph, target);
  if (shiftKey && key.startsWith("Arrow")) return () => move(graph, target.box, key);
  return undefined;
}

/** @param {Graph} graph  @param {number} box */
function nameOf(graph, box) {
  return graph.facts?.structure.boxes[box]?.name ?? "";
}

/** @param {Graph} graph  @param {string} component */
export function selectComponent(graph, component) {
  const { view, highlight } = graph;
  if (component === highlight.selected) return;
  highlight.select(component);
  view.send("select", { component });
  view.bus.emit("select", { component });
  view.announce(component ? `${component} selected` : "nothing selected");
}

/** @param {Graph} graph  @param {Target} target */
function plot(graph, target) {
  const facts = graph.facts;
  if (!facts) return;
  const { ports, routes } = facts.structure;
  let port = target.port;
  if (ports[port]?.side === "in") port = routes.find(({ to }) => to === port)?.from ?? -1;
  if (port < 0) port = ports.findIndex(({ box, side }) => box === target.box && side === "out");
  if (port < 0) {
    graph.view.announce("nothing to plot here");
    return;
  }
  const field = facts.nameOf(port);
  graph.view.bus.emit("plot", { field });
  graph.view.announce(`${field} plotted, or taken out of the plot`);
}

/** @param {Graph} graph  @param {Target} target */
function toggleBreakpoint(graph, target) {
  const facts = graph.facts;
  if (!facts) return;
  const { view } = graph;
  const { ports, routes } = facts.structure;
  const route = routes[target.route];
  let port = target.port;
  if (ports[port]?.side === "in") port = routes.find(({ to }) => to === port)?.from ?? -1;
  const event = route?.kind === "event" ? route.type : "";
  const own = event
    ? facts.breakpoints.find(({ events }) => events.length === 1 && events[0] === event)
    : facts.breakpoints.find((item) => port >= 0 && item.own === port);
  if (own) {
    view.send("remove_breakpoint", { number: own.number });
    view.announce(`breakpoint removed: ${own.text}`);
  } else if (event) {
    view.send("add_breakpoint", { events: [event] });
    view.announce(`stops when ${event} is sent`);
  } else if (port >= 0 && ports[port].watch) {
    view.send("add_breakpoint", { condition: ports[port].watch });
    view.announce(`stops when ${facts.nameOf(port)} changes`);
  } else view.announce("a breakpoint needs a value that is recorded; this one is not");
}

/** @param {Graph} graph  @param {number} number  @param {string} key */
function move(graph, number, key) {
  const box = graph.facts?.structure.boxes[number];
  if (!box) return;
  const by = 16;
  const x = onGrid(box.x + (key === "ArrowRight" ? by : key === "ArrowLeft" ? -by : 0));
  const y = onGrid(box.y + (key === "ArrowDown" ? by : key === "ArrowUp" ? -by : 0));
  graph.view.send("move", { component: box.name, x, y });
}

/**
 * @param {Graph} graph
 * @param {Target} target
 * @returns {import("./tip.js").About}
 */
function tipOf(graph, target) {
  const facts = /** @type {import("./facts.js").Facts} */ (graph.facts);
  const { boxes, ports, routes } = facts.structure;
  const route = routes[target.route];
  if (route?.kind === "event") {
    const sent = facts.events.has(target.route) ? "sent in this tick" : "not sent in this tick";
    const stops = facts.stopsOn(route.type).map(({ text }) => `breakpoint ${text}`);
    const between = `from ${boxes[route.source].name} to ${boxes[route.target].name}`;
    const kind = `event ${between}`;
    return { title: route.event, kind, doc: "", notes: [sent, ...stops], port: -1, hint: "" };
  }
  const port = ports[target.port];
  if (!port) {
    const { name, type, doc } = boxes[target.box];
    const status = facts.values.statuses[target.box];
    const hint = "click: select · double click or p: plot · drag: move";
    const notes = facts.outputsOf(target.box);
    return { title: name, kind: `${type} · ${status}`, doc, notes, port: -1, hint };
  }
  const unit = port.unit ? ` in ${port.unit}` : "";
  return {
    title: facts.nameOf(target.port),
    kind: `${port.side === "out" ? "output" : "input"}${unit}`,
    doc: port.doc,
    notes: facts.about(target.port),
    port: target.port,
    hint: port.side === "out" ? "double click or p: plot · b: stop when it changes" : "",
  };
}
