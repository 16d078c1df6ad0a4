/** What is known of a graph at one tick, ready to be asked; and how it is said in words. */

/** @typedef {import("./types.js").Structure} Structure */
/** @typedef {import("./types.js").Values} Values */
/** @typedef {import("./types.js").Breakpoint} Breakpoint */

/**
 * What can be read off a structure once and for all.
 *
 * @typedef {object} Wiring
 * @property {number[][]} portsOf  Numbers of the ports of each component.
 * @property {string[][]} connected  "to thermostat.x, delayed", for each port.
 */

/** @type {WeakMap<Structure, Wiring>} */
const wirings = new WeakMap();

/**
 * @param {Structure} structure
 * @returns {Wiring}
 */
export function wiringOf(structure) {
  let wiring = wirings.get(structure);
  if (!wiring) {
    wiring = readWiring(structure);
    wirings.set(structure, wiring);
  }
  return wiring;
}

/** @param {Structure} structure  @returns {Wiring} */
function readWiring({ boxes, ports, routes }) {
  /** @type {Wiring} */
  const wiring = { portsOf: boxes.map(() => []), connected: ports.map(() => []) };
  ports.forEach((port, number) => wiring.portsOf[port.box].push(number));
  /** @param {number} number */
  const nameOf = (number) => {
    const port = ports[number];
    return port ? `${boxes[port.box].name}.${port.field}` : "";
  };
  for (const { kind, from, to, delayed } of routes) {
    if (kind === "event") continue;
    const late = delayed ? ", delayed" : "";
    wiring.connected[from]?.push(`to ${nameOf(to)}${late}`);
    wiring.connected[to]?.push(`from ${nameOf(from)}${late}`);
  }
  return wiring;
}

/** Structure, values and breakpoints that belong together. */
export class Facts {
  /**
   * @param {Structure} structure
   * @param {Values} values
   * @param {Breakpoint[]} breakpoints
   */
  constructor(structure, values, breakpoints) {
    this.structure = structure;
    this.values = values;
    this.missing = new Set(values.missing);
    this.changed = new Set(values.changed);
    this.held = new Set(values.held);
    this.queues = new Map(values.queues);
    this.waiting = new Map(values.waiting);
    this.events = new Set(values.events);
    this.breakpoints = breakpoints;
  }

  /**
   * Whether values belong to a structure; for a moment, one of them may be older.
   *
   * @param {Structure | null} structure
   * @param {Values | null} values
   */
  static fit(structure, values) {
    return Boolean(
      structure?.boxes &&
        values?.texts &&
        values.texts.length === structure.ports.length &&
        values.statuses.length === structure.boxes.length,
    );
  }

  /** @param {number} port */
  nameOf(port) {
    const { box, field } = this.structure.ports[port];
    return `${this.structure.boxes[box].name}.${field}`;
  }

  /**
   * The value of a port, with its unit.
   *
   * @param {number} port
   */
  valueOf(port) {
    const text = this.values.texts[port];
    const { unit } = this.structure.ports[port];
    return unit && !this.missing.has(port) ? `${text} ${unit}` : text;
  }

  /**
   * What the pill of a wire shows: the value sent last, before the first one that which waits.
   *
   * @param {import("./types.js").Route} route
   * @returns {{text: string, unit: string, missing: boolean, changed: boolean, held: boolean}}
   */
  pillOf(route) {
    const next = this.waiting.get(route.to);
    if (this.missing.has(route.from) && next !== undefined) {
      const { unit } = this.structure.ports[route.from];
      return { text: next, unit, missing: false, changed: false, held: false };
    }
    return this.outputOf(route.from);
  }

  /** @param {number} port */
  outputOf(port) {
    const missing = port < 0 || this.missing.has(port);
    return {
      text: port < 0 ? "no data yet" : this.values.texts[port],
      unit: missing ? "" : this.structure.ports[port].unit,
      missing,
      changed: this.changed.has(port),
      held: this.held.has(port),
    };
  }

  /**
   * Breakpoints that look at an output.
   *
   * @param {number} port
   */
  stopsOf(port) {
    return this.breakpoints.filter(({ ports }) => port >= 0 && ports.includes(port));
  }

  /**
   * Breakpoints on an event.
   *
   * @param {string} type
   */
  stopsOn(type) {
    return this.breakpoints.filter(({ events }) => events.includes(type));
  }

  /**
   * "tank, HotWaterTank, waiting; temperature 59.81 °C"
   *
   * @param {number} box
   */
  labelOfBox(box) {
    const { name, type } = this.structure.boxes[box];
    const told = this.outputsOf(box);
    const head = `${name}, ${type}, ${this.values.statuses[box]}`;
    return told.length ? `${head}; ${told.join(", ")}` : head;
  }

  /**
   * "temperature 59.81 °C", for each output but not for very many.
   *
   * @param {number} box
   */
  outputsOf(box) {
    const { ports } = this.structure;
    const outputs = wiringOf(this.structure).portsOf[box].filter((n) => ports[n].side === "out");
    const told = outputs.slice(0, 6).map((n) => `${ports[n].field} ${this.valueOf(n)}`);
    return outputs.length > 6 ? [...told, "…"] : told;
  }

  /**
   * "output temperature 59.81 °C, changed, to thermostat.x, delayed"
   *
   * @param {number} number
   */
  labelOfPort(number) {
    const port = this.structure.ports[number];
    const side = port.side === "out" ? "output" : "input";
    return [`${side} ${port.field} ${this.valueOf(number)}`, ...this.about(number)].join(", ");
  }

  /**
   * All that is to be said of a port besides its value.
   *
   * @param {number} number
   */
  about(number) {
    return [...this.notesOf(number), ...this.connected(number)];
  }

  /** @param {number} number */
  connected(number) {
    return wiringOf(this.structure).connected[number];
  }

  /** @param {number} number */
  notesOf(number) {
    const notes = [];
    if (this.changed.has(number)) notes.push("changed");
    if (this.held.has(number)) notes.push("held");
    const next = this.waiting.get(number);
    const count = this.queues.get(number);
    if (count !== undefined) notes.push(`${count} waiting, next ${next}`);
    else if (next !== undefined) notes.push(`next ${next}`);
    for (const { text, enabled } of this.stopsOf(number)) {
      notes.push(`breakpoint ${text}${enabled ? "" : " (off)"}`);
    }
    return notes;
  }
}
