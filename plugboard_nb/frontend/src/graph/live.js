/** Writes values into a drawing; touches only what has changed. */

import { s, setText } from "../common/dom.js";
import { pillWidth } from "./geometry.js";
import { showStatus } from "./status.js";
import { elide } from "./text.js";

const VALUE_PX = 10.5;
const UNIT_PX = 9;
const FLASH_MS = 700;

/** Keeps a drawing up to date. */
export class Live {
  /**
   * @param {import("./canvas.js").Drawing} drawing
   * @param {import("./text.js").Measure} measure
   */
  constructor(drawing, measure) {
    this.drawing = drawing;
    this.measure = measure;
    /** @type {Map<object, string>} What a node shows, in short. */
    this.shown = new Map();
    this.scale = 1; // of the values, larger than 1 where the graph is small
    this.pills = true; // whether they can be seen at all
    this.tick = -1;
  }

  /**
   * @param {import("./facts.js").Facts} facts
   * @param {import("./zoom.js").Extent} [extent]  What of the drawing is in sight; all by default.
   * @param {boolean} [brief]  Whether to leave what is heard, not seen, for when it rests.
   */
  draw(facts, extent, brief = false) {
    const { drawing } = this;
    const { structure, values } = facts;
    this.drawPills(facts, extent);
    values.statuses.forEach((status, box) => {
      const place = drawing.statuses[box];
      if (!this.isNew(place, status)) return;
      showStatus(place, drawing.components[box], status);
    });
    if (!brief) this.tell(facts);
    drawing.ports.forEach((node, port) => {
      this.flag(node, "pb-held", facts.held.has(port));
      this.flag(node, "pb-stops", facts.stopsOf(port).some(({ enabled }) => enabled));
      if (drawing.badges[port]) this.drawBadge(drawing.badges[port], facts.queues.get(port));
    });
    structure.routes.forEach((route, number) => {
      if (route.kind !== "event") return;
      this.drawEvent(drawing.routes[number], facts.events.has(number), values.tick);
    });
    this.tick = values.tick;
  }

  /**
   * Say in words what is drawn.
   *
   * @param {import("./facts.js").Facts} facts
   */
  tell(facts) {
    const { boxes, ports } = this.drawing;
    boxes.forEach((node, box) => label(node, facts.labelOfBox(box)));
    ports.forEach((node, port) => label(node, facts.labelOfPort(port)));
  }

  /**
   * Draw the pills that can be seen: laying out texts is what costs most.
   *
   * @param {import("./facts.js").Facts} facts
   * @param {import("./zoom.js").Extent} [extent]
   */
  drawPills(facts, extent) {
    if (!this.pills) return;
    for (const pill of this.drawing.pills) {
      const { x, y, room } = pill.place;
      if (extent) {
        const beside = x + room < extent.left || x - room > extent.right;
        if (beside || y + 12 < extent.top || y - 12 > extent.bottom) continue;
      }
      this.drawPill(pill, facts);
    }
  }

  /**
   * @param {import("./canvas.js").Pill} pill
   * @param {import("./facts.js").Facts} facts
   */
  drawPill(pill, facts) {
    const route = facts.structure.routes[pill.route];
    const event = route?.kind === "event";
    const stops = event ? facts.stopsOn(route.type) : facts.stopsOf(pill.port);
    this.drawStops(pill, stops, event ? route.event : facts.nameOf(pill.port));
    const shown = event
      ? { text: route.event, unit: "", missing: false, held: false, changed: false }
      : route ? facts.pillOf(route) : facts.outputOf(pill.port);
    const { text, unit, missing, changed, held } = shown;
    const key = [text, unit, missing, changed, held, this.scale].join("\n");
    if (!this.isNew(pill, key)) return;
    if (pill.node.classList.contains("pb-missing") !== missing) pill.width = 0;
    pill.node.classList.toggle("pb-missing", missing);
    pill.node.classList.toggle("pb-changed", changed);
    pill.node.classList.toggle("pb-held", held);
    const after = this.scale > 1 ? "" : unit;
    this.fill(pill, text, held ? `${after} held`.trim() : after, !missing);
  }

  /**
   * @param {import("./canvas.js").Pill} pill
   * @param {string} text
   * @param {string} unit
   * @param {boolean} bold  Whether it may become bold; there is room for that, so nothing jumps.
   */
  fill(pill, text, unit, bold) {
    const { measure, scale } = this;
    const size = VALUE_PX * scale;
    const pad = 7 * Math.min(scale, 1.3);
    const most = Math.max(pill.place.room, pill.place.width, 26) - 2 * pad;
    const tail = unit ? elide(unit, most / 2, UNIT_PX, measure) : "";
    const taken = tail ? measure(tail, UNIT_PX) + 3 : 0;
    const short = elide(text, Math.max(most - taken, 20), size, measure, bold);
    setText(pill.value, short);
    setText(pill.unit, tail);
    const width = pillWidth(measure(short, size, bold) + taken + 2 * pad, pill.width);
    if (width === pill.width) return;
    pill.width = width;
    const left = pill.beside ? -pill.place.width / 2 : -width / 2;
    pill.plate.setAttribute("x", String(left));
    pill.plate.setAttribute("width", String(width));
    pill.text.setAttribute("x", String(left + width / 2));
    const end = pill.beside ? left + width : left; // off the port
    pill.dot.setAttribute("transform", `translate(${end},0)`);
  }

  /**
   * @param {import("./canvas.js").Pill} pill
   * @param {import("./types.js").Breakpoint[]} stops
   * @param {string} name
   */
  drawStops(pill, stops, name) {
    const on = stops.some(({ enabled }) => enabled);
    const when = pill.port < 0 ? `${name} is sent` : `${name} changes`;
    const told = stops.map(({ text, enabled }) => `Stops at: ${text}${enabled ? "" : " (off)"}`);
    const title = told.length ? told.join("\n") : `Stop when ${when}`;
    if (!this.isNew(pill.dot, `${on}${title}`)) return;
    pill.dot.classList.toggle("pb-set", stops.length > 0);
    pill.dot.classList.toggle("pb-off", stops.length > 0 && !on);
    setText(/** @type {Element} */ (pill.dot.firstElementChild), title);
  }

  /** @param {SVGGElement} badge  @param {number | undefined} count */
  drawBadge(badge, count) {
    if (!this.isNew(badge, String(count ?? ""))) return;
    if (count === undefined) {
      badge.replaceChildren();
      return;
    }
    const text = count > 999 ? "999+" : String(count);
    const width = Math.max(14, this.measure(text, 9, true) + 8);
    const plate = { x: -width / 2, y: -7, width, height: 14, rx: 7 };
    const title = s("title", {}, `${count} values wait here`);
    badge.replaceChildren(title, s("rect", plate), s("text", { y: 3.2 }, text));
  }

  /** @param {SVGGElement} node  @param {boolean} sent  @param {number} tick */
  drawEvent(node, sent, tick) {
    if (!this.isNew(node, sent ? String(tick) : "")) return;
    node.classList.toggle("pb-sent", sent);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!sent || still || this.tick < 0) return;
    const frames = [{ strokeWidth: "6px" }, { strokeWidth: "2.4px" }];
    /** @type {Element} */ (node.lastElementChild).animate(frames, FLASH_MS);
  }

  /** @param {SVGElement} node  @param {string} name  @param {boolean} on */
  flag(node, name, on) {
    if (node.classList.contains(name) !== on) node.classList.toggle(name, on);
  }

  /** @param {object} node  @param {string} key */
  isNew(node, key) {
    if (this.shown.get(node) === key) return false;
    this.shown.set(node, key);
    return true;
  }
}

/** @param {SVGElement} node  @param {string} text */
function label(node, text) {
  if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text);
}
