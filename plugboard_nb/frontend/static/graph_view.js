// src/common/bus.js
function busOf(session, signal) {
  const nameOf2 = (type) => `plugboard:${session}:${type}`;
  return {
    emit(type, detail = {}) {
      document.dispatchEvent(new CustomEvent(nameOf2(type), { detail }));
    },
    on(type, fn) {
      document.addEventListener(
        nameOf2(type),
        (event) => fn(
          /** @type {CustomEvent} */
          event.detail
        ),
        { signal }
      );
    }
  };
}

// src/common/dom.js
var SVG = "http://www.w3.org/2000/svg";
function h(tag, attributes = {}, ...children2) {
  return (
    /** @type {any} */
    furnish(document.createElement(tag), attributes, children2)
  );
}
function s(tag, attributes = {}, ...children2) {
  return (
    /** @type {any} */
    furnish(document.createElementNS(SVG, tag), attributes, children2)
  );
}
function furnish(node, attributes, children2) {
  setAttributes(node, attributes);
  for (const child of children2) {
    if (child !== null && child !== void 0 && child !== false) {
      node.append(child instanceof Node ? child : String(child));
    }
  }
  return node;
}
function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === void 0) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
}
function setText(node, text) {
  const next = String(text);
  if (node.textContent !== next) node.textContent = next;
}

// src/common/keys.js
var EDITING = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";
var OWN_ARROWS = `${EDITING}, [role=tab], [role=menuitem], [role=option], [role=separator]`;
var OWN_SPACE = `${EDITING}, button, summary, a[href], [role=button], [role=tab], input`;
var advancing = (now2) => now2.running || now2.doing === "running" || // and the first tick of it does not return
now2.doing === "stepping" && now2.goal !== null && now2.goal - now2.from > 1;
function actionOf(event, target, now2) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === " ") {
    if (target.closest(OWN_SPACE)) return null;
    return { send: advancing(now2) ? "pause" : "run", args: {} };
  }
  if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
    if (target.closest(OWN_ARROWS)) return null;
    return MOVES[event.key] ?? null;
  }
  if (target.closest(EDITING)) return null;
  return EMITS[event.key] ?? null;
}
var MOVES = {
  ArrowRight: { send: "step", args: { n: 1 } },
  ArrowLeft: { send: "back", args: { n: 1 } },
  Home: { send: "view", args: { tick: 0 } },
  End: { send: "view", args: { tick: null } }
};
var EMITS = {
  f: { emit: "fork", args: {} },
  b: { emit: "breakpoint", args: {} },
  "?": { emit: "help", args: {} }
};
function isOurs(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape") return false;
  return !(event.shiftKey && event.key === "Enter");
}
function listenToKeys(view) {
  view.root.addEventListener(
    "keydown",
    (event) => {
      if (isOurs(event)) event.stopPropagation();
      if (event.defaultPrevented) return;
      const action = actionOf(
        event,
        /** @type {Element} */
        event.target,
        view.now()
      );
      if (!action) return;
      event.preventDefault();
      const args = { ...action.args };
      if (action.send === "run") view.bus.emit("run", args);
      if (action.send) view.send(action.send, args);
      else if (action.emit) view.bus.emit(action.emit, args);
    },
    { signal: view.signal }
  );
}

// src/common/line.js
var CUT = "jupyter-widgets-disconnected";
function lineTo(model, el, root2, signal) {
  let cut = false;
  const notice = h(
    "div",
    { class: "pb-problem", role: "alert" },
    h("strong", { class: "pb-problem-title" }, "Nobody hears this widget any more"),
    h("div", { class: "pb-problem-message" }, "Its kernel was restarted or shut down. Run its cell again.")
  );
  function changed() {
    cut = el.classList.contains(CUT);
    if (!cut) notice.remove();
  }
  model.on("comm_live_update", changed);
  signal.addEventListener("abort", () => model.off("comm_live_update", changed));
  return (content) => {
    try {
      if (!cut) return void model.send(content);
    } catch {
      cut = true;
    }
    if (root2.isConnected) root2.prepend(notice);
  };
}

// src/common/problem.js
function showProblems(view) {
  const own = view.root.querySelector(".pb-problem-place");
  const place = own ?? h("div", { class: "pb-problem-place" });
  if (!own) view.root.prepend(place);
  function draw() {
    const problem = view.get("problem");
    place.replaceChildren(...problem?.title ? [alertOf(view, problem)] : []);
  }
  view.on("problem", draw);
  draw();
}
function alertOf(view, problem) {
  const { signal } = view;
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  const dismiss = h("button", { type: "button", class: "pb-button" }, "Dismiss");
  const text = [problem.title, problem.message, ...problem.notes].join("\n");
  copy.addEventListener("click", () => copyText(view, `${text}

${problem.traceback}`), { signal });
  dismiss.addEventListener("click", () => view.send("dismiss"), { signal });
  return h(
    "div",
    { class: "pb-problem", role: "alert" },
    h("strong", { class: "pb-problem-title" }, problem.title),
    h("div", { class: "pb-problem-message" }, problem.message),
    ...problem.notes.map((note) => h("div", { class: "pb-problem-note" }, note)),
    problem.traceback ? h(
      "details",
      {},
      h("summary", {}, "Where in the code"),
      h("pre", { tabindex: "0", "aria-label": "Traceback" }, problem.traceback)
    ) : null,
    h("div", { class: "pb-row" }, copy, dismiss)
  );
}
async function copyText(view, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "pb-offscreen", "aria-hidden": "true" });
    area.value = text;
    view.root.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  view.announce("copied");
}

// src/common/still.js
function hideStill(session, signal) {
  const still = `.plugboard-static-${CSS.escape(session)}`;
  const style = document.createElement("style");
  style.textContent = `${still}, .jp-OutputArea-child:has(${still}) { display: none !important; }`;
  document.head.append(style);
  signal.addEventListener("abort", () => style.remove());
}

// src/common/view.js
var ANNOUNCE_MS = 1e3;
var SCRUB_MS = 250;
function mountView({ model, el }, kind, build2) {
  const gone = new AbortController();
  const { signal } = gone;
  const root2 = h("section", {
    class: `plugboard plugboard-${kind}`,
    "data-lm-suppress-shortcuts": "true",
    // JupyterLab's own keys, such as b for a cell below
    tabindex: "-1"
  });
  el.append(root2);
  const post = lineTo(model, el, root2, signal);
  const session = model.get("session");
  const view = {
    root: root2,
    model,
    signal,
    session,
    get: (key) => model.get(key),
    now: () => model.get("now"),
    on(key, fn) {
      const event = `change:${key}`;
      model.on(event, fn);
      signal.addEventListener("abort", () => model.off(event, fn));
    },
    send(name, args = {}) {
      scrubbed.settle(name);
      const id2 = newId();
      post({ do: name, id: id2, args });
      return id2;
    },
    request: requester(model, signal, post),
    scrub: () => {
    },
    announce: announcer(root2, signal),
    bus: busOf(session, signal)
  };
  const scrubbed = scrubber(view);
  view.scrub = scrubbed.to;
  hideStill(session, signal);
  build2(view);
  showProblems(view);
  listenToKeys(view);
  const mount = newId();
  post({ do: "mounted", id: newId(), args: { mount } });
  return () => {
    gone.abort();
    root2.remove();
    post({ do: "gone", id: newId(), args: { mount } });
  };
}
function newId() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
}
function requester(model, signal, post) {
  const open = /* @__PURE__ */ new Map();
  function answered(content, buffers) {
    const waiting = open.get(content?.answer);
    if (!waiting) return;
    open.delete(content.answer);
    if (content.error) {
      waiting.reject(Object.assign(new Error(content.error.message), content.error));
    } else waiting.resolve(buffers?.length ? { ...content.value, buffers } : content.value);
  }
  model.on("msg:custom", answered);
  signal.addEventListener("abort", () => model.off("msg:custom", answered));
  return (name, args = {}) => new Promise((resolve, reject) => {
    const id2 = newId();
    open.set(id2, { resolve, reject });
    post({ do: name, id: id2, args });
  });
}
function announcer(root2, signal) {
  const live = h("div", { class: "pb-offscreen", "aria-live": "polite", role: "status" });
  root2.append(live);
  let next = "";
  let timer2;
  function tell() {
    timer2 = void 0;
    if (!next) return;
    setText(live, next);
    next = "";
    timer2 = setTimeout(tell, ANNOUNCE_MS);
  }
  signal.addEventListener("abort", () => clearTimeout(timer2));
  return (text) => {
    next = text;
    if (timer2 === void 0) tell();
  };
}
function scrubber(view) {
  let next = null;
  let timer2;
  function ask() {
    clearTimeout(timer2);
    timer2 = void 0;
    if (!next) return;
    const { tick } = next;
    next = null;
    view.send("view", { tick });
    timer2 = setTimeout(ask, SCRUB_MS);
  }
  view.on("now", () => {
    if (timer2 !== void 0) ask();
  });
  view.signal.addEventListener("abort", () => clearTimeout(timer2));
  return {
    /** @param {number | null} tick */
    to(tick) {
      next = { tick };
      if (timer2 === void 0) ask();
      view.bus.emit("cursor", { tick: tick ?? view.now().tick });
    },
    /**
     * Before another command: the tick that still waits is asked for first, or is out of date.
     *
     * @param {string} name
     */
    settle(name) {
      if (name === "view") next = null;
      else ask();
    }
  };
}

// src/common/format.js
var whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function count(value) {
  return whole.format(value);
}

// src/graph/relations.js
function relatives(structure, box) {
  const boxes = /* @__PURE__ */ new Set([box]);
  const routes = /* @__PURE__ */ new Set();
  follow(structure, box, "source", "target", boxes, routes);
  follow(structure, box, "target", "source", boxes, routes);
  return { boxes, routes };
}
function follow(structure, start2, near, far, boxes, found) {
  const leaving = routesBy(structure, near);
  const seen = /* @__PURE__ */ new Set([start2]);
  const open = [start2];
  for (let box = open.pop(); box !== void 0; box = open.pop()) {
    for (const number2 of leaving.get(box) ?? []) {
      const route = structure.routes[number2];
      const prompt = route.kind === "wire" && !route.delayed;
      if (!prompt && box !== start2) continue;
      found.add(number2);
      boxes.add(route[far]);
      if (prompt && !seen.has(route[far])) {
        seen.add(route[far]);
        open.push(route[far]);
      }
    }
  }
}
function routesBy(structure, end) {
  const found = /* @__PURE__ */ new Map();
  structure.routes.forEach((route, number2) => {
    const some = found.get(route[end]);
    if (some) some.push(number2);
    else found.set(route[end], [number2]);
  });
  return found;
}
function readingOrder(structure) {
  const { boxes } = structure;
  return boxes.map((_, number2) => number2).sort((a, b) => boxes[a].layer - boxes[b].layer || boxes[a].y - boxes[b].y || a - b);
}
function search(structure, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const fields = structure.boxes.map(() => (
    /** @type {string[]} */
    []
  ));
  for (const port of structure.ports) fields[port.box].push(port.field);
  const ranked = readingOrder(structure).map((number2) => {
    const { name, type } = structure.boxes[number2];
    const whole2 = fields[number2].map((field) => `${name}.${field}`);
    return { number: number2, rank: rankOf(wanted, name, [type, ...whole2]) };
  });
  return ranked.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank).map(({ number: number2 }) => number2);
}
function rankOf(wanted, name, others) {
  const lower2 = name.toLowerCase();
  if (lower2 === wanted) return 4;
  if (lower2.startsWith(wanted)) return 3;
  if (lower2.includes(wanted)) return 2;
  return others.some((other) => other.toLowerCase().includes(wanted)) ? 1 : 0;
}

// src/graph/highlight.js
var MANY = 15;
var WAIT_MS = 120;
var Highlight = class {
  /** @param {SVGSVGElement} svg  @param {AbortSignal} signal */
  constructor(svg, signal) {
    this.svg = svg;
    this.drawing = null;
    this.selected = "";
    this.found = null;
    this.box = null;
    this.timer = void 0;
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }
  /** @param {import("./canvas.js").Drawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    this.select(this.selected);
    this.draw();
  }
  /** @param {string} name  Of the component, "" for none. */
  select(name) {
    this.selected = name;
    if (!this.drawing) return;
    const { structure, components, boxes, ports } = this.drawing;
    structure.boxes.forEach((box, number2) => {
      const is = box.name === name;
      components[number2].classList.toggle("pb-selected", is);
      boxes[number2].setAttribute("aria-pressed", String(is));
    });
    if (boxes.length < MANY) return;
    structure.ports.forEach((port, number2) => {
      const is = structure.boxes[port.box].name === name;
      ports[number2].setAttribute("tabindex", is ? "0" : "-1");
    });
  }
  /**
   * Mark a component whose step has been taking long.
   *
   * @param {{component: string, seconds: number} | null} stuck
   */
  busy(stuck) {
    if (!this.drawing) return;
    const { structure, components } = this.drawing;
    structure.boxes.forEach((box, number2) => {
      components[number2].classList.toggle("pb-busy", box.name === stuck?.component);
    });
  }
  /**
   * Show what a component depends on and feeds; null shows all alike again.
   *
   * @param {number | null} box
   * @param {boolean} [atOnce]
   */
  around(box, atOnce = false) {
    clearTimeout(this.timer);
    if (box === this.box) return;
    const act = () => {
      this.box = box;
      this.draw();
    };
    if (atOnce) act();
    else this.timer = setTimeout(act, WAIT_MS);
  }
  /** @param {number[] | null} found  The components that a search has found. */
  search(found) {
    this.found = found && new Set(found);
    this.draw();
  }
  draw() {
    const { drawing } = this;
    if (!drawing) return;
    const { structure } = drawing;
    const about = this.box !== null && this.box < structure.boxes.length;
    const near = about ? relatives(
      structure,
      /** @type {number} */
      this.box
    ) : null;
    const boxes = near?.boxes ?? this.found;
    const routes = near ? near.routes : this.found && /* @__PURE__ */ new Set();
    this.svg.classList.toggle("pb-comparing", Boolean(boxes));
    drawing.components.forEach((node, number2) => {
      node.classList.toggle("pb-pale", Boolean(boxes && !boxes.has(number2)));
      node.classList.toggle("pb-found", Boolean(this.found?.has(number2) && !near));
    });
    drawing.routes.forEach((node, number2) => mark(node, routes, number2));
    for (const { node, route, port } of drawing.pills) {
      if (route >= 0) mark(node, routes, route);
      else mark(node, boxes, structure.ports[port].box);
    }
  }
};
function mark(node, chosen, number2) {
  node.classList.toggle("pb-pale", Boolean(chosen && !chosen.has(number2)));
  node.classList.toggle("pb-strong", Boolean(chosen?.has(number2)));
}

// src/graph/menu.js
function menuOf(title, entries, signal) {
  const id2 = `pb-menu-${Math.random().toString(36).slice(2, 10)}`;
  const items = entries.map(([label2]) => {
    const about2 = { type: "button", class: "pb-menu-item", role: "menuitem", tabindex: -1 };
    return h("button", about2, label2);
  });
  const about = { class: "pb-menu", role: "menu", id: id2, hidden: true, "aria-label": title };
  const list = h("div", about, ...items);
  const named2 = { type: "button", class: "pb-button", title, "aria-label": "More" };
  const opener = h("button", named2, "⋯");
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-controls", id2);
  const root2 = h("div", { class: "pb-menu-place" }, opener, list);
  function open(on, focus = true) {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (focus) (on ? items[0] : opener).focus();
  }
  function pressed(event) {
    const shown = items.filter((node) => !node.hidden);
    const at = shown.indexOf(
      /** @type {HTMLButtonElement} */
      event.target
    );
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") open(false);
    else if (to !== void 0) shown.at(to % shown.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  items.forEach((node, n) => {
    const act = () => {
      open(false);
      entries[n][1]();
    };
    node.addEventListener("click", act, { signal });
  });
  function left(event) {
    if (!root2.contains(
      /** @type {Node | null} */
      event.relatedTarget
    )) open(false, false);
  }
  opener.addEventListener("click", () => open(Boolean(list.hidden)), { signal });
  root2.addEventListener("focusout", left, { signal });
  list.addEventListener("keydown", pressed, { signal });
  open(false, false);
  return { root: root2, items };
}

// src/graph/tabs.js
var NAMES = (
  /** @type {const} */
  ["graph", "table"]
);
var TITLES = { graph: "Graph", table: "Table" };
function tabList(view, panels, chosen) {
  const id2 = `pb-tab-${Math.random().toString(36).slice(2, 10)}`;
  const nodes = NAMES.map((name) => tabNode(name, `${id2}-${name}`, panels[name]));
  const about = { class: "pb-tabs", role: "tablist", "aria-label": "Form of the graph" };
  nodes.forEach((node, n) => {
    node.addEventListener("click", () => chosen(NAMES[n]), { signal: view.signal });
    node.addEventListener("keydown", (event) => pressed(event, n), { signal: view.signal });
  });
  function pressed(event, n) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -n, End: 1 - n }[event.key];
    if (step === void 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (n + step + nodes.length) % nodes.length;
    chosen(NAMES[next]);
    nodes[next].focus();
  }
  function choose(tab) {
    nodes.forEach((node, n) => {
      const is = NAMES[n] === tab;
      setAttributes(node, { "aria-selected": String(is), tabindex: is ? 0 : -1 });
      panels[NAMES[n]].hidden = !is;
    });
  }
  const focus = () => nodes.find((node) => node.tabIndex === 0)?.focus();
  return { root: h("div", about, ...nodes), choose, focus };
}
function tabNode(name, id2, panel) {
  panel.id = `${id2}-panel`;
  setAttributes(panel, { role: "tabpanel", "aria-labelledby": id2 });
  const about = { type: "button", class: "pb-tab", role: "tab", id: id2, title: `${name} (t)` };
  return h("button", { ...about, "aria-controls": panel.id }, TITLES[name]);
}

// src/graph/bar.js
function bar(view, panels, on) {
  const { signal } = view;
  const tabs = tabList(view, panels, on.tab);
  const search2 = searchField(on, signal);
  const found = h("span", { class: "pb-found-count", role: "status" });
  const zoom3 = zoomButtons(on, signal);
  const menu = menuOf("Save the graph as a picture; put boxes in order", [
    ["Save as SVG", () => on.save("svg")],
    ["Save as PNG", () => on.save("png")],
    ["Put boxes back in order", () => on.arrange()]
  ], signal);
  const right = h("div", { class: "pb-bar-right" }, found, search2, zoom3.root, menu.root);
  let empty2 = false;
  let tab = "";
  function draw() {
    zoom3.root.hidden = menu.root.hidden = empty2 || tab === "table";
  }
  return {
    root: h("div", { class: "pb-graph-bar" }, tabs.root, right),
    search: search2,
    choose(chosen) {
      tab = chosen;
      tabs.choose(tab);
      draw();
    },
    zoomed: zoom3.show,
    has(count2, moved) {
      empty2 = count2 === 0;
      search2.hidden = count2 < MANY;
      menu.items[2].hidden = moved === 0;
      draw();
    },
    found: (text) => setText(found, text),
    focus: tabs.focus
  };
}
function searchField(on, signal) {
  const search2 = h("input", {
    type: "search",
    class: "pb-input pb-search",
    placeholder: "Search  /",
    "aria-label": "Search components, types and fields",
    hidden: true
  });
  function pressed(event) {
    if (event.key === "Enter") on.next(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && search2.value) {
      search2.value = "";
      on.search("");
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  search2.addEventListener("input", () => on.search(search2.value), { signal });
  search2.addEventListener("keydown", pressed, { signal });
  return search2;
}
function zoomButtons(on, signal) {
  const percent = h("span", { class: "pb-percent", title: "Zoom" });
  const button = (label2, title, act) => {
    const node = h("button", { type: "button", class: "pb-button", title }, label2);
    if (label2.length < 2) node.setAttribute("aria-label", title);
    node.addEventListener("click", act, { signal });
    return node;
  };
  const root2 = h(
    "div",
    { class: "pb-zoom", role: "group", "aria-label": "Zoom" },
    button("−", "Zoom out (-)", () => on.zoom(-1)),
    percent,
    button("+", "Zoom in (+)", () => on.zoom(1)),
    button("Fit", "Show the whole graph (0)", () => on.fit())
  );
  const show = (k) => setText(percent, `${Math.round(k * 100)} %`);
  return { root: root2, show };
}

// src/graph/facts.js
var wirings = /* @__PURE__ */ new WeakMap();
function wiringOf(structure) {
  let wiring = wirings.get(structure);
  if (!wiring) {
    wiring = readWiring(structure);
    wirings.set(structure, wiring);
  }
  return wiring;
}
function readWiring({ boxes, ports, routes }) {
  const wiring = { portsOf: boxes.map(() => []), connected: ports.map(() => []) };
  ports.forEach((port, number2) => wiring.portsOf[port.box].push(number2));
  const nameOf2 = (number2) => {
    const port = ports[number2];
    return port ? `${boxes[port.box].name}.${port.field}` : "";
  };
  for (const { kind, from, to, delayed } of routes) {
    if (kind === "event") continue;
    const late = delayed ? ", delayed" : "";
    wiring.connected[from]?.push(`to ${nameOf2(to)}${late}`);
    wiring.connected[to]?.push(`from ${nameOf2(from)}${late}`);
  }
  return wiring;
}
var Facts = class {
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
      structure?.boxes && values?.texts && values.texts.length === structure.ports.length && values.statuses.length === structure.boxes.length
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
    if (this.missing.has(route.from) && next !== void 0) {
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
      held: this.held.has(port)
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
  labelOfPort(number2) {
    const port = this.structure.ports[number2];
    const side = port.side === "out" ? "output" : "input";
    return [`${side} ${port.field} ${this.valueOf(number2)}`, ...this.about(number2)].join(", ");
  }
  /**
   * All that is to be said of a port besides its value.
   *
   * @param {number} number
   */
  about(number2) {
    return [...this.notesOf(number2), ...this.connected(number2)];
  }
  /** @param {number} number */
  connected(number2) {
    return wiringOf(this.structure).connected[number2];
  }
  /** @param {number} number */
  notesOf(number2) {
    const notes = [];
    if (this.changed.has(number2)) notes.push("changed");
    if (this.held.has(number2)) notes.push("held");
    const next = this.waiting.get(number2);
    const count2 = this.queues.get(number2);
    if (count2 !== void 0) notes.push(`${count2} waiting, next ${next}`);
    else if (next !== void 0) notes.push(`next ${next}`);
    for (const { text, enabled } of this.stopsOf(number2)) {
      notes.push(`breakpoint ${text}${enabled ? "" : " (off)"}`);
    }
    return notes;
  }
};

// src/graph/geometry.js
var AHEAD = 40;
var ASIDE = 20;
var CLEARANCE = 20;
var TRACK = 24;
var RADIUS = 8;
var LARGEST_FIT = 1.3;
var READABLE = 0.3;
function fit([left, top, wide, high], width, height) {
  const most = Math.min(width / Math.max(wide, 1), height / Math.max(high, 1));
  const k = Math.max(0.02, Math.min(most, LARGEST_FIT));
  return {
    k,
    x: (width - wide * k) / 2 - left * k,
    y: (height - high * k) / 2 - top * k
  };
}
function opening(bounds, width, height) {
  const all = fit(bounds, width, height);
  if (all.k >= READABLE) return all;
  const [left, top, wide, high] = bounds;
  const k = READABLE;
  return {
    k,
    x: wide * k > width ? -left * k : (width - wide * k) / 2 - left * k,
    y: high * k > height ? -top * k : (height - high * k) / 2 - top * k
  };
}
function goodHeight([, , wide, high], width) {
  const k = Math.min(width / Math.max(wide, 1), LARGEST_FIT);
  const least = k < READABLE ? Math.min(480, width * 0.6) : 220;
  return Math.round(Math.max(least, Math.min(high * k, 560, 180 + width * 0.6)));
}
function levelOf(k) {
  if (k >= 0.75) return "near";
  return k >= 0.4 ? "middle" : "far";
}
function way(start2, end, floor, number2 = 0) {
  if (end[0] - start2[0] >= AHEAD) {
    if (start2[1] === end[1]) return `M${start2} L${end}`;
    const middle = (start2[0] + end[0]) / 2;
    return `M${start2} C${middle},${start2[1]} ${middle},${end[1]} ${end}`;
  }
  const right = start2[0] + ASIDE + 8 * number2;
  const left = end[0] - ASIDE - 8 * number2;
  const below = floor + CLEARANCE + TRACK * number2;
  return rounded([start2, [right, start2[1]], [right, below], [left, below], [left, end[1]], end]);
}
function rounded(points) {
  const way2 = points.filter((point, n) => n === 0 || String(point) !== String(points[n - 1]));
  let path = `M${way2[0]}`;
  for (let n = 1; n + 1 < way2.length; n += 1) {
    const [before, corner, after] = [way2[n - 1], way2[n], way2[n + 1]];
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    path += ` L${towards(corner, before, radius)} Q${corner} ${towards(corner, after, radius)}`;
  }
  return `${path} L${way2[way2.length - 1]}`;
}
function distance(a, b) {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}
function towards(from, to, length) {
  const whole2 = distance(from, to) || 1;
  return [
    from[0] + (to[0] - from[0]) * length / whole2,
    from[1] + (to[1] - from[1]) * length / whole2
  ];
}
function draggedWay(structure, number2, shiftOf) {
  const { boxes, ports, routes } = structure;
  const route = routes[number2];
  const [source, target] = [boxes[route.source], boxes[route.target]];
  const [mine, theirs] = [shiftOf(route.source), shiftOf(route.target)];
  const out = ports[route.from] ?? { x: source.x + source.width, y: source.y + 20 };
  const into = ports[route.to] ?? { x: target.x, y: target.y + 20 };
  const floor = Math.max(
    source.y + source.height + mine[1],
    target.y + target.height + theirs[1]
  );
  return way([out.x + mine[0], out.y + mine[1]], [into.x + theirs[0], into.y + theirs[1]], floor);
}
function pillWidth(needed, last) {
  const wanted = Math.max(26, Math.ceil(needed / 4) * 4);
  return wanted <= last && wanted >= last - 12 ? last : wanted;
}

// src/graph/canvas.js
function drawStructure(structure) {
  const world = s("g", { class: "pb-world" });
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
    pills: []
  };
  const layers = ["pb-routes", "pb-components", "pb-pills"].map((name) => s("g", { class: name }));
  layers[0].setAttribute("aria-hidden", "true");
  layers[2].setAttribute("aria-hidden", "true");
  world.append(...layers);
  structure.routes.forEach((route, number2) => {
    drawing.routes[number2] = routeNode(route, number2);
    layers[0].append(drawing.routes[number2]);
  });
  for (const number2 of readingOrder(structure)) {
    drawing.components[number2] = componentNode(drawing, number2);
    layers[1].append(drawing.components[number2]);
  }
  structure.routes.forEach((route, number2) => {
    drawing.pills.push(pillNode(route.pill, route.from, number2, false, route.kind));
  });
  structure.outlets.forEach(({ port, pill }) => {
    drawing.pills.push(pillNode(pill, port, -1, true, "wire"));
  });
  layers[2].append(...drawing.pills.map(({ node }) => node));
  return drawing;
}
function routeNode(route, number2) {
  const kind = route.kind === "event" ? "pb-event" : route.delayed ? "pb-delayed" : "pb-wire";
  return s(
    "g",
    { class: `pb-route ${kind}`, "data-route": number2 },
    s("path", { class: "pb-hit", d: route.path }),
    s("path", { class: "pb-line", d: route.path })
  );
}
function componentNode(drawing, number2) {
  const box = drawing.structure.boxes[number2];
  const node = s("g", { class: "pb-component", transform: `translate(${box.x},${box.y})` });
  drawing.boxes[number2] = boxNode(drawing, number2);
  node.append(drawing.boxes[number2], faceNode(drawing, number2));
  for (const port of wiringOf(drawing.structure).portsOf[number2]) {
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
function boxNode(drawing, number2) {
  const { width, height } = drawing.structure.boxes[number2];
  return s(
    "g",
    { class: "pb-box", "data-box": number2, role: "button", tabindex: 0, "aria-pressed": "false" },
    s("rect", { class: "pb-ring", x: -4, y: -4, width: width + 8, height: height + 8, rx: 9 }),
    s("rect", { class: "pb-shadow", x: -0.5, y: 1, width: width + 1, height: height + 0.5, rx: 7 }),
    s("rect", { class: "pb-plate", width, height, rx: 6 })
  );
}
function faceNode(drawing, number2) {
  const { title, subtitle, width, height } = drawing.structure.boxes[number2];
  drawing.titles[number2] = s("text", { class: "pb-title", x: 12, y: 17, "font-size": 12 }, title);
  drawing.statuses[number2] = s("g", { class: "pb-status" });
  return s(
    "g",
    { class: "pb-face", "aria-hidden": "true" },
    s("rect", { class: "pb-stripe", y: 8, width: 3, height: height - 16, rx: 1.5 }),
    height > 44 && s("path", { class: "pb-rule", d: `M3 36H${width}` }),
    drawing.titles[number2],
    s("text", { class: "pb-type", x: 12, y: 30 }, subtitle),
    drawing.statuses[number2]
  );
}
function portNode(drawing, number2, box) {
  const { side, label: label2, x, y } = drawing.structure.ports[number2];
  const out = side === "out";
  const long = Math.min(box.width / 2, 20 + 6.6 * label2.length);
  const hit = { x: out ? -long : -9, y: -10, width: long + 9, height: 20 };
  const node = s(
    "g",
    {
      class: `pb-port pb-${side}`,
      "data-port": number2,
      "data-box": drawing.structure.ports[number2].box,
      transform: `translate(${x - box.x},${y - box.y})`,
      role: "button",
      tabindex: 0
    },
    s("rect", { class: "pb-port-hit", ...hit }),
    s("circle", { class: "pb-dot", r: out ? 4.2 : 3.8 }),
    s("text", { class: "pb-label", x: out ? -12 : 12, y: 3.8 }, label2)
  );
  return node;
}
function pillNode(place, port, route, beside, kind) {
  const plate = s("rect", { class: "pb-pill-plate", y: -9, height: 18, rx: 9 });
  const [value, unit] = [document.createTextNode(""), document.createTextNode("")];
  const text = s(
    "text",
    { class: "pb-pill-text", y: 3.8 },
    s("tspan", { class: "pb-value" }, value),
    s("tspan", { class: "pb-unit", dx: 3 }, unit)
  );
  const dot = s(
    "g",
    { class: "pb-break" },
    s("title"),
    s("circle", { class: "pb-break-hit", r: 9 }),
    s("circle", { class: "pb-break-dot", r: 3.6 })
  );
  const node = s(
    "g",
    {
      class: `pb-pill pb-pill-${kind}`,
      "data-port": port,
      "data-route": route,
      transform: `translate(${place.x},${place.y})`
    },
    plate,
    text,
    dot
  );
  return { node, plate, text, value, unit, dot, place, beside, port, route, width: 0 };
}
function shiftComponent(drawing, number2, shift) {
  const { structure } = drawing;
  const { x, y } = structure.boxes[number2];
  const at = `translate(${x + shift[0]},${y + shift[1]})`;
  drawing.components[number2].setAttribute("transform", at);
  drawing.components[number2].classList.add("pb-dragged");
  for (const pill of drawing.pills) {
    const route = structure.routes[pill.route];
    const mine = route ? route.source === number2 || route.target === number2 : structure.ports[pill.port].box === number2;
    if (!mine) continue;
    if (!route) {
      const place = `translate(${pill.place.x + shift[0]},${pill.place.y + shift[1]})`;
      pill.node.setAttribute("transform", place);
      continue;
    }
    const path = draggedWay(structure, pill.route, (box) => box === number2 ? shift : [0, 0]);
    const node = drawing.routes[pill.route];
    for (const line2 of node.querySelectorAll("path")) line2.setAttribute("d", path);
    const line = (
      /** @type {SVGPathElement} */
      node.lastElementChild
    );
    const middle = line.getPointAtLength(line.getTotalLength() / 2);
    setAttributes(pill.node, { transform: `translate(${middle.x},${middle.y})` });
  }
}

// node_modules/d3-dispatch/dist/d3-dispatch.mjs
var noop = { value: () => {
} };
function dispatch() {
  for (var i = 0, n = arguments.length, _ = {}, t; i < n; ++i) {
    if (!(t = arguments[i] + "") || t in _ || /[\s.]/.test(t)) throw new Error("illegal type: " + t);
    _[t] = [];
  }
  return new Dispatch(_);
}
function Dispatch(_) {
  this._ = _;
}
function parseTypenames(typenames, types) {
  return typenames.trim().split(/^|\s+/).map(function(t) {
    var name = "", i = t.indexOf(".");
    if (i >= 0) name = t.slice(i + 1), t = t.slice(0, i);
    if (t && !types.hasOwnProperty(t)) throw new Error("unknown type: " + t);
    return { type: t, name };
  });
}
Dispatch.prototype = dispatch.prototype = {
  constructor: Dispatch,
  on: function(typename, callback) {
    var _ = this._, T = parseTypenames(typename + "", _), t, i = -1, n = T.length;
    if (arguments.length < 2) {
      while (++i < n) if ((t = (typename = T[i]).type) && (t = get(_[t], typename.name))) return t;
      return;
    }
    if (callback != null && typeof callback !== "function") throw new Error("invalid callback: " + callback);
    while (++i < n) {
      if (t = (typename = T[i]).type) _[t] = set(_[t], typename.name, callback);
      else if (callback == null) for (t in _) _[t] = set(_[t], typename.name, null);
    }
    return this;
  },
  copy: function() {
    var copy = {}, _ = this._;
    for (var t in _) copy[t] = _[t].slice();
    return new Dispatch(copy);
  },
  call: function(type, that) {
    if ((n = arguments.length - 2) > 0) for (var args = new Array(n), i = 0, n, t; i < n; ++i) args[i] = arguments[i + 2];
    if (!this._.hasOwnProperty(type)) throw new Error("unknown type: " + type);
    for (t = this._[type], i = 0, n = t.length; i < n; ++i) t[i].value.apply(that, args);
  },
  apply: function(type, that, args) {
    if (!this._.hasOwnProperty(type)) throw new Error("unknown type: " + type);
    for (var t = this._[type], i = 0, n = t.length; i < n; ++i) t[i].value.apply(that, args);
  }
};
function get(type, name) {
  for (var i = 0, n = type.length, c; i < n; ++i) {
    if ((c = type[i]).name === name) {
      return c.value;
    }
  }
}
function set(type, name, callback) {
  for (var i = 0, n = type.length; i < n; ++i) {
    if (type[i].name === name) {
      type[i] = noop, type = type.slice(0, i).concat(type.slice(i + 1));
      break;
    }
  }
  if (callback != null) type.push({ name, value: callback });
  return type;
}

// node_modules/d3-selection/dist/d3-selection.mjs
var xhtml = "http://www.w3.org/1999/xhtml";
var namespaces = {
  svg: "http://www.w3.org/2000/svg",
  xhtml,
  xlink: "http://www.w3.org/1999/xlink",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/"
};
function namespace(name) {
  var prefix = name += "", i = prefix.indexOf(":");
  if (i >= 0 && (prefix = name.slice(0, i)) !== "xmlns") name = name.slice(i + 1);
  return namespaces.hasOwnProperty(prefix) ? { space: namespaces[prefix], local: name } : name;
}
function creatorInherit(name) {
  return function() {
    var document2 = this.ownerDocument, uri = this.namespaceURI;
    return uri === xhtml && document2.documentElement.namespaceURI === xhtml ? document2.createElement(name) : document2.createElementNS(uri, name);
  };
}
function creatorFixed(fullname) {
  return function() {
    return this.ownerDocument.createElementNS(fullname.space, fullname.local);
  };
}
function creator(name) {
  var fullname = namespace(name);
  return (fullname.local ? creatorFixed : creatorInherit)(fullname);
}
function none() {
}
function selector(selector2) {
  return selector2 == null ? none : function() {
    return this.querySelector(selector2);
  };
}
function selection_select(select2) {
  if (typeof select2 !== "function") select2 = selector(select2);
  for (var groups = this._groups, m = groups.length, subgroups = new Array(m), j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, subgroup = subgroups[j] = new Array(n), node, subnode, i = 0; i < n; ++i) {
      if ((node = group[i]) && (subnode = select2.call(node, node.__data__, i, group))) {
        if ("__data__" in node) subnode.__data__ = node.__data__;
        subgroup[i] = subnode;
      }
    }
  }
  return new Selection(subgroups, this._parents);
}
function array(x) {
  return x == null ? [] : Array.isArray(x) ? x : Array.from(x);
}
function empty() {
  return [];
}
function selectorAll(selector2) {
  return selector2 == null ? empty : function() {
    return this.querySelectorAll(selector2);
  };
}
function arrayAll(select2) {
  return function() {
    return array(select2.apply(this, arguments));
  };
}
function selection_selectAll(select2) {
  if (typeof select2 === "function") select2 = arrayAll(select2);
  else select2 = selectorAll(select2);
  for (var groups = this._groups, m = groups.length, subgroups = [], parents = [], j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, node, i = 0; i < n; ++i) {
      if (node = group[i]) {
        subgroups.push(select2.call(node, node.__data__, i, group));
        parents.push(node);
      }
    }
  }
  return new Selection(subgroups, parents);
}
function matcher(selector2) {
  return function() {
    return this.matches(selector2);
  };
}
function childMatcher(selector2) {
  return function(node) {
    return node.matches(selector2);
  };
}
var find = Array.prototype.find;
function childFind(match) {
  return function() {
    return find.call(this.children, match);
  };
}
function childFirst() {
  return this.firstElementChild;
}
function selection_selectChild(match) {
  return this.select(match == null ? childFirst : childFind(typeof match === "function" ? match : childMatcher(match)));
}
var filter = Array.prototype.filter;
function children() {
  return Array.from(this.children);
}
function childrenFilter(match) {
  return function() {
    return filter.call(this.children, match);
  };
}
function selection_selectChildren(match) {
  return this.selectAll(match == null ? children : childrenFilter(typeof match === "function" ? match : childMatcher(match)));
}
function selection_filter(match) {
  if (typeof match !== "function") match = matcher(match);
  for (var groups = this._groups, m = groups.length, subgroups = new Array(m), j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, subgroup = subgroups[j] = [], node, i = 0; i < n; ++i) {
      if ((node = group[i]) && match.call(node, node.__data__, i, group)) {
        subgroup.push(node);
      }
    }
  }
  return new Selection(subgroups, this._parents);
}
function sparse(update) {
  return new Array(update.length);
}
function selection_enter() {
  return new Selection(this._enter || this._groups.map(sparse), this._parents);
}
function EnterNode(parent, datum2) {
  this.ownerDocument = parent.ownerDocument;
  this.namespaceURI = parent.namespaceURI;
  this._next = null;
  this._parent = parent;
  this.__data__ = datum2;
}
EnterNode.prototype = {
  constructor: EnterNode,
  appendChild: function(child) {
    return this._parent.insertBefore(child, this._next);
  },
  insertBefore: function(child, next) {
    return this._parent.insertBefore(child, next);
  },
  querySelector: function(selector2) {
    return this._parent.querySelector(selector2);
  },
  querySelectorAll: function(selector2) {
    return this._parent.querySelectorAll(selector2);
  }
};
function constant(x) {
  return function() {
    return x;
  };
}
function bindIndex(parent, group, enter, update, exit, data) {
  var i = 0, node, groupLength = group.length, dataLength = data.length;
  for (; i < dataLength; ++i) {
    if (node = group[i]) {
      node.__data__ = data[i];
      update[i] = node;
    } else {
      enter[i] = new EnterNode(parent, data[i]);
    }
  }
  for (; i < groupLength; ++i) {
    if (node = group[i]) {
      exit[i] = node;
    }
  }
}
function bindKey(parent, group, enter, update, exit, data, key) {
  var i, node, nodeByKeyValue = /* @__PURE__ */ new Map(), groupLength = group.length, dataLength = data.length, keyValues = new Array(groupLength), keyValue;
  for (i = 0; i < groupLength; ++i) {
    if (node = group[i]) {
      keyValues[i] = keyValue = key.call(node, node.__data__, i, group) + "";
      if (nodeByKeyValue.has(keyValue)) {
        exit[i] = node;
      } else {
        nodeByKeyValue.set(keyValue, node);
      }
    }
  }
  for (i = 0; i < dataLength; ++i) {
    keyValue = key.call(parent, data[i], i, data) + "";
    if (node = nodeByKeyValue.get(keyValue)) {
      update[i] = node;
      node.__data__ = data[i];
      nodeByKeyValue.delete(keyValue);
    } else {
      enter[i] = new EnterNode(parent, data[i]);
    }
  }
  for (i = 0; i < groupLength; ++i) {
    if ((node = group[i]) && nodeByKeyValue.get(keyValues[i]) === node) {
      exit[i] = node;
    }
  }
}
function datum(node) {
  return node.__data__;
}
function selection_data(value, key) {
  if (!arguments.length) return Array.from(this, datum);
  var bind = key ? bindKey : bindIndex, parents = this._parents, groups = this._groups;
  if (typeof value !== "function") value = constant(value);
  for (var m = groups.length, update = new Array(m), enter = new Array(m), exit = new Array(m), j = 0; j < m; ++j) {
    var parent = parents[j], group = groups[j], groupLength = group.length, data = arraylike(value.call(parent, parent && parent.__data__, j, parents)), dataLength = data.length, enterGroup = enter[j] = new Array(dataLength), updateGroup = update[j] = new Array(dataLength), exitGroup = exit[j] = new Array(groupLength);
    bind(parent, group, enterGroup, updateGroup, exitGroup, data, key);
    for (var i0 = 0, i1 = 0, previous, next; i0 < dataLength; ++i0) {
      if (previous = enterGroup[i0]) {
        if (i0 >= i1) i1 = i0 + 1;
        while (!(next = updateGroup[i1]) && ++i1 < dataLength) ;
        previous._next = next || null;
      }
    }
  }
  update = new Selection(update, parents);
  update._enter = enter;
  update._exit = exit;
  return update;
}
function arraylike(data) {
  return typeof data === "object" && "length" in data ? data : Array.from(data);
}
function selection_exit() {
  return new Selection(this._exit || this._groups.map(sparse), this._parents);
}
function selection_join(onenter, onupdate, onexit) {
  var enter = this.enter(), update = this, exit = this.exit();
  if (typeof onenter === "function") {
    enter = onenter(enter);
    if (enter) enter = enter.selection();
  } else {
    enter = enter.append(onenter + "");
  }
  if (onupdate != null) {
    update = onupdate(update);
    if (update) update = update.selection();
  }
  if (onexit == null) exit.remove();
  else onexit(exit);
  return enter && update ? enter.merge(update).order() : update;
}
function selection_merge(context) {
  var selection2 = context.selection ? context.selection() : context;
  for (var groups0 = this._groups, groups1 = selection2._groups, m0 = groups0.length, m1 = groups1.length, m = Math.min(m0, m1), merges = new Array(m0), j = 0; j < m; ++j) {
    for (var group0 = groups0[j], group1 = groups1[j], n = group0.length, merge = merges[j] = new Array(n), node, i = 0; i < n; ++i) {
      if (node = group0[i] || group1[i]) {
        merge[i] = node;
      }
    }
  }
  for (; j < m0; ++j) {
    merges[j] = groups0[j];
  }
  return new Selection(merges, this._parents);
}
function selection_order() {
  for (var groups = this._groups, j = -1, m = groups.length; ++j < m; ) {
    for (var group = groups[j], i = group.length - 1, next = group[i], node; --i >= 0; ) {
      if (node = group[i]) {
        if (next && node.compareDocumentPosition(next) ^ 4) next.parentNode.insertBefore(node, next);
        next = node;
      }
    }
  }
  return this;
}
function selection_sort(compare) {
  if (!compare) compare = ascending;
  function compareNode(a, b) {
    return a && b ? compare(a.__data__, b.__data__) : !a - !b;
  }
  for (var groups = this._groups, m = groups.length, sortgroups = new Array(m), j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, sortgroup = sortgroups[j] = new Array(n), node, i = 0; i < n; ++i) {
      if (node = group[i]) {
        sortgroup[i] = node;
      }
    }
    sortgroup.sort(compareNode);
  }
  return new Selection(sortgroups, this._parents).order();
}
function ascending(a, b) {
  return a < b ? -1 : a > b ? 1 : a >= b ? 0 : NaN;
}
function selection_call() {
  var callback = arguments[0];
  arguments[0] = this;
  callback.apply(null, arguments);
  return this;
}
function selection_nodes() {
  return Array.from(this);
}
function selection_node() {
  for (var groups = this._groups, j = 0, m = groups.length; j < m; ++j) {
    for (var group = groups[j], i = 0, n = group.length; i < n; ++i) {
      var node = group[i];
      if (node) return node;
    }
  }
  return null;
}
function selection_size() {
  let size = 0;
  for (const node of this) ++size;
  return size;
}
function selection_empty() {
  return !this.node();
}
function selection_each(callback) {
  for (var groups = this._groups, j = 0, m = groups.length; j < m; ++j) {
    for (var group = groups[j], i = 0, n = group.length, node; i < n; ++i) {
      if (node = group[i]) callback.call(node, node.__data__, i, group);
    }
  }
  return this;
}
function attrRemove(name) {
  return function() {
    this.removeAttribute(name);
  };
}
function attrRemoveNS(fullname) {
  return function() {
    this.removeAttributeNS(fullname.space, fullname.local);
  };
}
function attrConstant(name, value) {
  return function() {
    this.setAttribute(name, value);
  };
}
function attrConstantNS(fullname, value) {
  return function() {
    this.setAttributeNS(fullname.space, fullname.local, value);
  };
}
function attrFunction(name, value) {
  return function() {
    var v = value.apply(this, arguments);
    if (v == null) this.removeAttribute(name);
    else this.setAttribute(name, v);
  };
}
function attrFunctionNS(fullname, value) {
  return function() {
    var v = value.apply(this, arguments);
    if (v == null) this.removeAttributeNS(fullname.space, fullname.local);
    else this.setAttributeNS(fullname.space, fullname.local, v);
  };
}
function selection_attr(name, value) {
  var fullname = namespace(name);
  if (arguments.length < 2) {
    var node = this.node();
    return fullname.local ? node.getAttributeNS(fullname.space, fullname.local) : node.getAttribute(fullname);
  }
  return this.each((value == null ? fullname.local ? attrRemoveNS : attrRemove : typeof value === "function" ? fullname.local ? attrFunctionNS : attrFunction : fullname.local ? attrConstantNS : attrConstant)(fullname, value));
}
function defaultView(node) {
  return node.ownerDocument && node.ownerDocument.defaultView || node.document && node || node.defaultView;
}
function styleRemove(name) {
  return function() {
    this.style.removeProperty(name);
  };
}
function styleConstant(name, value, priority) {
  return function() {
    this.style.setProperty(name, value, priority);
  };
}
function styleFunction(name, value, priority) {
  return function() {
    var v = value.apply(this, arguments);
    if (v == null) this.style.removeProperty(name);
    else this.style.setProperty(name, v, priority);
  };
}
function selection_style(name, value, priority) {
  return arguments.length > 1 ? this.each((value == null ? styleRemove : typeof value === "function" ? styleFunction : styleConstant)(name, value, priority == null ? "" : priority)) : styleValue(this.node(), name);
}
function styleValue(node, name) {
  return node.style.getPropertyValue(name) || defaultView(node).getComputedStyle(node, null).getPropertyValue(name);
}
function propertyRemove(name) {
  return function() {
    delete this[name];
  };
}
function propertyConstant(name, value) {
  return function() {
    this[name] = value;
  };
}
function propertyFunction(name, value) {
  return function() {
    var v = value.apply(this, arguments);
    if (v == null) delete this[name];
    else this[name] = v;
  };
}
function selection_property(name, value) {
  return arguments.length > 1 ? this.each((value == null ? propertyRemove : typeof value === "function" ? propertyFunction : propertyConstant)(name, value)) : this.node()[name];
}
function classArray(string2) {
  return string2.trim().split(/^|\s+/);
}
function classList(node) {
  return node.classList || new ClassList(node);
}
function ClassList(node) {
  this._node = node;
  this._names = classArray(node.getAttribute("class") || "");
}
ClassList.prototype = {
  add: function(name) {
    var i = this._names.indexOf(name);
    if (i < 0) {
      this._names.push(name);
      this._node.setAttribute("class", this._names.join(" "));
    }
  },
  remove: function(name) {
    var i = this._names.indexOf(name);
    if (i >= 0) {
      this._names.splice(i, 1);
      this._node.setAttribute("class", this._names.join(" "));
    }
  },
  contains: function(name) {
    return this._names.indexOf(name) >= 0;
  }
};
function classedAdd(node, names) {
  var list = classList(node), i = -1, n = names.length;
  while (++i < n) list.add(names[i]);
}
function classedRemove(node, names) {
  var list = classList(node), i = -1, n = names.length;
  while (++i < n) list.remove(names[i]);
}
function classedTrue(names) {
  return function() {
    classedAdd(this, names);
  };
}
function classedFalse(names) {
  return function() {
    classedRemove(this, names);
  };
}
function classedFunction(names, value) {
  return function() {
    (value.apply(this, arguments) ? classedAdd : classedRemove)(this, names);
  };
}
function selection_classed(name, value) {
  var names = classArray(name + "");
  if (arguments.length < 2) {
    var list = classList(this.node()), i = -1, n = names.length;
    while (++i < n) if (!list.contains(names[i])) return false;
    return true;
  }
  return this.each((typeof value === "function" ? classedFunction : value ? classedTrue : classedFalse)(names, value));
}
function textRemove() {
  this.textContent = "";
}
function textConstant(value) {
  return function() {
    this.textContent = value;
  };
}
function textFunction(value) {
  return function() {
    var v = value.apply(this, arguments);
    this.textContent = v == null ? "" : v;
  };
}
function selection_text(value) {
  return arguments.length ? this.each(value == null ? textRemove : (typeof value === "function" ? textFunction : textConstant)(value)) : this.node().textContent;
}
function htmlRemove() {
  this.innerHTML = "";
}
function htmlConstant(value) {
  return function() {
    this.innerHTML = value;
  };
}
function htmlFunction(value) {
  return function() {
    var v = value.apply(this, arguments);
    this.innerHTML = v == null ? "" : v;
  };
}
function selection_html(value) {
  return arguments.length ? this.each(value == null ? htmlRemove : (typeof value === "function" ? htmlFunction : htmlConstant)(value)) : this.node().innerHTML;
}
function raise() {
  if (this.nextSibling) this.parentNode.appendChild(this);
}
function selection_raise() {
  return this.each(raise);
}
function lower() {
  if (this.previousSibling) this.parentNode.insertBefore(this, this.parentNode.firstChild);
}
function selection_lower() {
  return this.each(lower);
}
function selection_append(name) {
  var create2 = typeof name === "function" ? name : creator(name);
  return this.select(function() {
    return this.appendChild(create2.apply(this, arguments));
  });
}
function constantNull() {
  return null;
}
function selection_insert(name, before) {
  var create2 = typeof name === "function" ? name : creator(name), select2 = before == null ? constantNull : typeof before === "function" ? before : selector(before);
  return this.select(function() {
    return this.insertBefore(create2.apply(this, arguments), select2.apply(this, arguments) || null);
  });
}
function remove() {
  var parent = this.parentNode;
  if (parent) parent.removeChild(this);
}
function selection_remove() {
  return this.each(remove);
}
function selection_cloneShallow() {
  var clone = this.cloneNode(false), parent = this.parentNode;
  return parent ? parent.insertBefore(clone, this.nextSibling) : clone;
}
function selection_cloneDeep() {
  var clone = this.cloneNode(true), parent = this.parentNode;
  return parent ? parent.insertBefore(clone, this.nextSibling) : clone;
}
function selection_clone(deep) {
  return this.select(deep ? selection_cloneDeep : selection_cloneShallow);
}
function selection_datum(value) {
  return arguments.length ? this.property("__data__", value) : this.node().__data__;
}
function contextListener(listener) {
  return function(event) {
    listener.call(this, event, this.__data__);
  };
}
function parseTypenames2(typenames) {
  return typenames.trim().split(/^|\s+/).map(function(t) {
    var name = "", i = t.indexOf(".");
    if (i >= 0) name = t.slice(i + 1), t = t.slice(0, i);
    return { type: t, name };
  });
}
function onRemove(typename) {
  return function() {
    var on = this.__on;
    if (!on) return;
    for (var j = 0, i = -1, m = on.length, o; j < m; ++j) {
      if (o = on[j], (!typename.type || o.type === typename.type) && o.name === typename.name) {
        this.removeEventListener(o.type, o.listener, o.options);
      } else {
        on[++i] = o;
      }
    }
    if (++i) on.length = i;
    else delete this.__on;
  };
}
function onAdd(typename, value, options) {
  return function() {
    var on = this.__on, o, listener = contextListener(value);
    if (on) for (var j = 0, m = on.length; j < m; ++j) {
      if ((o = on[j]).type === typename.type && o.name === typename.name) {
        this.removeEventListener(o.type, o.listener, o.options);
        this.addEventListener(o.type, o.listener = listener, o.options = options);
        o.value = value;
        return;
      }
    }
    this.addEventListener(typename.type, listener, options);
    o = { type: typename.type, name: typename.name, value, listener, options };
    if (!on) this.__on = [o];
    else on.push(o);
  };
}
function selection_on(typename, value, options) {
  var typenames = parseTypenames2(typename + ""), i, n = typenames.length, t;
  if (arguments.length < 2) {
    var on = this.node().__on;
    if (on) for (var j = 0, m = on.length, o; j < m; ++j) {
      for (i = 0, o = on[j]; i < n; ++i) {
        if ((t = typenames[i]).type === o.type && t.name === o.name) {
          return o.value;
        }
      }
    }
    return;
  }
  on = value ? onAdd : onRemove;
  for (i = 0; i < n; ++i) this.each(on(typenames[i], value, options));
  return this;
}
function dispatchEvent(node, type, params) {
  var window2 = defaultView(node), event = window2.CustomEvent;
  if (typeof event === "function") {
    event = new event(type, params);
  } else {
    event = window2.document.createEvent("Event");
    if (params) event.initEvent(type, params.bubbles, params.cancelable), event.detail = params.detail;
    else event.initEvent(type, false, false);
  }
  node.dispatchEvent(event);
}
function dispatchConstant(type, params) {
  return function() {
    return dispatchEvent(this, type, params);
  };
}
function dispatchFunction(type, params) {
  return function() {
    return dispatchEvent(this, type, params.apply(this, arguments));
  };
}
function selection_dispatch(type, params) {
  return this.each((typeof params === "function" ? dispatchFunction : dispatchConstant)(type, params));
}
function* selection_iterator() {
  for (var groups = this._groups, j = 0, m = groups.length; j < m; ++j) {
    for (var group = groups[j], i = 0, n = group.length, node; i < n; ++i) {
      if (node = group[i]) yield node;
    }
  }
}
var root = [null];
function Selection(groups, parents) {
  this._groups = groups;
  this._parents = parents;
}
function selection() {
  return new Selection([[document.documentElement]], root);
}
function selection_selection() {
  return this;
}
Selection.prototype = selection.prototype = {
  constructor: Selection,
  select: selection_select,
  selectAll: selection_selectAll,
  selectChild: selection_selectChild,
  selectChildren: selection_selectChildren,
  filter: selection_filter,
  data: selection_data,
  enter: selection_enter,
  exit: selection_exit,
  join: selection_join,
  merge: selection_merge,
  selection: selection_selection,
  order: selection_order,
  sort: selection_sort,
  call: selection_call,
  nodes: selection_nodes,
  node: selection_node,
  size: selection_size,
  empty: selection_empty,
  each: selection_each,
  attr: selection_attr,
  style: selection_style,
  property: selection_property,
  classed: selection_classed,
  text: selection_text,
  html: selection_html,
  raise: selection_raise,
  lower: selection_lower,
  append: selection_append,
  insert: selection_insert,
  remove: selection_remove,
  clone: selection_clone,
  datum: selection_datum,
  on: selection_on,
  dispatch: selection_dispatch,
  [Symbol.iterator]: selection_iterator
};
function select(selector2) {
  return typeof selector2 === "string" ? new Selection([[document.querySelector(selector2)]], [document.documentElement]) : new Selection([[selector2]], root);
}
var nextId = 0;
function local() {
  return new Local();
}
function Local() {
  this._ = "@" + (++nextId).toString(36);
}
Local.prototype = local.prototype = {
  constructor: Local,
  get: function(node) {
    var id2 = this._;
    while (!(id2 in node)) if (!(node = node.parentNode)) return;
    return node[id2];
  },
  set: function(node, value) {
    return node[this._] = value;
  },
  remove: function(node) {
    return this._ in node && delete node[this._];
  },
  toString: function() {
    return this._;
  }
};
function sourceEvent(event) {
  let sourceEvent2;
  while (sourceEvent2 = event.sourceEvent) event = sourceEvent2;
  return event;
}
function pointer(event, node) {
  event = sourceEvent(event);
  if (node === void 0) node = event.currentTarget;
  if (node) {
    var svg = node.ownerSVGElement || node;
    if (svg.createSVGPoint) {
      var point = svg.createSVGPoint();
      point.x = event.clientX, point.y = event.clientY;
      point = point.matrixTransform(node.getScreenCTM().inverse());
      return [point.x, point.y];
    }
    if (node.getBoundingClientRect) {
      var rect = node.getBoundingClientRect();
      return [event.clientX - rect.left - node.clientLeft, event.clientY - rect.top - node.clientTop];
    }
  }
  return [event.pageX, event.pageY];
}

// node_modules/d3-drag/dist/d3-drag.mjs
var nonpassive = { passive: false };
var nonpassivecapture = { capture: true, passive: false };
function nopropagation(event) {
  event.stopImmediatePropagation();
}
function noevent(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
function nodrag(view) {
  var root2 = view.document.documentElement, selection2 = select(view).on("dragstart.drag", noevent, nonpassivecapture);
  if ("onselectstart" in root2) {
    selection2.on("selectstart.drag", noevent, nonpassivecapture);
  } else {
    root2.__noselect = root2.style.MozUserSelect;
    root2.style.MozUserSelect = "none";
  }
}
function yesdrag(view, noclick) {
  var root2 = view.document.documentElement, selection2 = select(view).on("dragstart.drag", null);
  if (noclick) {
    selection2.on("click.drag", noevent, nonpassivecapture);
    setTimeout(function() {
      selection2.on("click.drag", null);
    }, 0);
  }
  if ("onselectstart" in root2) {
    selection2.on("selectstart.drag", null);
  } else {
    root2.style.MozUserSelect = root2.__noselect;
    delete root2.__noselect;
  }
}
var constant2 = (x) => () => x;
function DragEvent(type, {
  sourceEvent: sourceEvent2,
  subject,
  target,
  identifier,
  active,
  x,
  y,
  dx,
  dy,
  dispatch: dispatch2
}) {
  Object.defineProperties(this, {
    type: { value: type, enumerable: true, configurable: true },
    sourceEvent: { value: sourceEvent2, enumerable: true, configurable: true },
    subject: { value: subject, enumerable: true, configurable: true },
    target: { value: target, enumerable: true, configurable: true },
    identifier: { value: identifier, enumerable: true, configurable: true },
    active: { value: active, enumerable: true, configurable: true },
    x: { value: x, enumerable: true, configurable: true },
    y: { value: y, enumerable: true, configurable: true },
    dx: { value: dx, enumerable: true, configurable: true },
    dy: { value: dy, enumerable: true, configurable: true },
    _: { value: dispatch2 }
  });
}
DragEvent.prototype.on = function() {
  var value = this._.on.apply(this._, arguments);
  return value === this._ ? this : value;
};
function defaultFilter(event) {
  return !event.ctrlKey && !event.button;
}
function defaultContainer() {
  return this.parentNode;
}
function defaultSubject(event, d) {
  return d == null ? { x: event.x, y: event.y } : d;
}
function defaultTouchable() {
  return navigator.maxTouchPoints || "ontouchstart" in this;
}
function drag() {
  var filter2 = defaultFilter, container = defaultContainer, subject = defaultSubject, touchable = defaultTouchable, gestures = {}, listeners = dispatch("start", "drag", "end"), active = 0, mousedownx, mousedowny, mousemoving, touchending, clickDistance2 = 0;
  function drag2(selection2) {
    selection2.on("mousedown.drag", mousedowned).filter(touchable).on("touchstart.drag", touchstarted).on("touchmove.drag", touchmoved, nonpassive).on("touchend.drag touchcancel.drag", touchended).style("touch-action", "none").style("-webkit-tap-highlight-color", "rgba(0,0,0,0)");
  }
  function mousedowned(event, d) {
    if (touchending || !filter2.call(this, event, d)) return;
    var gesture = beforestart(this, container.call(this, event, d), event, d, "mouse");
    if (!gesture) return;
    select(event.view).on("mousemove.drag", mousemoved, nonpassivecapture).on("mouseup.drag", mouseupped, nonpassivecapture);
    nodrag(event.view);
    nopropagation(event);
    mousemoving = false;
    mousedownx = event.clientX;
    mousedowny = event.clientY;
    gesture("start", event);
  }
  function mousemoved(event) {
    noevent(event);
    if (!mousemoving) {
      var dx = event.clientX - mousedownx, dy = event.clientY - mousedowny;
      mousemoving = dx * dx + dy * dy > clickDistance2;
    }
    gestures.mouse("drag", event);
  }
  function mouseupped(event) {
    select(event.view).on("mousemove.drag mouseup.drag", null);
    yesdrag(event.view, mousemoving);
    noevent(event);
    gestures.mouse("end", event);
  }
  function touchstarted(event, d) {
    if (!filter2.call(this, event, d)) return;
    var touches = event.changedTouches, c = container.call(this, event, d), n = touches.length, i, gesture;
    for (i = 0; i < n; ++i) {
      if (gesture = beforestart(this, c, event, d, touches[i].identifier, touches[i])) {
        nopropagation(event);
        gesture("start", event, touches[i]);
      }
    }
  }
  function touchmoved(event) {
    var touches = event.changedTouches, n = touches.length, i, gesture;
    for (i = 0; i < n; ++i) {
      if (gesture = gestures[touches[i].identifier]) {
        noevent(event);
        gesture("drag", event, touches[i]);
      }
    }
  }
  function touchended(event) {
    var touches = event.changedTouches, n = touches.length, i, gesture;
    if (touchending) clearTimeout(touchending);
    touchending = setTimeout(function() {
      touchending = null;
    }, 500);
    for (i = 0; i < n; ++i) {
      if (gesture = gestures[touches[i].identifier]) {
        nopropagation(event);
        gesture("end", event, touches[i]);
      }
    }
  }
  function beforestart(that, container2, event, d, identifier, touch) {
    var dispatch2 = listeners.copy(), p = pointer(touch || event, container2), dx, dy, s2;
    if ((s2 = subject.call(that, new DragEvent("beforestart", {
      sourceEvent: event,
      target: drag2,
      identifier,
      active,
      x: p[0],
      y: p[1],
      dx: 0,
      dy: 0,
      dispatch: dispatch2
    }), d)) == null) return;
    dx = s2.x - p[0] || 0;
    dy = s2.y - p[1] || 0;
    return function gesture(type, event2, touch2) {
      var p0 = p, n;
      switch (type) {
        case "start":
          gestures[identifier] = gesture, n = active++;
          break;
        case "end":
          delete gestures[identifier], --active;
        // falls through
        case "drag":
          p = pointer(touch2 || event2, container2), n = active;
          break;
      }
      dispatch2.call(
        type,
        that,
        new DragEvent(type, {
          sourceEvent: event2,
          subject: s2,
          target: drag2,
          identifier,
          active: n,
          x: p[0] + dx,
          y: p[1] + dy,
          dx: p[0] - p0[0],
          dy: p[1] - p0[1],
          dispatch: dispatch2
        }),
        d
      );
    };
  }
  drag2.filter = function(_) {
    return arguments.length ? (filter2 = typeof _ === "function" ? _ : constant2(!!_), drag2) : filter2;
  };
  drag2.container = function(_) {
    return arguments.length ? (container = typeof _ === "function" ? _ : constant2(_), drag2) : container;
  };
  drag2.subject = function(_) {
    return arguments.length ? (subject = typeof _ === "function" ? _ : constant2(_), drag2) : subject;
  };
  drag2.touchable = function(_) {
    return arguments.length ? (touchable = typeof _ === "function" ? _ : constant2(!!_), drag2) : touchable;
  };
  drag2.on = function() {
    var value = listeners.on.apply(listeners, arguments);
    return value === listeners ? drag2 : value;
  };
  drag2.clickDistance = function(_) {
    return arguments.length ? (clickDistance2 = (_ = +_) * _, drag2) : Math.sqrt(clickDistance2);
  };
  return drag2;
}

// src/graph/drag.js
var GRID = 4;
function letDrag(drawing, on) {
  const { structure, world } = drawing;
  drawing.components.forEach((node, number2) => {
    const box = structure.boxes[number2];
    let shift = [0, 0];
    const behaviour = drag().container(() => (
      /** @type {any} */
      world
    )).clickDistance(4).subject(() => ({ x: 0, y: 0 })).on("start", () => {
      shift = [0, 0];
    }).on("drag", (event) => {
      shift = [onGrid(box.x + event.x) - box.x, onGrid(box.y + event.y) - box.y];
      if (!shift[0] && !shift[1]) return;
      on.begin();
      shiftComponent(drawing, number2, shift);
    }).on("end", () => {
      if (shift[0] || shift[1]) on.moved(box.name, box.x + shift[0], box.y + shift[1]);
    });
    select(
      /** @type {Element} */
      node
    ).call(behaviour);
  });
}
function onGrid(length) {
  return Math.round(length / GRID) * GRID;
}

// src/graph/empty.js
var EXAMPLE = `from plugboard_nb import LocalProcess, Workbench
from plugboard_nb.library import Integrator, Sine

wave = Sine(name="wave", period=40)
total = Integrator(name="total")
process = LocalProcess([wave, total], ["wave.out -> total.x"])
Workbench(process)`;
function emptyState(view) {
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  copy.addEventListener("click", () => copyText(view, EXAMPLE), { signal: view.signal });
  return h(
    "div",
    { class: "pb-empty", hidden: true },
    h("strong", {}, "This process has no components yet."),
    h(
      "p",
      {},
      "A process is made of components, which compute something in every tick, and of connectors, ",
      "which carry values from an output to an input. For instance:"
    ),
    h("pre", { tabindex: 0, "aria-label": "Example" }, EXAMPLE),
    h("div", { class: "pb-row" }, copy)
  );
}

// src/graph/text.js
var ELLIPSIS = "…";
function measurer(element) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text, size) => text.length * size * 0.62;
  const family = getComputedStyle(element).fontFamily || "sans-serif";
  const known = /* @__PURE__ */ new Map();
  return (text, size, bold = false) => {
    const key = `${bold ? "b" : "r"}${text}`;
    let width = known.get(key);
    if (width === void 0) {
      context.font = `${bold ? 700 : 400} 100px ${family}`;
      width = context.measureText(text).width / 100;
      if (known.size > 5e3) known.clear();
      known.set(key, width);
    }
    return width * size;
  };
}
function elide(text, room, size, measure, bold = false) {
  if (measure(text, size, bold) <= room) return text;
  const chars = Array.from(text).slice(0, 200);
  let [low, high] = [0, chars.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(without(chars, middle), size, bold) <= room) low = middle;
    else high = middle - 1;
  }
  return without(chars, low);
}
function without(chars, kept) {
  const tail = Math.floor(kept / 3);
  const end = tail ? chars.slice(-tail) : [];
  return [...chars.slice(0, kept - tail), ELLIPSIS, ...end].join("");
}
function fitName(name, room, wanted, measure) {
  const smallest = wanted * 0.62;
  const words = wordsOf(name);
  for (let size = wanted; size >= smallest; size *= 0.92) {
    const lines = wrapped(words, room, size, measure);
    if (fits(lines, room, size, measure)) return { lines, size };
  }
  return { lines: broken(name, room, smallest, measure), size: smallest };
}
function fits(lines, room, size, measure) {
  if (lines.length > Math.max(1, Math.floor(room.height / (size * 1.15)))) return false;
  return lines.every((line, n) => measure(line, size, true) <= widthOf(room, n));
}
function widthOf(room, line) {
  return line ? room.width : room.width - room.corner;
}
function broken(name, room, size, measure) {
  const most = Math.max(1, Math.floor(room.height / (size * 1.15)));
  const short = elide(name, (room.width * most - room.corner) * 0.9, size, measure, true);
  const lines = wrapped(Array.from(short), room, size, measure);
  if (fits(lines, room, size, measure)) return lines;
  return [elide(name, room.width - room.corner, size, measure, true)];
}
function wordsOf(name) {
  return name.match(/[^-_ .]+[-_ .]*|[-_ .]+/gu) ?? [name];
}
function wrapped(words, room, size, measure) {
  const lines = [];
  for (const word of words) {
    const longer = (lines.at(-1) ?? "") + word;
    const width = widthOf(room, lines.length - 1);
    if (lines.length && measure(longer, size, true) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// src/graph/labels.js
var READABLE_PX = 10;
function enlargement(k) {
  const wanted = READABLE_PX / (12 * k);
  if (wanted <= 1.2) return 1;
  return Math.min(4, Math.ceil(wanted * 4) / 4);
}
var Labels = class {
  /**
   * @param {SVGSVGElement} svg
   * @param {import("./canvas.js").Drawing} drawing
   * @param {import("./live.js").Live} live
   * @param {import("./text.js").Measure} measure
   */
  constructor(svg, drawing, live, measure) {
    this.svg = svg;
    this.drawing = drawing;
    this.live = live;
    this.measure = measure;
    this.drawn = "";
  }
  /** @param {number} k */
  fit(k) {
    const level = levelOf(k);
    const larger = level === "near" ? 1 : enlargement(k);
    const key = `${level} ${larger}`;
    if (key === this.drawn) return;
    this.drawn = key;
    this.svg.dataset.level = level;
    this.svg.style.setProperty("--pb-larger", String(larger));
    const { structure, titles, statuses } = this.drawing;
    structure.boxes.forEach((box, number2) => {
      const place = Math.min(larger, 2);
      const at = `translate(${box.width - 8 - 6 * place},${8 + 6 * place})`;
      statuses[number2].setAttribute("transform", `${at} scale(${place})`);
      if (larger === 1) this.short(titles[number2], box);
      else this.large(titles[number2], box, larger);
    });
    this.live.scale = level === "middle" ? Math.min(larger, 1.6) : 1;
    this.live.pills = level !== "far";
  }
  /** @param {SVGTextElement} title  @param {import("./types.js").Box} box */
  short(title, box) {
    title.setAttribute("font-size", "12");
    title.setAttribute("y", "17");
    title.replaceChildren(box.title);
  }
  /**
   * @param {SVGTextElement} title
   * @param {import("./types.js").Box} box
   * @param {number} larger
   */
  large(title, box, larger) {
    const corner = 12 * Math.min(larger, 2);
    const room = { width: box.width - 18, height: box.height - 8, corner };
    const { lines, size } = fitName(box.name, room, 12 * larger, this.measure);
    title.setAttribute("font-size", size.toFixed(1));
    const first = (box.height - lines.length * size * 1.15) / 2 + size * 0.92;
    title.setAttribute("y", first.toFixed(1));
    title.replaceChildren(
      ...lines.map((line, n) => s("tspan", { x: 12, dy: n ? size * 1.15 : 0 }, line))
    );
  }
};

// src/graph/status.js
var SHAPES = {
  ring: [["circle", { r: 3.2 }, false]],
  disc: [["circle", { r: 3.6 }, true]],
  square: [["rect", { x: -3.4, y: -3.4, width: 6.8, height: 6.8, rx: 0.8 }, true]],
  triangle: [["path", { d: "M-3-4 4.2 0-3 4Z" }, true]],
  check: [["path", { d: "M-4 .2-1.2 3.2 4.2-3.6" }, false]],
  cross: [["path", { d: "M-3.4-3.4 3.4 3.4M-3.4 3.4 3.4-3.4" }, false]]
};
var SHAPE_OF = {
  created: "ring",
  init: "ring",
  running: "triangle",
  waiting: "disc",
  completed: "check",
  failed: "cross",
  stopped: "square"
};
function showStatus(place, owner, status) {
  const shapes = SHAPES[SHAPE_OF[status] ?? "ring"].map(
    ([tag, attributes, filled]) => s(
      /** @type {"path"} */
      tag,
      { ...attributes, class: filled ? "pb-filled" : "pb-drawn" }
    )
  );
  place.replaceChildren(...shapes);
  const known = status in SHAPE_OF ? status : "created";
  for (const other of Object.keys(SHAPE_OF)) {
    owner.classList.toggle(`pb-is-${other}`, other === known);
  }
}

// src/graph/live.js
var VALUE_PX = 10.5;
var UNIT_PX = 9;
var FLASH_MS = 700;
var Live = class {
  /**
   * @param {import("./canvas.js").Drawing} drawing
   * @param {import("./text.js").Measure} measure
   */
  constructor(drawing, measure) {
    this.drawing = drawing;
    this.measure = measure;
    this.shown = /* @__PURE__ */ new Map();
    this.scale = 1;
    this.pills = true;
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
    structure.routes.forEach((route, number2) => {
      if (route.kind !== "event") return;
      this.drawEvent(drawing.routes[number2], facts.events.has(number2), values.tick);
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
    const shown = event ? { text: route.event, unit: "", missing: false, held: false, changed: false } : route ? facts.pillOf(route) : facts.outputOf(pill.port);
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
    const end = pill.beside ? left + width : left;
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
    setText(
      /** @type {Element} */
      pill.dot.firstElementChild,
      title
    );
  }
  /** @param {SVGGElement} badge  @param {number | undefined} count */
  drawBadge(badge, count2) {
    if (!this.isNew(badge, String(count2 ?? ""))) return;
    if (count2 === void 0) {
      badge.replaceChildren();
      return;
    }
    const text = count2 > 999 ? "999+" : String(count2);
    const width = Math.max(14, this.measure(text, 9, true) + 8);
    const plate = { x: -width / 2, y: -7, width, height: 14, rx: 7 };
    const title = s("title", {}, `${count2} values wait here`);
    badge.replaceChildren(title, s("rect", plate), s("text", { y: 3.2 }, text));
  }
  /** @param {SVGGElement} node  @param {boolean} sent  @param {number} tick */
  drawEvent(node, sent, tick) {
    if (!this.isNew(node, sent ? String(tick) : "")) return;
    node.classList.toggle("pb-sent", sent);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!sent || still || this.tick < 0) return;
    const frames = [{ strokeWidth: "6px" }, { strokeWidth: "2.4px" }];
    node.lastElementChild.animate(frames, FLASH_MS);
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
};
function label(node, text) {
  if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text);
}

// src/graph/picture.js
var PROPERTIES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
  "display",
  "direction",
  "unicode-bidi"
];
var SHARPNESS = 2;
var MOST_PX = 8e3;
function svgText(svg, structure, title) {
  const [left, top, width, height] = structure.bounds;
  const world = (
    /** @type {SVGGElement} */
    svg.querySelector(".pb-world")
  );
  const copy = (
    /** @type {SVGGElement} */
    world.cloneNode(true)
  );
  inline(world, copy);
  copy.removeAttribute("transform");
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  picture.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  picture.setAttribute("role", "img");
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const colour = getComputedStyle(svg).getPropertyValue("--pb-paper").trim() || "#ffffff";
  const place = { x: left, y: top, width, height, fill: colour };
  for (const [key, value] of Object.entries(place)) ground.setAttribute(key, String(value));
  picture.append(name, ground, copy);
  const text = new XMLSerializer().serializeToString(picture);
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "�");
}
function inline(from, to) {
  const style = getComputedStyle(from);
  if (style.display === "none" || style.visibility === "hidden") {
    to.remove();
    return;
  }
  for (const name of PROPERTIES) to.setAttribute(name, style.getPropertyValue(name));
  for (const name of ["class", "role", "tabindex", "aria-label", "aria-pressed", "style"]) {
    to.removeAttribute(name);
  }
  const targets = [...to.children];
  [...from.children].forEach((child, n) => inline(child, targets[n]));
}
async function pngOf(text, [, , width, height]) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(SHARPNESS, MOST_PX / width, MOST_PX / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(
    (done, failed) => canvas.toBlob((blob) => blob ? done(blob) : failed(new Error("no picture")))
  );
}
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
}
function fileName(name) {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[._]+/, "").slice(0, 60) || "graph";
}

// src/graph/pointing.js
function targetOf(event, structure) {
  const node = (
    /** @type {Element} */
    event.target
  );
  const element = node.closest(".pb-box, .pb-port, .pb-pill, .pb-route");
  if (!(element instanceof SVGElement)) return null;
  const route = Number(element.dataset.route ?? -1);
  const wire = structure.routes[route];
  const port = Number(element.dataset.port ?? wire?.from ?? -1);
  const box = Number(element.dataset.box ?? wire?.source ?? structure.ports[port]?.box ?? -1);
  return { box, port, route, element, dot: Boolean(node.closest(".pb-break")) };
}
function listenToPointer(graph) {
  const { svg, tip } = graph;
  const { signal } = graph.view;
  const on = (act) => (event) => {
    if (graph.facts) act(targetOf(event, graph.facts.structure), event);
  };
  const acts = [
    ["pointerover", (target, event) => pointed(graph, target, event)],
    ["pointerleave", () => pointed(graph, null)],
    ["pointerdown", () => tip.hide()],
    ["click", (target) => clicked(graph, target)],
    ["dblclick", (target) => target && !target.dot && plot(graph, target)],
    ["focusin", (target, event) => focused(graph, target, event.target)],
    ["focusout", () => unfocused(graph)]
  ];
  for (const [type, act] of acts) svg.addEventListener(type, on(act), { signal });
}
function pointed(graph, target, event) {
  if (event?.buttons) return;
  hover(graph, target?.element.matches(".pb-route") ? null : target);
  if (target) graph.tip.show(target.element, () => tipOf(graph, target));
  else graph.tip.leave();
}
function clicked(graph, target) {
  if (target?.dot) toggleBreakpoint(graph, target);
  else if (!target) selectComponent(graph, "");
  else if (target.box >= 0) selectComponent(graph, nameOf(graph, target.box));
}
function focused(graph, target, element) {
  if (!target || !graph.facts || !element.matches(":focus-visible")) return;
  graph.highlight.around(target.box, true);
  if (target.box >= 0) graph.zoom.reveal(graph.facts.structure.boxes[target.box]);
  graph.tip.show(element, () => tipOf(graph, target), true);
}
function unfocused(graph) {
  graph.highlight.around(null);
  graph.tip.hide();
}
function hover(graph, target) {
  const box = target && target.box >= 0 ? target.box : null;
  graph.highlight.around(box);
  graph.view.bus.emit("hover", { component: box === null ? null : nameOf(graph, box) });
}
function listenToGraphKeys(graph) {
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
function actOfView({ tip, zoom: zoom3 }, key) {
  if (key === "Escape") return tip.root.hidden ? void 0 : () => tip.hide();
  if (key === "+" || key === "=") return () => zoom3.by(1);
  if (key === "-") return () => zoom3.by(-1);
  return key === "0" ? () => zoom3.fit() : void 0;
}
function actOn(graph, target, { key, shiftKey }) {
  if (key === "Enter" || key === " ") {
    return () => selectComponent(graph, nameOf(graph, target.box));
  }
  if (key === "p") return () => plot(graph, target);
  if (key === "b" && target.port >= 0) return () => toggleBreakpoint(graph, target);
  if (shiftKey && key.startsWith("Arrow")) return () => move(graph, target.box, key);
  return void 0;
}
function nameOf(graph, box) {
  return graph.facts?.structure.boxes[box]?.name ?? "";
}
function selectComponent(graph, component) {
  const { view, highlight } = graph;
  if (component === highlight.selected) return;
  highlight.select(component);
  view.send("select", { component });
  view.bus.emit("select", { component });
  view.announce(component ? `${component} selected` : "nothing selected");
}
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
function toggleBreakpoint(graph, target) {
  const facts = graph.facts;
  if (!facts) return;
  const { view } = graph;
  const { ports, routes } = facts.structure;
  const route = routes[target.route];
  let port = target.port;
  if (ports[port]?.side === "in") port = routes.find(({ to }) => to === port)?.from ?? -1;
  const event = route?.kind === "event" ? route.type : "";
  const own = event ? facts.breakpoints.find(({ events }) => events.length === 1 && events[0] === event) : facts.breakpoints.find((item) => port >= 0 && item.own === port);
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
function move(graph, number2, key) {
  const box = graph.facts?.structure.boxes[number2];
  if (!box) return;
  const by = 16;
  const x = onGrid(box.x + (key === "ArrowRight" ? by : key === "ArrowLeft" ? -by : 0));
  const y = onGrid(box.y + (key === "ArrowDown" ? by : key === "ArrowUp" ? -by : 0));
  graph.view.send("move", { component: box.name, x, y });
}
function tipOf(graph, target) {
  const facts = (
    /** @type {import("./facts.js").Facts} */
    graph.facts
  );
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
    hint: port.side === "out" ? "double click or p: plot · b: stop when it changes" : ""
  };
}

// src/graph/search.js
var Search = class {
  /**
   * @param {import("./pointing.js").Graph} graph
   * @param {(text: string) => void} tell
   */
  constructor(graph, tell) {
    this.graph = graph;
    this.tell = tell;
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
    const count2 = this.found.length;
    this.at = this.at < 0 && step > 0 ? 0 : (this.at + step + count2) % count2;
    const number2 = this.found[this.at];
    const box = drawing.structure.boxes[number2];
    this.graph.zoom.reveal(box, true);
    drawing.components.forEach((node, other) => node.classList.toggle("pb-at", other === number2));
    this.tell(`${this.at + 1} of ${count2}: ${box.name}`);
  }
};

// src/graph/rows.js
var COLUMNS = [
  "Component",
  "Type",
  "Status",
  "Port",
  "Field",
  "Value",
  "Unit",
  "Connected",
  "Note"
];
function rowsOf(facts) {
  const { boxes, ports, routes } = facts.structure;
  const groups = boxes.map(({ name, type }, box) => ({
    box,
    head: [name, type, facts.values.statuses[box]],
    cells: []
  }));
  ports.forEach((port, number2) => groups[port.box].cells.push(portCells(facts, port, number2)));
  routes.forEach((route, number2) => {
    if (route.kind !== "event") return;
    const when = facts.events.has(number2) ? "in this tick" : "";
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
function portCells(facts, port, number2) {
  return [
    port.side === "out" ? "output" : "input",
    port.field,
    facts.values.texts[number2],
    facts.missing.has(number2) ? "" : port.unit,
    facts.connected(number2).join(", "),
    facts.notesOf(number2).join(", ")
  ];
}

// src/graph/table.js
var Table = class {
  constructor() {
    this.caption = h("caption");
    this.body = h("table", { class: "pb-table" });
    this.root = h("div", { class: "pb-table-place", role: "region", tabindex: 0 }, this.body);
    this.structure = null;
    this.groups = [];
  }
  /** @param {import("./facts.js").Facts} facts  @param {string} selected */
  draw(facts, selected) {
    const rows = rowsOf(facts);
    if (facts.structure !== this.structure) this.build(facts.structure, rows);
    const caption = `Graph of ${facts.structure.name} at tick ${facts.values.tick}`;
    setText(this.caption, caption);
    this.root.setAttribute("aria-label", caption);
    rows.forEach(({ box, head, cells }, number2) => {
      const { nodes, status } = this.groups[number2];
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
      status
    ];
    const nodes = [];
    const lines = (cells.length ? cells : [["", "", "", "", "", ""]]).map((row, n) => {
      const tds = row.map(
        (text, column) => h("td", { class: column === 2 ? "pb-number" : null }, text)
      );
      if (cells.length) nodes.push(...tds);
      return h("tr", {}, ...n ? [] : first, ...tds);
    });
    this.groups.push({ box, nodes, status });
    return h("tbody", {}, ...lines);
  }
};

// src/graph/tip.js
var WAIT_MS2 = { value: 350, other: 800 };
var LEAVE_MS = 150;
var Tip = class {
  /** @param {import("../common/types.js").View} view  @param {HTMLElement} place */
  constructor(view, place) {
    this.view = view;
    this.place = place;
    this.id = `pb-tip-${Math.random().toString(36).slice(2, 10)}`;
    this.title = h("strong");
    this.kind = h("span", { class: "pb-tip-kind" });
    this.value = h("div", { class: "pb-tip-value" });
    this.doc = h("div", { class: "pb-tip-doc" });
    this.notes = h("div", { class: "pb-tip-notes" });
    this.hint = h("div", { class: "pb-tip-hint" });
    const head = h("div", { class: "pb-tip-head" }, this.title, " ", this.kind);
    const parts = [head, this.value, this.doc, this.notes, this.hint];
    this.root = h("div", { class: "pb-tip", role: "tooltip", id: this.id, hidden: true }, ...parts);
    place.append(this.root);
    this.of = null;
    this.port = -1;
    this.asking = false;
    this.timer = void 0;
    const { signal } = view;
    signal.addEventListener("abort", () => clearTimeout(this.timer));
    this.root.addEventListener("pointerenter", () => clearTimeout(this.timer), { signal });
    this.root.addEventListener("pointerleave", () => this.leave(), { signal });
  }
  /**
   * @param {Element} element  Beside which it stands.
   * @param {() => About} about
   * @param {boolean} [atOnce]
   */
  show(element, about, atOnce = false) {
    if (this.of === element && !this.root.hidden) {
      clearTimeout(this.timer);
      return;
    }
    clearTimeout(this.timer);
    const wait = element.matches(".pb-box") ? WAIT_MS2.other : WAIT_MS2.value;
    this.timer = setTimeout(() => this.open(element, about()), atOnce ? 0 : wait);
  }
  /** @param {Element} element  @param {About} about */
  open(element, { title, kind, doc, notes, port, hint }) {
    this.hide();
    this.of = element;
    setText(this.title, title);
    setText(this.kind, kind);
    setText(this.doc, doc);
    setText(this.notes, notes.join(" · "));
    setText(this.hint, hint);
    setText(this.value, "");
    for (const node of [this.doc, this.notes]) node.hidden = !node.textContent;
    this.value.hidden = port < 0;
    this.port = port;
    element.setAttribute("aria-describedby", this.id);
    this.root.hidden = false;
    this.ask();
    this.settle();
  }
  /** Values are others now. */
  refresh() {
    if (!this.root.hidden) this.ask();
  }
  async ask() {
    const { port, of } = this;
    if (port < 0 || this.asking) return;
    this.asking = true;
    try {
      const { text, type } = await this.view.request("value", { port });
      if (this.of !== of || this.port !== port) return;
      const known = type && !["float", "int", "bool", "str"].includes(type);
      setText(this.value, known ? `${text}
${type}` : text);
      this.settle();
    } catch {
    } finally {
      this.asking = false;
      if (this.of !== of && !this.root.hidden) this.ask();
    }
  }
  /** Stand below the element where there is room, else above, and within the place. */
  settle() {
    if (!this.of) return;
    const around = this.place.getBoundingClientRect();
    const scale = around.width / (this.place.offsetWidth || 1) || 1;
    const box = this.of.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const top = (box.top - around.top) / scale;
    const bottom = (box.bottom - around.top) / scale;
    const below = bottom + 6 + height <= this.place.offsetHeight || top - 6 - height < 0;
    const middle = ((box.left + box.right) / 2 - around.left) / scale;
    const left = Math.min(Math.max(4, middle - width / 2), this.place.offsetWidth - width - 4);
    this.root.style.left = `${Math.max(4, left)}px`;
    this.root.style.top = `${below ? bottom + 6 : top - 6 - height}px`;
  }
  /** The pointer has left; it may be on its way to the tip. */
  leave() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), LEAVE_MS);
  }
  hide() {
    clearTimeout(this.timer);
    this.of?.removeAttribute("aria-describedby");
    this.of = null;
    this.port = -1;
    this.root.hidden = true;
  }
};

// node_modules/d3-color/dist/d3-color.mjs
function define(constructor, factory, prototype) {
  constructor.prototype = factory.prototype = prototype;
  prototype.constructor = constructor;
}
function extend(parent, definition) {
  var prototype = Object.create(parent.prototype);
  for (var key in definition) prototype[key] = definition[key];
  return prototype;
}
function Color() {
}
var darker = 0.7;
var brighter = 1 / darker;
var reI = "\\s*([+-]?\\d+)\\s*";
var reN = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*";
var reP = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*";
var reHex = /^#([0-9a-f]{3,8})$/;
var reRgbInteger = new RegExp(`^rgb\\(${reI},${reI},${reI}\\)$`);
var reRgbPercent = new RegExp(`^rgb\\(${reP},${reP},${reP}\\)$`);
var reRgbaInteger = new RegExp(`^rgba\\(${reI},${reI},${reI},${reN}\\)$`);
var reRgbaPercent = new RegExp(`^rgba\\(${reP},${reP},${reP},${reN}\\)$`);
var reHslPercent = new RegExp(`^hsl\\(${reN},${reP},${reP}\\)$`);
var reHslaPercent = new RegExp(`^hsla\\(${reN},${reP},${reP},${reN}\\)$`);
var named = {
  aliceblue: 15792383,
  antiquewhite: 16444375,
  aqua: 65535,
  aquamarine: 8388564,
  azure: 15794175,
  beige: 16119260,
  bisque: 16770244,
  black: 0,
  blanchedalmond: 16772045,
  blue: 255,
  blueviolet: 9055202,
  brown: 10824234,
  burlywood: 14596231,
  cadetblue: 6266528,
  chartreuse: 8388352,
  chocolate: 13789470,
  coral: 16744272,
  cornflowerblue: 6591981,
  cornsilk: 16775388,
  crimson: 14423100,
  cyan: 65535,
  darkblue: 139,
  darkcyan: 35723,
  darkgoldenrod: 12092939,
  darkgray: 11119017,
  darkgreen: 25600,
  darkgrey: 11119017,
  darkkhaki: 12433259,
  darkmagenta: 9109643,
  darkolivegreen: 5597999,
  darkorange: 16747520,
  darkorchid: 10040012,
  darkred: 9109504,
  darksalmon: 15308410,
  darkseagreen: 9419919,
  darkslateblue: 4734347,
  darkslategray: 3100495,
  darkslategrey: 3100495,
  darkturquoise: 52945,
  darkviolet: 9699539,
  deeppink: 16716947,
  deepskyblue: 49151,
  dimgray: 6908265,
  dimgrey: 6908265,
  dodgerblue: 2003199,
  firebrick: 11674146,
  floralwhite: 16775920,
  forestgreen: 2263842,
  fuchsia: 16711935,
  gainsboro: 14474460,
  ghostwhite: 16316671,
  gold: 16766720,
  goldenrod: 14329120,
  gray: 8421504,
  green: 32768,
  greenyellow: 11403055,
  grey: 8421504,
  honeydew: 15794160,
  hotpink: 16738740,
  indianred: 13458524,
  indigo: 4915330,
  ivory: 16777200,
  khaki: 15787660,
  lavender: 15132410,
  lavenderblush: 16773365,
  lawngreen: 8190976,
  lemonchiffon: 16775885,
  lightblue: 11393254,
  lightcoral: 15761536,
  lightcyan: 14745599,
  lightgoldenrodyellow: 16448210,
  lightgray: 13882323,
  lightgreen: 9498256,
  lightgrey: 13882323,
  lightpink: 16758465,
  lightsalmon: 16752762,
  lightseagreen: 2142890,
  lightskyblue: 8900346,
  lightslategray: 7833753,
  lightslategrey: 7833753,
  lightsteelblue: 11584734,
  lightyellow: 16777184,
  lime: 65280,
  limegreen: 3329330,
  linen: 16445670,
  magenta: 16711935,
  maroon: 8388608,
  mediumaquamarine: 6737322,
  mediumblue: 205,
  mediumorchid: 12211667,
  mediumpurple: 9662683,
  mediumseagreen: 3978097,
  mediumslateblue: 8087790,
  mediumspringgreen: 64154,
  mediumturquoise: 4772300,
  mediumvioletred: 13047173,
  midnightblue: 1644912,
  mintcream: 16121850,
  mistyrose: 16770273,
  moccasin: 16770229,
  navajowhite: 16768685,
  navy: 128,
  oldlace: 16643558,
  olive: 8421376,
  olivedrab: 7048739,
  orange: 16753920,
  orangered: 16729344,
  orchid: 14315734,
  palegoldenrod: 15657130,
  palegreen: 10025880,
  paleturquoise: 11529966,
  palevioletred: 14381203,
  papayawhip: 16773077,
  peachpuff: 16767673,
  peru: 13468991,
  pink: 16761035,
  plum: 14524637,
  powderblue: 11591910,
  purple: 8388736,
  rebeccapurple: 6697881,
  red: 16711680,
  rosybrown: 12357519,
  royalblue: 4286945,
  saddlebrown: 9127187,
  salmon: 16416882,
  sandybrown: 16032864,
  seagreen: 3050327,
  seashell: 16774638,
  sienna: 10506797,
  silver: 12632256,
  skyblue: 8900331,
  slateblue: 6970061,
  slategray: 7372944,
  slategrey: 7372944,
  snow: 16775930,
  springgreen: 65407,
  steelblue: 4620980,
  tan: 13808780,
  teal: 32896,
  thistle: 14204888,
  tomato: 16737095,
  turquoise: 4251856,
  violet: 15631086,
  wheat: 16113331,
  white: 16777215,
  whitesmoke: 16119285,
  yellow: 16776960,
  yellowgreen: 10145074
};
define(Color, color, {
  copy(channels) {
    return Object.assign(new this.constructor(), this, channels);
  },
  displayable() {
    return this.rgb().displayable();
  },
  hex: color_formatHex,
  // Deprecated! Use color.formatHex.
  formatHex: color_formatHex,
  formatHex8: color_formatHex8,
  formatHsl: color_formatHsl,
  formatRgb: color_formatRgb,
  toString: color_formatRgb
});
function color_formatHex() {
  return this.rgb().formatHex();
}
function color_formatHex8() {
  return this.rgb().formatHex8();
}
function color_formatHsl() {
  return hslConvert(this).formatHsl();
}
function color_formatRgb() {
  return this.rgb().formatRgb();
}
function color(format) {
  var m, l;
  format = (format + "").trim().toLowerCase();
  return (m = reHex.exec(format)) ? (l = m[1].length, m = parseInt(m[1], 16), l === 6 ? rgbn(m) : l === 3 ? new Rgb(m >> 8 & 15 | m >> 4 & 240, m >> 4 & 15 | m & 240, (m & 15) << 4 | m & 15, 1) : l === 8 ? rgba(m >> 24 & 255, m >> 16 & 255, m >> 8 & 255, (m & 255) / 255) : l === 4 ? rgba(m >> 12 & 15 | m >> 8 & 240, m >> 8 & 15 | m >> 4 & 240, m >> 4 & 15 | m & 240, ((m & 15) << 4 | m & 15) / 255) : null) : (m = reRgbInteger.exec(format)) ? new Rgb(m[1], m[2], m[3], 1) : (m = reRgbPercent.exec(format)) ? new Rgb(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, 1) : (m = reRgbaInteger.exec(format)) ? rgba(m[1], m[2], m[3], m[4]) : (m = reRgbaPercent.exec(format)) ? rgba(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, m[4]) : (m = reHslPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, 1) : (m = reHslaPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, m[4]) : named.hasOwnProperty(format) ? rgbn(named[format]) : format === "transparent" ? new Rgb(NaN, NaN, NaN, 0) : null;
}
function rgbn(n) {
  return new Rgb(n >> 16 & 255, n >> 8 & 255, n & 255, 1);
}
function rgba(r, g, b, a) {
  if (a <= 0) r = g = b = NaN;
  return new Rgb(r, g, b, a);
}
function rgbConvert(o) {
  if (!(o instanceof Color)) o = color(o);
  if (!o) return new Rgb();
  o = o.rgb();
  return new Rgb(o.r, o.g, o.b, o.opacity);
}
function rgb(r, g, b, opacity) {
  return arguments.length === 1 ? rgbConvert(r) : new Rgb(r, g, b, opacity == null ? 1 : opacity);
}
function Rgb(r, g, b, opacity) {
  this.r = +r;
  this.g = +g;
  this.b = +b;
  this.opacity = +opacity;
}
define(Rgb, rgb, extend(Color, {
  brighter(k) {
    k = k == null ? brighter : Math.pow(brighter, k);
    return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
  },
  darker(k) {
    k = k == null ? darker : Math.pow(darker, k);
    return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
  },
  rgb() {
    return this;
  },
  clamp() {
    return new Rgb(clampi(this.r), clampi(this.g), clampi(this.b), clampa(this.opacity));
  },
  displayable() {
    return -0.5 <= this.r && this.r < 255.5 && (-0.5 <= this.g && this.g < 255.5) && (-0.5 <= this.b && this.b < 255.5) && (0 <= this.opacity && this.opacity <= 1);
  },
  hex: rgb_formatHex,
  // Deprecated! Use color.formatHex.
  formatHex: rgb_formatHex,
  formatHex8: rgb_formatHex8,
  formatRgb: rgb_formatRgb,
  toString: rgb_formatRgb
}));
function rgb_formatHex() {
  return `#${hex(this.r)}${hex(this.g)}${hex(this.b)}`;
}
function rgb_formatHex8() {
  return `#${hex(this.r)}${hex(this.g)}${hex(this.b)}${hex((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function rgb_formatRgb() {
  const a = clampa(this.opacity);
  return `${a === 1 ? "rgb(" : "rgba("}${clampi(this.r)}, ${clampi(this.g)}, ${clampi(this.b)}${a === 1 ? ")" : `, ${a})`}`;
}
function clampa(opacity) {
  return isNaN(opacity) ? 1 : Math.max(0, Math.min(1, opacity));
}
function clampi(value) {
  return Math.max(0, Math.min(255, Math.round(value) || 0));
}
function hex(value) {
  value = clampi(value);
  return (value < 16 ? "0" : "") + value.toString(16);
}
function hsla(h2, s2, l, a) {
  if (a <= 0) h2 = s2 = l = NaN;
  else if (l <= 0 || l >= 1) h2 = s2 = NaN;
  else if (s2 <= 0) h2 = NaN;
  return new Hsl(h2, s2, l, a);
}
function hslConvert(o) {
  if (o instanceof Hsl) return new Hsl(o.h, o.s, o.l, o.opacity);
  if (!(o instanceof Color)) o = color(o);
  if (!o) return new Hsl();
  if (o instanceof Hsl) return o;
  o = o.rgb();
  var r = o.r / 255, g = o.g / 255, b = o.b / 255, min = Math.min(r, g, b), max = Math.max(r, g, b), h2 = NaN, s2 = max - min, l = (max + min) / 2;
  if (s2) {
    if (r === max) h2 = (g - b) / s2 + (g < b) * 6;
    else if (g === max) h2 = (b - r) / s2 + 2;
    else h2 = (r - g) / s2 + 4;
    s2 /= l < 0.5 ? max + min : 2 - max - min;
    h2 *= 60;
  } else {
    s2 = l > 0 && l < 1 ? 0 : h2;
  }
  return new Hsl(h2, s2, l, o.opacity);
}
function hsl(h2, s2, l, opacity) {
  return arguments.length === 1 ? hslConvert(h2) : new Hsl(h2, s2, l, opacity == null ? 1 : opacity);
}
function Hsl(h2, s2, l, opacity) {
  this.h = +h2;
  this.s = +s2;
  this.l = +l;
  this.opacity = +opacity;
}
define(Hsl, hsl, extend(Color, {
  brighter(k) {
    k = k == null ? brighter : Math.pow(brighter, k);
    return new Hsl(this.h, this.s, this.l * k, this.opacity);
  },
  darker(k) {
    k = k == null ? darker : Math.pow(darker, k);
    return new Hsl(this.h, this.s, this.l * k, this.opacity);
  },
  rgb() {
    var h2 = this.h % 360 + (this.h < 0) * 360, s2 = isNaN(h2) || isNaN(this.s) ? 0 : this.s, l = this.l, m2 = l + (l < 0.5 ? l : 1 - l) * s2, m1 = 2 * l - m2;
    return new Rgb(
      hsl2rgb(h2 >= 240 ? h2 - 240 : h2 + 120, m1, m2),
      hsl2rgb(h2, m1, m2),
      hsl2rgb(h2 < 120 ? h2 + 240 : h2 - 120, m1, m2),
      this.opacity
    );
  },
  clamp() {
    return new Hsl(clamph(this.h), clampt(this.s), clampt(this.l), clampa(this.opacity));
  },
  displayable() {
    return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && (0 <= this.l && this.l <= 1) && (0 <= this.opacity && this.opacity <= 1);
  },
  formatHsl() {
    const a = clampa(this.opacity);
    return `${a === 1 ? "hsl(" : "hsla("}${clamph(this.h)}, ${clampt(this.s) * 100}%, ${clampt(this.l) * 100}%${a === 1 ? ")" : `, ${a})`}`;
  }
}));
function clamph(value) {
  value = (value || 0) % 360;
  return value < 0 ? value + 360 : value;
}
function clampt(value) {
  return Math.max(0, Math.min(1, value || 0));
}
function hsl2rgb(h2, m1, m2) {
  return (h2 < 60 ? m1 + (m2 - m1) * h2 / 60 : h2 < 180 ? m2 : h2 < 240 ? m1 + (m2 - m1) * (240 - h2) / 60 : m1) * 255;
}
var radians = Math.PI / 180;
var degrees = 180 / Math.PI;
var K = 18;
var Xn = 0.96422;
var Yn = 1;
var Zn = 0.82521;
var t0 = 4 / 29;
var t1 = 6 / 29;
var t2 = 3 * t1 * t1;
var t3 = t1 * t1 * t1;
function labConvert(o) {
  if (o instanceof Lab) return new Lab(o.l, o.a, o.b, o.opacity);
  if (o instanceof Hcl) return hcl2lab(o);
  if (!(o instanceof Rgb)) o = rgbConvert(o);
  var r = rgb2lrgb(o.r), g = rgb2lrgb(o.g), b = rgb2lrgb(o.b), y = xyz2lab((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / Yn), x, z;
  if (r === g && g === b) x = z = y;
  else {
    x = xyz2lab((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / Xn);
    z = xyz2lab((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / Zn);
  }
  return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z), o.opacity);
}
function lab(l, a, b, opacity) {
  return arguments.length === 1 ? labConvert(l) : new Lab(l, a, b, opacity == null ? 1 : opacity);
}
function Lab(l, a, b, opacity) {
  this.l = +l;
  this.a = +a;
  this.b = +b;
  this.opacity = +opacity;
}
define(Lab, lab, extend(Color, {
  brighter(k) {
    return new Lab(this.l + K * (k == null ? 1 : k), this.a, this.b, this.opacity);
  },
  darker(k) {
    return new Lab(this.l - K * (k == null ? 1 : k), this.a, this.b, this.opacity);
  },
  rgb() {
    var y = (this.l + 16) / 116, x = isNaN(this.a) ? y : y + this.a / 500, z = isNaN(this.b) ? y : y - this.b / 200;
    x = Xn * lab2xyz(x);
    y = Yn * lab2xyz(y);
    z = Zn * lab2xyz(z);
    return new Rgb(
      lrgb2rgb(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
      lrgb2rgb(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
      lrgb2rgb(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
      this.opacity
    );
  }
}));
function xyz2lab(t) {
  return t > t3 ? Math.pow(t, 1 / 3) : t / t2 + t0;
}
function lab2xyz(t) {
  return t > t1 ? t * t * t : t2 * (t - t0);
}
function lrgb2rgb(x) {
  return 255 * (x <= 31308e-7 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055);
}
function rgb2lrgb(x) {
  return (x /= 255) <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
}
function hclConvert(o) {
  if (o instanceof Hcl) return new Hcl(o.h, o.c, o.l, o.opacity);
  if (!(o instanceof Lab)) o = labConvert(o);
  if (o.a === 0 && o.b === 0) return new Hcl(NaN, 0 < o.l && o.l < 100 ? 0 : NaN, o.l, o.opacity);
  var h2 = Math.atan2(o.b, o.a) * degrees;
  return new Hcl(h2 < 0 ? h2 + 360 : h2, Math.sqrt(o.a * o.a + o.b * o.b), o.l, o.opacity);
}
function hcl(h2, c, l, opacity) {
  return arguments.length === 1 ? hclConvert(h2) : new Hcl(h2, c, l, opacity == null ? 1 : opacity);
}
function Hcl(h2, c, l, opacity) {
  this.h = +h2;
  this.c = +c;
  this.l = +l;
  this.opacity = +opacity;
}
function hcl2lab(o) {
  if (isNaN(o.h)) return new Lab(o.l, 0, 0, o.opacity);
  var h2 = o.h * radians;
  return new Lab(o.l, Math.cos(h2) * o.c, Math.sin(h2) * o.c, o.opacity);
}
define(Hcl, hcl, extend(Color, {
  brighter(k) {
    return new Hcl(this.h, this.c, this.l + K * (k == null ? 1 : k), this.opacity);
  },
  darker(k) {
    return new Hcl(this.h, this.c, this.l - K * (k == null ? 1 : k), this.opacity);
  },
  rgb() {
    return hcl2lab(this).rgb();
  }
}));
var A = -0.14861;
var B = 1.78277;
var C = -0.29227;
var D = -0.90649;
var E = 1.97294;
var ED = E * D;
var EB = E * B;
var BC_DA = B * C - D * A;
function cubehelixConvert(o) {
  if (o instanceof Cubehelix) return new Cubehelix(o.h, o.s, o.l, o.opacity);
  if (!(o instanceof Rgb)) o = rgbConvert(o);
  var r = o.r / 255, g = o.g / 255, b = o.b / 255, l = (BC_DA * b + ED * r - EB * g) / (BC_DA + ED - EB), bl = b - l, k = (E * (g - l) - C * bl) / D, s2 = Math.sqrt(k * k + bl * bl) / (E * l * (1 - l)), h2 = s2 ? Math.atan2(k, bl) * degrees - 120 : NaN;
  return new Cubehelix(h2 < 0 ? h2 + 360 : h2, s2, l, o.opacity);
}
function cubehelix(h2, s2, l, opacity) {
  return arguments.length === 1 ? cubehelixConvert(h2) : new Cubehelix(h2, s2, l, opacity == null ? 1 : opacity);
}
function Cubehelix(h2, s2, l, opacity) {
  this.h = +h2;
  this.s = +s2;
  this.l = +l;
  this.opacity = +opacity;
}
define(Cubehelix, cubehelix, extend(Color, {
  brighter(k) {
    k = k == null ? brighter : Math.pow(brighter, k);
    return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
  },
  darker(k) {
    k = k == null ? darker : Math.pow(darker, k);
    return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
  },
  rgb() {
    var h2 = isNaN(this.h) ? 0 : (this.h + 120) * radians, l = +this.l, a = isNaN(this.s) ? 0 : this.s * l * (1 - l), cosh2 = Math.cos(h2), sinh2 = Math.sin(h2);
    return new Rgb(
      255 * (l + a * (A * cosh2 + B * sinh2)),
      255 * (l + a * (C * cosh2 + D * sinh2)),
      255 * (l + a * (E * cosh2)),
      this.opacity
    );
  }
}));

// node_modules/d3-interpolate/dist/d3-interpolate.mjs
function basis(t12, v0, v1, v2, v3) {
  var t22 = t12 * t12, t32 = t22 * t12;
  return ((1 - 3 * t12 + 3 * t22 - t32) * v0 + (4 - 6 * t22 + 3 * t32) * v1 + (1 + 3 * t12 + 3 * t22 - 3 * t32) * v2 + t32 * v3) / 6;
}
function basis$1(values) {
  var n = values.length - 1;
  return function(t) {
    var i = t <= 0 ? t = 0 : t >= 1 ? (t = 1, n - 1) : Math.floor(t * n), v1 = values[i], v2 = values[i + 1], v0 = i > 0 ? values[i - 1] : 2 * v1 - v2, v3 = i < n - 1 ? values[i + 2] : 2 * v2 - v1;
    return basis((t - i / n) * n, v0, v1, v2, v3);
  };
}
function basisClosed(values) {
  var n = values.length;
  return function(t) {
    var i = Math.floor(((t %= 1) < 0 ? ++t : t) * n), v0 = values[(i + n - 1) % n], v1 = values[i % n], v2 = values[(i + 1) % n], v3 = values[(i + 2) % n];
    return basis((t - i / n) * n, v0, v1, v2, v3);
  };
}
var constant3 = (x) => () => x;
function linear(a, d) {
  return function(t) {
    return a + t * d;
  };
}
function exponential(a, b, y) {
  return a = Math.pow(a, y), b = Math.pow(b, y) - a, y = 1 / y, function(t) {
    return Math.pow(a + t * b, y);
  };
}
function hue$1(a, b) {
  var d = b - a;
  return d ? linear(a, d > 180 || d < -180 ? d - 360 * Math.round(d / 360) : d) : constant3(isNaN(a) ? b : a);
}
function gamma(y) {
  return (y = +y) === 1 ? nogamma : function(a, b) {
    return b - a ? exponential(a, b, y) : constant3(isNaN(a) ? b : a);
  };
}
function nogamma(a, b) {
  var d = b - a;
  return d ? linear(a, d) : constant3(isNaN(a) ? b : a);
}
var rgb2 = (function rgbGamma(y) {
  var color2 = gamma(y);
  function rgb3(start2, end) {
    var r = color2((start2 = rgb(start2)).r, (end = rgb(end)).r), g = color2(start2.g, end.g), b = color2(start2.b, end.b), opacity = nogamma(start2.opacity, end.opacity);
    return function(t) {
      start2.r = r(t);
      start2.g = g(t);
      start2.b = b(t);
      start2.opacity = opacity(t);
      return start2 + "";
    };
  }
  rgb3.gamma = rgbGamma;
  return rgb3;
})(1);
function rgbSpline(spline) {
  return function(colors) {
    var n = colors.length, r = new Array(n), g = new Array(n), b = new Array(n), i, color2;
    for (i = 0; i < n; ++i) {
      color2 = rgb(colors[i]);
      r[i] = color2.r || 0;
      g[i] = color2.g || 0;
      b[i] = color2.b || 0;
    }
    r = spline(r);
    g = spline(g);
    b = spline(b);
    color2.opacity = 1;
    return function(t) {
      color2.r = r(t);
      color2.g = g(t);
      color2.b = b(t);
      return color2 + "";
    };
  };
}
var rgbBasis = rgbSpline(basis$1);
var rgbBasisClosed = rgbSpline(basisClosed);
function number(a, b) {
  return a = +a, b = +b, function(t) {
    return a * (1 - t) + b * t;
  };
}
var reA = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g;
var reB = new RegExp(reA.source, "g");
function zero(b) {
  return function() {
    return b;
  };
}
function one(b) {
  return function(t) {
    return b(t) + "";
  };
}
function string(a, b) {
  var bi = reA.lastIndex = reB.lastIndex = 0, am, bm, bs, i = -1, s2 = [], q = [];
  a = a + "", b = b + "";
  while ((am = reA.exec(a)) && (bm = reB.exec(b))) {
    if ((bs = bm.index) > bi) {
      bs = b.slice(bi, bs);
      if (s2[i]) s2[i] += bs;
      else s2[++i] = bs;
    }
    if ((am = am[0]) === (bm = bm[0])) {
      if (s2[i]) s2[i] += bm;
      else s2[++i] = bm;
    } else {
      s2[++i] = null;
      q.push({ i, x: number(am, bm) });
    }
    bi = reB.lastIndex;
  }
  if (bi < b.length) {
    bs = b.slice(bi);
    if (s2[i]) s2[i] += bs;
    else s2[++i] = bs;
  }
  return s2.length < 2 ? q[0] ? one(q[0].x) : zero(b) : (b = q.length, function(t) {
    for (var i2 = 0, o; i2 < b; ++i2) s2[(o = q[i2]).i] = o.x(t);
    return s2.join("");
  });
}
var degrees2 = 180 / Math.PI;
var identity = {
  translateX: 0,
  translateY: 0,
  rotate: 0,
  skewX: 0,
  scaleX: 1,
  scaleY: 1
};
function decompose(a, b, c, d, e, f) {
  var scaleX, scaleY, skewX;
  if (scaleX = Math.sqrt(a * a + b * b)) a /= scaleX, b /= scaleX;
  if (skewX = a * c + b * d) c -= a * skewX, d -= b * skewX;
  if (scaleY = Math.sqrt(c * c + d * d)) c /= scaleY, d /= scaleY, skewX /= scaleY;
  if (a * d < b * c) a = -a, b = -b, skewX = -skewX, scaleX = -scaleX;
  return {
    translateX: e,
    translateY: f,
    rotate: Math.atan2(b, a) * degrees2,
    skewX: Math.atan(skewX) * degrees2,
    scaleX,
    scaleY
  };
}
var svgNode;
function parseCss(value) {
  const m = new (typeof DOMMatrix === "function" ? DOMMatrix : WebKitCSSMatrix)(value + "");
  return m.isIdentity ? identity : decompose(m.a, m.b, m.c, m.d, m.e, m.f);
}
function parseSvg(value) {
  if (value == null) return identity;
  if (!svgNode) svgNode = document.createElementNS("http://www.w3.org/2000/svg", "g");
  svgNode.setAttribute("transform", value);
  if (!(value = svgNode.transform.baseVal.consolidate())) return identity;
  value = value.matrix;
  return decompose(value.a, value.b, value.c, value.d, value.e, value.f);
}
function interpolateTransform(parse, pxComma, pxParen, degParen) {
  function pop(s2) {
    return s2.length ? s2.pop() + " " : "";
  }
  function translate(xa, ya, xb, yb, s2, q) {
    if (xa !== xb || ya !== yb) {
      var i = s2.push("translate(", null, pxComma, null, pxParen);
      q.push({ i: i - 4, x: number(xa, xb) }, { i: i - 2, x: number(ya, yb) });
    } else if (xb || yb) {
      s2.push("translate(" + xb + pxComma + yb + pxParen);
    }
  }
  function rotate(a, b, s2, q) {
    if (a !== b) {
      if (a - b > 180) b += 360;
      else if (b - a > 180) a += 360;
      q.push({ i: s2.push(pop(s2) + "rotate(", null, degParen) - 2, x: number(a, b) });
    } else if (b) {
      s2.push(pop(s2) + "rotate(" + b + degParen);
    }
  }
  function skewX(a, b, s2, q) {
    if (a !== b) {
      q.push({ i: s2.push(pop(s2) + "skewX(", null, degParen) - 2, x: number(a, b) });
    } else if (b) {
      s2.push(pop(s2) + "skewX(" + b + degParen);
    }
  }
  function scale(xa, ya, xb, yb, s2, q) {
    if (xa !== xb || ya !== yb) {
      var i = s2.push(pop(s2) + "scale(", null, ",", null, ")");
      q.push({ i: i - 4, x: number(xa, xb) }, { i: i - 2, x: number(ya, yb) });
    } else if (xb !== 1 || yb !== 1) {
      s2.push(pop(s2) + "scale(" + xb + "," + yb + ")");
    }
  }
  return function(a, b) {
    var s2 = [], q = [];
    a = parse(a), b = parse(b);
    translate(a.translateX, a.translateY, b.translateX, b.translateY, s2, q);
    rotate(a.rotate, b.rotate, s2, q);
    skewX(a.skewX, b.skewX, s2, q);
    scale(a.scaleX, a.scaleY, b.scaleX, b.scaleY, s2, q);
    a = b = null;
    return function(t) {
      var i = -1, n = q.length, o;
      while (++i < n) s2[(o = q[i]).i] = o.x(t);
      return s2.join("");
    };
  };
}
var interpolateTransformCss = interpolateTransform(parseCss, "px, ", "px)", "deg)");
var interpolateTransformSvg = interpolateTransform(parseSvg, ", ", ")", ")");
var epsilon2 = 1e-12;
function cosh(x) {
  return ((x = Math.exp(x)) + 1 / x) / 2;
}
function sinh(x) {
  return ((x = Math.exp(x)) - 1 / x) / 2;
}
function tanh(x) {
  return ((x = Math.exp(2 * x)) - 1) / (x + 1);
}
var zoom = (function zoomRho(rho, rho2, rho4) {
  function zoom3(p0, p1) {
    var ux0 = p0[0], uy0 = p0[1], w0 = p0[2], ux1 = p1[0], uy1 = p1[1], w1 = p1[2], dx = ux1 - ux0, dy = uy1 - uy0, d2 = dx * dx + dy * dy, i, S;
    if (d2 < epsilon2) {
      S = Math.log(w1 / w0) / rho;
      i = function(t) {
        return [
          ux0 + t * dx,
          uy0 + t * dy,
          w0 * Math.exp(rho * t * S)
        ];
      };
    } else {
      var d1 = Math.sqrt(d2), b02 = (w1 * w1 - w0 * w0 + rho4 * d2) / (2 * w0 * rho2 * d1), b12 = (w1 * w1 - w0 * w0 - rho4 * d2) / (2 * w1 * rho2 * d1), r0 = Math.log(Math.sqrt(b02 * b02 + 1) - b02), r1 = Math.log(Math.sqrt(b12 * b12 + 1) - b12);
      S = (r1 - r0) / rho;
      i = function(t) {
        var s2 = t * S, coshr0 = cosh(r0), u = w0 / (rho2 * d1) * (coshr0 * tanh(rho * s2 + r0) - sinh(r0));
        return [
          ux0 + u * dx,
          uy0 + u * dy,
          w0 * coshr0 / cosh(rho * s2 + r0)
        ];
      };
    }
    i.duration = Math.abs(S) * 1e3 * rho / Math.SQRT2;
    return i;
  }
  zoom3.rho = function(_) {
    var _1 = Math.max(1e-3, +_), _2 = _1 * _1, _4 = _2 * _2;
    return zoomRho(_1, _2, _4);
  };
  return zoom3;
})(Math.SQRT2, 2, 4);
function hsl2(hue) {
  return function(start2, end) {
    var h2 = hue((start2 = hsl(start2)).h, (end = hsl(end)).h), s2 = nogamma(start2.s, end.s), l = nogamma(start2.l, end.l), opacity = nogamma(start2.opacity, end.opacity);
    return function(t) {
      start2.h = h2(t);
      start2.s = s2(t);
      start2.l = l(t);
      start2.opacity = opacity(t);
      return start2 + "";
    };
  };
}
var hsl_default = hsl2(hue$1);
var hslLong = hsl2(nogamma);
function hcl2(hue) {
  return function(start2, end) {
    var h2 = hue((start2 = hcl(start2)).h, (end = hcl(end)).h), c = nogamma(start2.c, end.c), l = nogamma(start2.l, end.l), opacity = nogamma(start2.opacity, end.opacity);
    return function(t) {
      start2.h = h2(t);
      start2.c = c(t);
      start2.l = l(t);
      start2.opacity = opacity(t);
      return start2 + "";
    };
  };
}
var hcl_default = hcl2(hue$1);
var hclLong = hcl2(nogamma);
function cubehelix2(hue) {
  return (function cubehelixGamma(y) {
    y = +y;
    function cubehelix3(start2, end) {
      var h2 = hue((start2 = cubehelix(start2)).h, (end = cubehelix(end)).h), s2 = nogamma(start2.s, end.s), l = nogamma(start2.l, end.l), opacity = nogamma(start2.opacity, end.opacity);
      return function(t) {
        start2.h = h2(t);
        start2.s = s2(t);
        start2.l = l(Math.pow(t, y));
        start2.opacity = opacity(t);
        return start2 + "";
      };
    }
    cubehelix3.gamma = cubehelixGamma;
    return cubehelix3;
  })(1);
}
var cubehelix_default = cubehelix2(hue$1);
var cubehelixLong = cubehelix2(nogamma);

// node_modules/d3-timer/dist/d3-timer.mjs
var frame = 0;
var timeout$1 = 0;
var interval$1 = 0;
var pokeDelay = 1e3;
var taskHead;
var taskTail;
var clockLast = 0;
var clockNow = 0;
var clockSkew = 0;
var clock = typeof performance === "object" && performance.now ? performance : Date;
var setFrame = typeof window === "object" && window.requestAnimationFrame ? window.requestAnimationFrame.bind(window) : function(f) {
  setTimeout(f, 17);
};
function now() {
  return clockNow || (setFrame(clearNow), clockNow = clock.now() + clockSkew);
}
function clearNow() {
  clockNow = 0;
}
function Timer() {
  this._call = this._time = this._next = null;
}
Timer.prototype = timer.prototype = {
  constructor: Timer,
  restart: function(callback, delay, time) {
    if (typeof callback !== "function") throw new TypeError("callback is not a function");
    time = (time == null ? now() : +time) + (delay == null ? 0 : +delay);
    if (!this._next && taskTail !== this) {
      if (taskTail) taskTail._next = this;
      else taskHead = this;
      taskTail = this;
    }
    this._call = callback;
    this._time = time;
    sleep();
  },
  stop: function() {
    if (this._call) {
      this._call = null;
      this._time = Infinity;
      sleep();
    }
  }
};
function timer(callback, delay, time) {
  var t = new Timer();
  t.restart(callback, delay, time);
  return t;
}
function timerFlush() {
  now();
  ++frame;
  var t = taskHead, e;
  while (t) {
    if ((e = clockNow - t._time) >= 0) t._call.call(void 0, e);
    t = t._next;
  }
  --frame;
}
function wake() {
  clockNow = (clockLast = clock.now()) + clockSkew;
  frame = timeout$1 = 0;
  try {
    timerFlush();
  } finally {
    frame = 0;
    nap();
    clockNow = 0;
  }
}
function poke() {
  var now2 = clock.now(), delay = now2 - clockLast;
  if (delay > pokeDelay) clockSkew -= delay, clockLast = now2;
}
function nap() {
  var t02, t12 = taskHead, t22, time = Infinity;
  while (t12) {
    if (t12._call) {
      if (time > t12._time) time = t12._time;
      t02 = t12, t12 = t12._next;
    } else {
      t22 = t12._next, t12._next = null;
      t12 = t02 ? t02._next = t22 : taskHead = t22;
    }
  }
  taskTail = t02;
  sleep(time);
}
function sleep(time) {
  if (frame) return;
  if (timeout$1) timeout$1 = clearTimeout(timeout$1);
  var delay = time - clockNow;
  if (delay > 24) {
    if (time < Infinity) timeout$1 = setTimeout(wake, Math.ceil(time - clock.now() - clockSkew) + 1);
    if (interval$1) interval$1 = clearInterval(interval$1);
  } else {
    if (!interval$1) clockLast = clock.now(), interval$1 = setInterval(poke, pokeDelay);
    frame = 1, setFrame(wake);
  }
}
function timeout(callback, delay, time) {
  var t = new Timer();
  delay = delay == null ? 0 : +delay;
  t.restart((elapsed) => {
    t.stop();
    callback(elapsed + delay);
  }, delay, time);
  return t;
}

// node_modules/d3-ease/dist/d3-ease.mjs
function cubicInOut(t) {
  return ((t *= 2) <= 1 ? t * t * t : (t -= 2) * t * t + 2) / 2;
}
var exponent = 3;
var polyIn = (function custom(e) {
  e = +e;
  function polyIn2(t) {
    return Math.pow(t, e);
  }
  polyIn2.exponent = custom;
  return polyIn2;
})(exponent);
var polyOut = (function custom2(e) {
  e = +e;
  function polyOut2(t) {
    return 1 - Math.pow(1 - t, e);
  }
  polyOut2.exponent = custom2;
  return polyOut2;
})(exponent);
var polyInOut = (function custom3(e) {
  e = +e;
  function polyInOut2(t) {
    return ((t *= 2) <= 1 ? Math.pow(t, e) : 2 - Math.pow(2 - t, e)) / 2;
  }
  polyInOut2.exponent = custom3;
  return polyInOut2;
})(exponent);
var pi = Math.PI;
var halfPi = pi / 2;
function tpmt(x) {
  return (Math.pow(2, -10 * x) - 9765625e-10) * 1.0009775171065494;
}
var b1 = 4 / 11;
var b2 = 6 / 11;
var b3 = 8 / 11;
var b4 = 3 / 4;
var b5 = 9 / 11;
var b6 = 10 / 11;
var b7 = 15 / 16;
var b8 = 21 / 22;
var b9 = 63 / 64;
var b0 = 1 / b1 / b1;
var overshoot = 1.70158;
var backIn = (function custom4(s2) {
  s2 = +s2;
  function backIn2(t) {
    return (t = +t) * t * (s2 * (t - 1) + t);
  }
  backIn2.overshoot = custom4;
  return backIn2;
})(overshoot);
var backOut = (function custom5(s2) {
  s2 = +s2;
  function backOut2(t) {
    return --t * t * ((t + 1) * s2 + t) + 1;
  }
  backOut2.overshoot = custom5;
  return backOut2;
})(overshoot);
var backInOut = (function custom6(s2) {
  s2 = +s2;
  function backInOut2(t) {
    return ((t *= 2) < 1 ? t * t * ((s2 + 1) * t - s2) : (t -= 2) * t * ((s2 + 1) * t + s2) + 2) / 2;
  }
  backInOut2.overshoot = custom6;
  return backInOut2;
})(overshoot);
var tau = 2 * Math.PI;
var amplitude = 1;
var period = 0.3;
var elasticIn = (function custom7(a, p) {
  var s2 = Math.asin(1 / (a = Math.max(1, a))) * (p /= tau);
  function elasticIn2(t) {
    return a * tpmt(- --t) * Math.sin((s2 - t) / p);
  }
  elasticIn2.amplitude = function(a2) {
    return custom7(a2, p * tau);
  };
  elasticIn2.period = function(p2) {
    return custom7(a, p2);
  };
  return elasticIn2;
})(amplitude, period);
var elasticOut = (function custom8(a, p) {
  var s2 = Math.asin(1 / (a = Math.max(1, a))) * (p /= tau);
  function elasticOut2(t) {
    return 1 - a * tpmt(t = +t) * Math.sin((t + s2) / p);
  }
  elasticOut2.amplitude = function(a2) {
    return custom8(a2, p * tau);
  };
  elasticOut2.period = function(p2) {
    return custom8(a, p2);
  };
  return elasticOut2;
})(amplitude, period);
var elasticInOut = (function custom9(a, p) {
  var s2 = Math.asin(1 / (a = Math.max(1, a))) * (p /= tau);
  function elasticInOut2(t) {
    return ((t = t * 2 - 1) < 0 ? a * tpmt(-t) * Math.sin((s2 - t) / p) : 2 - a * tpmt(t) * Math.sin((s2 + t) / p)) / 2;
  }
  elasticInOut2.amplitude = function(a2) {
    return custom9(a2, p * tau);
  };
  elasticInOut2.period = function(p2) {
    return custom9(a, p2);
  };
  return elasticInOut2;
})(amplitude, period);

// node_modules/d3-transition/dist/d3-transition.mjs
var emptyOn = dispatch("start", "end", "cancel", "interrupt");
var emptyTween = [];
var CREATED = 0;
var SCHEDULED = 1;
var STARTING = 2;
var STARTED = 3;
var RUNNING = 4;
var ENDING = 5;
var ENDED = 6;
function schedule(node, name, id2, index, group, timing) {
  var schedules = node.__transition;
  if (!schedules) node.__transition = {};
  else if (id2 in schedules) return;
  create(node, id2, {
    name,
    index,
    // For context during callback.
    group,
    // For context during callback.
    on: emptyOn,
    tween: emptyTween,
    time: timing.time,
    delay: timing.delay,
    duration: timing.duration,
    ease: timing.ease,
    timer: null,
    state: CREATED
  });
}
function init(node, id2) {
  var schedule2 = get2(node, id2);
  if (schedule2.state > CREATED) throw new Error("too late; already scheduled");
  return schedule2;
}
function set2(node, id2) {
  var schedule2 = get2(node, id2);
  if (schedule2.state > STARTED) throw new Error("too late; already running");
  return schedule2;
}
function get2(node, id2) {
  var schedule2 = node.__transition;
  if (!schedule2 || !(schedule2 = schedule2[id2])) throw new Error("transition not found");
  return schedule2;
}
function create(node, id2, self) {
  var schedules = node.__transition, tween;
  schedules[id2] = self;
  self.timer = timer(schedule2, 0, self.time);
  function schedule2(elapsed) {
    self.state = SCHEDULED;
    self.timer.restart(start2, self.delay, self.time);
    if (self.delay <= elapsed) start2(elapsed - self.delay);
  }
  function start2(elapsed) {
    var i, j, n, o;
    if (self.state !== SCHEDULED) return stop();
    for (i in schedules) {
      o = schedules[i];
      if (o.name !== self.name) continue;
      if (o.state === STARTED) return timeout(start2);
      if (o.state === RUNNING) {
        o.state = ENDED;
        o.timer.stop();
        o.on.call("interrupt", node, node.__data__, o.index, o.group);
        delete schedules[i];
      } else if (+i < id2) {
        o.state = ENDED;
        o.timer.stop();
        o.on.call("cancel", node, node.__data__, o.index, o.group);
        delete schedules[i];
      }
    }
    timeout(function() {
      if (self.state === STARTED) {
        self.state = RUNNING;
        self.timer.restart(tick, self.delay, self.time);
        tick(elapsed);
      }
    });
    self.state = STARTING;
    self.on.call("start", node, node.__data__, self.index, self.group);
    if (self.state !== STARTING) return;
    self.state = STARTED;
    tween = new Array(n = self.tween.length);
    for (i = 0, j = -1; i < n; ++i) {
      if (o = self.tween[i].value.call(node, node.__data__, self.index, self.group)) {
        tween[++j] = o;
      }
    }
    tween.length = j + 1;
  }
  function tick(elapsed) {
    var t = elapsed < self.duration ? self.ease.call(null, elapsed / self.duration) : (self.timer.restart(stop), self.state = ENDING, 1), i = -1, n = tween.length;
    while (++i < n) {
      tween[i].call(node, t);
    }
    if (self.state === ENDING) {
      self.on.call("end", node, node.__data__, self.index, self.group);
      stop();
    }
  }
  function stop() {
    self.state = ENDED;
    self.timer.stop();
    delete schedules[id2];
    for (var i in schedules) return;
    delete node.__transition;
  }
}
function interrupt(node, name) {
  var schedules = node.__transition, schedule2, active, empty2 = true, i;
  if (!schedules) return;
  name = name == null ? null : name + "";
  for (i in schedules) {
    if ((schedule2 = schedules[i]).name !== name) {
      empty2 = false;
      continue;
    }
    active = schedule2.state > STARTING && schedule2.state < ENDING;
    schedule2.state = ENDED;
    schedule2.timer.stop();
    schedule2.on.call(active ? "interrupt" : "cancel", node, node.__data__, schedule2.index, schedule2.group);
    delete schedules[i];
  }
  if (empty2) delete node.__transition;
}
function selection_interrupt(name) {
  return this.each(function() {
    interrupt(this, name);
  });
}
function tweenRemove(id2, name) {
  var tween0, tween1;
  return function() {
    var schedule2 = set2(this, id2), tween = schedule2.tween;
    if (tween !== tween0) {
      tween1 = tween0 = tween;
      for (var i = 0, n = tween1.length; i < n; ++i) {
        if (tween1[i].name === name) {
          tween1 = tween1.slice();
          tween1.splice(i, 1);
          break;
        }
      }
    }
    schedule2.tween = tween1;
  };
}
function tweenFunction(id2, name, value) {
  var tween0, tween1;
  if (typeof value !== "function") throw new Error();
  return function() {
    var schedule2 = set2(this, id2), tween = schedule2.tween;
    if (tween !== tween0) {
      tween1 = (tween0 = tween).slice();
      for (var t = { name, value }, i = 0, n = tween1.length; i < n; ++i) {
        if (tween1[i].name === name) {
          tween1[i] = t;
          break;
        }
      }
      if (i === n) tween1.push(t);
    }
    schedule2.tween = tween1;
  };
}
function transition_tween(name, value) {
  var id2 = this._id;
  name += "";
  if (arguments.length < 2) {
    var tween = get2(this.node(), id2).tween;
    for (var i = 0, n = tween.length, t; i < n; ++i) {
      if ((t = tween[i]).name === name) {
        return t.value;
      }
    }
    return null;
  }
  return this.each((value == null ? tweenRemove : tweenFunction)(id2, name, value));
}
function tweenValue(transition2, name, value) {
  var id2 = transition2._id;
  transition2.each(function() {
    var schedule2 = set2(this, id2);
    (schedule2.value || (schedule2.value = {}))[name] = value.apply(this, arguments);
  });
  return function(node) {
    return get2(node, id2).value[name];
  };
}
function interpolate(a, b) {
  var c;
  return (typeof b === "number" ? number : b instanceof color ? rgb2 : (c = color(b)) ? (b = c, rgb2) : string)(a, b);
}
function attrRemove2(name) {
  return function() {
    this.removeAttribute(name);
  };
}
function attrRemoveNS2(fullname) {
  return function() {
    this.removeAttributeNS(fullname.space, fullname.local);
  };
}
function attrConstant2(name, interpolate2, value1) {
  var string00, string1 = value1 + "", interpolate0;
  return function() {
    var string0 = this.getAttribute(name);
    return string0 === string1 ? null : string0 === string00 ? interpolate0 : interpolate0 = interpolate2(string00 = string0, value1);
  };
}
function attrConstantNS2(fullname, interpolate2, value1) {
  var string00, string1 = value1 + "", interpolate0;
  return function() {
    var string0 = this.getAttributeNS(fullname.space, fullname.local);
    return string0 === string1 ? null : string0 === string00 ? interpolate0 : interpolate0 = interpolate2(string00 = string0, value1);
  };
}
function attrFunction2(name, interpolate2, value) {
  var string00, string10, interpolate0;
  return function() {
    var string0, value1 = value(this), string1;
    if (value1 == null) return void this.removeAttribute(name);
    string0 = this.getAttribute(name);
    string1 = value1 + "";
    return string0 === string1 ? null : string0 === string00 && string1 === string10 ? interpolate0 : (string10 = string1, interpolate0 = interpolate2(string00 = string0, value1));
  };
}
function attrFunctionNS2(fullname, interpolate2, value) {
  var string00, string10, interpolate0;
  return function() {
    var string0, value1 = value(this), string1;
    if (value1 == null) return void this.removeAttributeNS(fullname.space, fullname.local);
    string0 = this.getAttributeNS(fullname.space, fullname.local);
    string1 = value1 + "";
    return string0 === string1 ? null : string0 === string00 && string1 === string10 ? interpolate0 : (string10 = string1, interpolate0 = interpolate2(string00 = string0, value1));
  };
}
function transition_attr(name, value) {
  var fullname = namespace(name), i = fullname === "transform" ? interpolateTransformSvg : interpolate;
  return this.attrTween(name, typeof value === "function" ? (fullname.local ? attrFunctionNS2 : attrFunction2)(fullname, i, tweenValue(this, "attr." + name, value)) : value == null ? (fullname.local ? attrRemoveNS2 : attrRemove2)(fullname) : (fullname.local ? attrConstantNS2 : attrConstant2)(fullname, i, value));
}
function attrInterpolate(name, i) {
  return function(t) {
    this.setAttribute(name, i.call(this, t));
  };
}
function attrInterpolateNS(fullname, i) {
  return function(t) {
    this.setAttributeNS(fullname.space, fullname.local, i.call(this, t));
  };
}
function attrTweenNS(fullname, value) {
  var t02, i0;
  function tween() {
    var i = value.apply(this, arguments);
    if (i !== i0) t02 = (i0 = i) && attrInterpolateNS(fullname, i);
    return t02;
  }
  tween._value = value;
  return tween;
}
function attrTween(name, value) {
  var t02, i0;
  function tween() {
    var i = value.apply(this, arguments);
    if (i !== i0) t02 = (i0 = i) && attrInterpolate(name, i);
    return t02;
  }
  tween._value = value;
  return tween;
}
function transition_attrTween(name, value) {
  var key = "attr." + name;
  if (arguments.length < 2) return (key = this.tween(key)) && key._value;
  if (value == null) return this.tween(key, null);
  if (typeof value !== "function") throw new Error();
  var fullname = namespace(name);
  return this.tween(key, (fullname.local ? attrTweenNS : attrTween)(fullname, value));
}
function delayFunction(id2, value) {
  return function() {
    init(this, id2).delay = +value.apply(this, arguments);
  };
}
function delayConstant(id2, value) {
  return value = +value, function() {
    init(this, id2).delay = value;
  };
}
function transition_delay(value) {
  var id2 = this._id;
  return arguments.length ? this.each((typeof value === "function" ? delayFunction : delayConstant)(id2, value)) : get2(this.node(), id2).delay;
}
function durationFunction(id2, value) {
  return function() {
    set2(this, id2).duration = +value.apply(this, arguments);
  };
}
function durationConstant(id2, value) {
  return value = +value, function() {
    set2(this, id2).duration = value;
  };
}
function transition_duration(value) {
  var id2 = this._id;
  return arguments.length ? this.each((typeof value === "function" ? durationFunction : durationConstant)(id2, value)) : get2(this.node(), id2).duration;
}
function easeConstant(id2, value) {
  if (typeof value !== "function") throw new Error();
  return function() {
    set2(this, id2).ease = value;
  };
}
function transition_ease(value) {
  var id2 = this._id;
  return arguments.length ? this.each(easeConstant(id2, value)) : get2(this.node(), id2).ease;
}
function easeVarying(id2, value) {
  return function() {
    var v = value.apply(this, arguments);
    if (typeof v !== "function") throw new Error();
    set2(this, id2).ease = v;
  };
}
function transition_easeVarying(value) {
  if (typeof value !== "function") throw new Error();
  return this.each(easeVarying(this._id, value));
}
function transition_filter(match) {
  if (typeof match !== "function") match = matcher(match);
  for (var groups = this._groups, m = groups.length, subgroups = new Array(m), j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, subgroup = subgroups[j] = [], node, i = 0; i < n; ++i) {
      if ((node = group[i]) && match.call(node, node.__data__, i, group)) {
        subgroup.push(node);
      }
    }
  }
  return new Transition(subgroups, this._parents, this._name, this._id);
}
function transition_merge(transition2) {
  if (transition2._id !== this._id) throw new Error();
  for (var groups0 = this._groups, groups1 = transition2._groups, m0 = groups0.length, m1 = groups1.length, m = Math.min(m0, m1), merges = new Array(m0), j = 0; j < m; ++j) {
    for (var group0 = groups0[j], group1 = groups1[j], n = group0.length, merge = merges[j] = new Array(n), node, i = 0; i < n; ++i) {
      if (node = group0[i] || group1[i]) {
        merge[i] = node;
      }
    }
  }
  for (; j < m0; ++j) {
    merges[j] = groups0[j];
  }
  return new Transition(merges, this._parents, this._name, this._id);
}
function start(name) {
  return (name + "").trim().split(/^|\s+/).every(function(t) {
    var i = t.indexOf(".");
    if (i >= 0) t = t.slice(0, i);
    return !t || t === "start";
  });
}
function onFunction(id2, name, listener) {
  var on0, on1, sit = start(name) ? init : set2;
  return function() {
    var schedule2 = sit(this, id2), on = schedule2.on;
    if (on !== on0) (on1 = (on0 = on).copy()).on(name, listener);
    schedule2.on = on1;
  };
}
function transition_on(name, listener) {
  var id2 = this._id;
  return arguments.length < 2 ? get2(this.node(), id2).on.on(name) : this.each(onFunction(id2, name, listener));
}
function removeFunction(id2) {
  return function() {
    var parent = this.parentNode;
    for (var i in this.__transition) if (+i !== id2) return;
    if (parent) parent.removeChild(this);
  };
}
function transition_remove() {
  return this.on("end.remove", removeFunction(this._id));
}
function transition_select(select2) {
  var name = this._name, id2 = this._id;
  if (typeof select2 !== "function") select2 = selector(select2);
  for (var groups = this._groups, m = groups.length, subgroups = new Array(m), j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, subgroup = subgroups[j] = new Array(n), node, subnode, i = 0; i < n; ++i) {
      if ((node = group[i]) && (subnode = select2.call(node, node.__data__, i, group))) {
        if ("__data__" in node) subnode.__data__ = node.__data__;
        subgroup[i] = subnode;
        schedule(subgroup[i], name, id2, i, subgroup, get2(node, id2));
      }
    }
  }
  return new Transition(subgroups, this._parents, name, id2);
}
function transition_selectAll(select2) {
  var name = this._name, id2 = this._id;
  if (typeof select2 !== "function") select2 = selectorAll(select2);
  for (var groups = this._groups, m = groups.length, subgroups = [], parents = [], j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, node, i = 0; i < n; ++i) {
      if (node = group[i]) {
        for (var children2 = select2.call(node, node.__data__, i, group), child, inherit2 = get2(node, id2), k = 0, l = children2.length; k < l; ++k) {
          if (child = children2[k]) {
            schedule(child, name, id2, k, children2, inherit2);
          }
        }
        subgroups.push(children2);
        parents.push(node);
      }
    }
  }
  return new Transition(subgroups, parents, name, id2);
}
var Selection2 = selection.prototype.constructor;
function transition_selection() {
  return new Selection2(this._groups, this._parents);
}
function styleNull(name, interpolate2) {
  var string00, string10, interpolate0;
  return function() {
    var string0 = styleValue(this, name), string1 = (this.style.removeProperty(name), styleValue(this, name));
    return string0 === string1 ? null : string0 === string00 && string1 === string10 ? interpolate0 : interpolate0 = interpolate2(string00 = string0, string10 = string1);
  };
}
function styleRemove2(name) {
  return function() {
    this.style.removeProperty(name);
  };
}
function styleConstant2(name, interpolate2, value1) {
  var string00, string1 = value1 + "", interpolate0;
  return function() {
    var string0 = styleValue(this, name);
    return string0 === string1 ? null : string0 === string00 ? interpolate0 : interpolate0 = interpolate2(string00 = string0, value1);
  };
}
function styleFunction2(name, interpolate2, value) {
  var string00, string10, interpolate0;
  return function() {
    var string0 = styleValue(this, name), value1 = value(this), string1 = value1 + "";
    if (value1 == null) string1 = value1 = (this.style.removeProperty(name), styleValue(this, name));
    return string0 === string1 ? null : string0 === string00 && string1 === string10 ? interpolate0 : (string10 = string1, interpolate0 = interpolate2(string00 = string0, value1));
  };
}
function styleMaybeRemove(id2, name) {
  var on0, on1, listener0, key = "style." + name, event = "end." + key, remove2;
  return function() {
    var schedule2 = set2(this, id2), on = schedule2.on, listener = schedule2.value[key] == null ? remove2 || (remove2 = styleRemove2(name)) : void 0;
    if (on !== on0 || listener0 !== listener) (on1 = (on0 = on).copy()).on(event, listener0 = listener);
    schedule2.on = on1;
  };
}
function transition_style(name, value, priority) {
  var i = (name += "") === "transform" ? interpolateTransformCss : interpolate;
  return value == null ? this.styleTween(name, styleNull(name, i)).on("end.style." + name, styleRemove2(name)) : typeof value === "function" ? this.styleTween(name, styleFunction2(name, i, tweenValue(this, "style." + name, value))).each(styleMaybeRemove(this._id, name)) : this.styleTween(name, styleConstant2(name, i, value), priority).on("end.style." + name, null);
}
function styleInterpolate(name, i, priority) {
  return function(t) {
    this.style.setProperty(name, i.call(this, t), priority);
  };
}
function styleTween(name, value, priority) {
  var t, i0;
  function tween() {
    var i = value.apply(this, arguments);
    if (i !== i0) t = (i0 = i) && styleInterpolate(name, i, priority);
    return t;
  }
  tween._value = value;
  return tween;
}
function transition_styleTween(name, value, priority) {
  var key = "style." + (name += "");
  if (arguments.length < 2) return (key = this.tween(key)) && key._value;
  if (value == null) return this.tween(key, null);
  if (typeof value !== "function") throw new Error();
  return this.tween(key, styleTween(name, value, priority == null ? "" : priority));
}
function textConstant2(value) {
  return function() {
    this.textContent = value;
  };
}
function textFunction2(value) {
  return function() {
    var value1 = value(this);
    this.textContent = value1 == null ? "" : value1;
  };
}
function transition_text(value) {
  return this.tween("text", typeof value === "function" ? textFunction2(tweenValue(this, "text", value)) : textConstant2(value == null ? "" : value + ""));
}
function textInterpolate(i) {
  return function(t) {
    this.textContent = i.call(this, t);
  };
}
function textTween(value) {
  var t02, i0;
  function tween() {
    var i = value.apply(this, arguments);
    if (i !== i0) t02 = (i0 = i) && textInterpolate(i);
    return t02;
  }
  tween._value = value;
  return tween;
}
function transition_textTween(value) {
  var key = "text";
  if (arguments.length < 1) return (key = this.tween(key)) && key._value;
  if (value == null) return this.tween(key, null);
  if (typeof value !== "function") throw new Error();
  return this.tween(key, textTween(value));
}
function transition_transition() {
  var name = this._name, id0 = this._id, id1 = newId2();
  for (var groups = this._groups, m = groups.length, j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, node, i = 0; i < n; ++i) {
      if (node = group[i]) {
        var inherit2 = get2(node, id0);
        schedule(node, name, id1, i, group, {
          time: inherit2.time + inherit2.delay + inherit2.duration,
          delay: 0,
          duration: inherit2.duration,
          ease: inherit2.ease
        });
      }
    }
  }
  return new Transition(groups, this._parents, name, id1);
}
function transition_end() {
  var on0, on1, that = this, id2 = that._id, size = that.size();
  return new Promise(function(resolve, reject) {
    var cancel = { value: reject }, end = { value: function() {
      if (--size === 0) resolve();
    } };
    that.each(function() {
      var schedule2 = set2(this, id2), on = schedule2.on;
      if (on !== on0) {
        on1 = (on0 = on).copy();
        on1._.cancel.push(cancel);
        on1._.interrupt.push(cancel);
        on1._.end.push(end);
      }
      schedule2.on = on1;
    });
    if (size === 0) resolve();
  });
}
var id = 0;
function Transition(groups, parents, name, id2) {
  this._groups = groups;
  this._parents = parents;
  this._name = name;
  this._id = id2;
}
function transition(name) {
  return selection().transition(name);
}
function newId2() {
  return ++id;
}
var selection_prototype = selection.prototype;
Transition.prototype = transition.prototype = {
  constructor: Transition,
  select: transition_select,
  selectAll: transition_selectAll,
  selectChild: selection_prototype.selectChild,
  selectChildren: selection_prototype.selectChildren,
  filter: transition_filter,
  merge: transition_merge,
  selection: transition_selection,
  transition: transition_transition,
  call: selection_prototype.call,
  nodes: selection_prototype.nodes,
  node: selection_prototype.node,
  size: selection_prototype.size,
  empty: selection_prototype.empty,
  each: selection_prototype.each,
  on: transition_on,
  attr: transition_attr,
  attrTween: transition_attrTween,
  style: transition_style,
  styleTween: transition_styleTween,
  text: transition_text,
  textTween: transition_textTween,
  remove: transition_remove,
  tween: transition_tween,
  delay: transition_delay,
  duration: transition_duration,
  ease: transition_ease,
  easeVarying: transition_easeVarying,
  end: transition_end,
  [Symbol.iterator]: selection_prototype[Symbol.iterator]
};
var defaultTiming = {
  time: null,
  // Set on use.
  delay: 0,
  duration: 250,
  ease: cubicInOut
};
function inherit(node, id2) {
  var timing;
  while (!(timing = node.__transition) || !(timing = timing[id2])) {
    if (!(node = node.parentNode)) {
      throw new Error(`transition ${id2} not found`);
    }
  }
  return timing;
}
function selection_transition(name) {
  var id2, timing;
  if (name instanceof Transition) {
    id2 = name._id, name = name._name;
  } else {
    id2 = newId2(), (timing = defaultTiming).time = now(), name = name == null ? null : name + "";
  }
  for (var groups = this._groups, m = groups.length, j = 0; j < m; ++j) {
    for (var group = groups[j], n = group.length, node, i = 0; i < n; ++i) {
      if (node = group[i]) {
        schedule(node, name, id2, i, group, timing || inherit(node, id2));
      }
    }
  }
  return new Transition(groups, this._parents, name, id2);
}
selection.prototype.interrupt = selection_interrupt;
selection.prototype.transition = selection_transition;

// node_modules/d3-zoom/dist/d3-zoom.mjs
var constant4 = (x) => () => x;
function ZoomEvent(type, {
  sourceEvent: sourceEvent2,
  target,
  transform: transform2,
  dispatch: dispatch2
}) {
  Object.defineProperties(this, {
    type: { value: type, enumerable: true, configurable: true },
    sourceEvent: { value: sourceEvent2, enumerable: true, configurable: true },
    target: { value: target, enumerable: true, configurable: true },
    transform: { value: transform2, enumerable: true, configurable: true },
    _: { value: dispatch2 }
  });
}
function Transform(k, x, y) {
  this.k = k;
  this.x = x;
  this.y = y;
}
Transform.prototype = {
  constructor: Transform,
  scale: function(k) {
    return k === 1 ? this : new Transform(this.k * k, this.x, this.y);
  },
  translate: function(x, y) {
    return x === 0 & y === 0 ? this : new Transform(this.k, this.x + this.k * x, this.y + this.k * y);
  },
  apply: function(point) {
    return [point[0] * this.k + this.x, point[1] * this.k + this.y];
  },
  applyX: function(x) {
    return x * this.k + this.x;
  },
  applyY: function(y) {
    return y * this.k + this.y;
  },
  invert: function(location) {
    return [(location[0] - this.x) / this.k, (location[1] - this.y) / this.k];
  },
  invertX: function(x) {
    return (x - this.x) / this.k;
  },
  invertY: function(y) {
    return (y - this.y) / this.k;
  },
  rescaleX: function(x) {
    return x.copy().domain(x.range().map(this.invertX, this).map(x.invert, x));
  },
  rescaleY: function(y) {
    return y.copy().domain(y.range().map(this.invertY, this).map(y.invert, y));
  },
  toString: function() {
    return "translate(" + this.x + "," + this.y + ") scale(" + this.k + ")";
  }
};
var identity2 = new Transform(1, 0, 0);
transform.prototype = Transform.prototype;
function transform(node) {
  while (!node.__zoom) if (!(node = node.parentNode)) return identity2;
  return node.__zoom;
}
function nopropagation2(event) {
  event.stopImmediatePropagation();
}
function noevent2(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
function defaultFilter2(event) {
  return (!event.ctrlKey || event.type === "wheel") && !event.button;
}
function defaultExtent() {
  var e = this;
  if (e instanceof SVGElement) {
    e = e.ownerSVGElement || e;
    if (e.hasAttribute("viewBox")) {
      e = e.viewBox.baseVal;
      return [[e.x, e.y], [e.x + e.width, e.y + e.height]];
    }
    return [[0, 0], [e.width.baseVal.value, e.height.baseVal.value]];
  }
  return [[0, 0], [e.clientWidth, e.clientHeight]];
}
function defaultTransform() {
  return this.__zoom || identity2;
}
function defaultWheelDelta(event) {
  return -event.deltaY * (event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 2e-3) * (event.ctrlKey ? 10 : 1);
}
function defaultTouchable2() {
  return navigator.maxTouchPoints || "ontouchstart" in this;
}
function defaultConstrain(transform2, extent, translateExtent) {
  var dx0 = transform2.invertX(extent[0][0]) - translateExtent[0][0], dx1 = transform2.invertX(extent[1][0]) - translateExtent[1][0], dy0 = transform2.invertY(extent[0][1]) - translateExtent[0][1], dy1 = transform2.invertY(extent[1][1]) - translateExtent[1][1];
  return transform2.translate(
    dx1 > dx0 ? (dx0 + dx1) / 2 : Math.min(0, dx0) || Math.max(0, dx1),
    dy1 > dy0 ? (dy0 + dy1) / 2 : Math.min(0, dy0) || Math.max(0, dy1)
  );
}
function zoom2() {
  var filter2 = defaultFilter2, extent = defaultExtent, constrain = defaultConstrain, wheelDelta = defaultWheelDelta, touchable = defaultTouchable2, scaleExtent = [0, Infinity], translateExtent = [[-Infinity, -Infinity], [Infinity, Infinity]], duration = 250, interpolate2 = zoom, listeners = dispatch("start", "zoom", "end"), touchstarting, touchfirst, touchending, touchDelay = 500, wheelDelay = 150, clickDistance2 = 0, tapDistance = 10;
  function zoom3(selection2) {
    selection2.property("__zoom", defaultTransform).on("wheel.zoom", wheeled, { passive: false }).on("mousedown.zoom", mousedowned).on("dblclick.zoom", dblclicked).filter(touchable).on("touchstart.zoom", touchstarted).on("touchmove.zoom", touchmoved).on("touchend.zoom touchcancel.zoom", touchended).style("-webkit-tap-highlight-color", "rgba(0,0,0,0)");
  }
  zoom3.transform = function(collection, transform2, point, event) {
    var selection2 = collection.selection ? collection.selection() : collection;
    selection2.property("__zoom", defaultTransform);
    if (collection !== selection2) {
      schedule2(collection, transform2, point, event);
    } else {
      selection2.interrupt().each(function() {
        gesture(this, arguments).event(event).start().zoom(null, typeof transform2 === "function" ? transform2.apply(this, arguments) : transform2).end();
      });
    }
  };
  zoom3.scaleBy = function(selection2, k, p, event) {
    zoom3.scaleTo(selection2, function() {
      var k0 = this.__zoom.k, k1 = typeof k === "function" ? k.apply(this, arguments) : k;
      return k0 * k1;
    }, p, event);
  };
  zoom3.scaleTo = function(selection2, k, p, event) {
    zoom3.transform(selection2, function() {
      var e = extent.apply(this, arguments), t02 = this.__zoom, p0 = p == null ? centroid(e) : typeof p === "function" ? p.apply(this, arguments) : p, p1 = t02.invert(p0), k1 = typeof k === "function" ? k.apply(this, arguments) : k;
      return constrain(translate(scale(t02, k1), p0, p1), e, translateExtent);
    }, p, event);
  };
  zoom3.translateBy = function(selection2, x, y, event) {
    zoom3.transform(selection2, function() {
      return constrain(this.__zoom.translate(
        typeof x === "function" ? x.apply(this, arguments) : x,
        typeof y === "function" ? y.apply(this, arguments) : y
      ), extent.apply(this, arguments), translateExtent);
    }, null, event);
  };
  zoom3.translateTo = function(selection2, x, y, p, event) {
    zoom3.transform(selection2, function() {
      var e = extent.apply(this, arguments), t = this.__zoom, p0 = p == null ? centroid(e) : typeof p === "function" ? p.apply(this, arguments) : p;
      return constrain(identity2.translate(p0[0], p0[1]).scale(t.k).translate(
        typeof x === "function" ? -x.apply(this, arguments) : -x,
        typeof y === "function" ? -y.apply(this, arguments) : -y
      ), e, translateExtent);
    }, p, event);
  };
  function scale(transform2, k) {
    k = Math.max(scaleExtent[0], Math.min(scaleExtent[1], k));
    return k === transform2.k ? transform2 : new Transform(k, transform2.x, transform2.y);
  }
  function translate(transform2, p0, p1) {
    var x = p0[0] - p1[0] * transform2.k, y = p0[1] - p1[1] * transform2.k;
    return x === transform2.x && y === transform2.y ? transform2 : new Transform(transform2.k, x, y);
  }
  function centroid(extent2) {
    return [(+extent2[0][0] + +extent2[1][0]) / 2, (+extent2[0][1] + +extent2[1][1]) / 2];
  }
  function schedule2(transition2, transform2, point, event) {
    transition2.on("start.zoom", function() {
      gesture(this, arguments).event(event).start();
    }).on("interrupt.zoom end.zoom", function() {
      gesture(this, arguments).event(event).end();
    }).tween("zoom", function() {
      var that = this, args = arguments, g = gesture(that, args).event(event), e = extent.apply(that, args), p = point == null ? centroid(e) : typeof point === "function" ? point.apply(that, args) : point, w = Math.max(e[1][0] - e[0][0], e[1][1] - e[0][1]), a = that.__zoom, b = typeof transform2 === "function" ? transform2.apply(that, args) : transform2, i = interpolate2(a.invert(p).concat(w / a.k), b.invert(p).concat(w / b.k));
      return function(t) {
        if (t === 1) t = b;
        else {
          var l = i(t), k = w / l[2];
          t = new Transform(k, p[0] - l[0] * k, p[1] - l[1] * k);
        }
        g.zoom(null, t);
      };
    });
  }
  function gesture(that, args, clean) {
    return !clean && that.__zooming || new Gesture(that, args);
  }
  function Gesture(that, args) {
    this.that = that;
    this.args = args;
    this.active = 0;
    this.sourceEvent = null;
    this.extent = extent.apply(that, args);
    this.taps = 0;
  }
  Gesture.prototype = {
    event: function(event) {
      if (event) this.sourceEvent = event;
      return this;
    },
    start: function() {
      if (++this.active === 1) {
        this.that.__zooming = this;
        this.emit("start");
      }
      return this;
    },
    zoom: function(key, transform2) {
      if (this.mouse && key !== "mouse") this.mouse[1] = transform2.invert(this.mouse[0]);
      if (this.touch0 && key !== "touch") this.touch0[1] = transform2.invert(this.touch0[0]);
      if (this.touch1 && key !== "touch") this.touch1[1] = transform2.invert(this.touch1[0]);
      this.that.__zoom = transform2;
      this.emit("zoom");
      return this;
    },
    end: function() {
      if (--this.active === 0) {
        delete this.that.__zooming;
        this.emit("end");
      }
      return this;
    },
    emit: function(type) {
      var d = select(this.that).datum();
      listeners.call(
        type,
        this.that,
        new ZoomEvent(type, {
          sourceEvent: this.sourceEvent,
          target: zoom3,
          transform: this.that.__zoom,
          dispatch: listeners
        }),
        d
      );
    }
  };
  function wheeled(event, ...args) {
    if (!filter2.apply(this, arguments)) return;
    var g = gesture(this, args).event(event), t = this.__zoom, k = Math.max(scaleExtent[0], Math.min(scaleExtent[1], t.k * Math.pow(2, wheelDelta.apply(this, arguments)))), p = pointer(event);
    if (g.wheel) {
      if (g.mouse[0][0] !== p[0] || g.mouse[0][1] !== p[1]) {
        g.mouse[1] = t.invert(g.mouse[0] = p);
      }
      clearTimeout(g.wheel);
    } else if (t.k === k) return;
    else {
      g.mouse = [p, t.invert(p)];
      interrupt(this);
      g.start();
    }
    noevent2(event);
    g.wheel = setTimeout(wheelidled, wheelDelay);
    g.zoom("mouse", constrain(translate(scale(t, k), g.mouse[0], g.mouse[1]), g.extent, translateExtent));
    function wheelidled() {
      g.wheel = null;
      g.end();
    }
  }
  function mousedowned(event, ...args) {
    if (touchending || !filter2.apply(this, arguments)) return;
    var currentTarget = event.currentTarget, g = gesture(this, args, true).event(event), v = select(event.view).on("mousemove.zoom", mousemoved, true).on("mouseup.zoom", mouseupped, true), p = pointer(event, currentTarget), x0 = event.clientX, y0 = event.clientY;
    nodrag(event.view);
    nopropagation2(event);
    g.mouse = [p, this.__zoom.invert(p)];
    interrupt(this);
    g.start();
    function mousemoved(event2) {
      noevent2(event2);
      if (!g.moved) {
        var dx = event2.clientX - x0, dy = event2.clientY - y0;
        g.moved = dx * dx + dy * dy > clickDistance2;
      }
      g.event(event2).zoom("mouse", constrain(translate(g.that.__zoom, g.mouse[0] = pointer(event2, currentTarget), g.mouse[1]), g.extent, translateExtent));
    }
    function mouseupped(event2) {
      v.on("mousemove.zoom mouseup.zoom", null);
      yesdrag(event2.view, g.moved);
      noevent2(event2);
      g.event(event2).end();
    }
  }
  function dblclicked(event, ...args) {
    if (!filter2.apply(this, arguments)) return;
    var t02 = this.__zoom, p0 = pointer(event.changedTouches ? event.changedTouches[0] : event, this), p1 = t02.invert(p0), k1 = t02.k * (event.shiftKey ? 0.5 : 2), t12 = constrain(translate(scale(t02, k1), p0, p1), extent.apply(this, args), translateExtent);
    noevent2(event);
    if (duration > 0) select(this).transition().duration(duration).call(schedule2, t12, p0, event);
    else select(this).call(zoom3.transform, t12, p0, event);
  }
  function touchstarted(event, ...args) {
    if (!filter2.apply(this, arguments)) return;
    var touches = event.touches, n = touches.length, g = gesture(this, args, event.changedTouches.length === n).event(event), started, i, t, p;
    nopropagation2(event);
    for (i = 0; i < n; ++i) {
      t = touches[i], p = pointer(t, this);
      p = [p, this.__zoom.invert(p), t.identifier];
      if (!g.touch0) g.touch0 = p, started = true, g.taps = 1 + !!touchstarting;
      else if (!g.touch1 && g.touch0[2] !== p[2]) g.touch1 = p, g.taps = 0;
    }
    if (touchstarting) touchstarting = clearTimeout(touchstarting);
    if (started) {
      if (g.taps < 2) touchfirst = p[0], touchstarting = setTimeout(function() {
        touchstarting = null;
      }, touchDelay);
      interrupt(this);
      g.start();
    }
  }
  function touchmoved(event, ...args) {
    if (!this.__zooming) return;
    var g = gesture(this, args).event(event), touches = event.changedTouches, n = touches.length, i, t, p, l;
    noevent2(event);
    for (i = 0; i < n; ++i) {
      t = touches[i], p = pointer(t, this);
      if (g.touch0 && g.touch0[2] === t.identifier) g.touch0[0] = p;
      else if (g.touch1 && g.touch1[2] === t.identifier) g.touch1[0] = p;
    }
    t = g.that.__zoom;
    if (g.touch1) {
      var p0 = g.touch0[0], l0 = g.touch0[1], p1 = g.touch1[0], l1 = g.touch1[1], dp = (dp = p1[0] - p0[0]) * dp + (dp = p1[1] - p0[1]) * dp, dl = (dl = l1[0] - l0[0]) * dl + (dl = l1[1] - l0[1]) * dl;
      t = scale(t, Math.sqrt(dp / dl));
      p = [(p0[0] + p1[0]) / 2, (p0[1] + p1[1]) / 2];
      l = [(l0[0] + l1[0]) / 2, (l0[1] + l1[1]) / 2];
    } else if (g.touch0) p = g.touch0[0], l = g.touch0[1];
    else return;
    g.zoom("touch", constrain(translate(t, p, l), g.extent, translateExtent));
  }
  function touchended(event, ...args) {
    if (!this.__zooming) return;
    var g = gesture(this, args).event(event), touches = event.changedTouches, n = touches.length, i, t;
    nopropagation2(event);
    if (touchending) clearTimeout(touchending);
    touchending = setTimeout(function() {
      touchending = null;
    }, touchDelay);
    for (i = 0; i < n; ++i) {
      t = touches[i];
      if (g.touch0 && g.touch0[2] === t.identifier) delete g.touch0;
      else if (g.touch1 && g.touch1[2] === t.identifier) delete g.touch1;
    }
    if (g.touch1 && !g.touch0) g.touch0 = g.touch1, delete g.touch1;
    if (g.touch0) g.touch0[1] = this.__zoom.invert(g.touch0[0]);
    else {
      g.end();
      if (g.taps === 2) {
        t = pointer(t, this);
        if (Math.hypot(touchfirst[0] - t[0], touchfirst[1] - t[1]) < tapDistance) {
          var p = select(this).on("dblclick.zoom");
          if (p) p.apply(this, arguments);
        }
      }
    }
  }
  zoom3.wheelDelta = function(_) {
    return arguments.length ? (wheelDelta = typeof _ === "function" ? _ : constant4(+_), zoom3) : wheelDelta;
  };
  zoom3.filter = function(_) {
    return arguments.length ? (filter2 = typeof _ === "function" ? _ : constant4(!!_), zoom3) : filter2;
  };
  zoom3.touchable = function(_) {
    return arguments.length ? (touchable = typeof _ === "function" ? _ : constant4(!!_), zoom3) : touchable;
  };
  zoom3.extent = function(_) {
    return arguments.length ? (extent = typeof _ === "function" ? _ : constant4([[+_[0][0], +_[0][1]], [+_[1][0], +_[1][1]]]), zoom3) : extent;
  };
  zoom3.scaleExtent = function(_) {
    return arguments.length ? (scaleExtent[0] = +_[0], scaleExtent[1] = +_[1], zoom3) : [scaleExtent[0], scaleExtent[1]];
  };
  zoom3.translateExtent = function(_) {
    return arguments.length ? (translateExtent[0][0] = +_[0][0], translateExtent[1][0] = +_[1][0], translateExtent[0][1] = +_[0][1], translateExtent[1][1] = +_[1][1], zoom3) : [[translateExtent[0][0], translateExtent[0][1]], [translateExtent[1][0], translateExtent[1][1]]];
  };
  zoom3.constrain = function(_) {
    return arguments.length ? (constrain = _, zoom3) : constrain;
  };
  zoom3.duration = function(_) {
    return arguments.length ? (duration = +_, zoom3) : duration;
  };
  zoom3.interpolate = function(_) {
    return arguments.length ? (interpolate2 = _, zoom3) : interpolate2;
  };
  zoom3.on = function() {
    var value = listeners.on.apply(listeners, arguments);
    return value === listeners ? zoom3 : value;
  };
  zoom3.clickDistance = function(_) {
    return arguments.length ? (clickDistance2 = (_ = +_) * _, zoom3) : Math.sqrt(clickDistance2);
  };
  zoom3.tapDistance = function(_) {
    return arguments.length ? (tapDistance = +_, zoom3) : tapDistance;
  };
  return zoom3;
}

// src/graph/zoom.js
var SMALLEST = 0.05;
var LARGEST = 4;
var STEP = 1.25;
var Zoom = class {
  /**
   * @param {SVGSVGElement} svg
   * @param {HTMLElement} frame  What it fills.
   * @param {(k: number) => void} changed  Told of every new scale.
   */
  constructor(svg, frame2, changed) {
    this.svg = svg;
    this.frame = frame2;
    this.changed = changed;
    this.fitted = true;
    this.whole = false;
    this.world = null;
    this.bounds = [0, 0, 1, 1];
    this.transform = identity2;
    this.size = { clientWidth: 0, clientHeight: 0 };
    this.behaviour = zoom2().scaleExtent([SMALLEST, LARGEST]).clickDistance(4).extent(() => [[0, 0], [frame2.clientWidth || 1, frame2.clientHeight || 1]]).filter((event) => this.wants(event)).on("start", ({ sourceEvent: sourceEvent2 }) => svg.classList.toggle("pb-panning", Boolean(sourceEvent2))).on("end", () => svg.classList.remove("pb-panning")).on("zoom", ({ transform: transform2, sourceEvent: sourceEvent2 }) => {
      if (sourceEvent2) this.fitted = false;
      this.transform = transform2;
      this.apply();
    });
    this.selection = select(
      /** @type {Element} */
      svg
    );
    this.selection.call(this.behaviour).on("dblclick.zoom", null);
  }
  /**
   * Whether an event shall zoom or pan: the wheel only with Ctrl or where the graph has the focus,
   * so that a notebook scrolls on; fingers only two at a time.
   *
   * @param {any} event
   */
  wants(event) {
    if (event.type === "wheel") {
      return event.ctrlKey || event.metaKey || this.svg.contains(document.activeElement);
    }
    if (event.type.startsWith("touch")) return event.touches.length > 1;
    return event.button === 0 && !event.ctrlKey;
  }
  apply() {
    this.world?.setAttribute("transform", this.transform.toString());
    const { k, x, y } = this.transform;
    const apart = 20 * k * 2 ** Math.max(0, Math.ceil(Math.log2(0.7 / k)));
    this.svg.style.backgroundSize = `${apart}px ${apart}px`;
    this.svg.style.backgroundPosition = `${x}px ${y}px`;
    this.changed(k);
  }
  /**
   * @param {SVGGElement} world
   * @param {[number, number, number, number]} bounds
   */
  show(world, bounds) {
    this.world = world;
    this.bounds = bounds;
    if (this.fitted) this.put(opening);
    else this.apply();
  }
  /** @returns {Extent}  What of the drawing is in sight, in its px. */
  extent() {
    const { k, x, y } = this.transform;
    const { clientWidth, clientHeight } = this.size;
    const [left, top] = [-x / k, -y / k];
    return { left, top, right: left + clientWidth / k, bottom: top + clientHeight / k };
  }
  /** Show all of it. */
  fit() {
    this.put(fit);
    this.whole = true;
  }
  /** @param {typeof fit} how */
  put(how) {
    this.fitted = true;
    this.measure();
    const { clientWidth, clientHeight } = this.size;
    if (!clientWidth || !clientHeight) return;
    const { k, x, y } = how(this.bounds, clientWidth, clientHeight);
    this.behaviour.transform(this.selection, identity2.translate(x, y).scale(k));
  }
  /** Asking the page for sizes makes it lay itself out, so that is not done at every tick. */
  measure() {
    const { clientWidth, clientHeight } = this.frame;
    this.size = { clientWidth, clientHeight };
  }
  /** The canvas has another size. */
  resized() {
    this.measure();
    if (this.fitted) this.put(this.whole ? fit : opening);
  }
  /** @param {number} direction  1 to see more closely, -1 to see more. */
  by(direction) {
    this.fitted = false;
    this.behaviour.scaleBy(this.selection, direction > 0 ? STEP : 1 / STEP);
  }
  /**
   * Bring a component into view, large enough to be read.
   *
   * @param {import("./types.js").Box} box
   * @param {boolean} [closer]  Also where it is in view already, but small.
   */
  reveal(box, closer = false) {
    const { k, x, y } = this.transform;
    const { clientWidth: width, clientHeight: height } = this.frame;
    const left = box.x * k + x;
    const top = box.y * k + y;
    const inside = left >= 0 && top >= 0 && left + box.width * k <= width && top + box.height * k <= height;
    if (inside && !(closer && k < 0.75)) return;
    this.fitted = false;
    const scale = closer ? Math.max(k, 0.9) : k;
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    this.behaviour.transform(
      this.selection,
      identity2.translate(width / 2 - middle[0] * scale, height / 2 - middle[1] * scale).scale(scale)
    );
  }
};

// src/graph/pane.js
var Pane = class {
  /** @param {import("../common/types.js").View} view */
  constructor(view) {
    this.view = view;
    this.tab = "graph";
    this.told = false;
    this.running = false;
    this.catchUp = 0;
    this.facts = null;
    this.drawing = null;
    this.live = null;
    this.labels = null;
    this.svg = s("svg", { class: "pb-canvas", role: "group", "data-level": "near" });
    this.note = h("div", { class: "pb-note", hidden: true });
    this.empty = emptyState(view);
    this.table = new Table();
    this.after = h("span", { class: "pb-offscreen", tabindex: -1 }, "end of the graph");
    const skip = { type: "button", class: "pb-button pb-skip", hidden: true };
    this.skip = h("button", skip, "Skip the graph");
    const graph = [this.skip, this.svg, this.after, this.note, this.empty];
    this.panels = {
      graph: h("div", { class: "pb-panel" }, ...graph),
      table: h("div", { class: "pb-panel" }, this.table.root)
    };
    this.measure = measurer(view.root);
    this.highlight = new Highlight(this.svg, view.signal);
    this.zoom = new Zoom(this.svg, this.panels.graph, (k) => this.zoomed(k));
    this.tip = new Tip(view, this.panels.graph);
    this.search = new Search(this, (text) => this.bar.found(text));
    this.bar = bar(view, this.panels, {
      tab: (name) => this.choose(name),
      search: (text) => this.search.look(text),
      next: (step) => this.search.next(step),
      zoom: (direction) => this.zoom.by(direction),
      fit: () => this.zoom.fit(),
      save: (kind) => this.savePicture(kind),
      arrange: () => view.send("arrange")
    });
    this.parts = [this.bar.root, this.panels.graph, this.panels.table];
  }
  listen() {
    const { view } = this;
    const { signal, root: root2 } = view;
    root2.addEventListener("keydown", (event) => this.pressed(event), { signal });
    this.skip.addEventListener("click", () => this.after.focus(), { signal });
    listenToPointer(this);
    listenToGraphKeys(this);
    view.bus.on("select", ({ component }) => {
      this.highlight.select(component ?? "");
      this.draw();
    });
    view.bus.on("hover", ({ component }) => {
      const boxes = this.drawing?.structure.boxes ?? [];
      const box = boxes.findIndex(({ name }) => name === component);
      this.highlight.around(box >= 0 ? box : null);
    });
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.panels.graph);
    signal.addEventListener("abort", () => sizes.disconnect());
  }
  /** @param {KeyboardEvent} event */
  pressed(event) {
    const typing = (
      /** @type {Element} */
      event.target.closest("input, select, textarea")
    );
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") {
      this.choose(this.tab === "graph" ? "table" : "graph");
      this.bar.focus();
    } else if (event.key === "/" && !this.bar.search.hidden) this.bar.search.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {number} k  The new scale. */
  zoomed(k) {
    this.bar?.zoomed(k);
    this.labels?.fit(k);
    this.tip?.hide();
    this.catchUp ||= requestAnimationFrame(() => {
      this.told = false;
      this.running = false;
      this.catchUp = 0;
      if (this.facts && this.tab === "graph") this.live?.drawPills(this.facts, this.zoom.extent());
    });
  }
  /** @param {string} tab */
  choose(tab) {
    this.tab = tab;
    this.bar.choose(tab);
    if (tab === "graph") this.zoom.resized();
    this.draw();
  }
  /** The structure is another one. */
  drawAll() {
    const { view, svg } = this;
    const structure = view.get("structure");
    if (!structure?.boxes) return;
    const focused2 = svg.contains(document.activeElement) ? document.activeElement : null;
    const { box, port } = focused2 instanceof SVGElement ? focused2.dataset : {};
    const drawing = this.drawing = drawStructure(structure);
    this.live = new Live(drawing, this.measure);
    this.told = false;
    this.labels = new Labels(svg, drawing, this.live, this.measure);
    svg.replaceChildren(drawing.world);
    const count2 = structure.boxes.length;
    svg.setAttribute("aria-label", `Graph of ${structure.name}: ${count2} components`);
    svg.toggleAttribute("hidden", count2 === 0);
    this.empty.hidden = count2 > 0;
    this.skip.hidden = count2 < MANY;
    this.bar.has(count2, structure.moved.length);
    letDrag(drawing, {
      begin: () => this.dragged(),
      moved: (component, x, y) => view.send("move", { component, x, y })
    });
    this.highlight.show(drawing);
    this.resize();
    this.zoom.show(drawing.world, structure.bounds);
    this.labels.fit(this.zoom.transform.k);
    this.draw();
    if (port !== void 0) drawing.ports[Number(port)]?.focus();
    else if (box !== void 0) drawing.boxes[Number(box)]?.focus();
  }
  dragged() {
    this.zoom.fitted = false;
    this.tip.hide();
  }
  /** Values or breakpoints are others. */
  draw() {
    const { view, drawing } = this;
    const [structure, values] = [view.get("structure"), view.get("values")];
    if (!Facts.fit(structure, values) || structure !== drawing?.structure) return;
    this.facts = new Facts(structure, values, view.get("breakpoints") ?? []);
    if (this.tab === "table") this.table.draw(this.facts, this.highlight.selected);
    else {
      const brief = view.now().running && structure.boxes.length >= MANY;
      this.live?.draw(this.facts, this.zoom.extent(), brief && this.told);
      this.told = true;
      this.tip.refresh();
    }
  }
  drawNow() {
    const now2 = this.view.now();
    if (now2?.tick === void 0) return;
    if (now2.selected !== this.highlight.selected) this.highlight.select(now2.selected);
    this.highlight.busy(now2.stuck);
    const branch = now2.branch === now2.head_branch ? "" : ` of ${now2.branch}`;
    const told = now2.stuck ? `${now2.stuck.component} has been in its step for ${now2.stuck.seconds} s` : `viewing tick ${count(now2.shown)}${branch}`;
    setText(this.note, told);
    this.note.hidden = !now2.viewing && !now2.stuck;
    if (this.running && !now2.running) this.draw();
    this.running = now2.running;
  }
  resize() {
    const { root: root2 } = this.view;
    if (this.drawing && root2.clientWidth) {
      const high = goodHeight(this.drawing.structure.bounds, root2.clientWidth);
      root2.style.setProperty("--pb-good-height", `${high}px`);
    }
    this.zoom.resized();
  }
  /** @param {"svg" | "png"} kind */
  async savePicture(kind) {
    const { drawing, facts, labels, live } = this;
    if (!drawing || !facts || !labels || !live) return;
    const { name, bounds } = drawing.structure;
    const { tick } = facts.values;
    this.highlight.around(null, true);
    labels.fit(1);
    live.draw(facts);
    const text = svgText(this.svg, drawing.structure, `${name}, tick ${tick}`);
    labels.fit(this.zoom.transform.k);
    live.draw(facts, this.zoom.extent());
    const svg = new Blob([text], { type: "image/svg+xml" });
    const file = `${fileName(name)}-tick-${tick}.${kind}`;
    save(kind === "svg" ? svg : await pngOf(text, bounds), file);
    this.view.announce(`saved as ${file}`);
  }
};

// src/graph_view.js
function build(view) {
  const pane = new Pane(view);
  view.root.append(...pane.parts);
  pane.listen();
  view.on("structure", () => pane.drawAll());
  view.on("values", () => pane.draw());
  view.on("breakpoints", () => pane.draw());
  view.on("now", () => pane.drawNow());
  pane.choose(view.get("tab") === "table" ? "table" : "graph");
  pane.drawAll();
  pane.drawNow();
}
var graph_view_default = { render: (context) => mountView(context, "graph-view", build) };
export {
  graph_view_default as default
};

/*!
d3-color 3.1.1 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-dispatch 3.0.2 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-drag 3.0.1 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-ease 3.0.2 (BSD-3-Clause)

Copyright 2010-2026 Mike Bostock
Copyright 2001 Robert Penner
All rights reserved.

Redistribution and use in source and binary forms, with or without modification,
are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this
  list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
  this list of conditions and the following disclaimer in the documentation
  and/or other materials provided with the distribution.

* Neither the name of the author nor the names of contributors may be used to
  endorse or promote products derived from this software without specific prior
  written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR
ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

/*!
d3-interpolate 3.0.2 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-selection 3.0.1 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-timer 3.0.2 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-transition 3.0.2 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

/*!
d3-zoom 3.0.1 (ISC)

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/
