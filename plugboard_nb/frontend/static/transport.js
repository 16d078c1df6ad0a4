// src/common/dom.js
var SVG = "http://www.w3.org/2000/svg";
function h(tag, attributes = {}, ...children) {
  return (
    /** @type {any} */
    furnish(document.createElement(tag), attributes, children)
  );
}
function s(tag, attributes = {}, ...children) {
  return (
    /** @type {any} */
    furnish(document.createElementNS(SVG, tag), attributes, children)
  );
}
function furnish(node, attributes, children) {
  setAttributes(node, attributes);
  for (const child of children) {
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
function setReason(button2, reason, title = "") {
  setAttributes(button2, { "aria-disabled": reason ? "true" : null, title: reason || title || null });
}
function afterFrame(fn, signal) {
  let waits = false;
  function call() {
    waits = false;
    if (!signal.aborted) fn();
  }
  return () => {
    if (!waits) requestAnimationFrame(() => setTimeout(call, 0));
    waits = true;
  };
}

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

// src/common/keys.js
var KEYS = [
  { keys: ["Space"], does: "run, or pause" },
  { keys: ["→"], does: "step forward" },
  { keys: ["←"], does: "view one tick back" },
  { keys: ["Home"], does: "view the first tick" },
  { keys: ["End"], does: "return to now" },
  { keys: ["Tab"], does: "go through components and ports" },
  { keys: ["Enter"], does: "select the component" },
  { keys: ["b"], does: "breakpoint on the wire or field in focus, else add one" },
  { keys: ["f"], does: "fork from here" },
  { keys: ["p"], does: "plot the component or port in focus" },
  { keys: ["t"], does: "graph or table" },
  { keys: ["+", "−", "0"], does: "zoom the graph in, out, to fit" },
  { keys: ["Shift", "arrows"], does: "move the box in focus" },
  { keys: ["/"], does: "search the graph" },
  { keys: ["Esc"], does: "close what is open; leave the widget" },
  { keys: ["?"], does: "list these keys" }
];
var EDITING = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";
var OWN_ARROWS = `${EDITING}, [role=tab], [role=menuitem], [role=option], [role=separator]`;
var OWN_SPACE = `${EDITING}, button, summary, a[href], [role=button], [role=tab], input`;
var advancing = (now) => now.running || now.doing === "running" || // and the first tick of it does not return
now.doing === "stepping" && now.goal !== null && now.goal - now.from > 1;
function actionOf(event, target, now) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === " ") {
    if (target.closest(OWN_SPACE)) return null;
    return { send: advancing(now) ? "pause" : "run", args: {} };
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
function lineTo(model, el, root, signal) {
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
    if (root.isConnected) root.prepend(notice);
  };
}

// src/common/problem.js
function showProblems(view) {
  const own = view.root.querySelector(".pb-problem-place");
  const place2 = own ?? h("div", { class: "pb-problem-place" });
  if (!own) view.root.prepend(place2);
  function draw() {
    const problem = view.get("problem");
    place2.replaceChildren(...problem?.title ? [alertOf(view, problem)] : []);
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
  const root = h("section", {
    class: `plugboard plugboard-${kind}`,
    "data-lm-suppress-shortcuts": "true",
    // JupyterLab's own keys, such as b for a cell below
    tabindex: "-1"
  });
  el.append(root);
  const post = lineTo(model, el, root, signal);
  const session = model.get("session");
  const view = {
    root,
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
      const id = newId();
      post({ do: name, id, args });
      return id;
    },
    request: requester(model, signal, post),
    scrub: () => {
    },
    announce: announcer(root, signal),
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
    root.remove();
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
    const id = newId();
    open.set(id, { resolve, reject });
    post({ do: name, id, args });
  });
}
function announcer(root, signal) {
  const live = h("div", { class: "pb-offscreen", "aria-live": "polite", role: "status" });
  root.append(live);
  let next = "";
  let timer;
  function tell() {
    timer = void 0;
    if (!next) return;
    setText(live, next);
    next = "";
    timer = setTimeout(tell, ANNOUNCE_MS);
  }
  signal.addEventListener("abort", () => clearTimeout(timer));
  return (text) => {
    next = text;
    if (timer === void 0) tell();
  };
}
function scrubber(view) {
  let next = null;
  let timer;
  function ask() {
    clearTimeout(timer);
    timer = void 0;
    if (!next) return;
    const { tick } = next;
    next = null;
    view.send("view", { tick });
    timer = setTimeout(ask, SCRUB_MS);
  }
  view.on("now", () => {
    if (timer !== void 0) ask();
  });
  view.signal.addEventListener("abort", () => clearTimeout(timer));
  return {
    /** @param {number | null} tick */
    to(tick) {
      next = { tick };
      if (timer === void 0) ask();
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

// src/common/button.js
function button(view, { label, title, kind = "", signal = view.signal }, content, act) {
  const root = h(
    "button",
    { type: "button", class: `pb-button ${kind}`.trim(), "aria-label": label, title },
    ...content
  );
  let reason = "";
  root.addEventListener("click", () => reason ? view.announce(reason) : act(), { signal });
  return {
    root,
    /** @param {string} why  "" where it can be used.  @param {string} [does]  What it does now. */
    allow(why, does = title) {
      reason = why;
      setReason(root, why, does);
    }
  };
}

// src/common/changes.js
function changes() {
  let before = null;
  return (...values) => {
    const same = before?.every((value, at) => Object.is(value, values[at]));
    before = values;
    return !same;
  };
}

// src/transport/tree.js
var COLOURS = 7;
var DASHES = [[], [4, 1.6], [1.1, 1.3], [6, 1.4, 1.1, 1.4], [8, 3]];
var colourOf = (number) => `var(--pb-series-${number % COLOURS})`;
var dashesOf = (number, width) => DASHES[number % DASHES.length].map((length) => (length * width).toFixed(1)).join(" ");
function inTreeOrder(branches2) {
  const children = /* @__PURE__ */ new Map();
  for (const branch of branches2) {
    const siblings = children.get(branch.parent) ?? [];
    siblings.push(branch);
    children.set(branch.parent, siblings);
  }
  const rows = [];
  const stack = [{ siblings: sorted(children.get(null)), at: 0 }];
  while (stack.length) {
    const level = stack[stack.length - 1];
    const branch = level.siblings[level.at];
    if (!branch) {
      stack.pop();
      continue;
    }
    level.at += 1;
    rows.push({ branch, depth: stack.length - 1 });
    stack.push({ siblings: sorted(children.get(branch.number)), at: 0 });
  }
  return rows;
}
var sorted = (siblings) => [...siblings ?? []].sort((a, b) => a.departure - b.departure || a.number - b.number);
var optionText = (name, depth) => depth ? `${" ".repeat(Math.min(depth, 6) - 1)}└ ${name}` : name;

// src/transport/swatch.js
var WIDTH = 2.5;
var swatch = (number) => s(
  "svg",
  { class: "swatch", viewBox: "0 0 24 8", "aria-hidden": "true" },
  s("line", {
    x1: 1,
    y1: 4,
    x2: 23,
    y2: 4,
    "stroke-width": WIDTH,
    "stroke-dasharray": dashesOf(number, WIDTH) || null,
    style: `stroke: ${colourOf(number)}`
  })
);

// src/transport/branch_picker.js
function branchPicker(view) {
  const { signal } = view;
  const select = h("select", { class: "pb-select branch", "aria-label": "branch" });
  const line = h("span", { class: "line" });
  const listed = changes();
  const drawn = changes();
  select.addEventListener("change", () => view.send("switch", { branch: select.value }), {
    signal
  });
  function list(branches2) {
    const rows = inTreeOrder(branches2);
    select.replaceChildren(
      ...rows.map(
        ({ branch, depth }) => h("option", { value: branch.name }, optionText(branch.name, depth))
      )
    );
    const title = rows.length < 2 ? "the only branch so far" : "go to another branch";
    setAttributes(select, { title });
  }
  function draw() {
    const branches2 = (
      /** @type {import("./tree.js").Branch[]} */
      view.get("branches")
    );
    if (listed(branches2)) list(branches2);
    const { head_branch: name } = view.now();
    if (select.value !== name) select.value = name;
    const number = branches2.find((branch) => branch.name === name)?.number;
    if (number !== void 0 && drawn(number)) line.replaceChildren(swatch(number));
  }
  return { root: h("span", { class: "picker" }, line, select), draw };
}

// src/transport/complete.js
var WORD = /[\p{L}\p{N}_.]/u;
var READABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u;
var KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(" ")
);
function wordAt(text, caret) {
  let quote = "";
  let opened = 0;
  for (let at = 0; at < caret; at += 1) {
    const c = text[at];
    if (quote ? c === quote : c === '"' || c === "'") {
      quote = quote ? "" : c;
      opened = at;
    }
  }
  if (quote) {
    const closing = text.indexOf(quote, caret);
    const end2 = closing < 0 ? caret : closing + 1;
    return { start: opened, end: end2, prefix: text.slice(opened + 1, caret), quote };
  }
  let start = caret;
  while (start > 0 && WORD.test(text[start - 1])) start -= 1;
  let end = caret;
  while (end < text.length && WORD.test(text[end])) end += 1;
  return { start, end, prefix: text.slice(start, caret), quote };
}
function written(field) {
  const bare = field.split(".").every((part) => READABLE.test(part) && !KEYWORDS.has(part));
  return bare ? field : `"${field}"`;
}
function suggestions(text, caret, fields, { extra = [], most = 8 } = {}) {
  const word = wordAt(text, caret);
  const wanted = word.prefix.toLowerCase();
  if (!wanted && !word.quote) return text.trim() ? [] : [...extra, ...fields].slice(0, most);
  if (/^[\d.]/.test(word.prefix)) return [];
  const known = new Set(fields);
  const rank = (name) => {
    const low = name.toLowerCase();
    if (low.startsWith(wanted)) return 0;
    if (!known.has(name)) return 3;
    if (low.slice(low.indexOf(".") + 1).startsWith(wanted)) return 1;
    return wanted.length > 1 && low.includes(wanted) ? 2 : 3;
  };
  const whole2 = word.start === 0 && word.end === text.length;
  const names = word.quote ? fields : [...whole2 ? extra : [], ...fields, "tick", "previous(", "abs(", "min(", "max("];
  const found = names.map((name, at) => ({ name, at, rank: rank(name) })).filter((item) => item.rank < 3).sort((a, b) => a.rank - b.rank || a.at - b.at).map((item) => item.name).slice(0, most);
  return found.length === 1 && found[0] === word.prefix ? [] : found;
}
function completed(text, caret, name) {
  const { start, end } = wordAt(text, caret);
  const put = name.endsWith("(") ? name : written(name);
  return { text: text.slice(0, start) + put + text.slice(end), caret: start + put.length };
}

// src/transport/suggestions.js
var made = 0;
function suggesting(input, signal, { names, extra, chosen }) {
  const box = listBox(input);
  const { list, isOpen, close } = box;
  const caret = () => input.selectionStart ?? 0;
  const open = () => box.open(suggestions(input.value, caret(), names(), { extra }));
  function choose(name) {
    if (!name) return;
    const next = completed(input.value, caret(), name);
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    close();
    chosen();
  }
  function pressed(event) {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) isOpen() ? box.move(step) : open();
    else if ((key === "Enter" || key === "Tab") && box.active()) choose(box.active());
    else if (key === "Escape" && isOpen()) close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  input.addEventListener("keydown", pressed, { signal });
  input.addEventListener("input", open, { signal });
  input.addEventListener("blur", close, { signal });
  window.addEventListener("scroll", close, { signal, capture: true, passive: true });
  signal.addEventListener("abort", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
  list.addEventListener("click", (event) => choose(nameOf(event.target)), { signal });
  return { list, isOpen, close };
}
var nameOf = (target) => (
  /** @type {HTMLElement | null} */
  /** @type {Element} */
  target.closest("[role=option]")?.dataset.name
);
function listBox(input) {
  const id = `pb-names-${made += 1}`;
  const about = { id, class: "names", role: "listbox", "aria-label": "names" };
  const list = h("ul", { ...about, popover: "manual" });
  const options = () => (
    /** @type {HTMLElement[]} */
    [...list.children]
  );
  let active = -1;
  setAttributes(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false"
  });
  const isOpen = () => input.getAttribute("aria-expanded") === "true";
  function activate(at) {
    active = at;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    setAttributes(input, { "aria-activedescendant": at < 0 ? null : `${id}-${at}` });
  }
  function move(step) {
    const number = list.children.length;
    activate(active < 0 ? step > 0 ? 0 : number - 1 : (active + step + number) % number);
  }
  function close() {
    if (!isOpen()) return;
    activate(-1);
    setAttributes(input, { "aria-expanded": "false" });
    if (list.matches(":popover-open")) list.hidePopover();
  }
  function open(names) {
    if (!names.length) return close();
    list.replaceChildren(...names.map((name, at) => optionOf(name, `${id}-${at}`)));
    activate(-1);
    setAttributes(input, { "aria-expanded": "true" });
    if (!list.matches(":popover-open")) list.showPopover?.();
    place(list, input.getBoundingClientRect());
  }
  return { list, isOpen, open, close, move, active: () => options()[active]?.dataset.name };
}
var optionOf = (name, id) => h("li", { id, role: "option", "aria-selected": "false", "data-name": name }, name);
function place(list, field) {
  const below = window.innerHeight - field.bottom > list.offsetHeight + 8;
  const top = below ? field.bottom + 2 : field.top - list.offsetHeight - 2;
  Object.assign(list.style, {
    minWidth: `${field.width}px`,
    left: `${field.left}px`,
    top: `${top}px`
  });
}

// src/transport/condition_field.js
var TYPING_MS = 250;
var made2 = 0;
function conditionField(view, { label, until = false, submit, changed = () => {
} }) {
  const { signal } = view;
  const input = h("input", {
    type: "text",
    class: "pb-input condition",
    "aria-label": label,
    maxlength: 1e3
  });
  const { error, show, fault } = faultOf(input);
  const checks = checking(view, input, until, (found) => {
    show(found);
    changed();
  });
  const names = suggesting(input, signal, {
    names: () => view.get("fields") ?? [],
    extra: until ? ["steady"] : [],
    chosen: typed
  });
  function typed() {
    if (fault() || !input.value.trim()) show(null);
    checks.later(() => !names.isOpen());
    changed();
  }
  async function enter() {
    names.close();
    const text = input.value.trim();
    const readable = await checks.now();
    const wrong = fault();
    if (readable) submit(text);
    else if (wrong) view.announce(said(wrong));
  }
  function clear() {
    input.value = "";
    show(null);
    changed();
  }
  function pressed(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void enter();
  }
  input.addEventListener("input", typed, { signal });
  input.addEventListener("keydown", pressed, { signal });
  const root = h("span", { class: "condition-field" }, input, names.list);
  return { root, input, error, enter, clear, fault };
}
function faultOf(input) {
  const id = `pb-fault-${made2 += 1}`;
  const error = h("div", { class: "fault", id, hidden: true });
  let fault = null;
  return {
    error,
    fault: () => fault,
    /** @param {Fault | null} found */
    show(found) {
      fault = found;
      const wrong = {
        "aria-invalid": found ? "true" : null,
        "aria-describedby": found ? id : null
      };
      setAttributes(input, wrong);
      error.replaceChildren(...found ? pointed(input.value, found) : []);
      error.hidden = !found;
    }
  };
}
function checking(view, input, until, found) {
  let asked = 0;
  let timer;
  view.signal.addEventListener("abort", () => clearTimeout(timer));
  async function faultIn(text) {
    if (!text.trim()) return null;
    return view.request("check_condition", { text, until }).catch((problem) => ({ message: problem.message, column: null }));
  }
  async function now() {
    clearTimeout(timer);
    const mine = asked += 1;
    const text = input.value;
    const fault = await faultIn(text);
    if (mine !== asked || text !== input.value) return false;
    found(fault);
    return !fault && text.trim() !== "";
  }
  function later(ready) {
    clearTimeout(timer);
    timer = setTimeout(() => ready() ? void now() : later(ready), TYPING_MS);
  }
  return { now, later };
}
var said = ({ column, message }) => column ? `column ${column}: ${message}` : message;
function pointed(text, fault) {
  const message = h("span", {}, said(fault));
  if (!fault.column) return [message];
  const at = [...text].slice(0, fault.column - 1).join("").length;
  const there = [...text.slice(at)][0] ?? " ";
  const before = text.slice(0, at);
  const after = text.slice(at + (at < text.length ? there.length : 0));
  return [h("code", {}, before.slice(-40), h("mark", {}, there), after.slice(0, 40)), message];
}

// src/common/format.js
var whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function count(value) {
  return whole.format(value);
}

// src/transport/icons.js
var PATHS = {
  start: "M2 2 H4 V10 H2 Z M11 2 V10 L5 6 Z",
  back: "M9.5 2 V10 L2.5 6 Z",
  run: "M2.5 2 V10 L9.5 6 Z",
  pause: "M2.5 2 H5 V10 H2.5 Z M7 2 H9.5 V10 H7 Z",
  step: "M2.5 2 V10 L9.5 6 Z",
  end: "M1 2 V10 L7 6 Z M8 2 H10 V10 H8 Z"
};
var icon = (name) => s(
  "svg",
  { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" },
  s("path", { d: PATHS[name], fill: "currentColor" })
);

// src/transport/moves.js
function moves(view, condition) {
  const start = button(
    view,
    { label: "To the start", kind: "square" },
    [icon("start")],
    () => view.scrub(view.now().first)
  );
  const back = button(
    view,
    { title: "View one tick earlier (←)" },
    [icon("back"), "Back"],
    () => view.send("back", { n: 1 })
  );
  const run = runButton(view, condition);
  const step = button(
    view,
    { title: "One tick on (→)" },
    ["Step", icon("step")],
    () => view.send("step", { n: 1 })
  );
  const end = button(view, { label: "To the end", kind: "square" }, [icon("end")], () => {
    const now = view.now();
    const newest = now.branch === now.head_branch && now.tick === now.last;
    view.scrub(newest ? null : now.last);
  });
  function draw(why) {
    const now = view.now();
    start.allow(why.start, `View tick ${count(now.first)} (Home)`);
    back.allow(why.back);
    run.draw(why.run);
    step.allow(why.step);
    end.allow(why.end, `View tick ${count(now.last)}`);
  }
  const roots = [start, back, run, step, end].map((each) => each.root);
  return { root: h("span", { class: "moves" }, ...roots), draw };
}
function runButton(view, condition) {
  const word = h("span");
  const glyph = h("span", { class: "glyph" });
  const { root, allow } = button(view, { kind: "pb-primary run" }, [glyph, word], () => {
    const until = condition();
    if (advancing(view.now())) view.send("pause");
    else view.send("run", until ? { until } : {});
  });
  const changed = changes();
  function draw(why) {
    const goes = advancing(view.now());
    const until = condition();
    const does = until ? `Run until ${until} (space)` : "Run (space)";
    allow(why, goes ? "Pause after the tick under way (space)" : does);
    if (!changed(goes)) return;
    setText(word, goes ? "Pause" : "Run");
    glyph.replaceChildren(icon(goes ? "pause" : "run"));
  }
  return { root, draw };
}

// src/transport/words.js
var counted = (count2, noun) => `${count(count2)} ${noun}${count2 === 1 ? "" : "s"}`;
function rateText(rate) {
  if (!(rate > 0)) return "0 ticks/s";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(rate)));
  const rounded = Number(rate.toPrecision(3));
  const text = rate >= 100 ? count(rounded) : String(Number(rounded.toFixed(Math.min(digits, 3))));
  return `${text} ${rounded === 1 ? "tick" : "ticks"}/s`;
}
function duration(seconds) {
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 1) return "less than 1 s";
  const s2 = Math.round(seconds);
  if (s2 < 60) return `${s2} s`;
  if (s2 < 600) return `${Math.floor(s2 / 60)} min${s2 % 60 ? ` ${s2 % 60} s` : ""}`;
  const min = Math.round(seconds / 60);
  if (min < 60) return `${min} min`;
  if (min < 600) return `${Math.floor(min / 60)} h${min % 60 ? ` ${min % 60} min` : ""}`;
  const h2 = Math.round(seconds / 3600);
  if (h2 < 48) return `${h2} h`;
  return `${count(Math.round(seconds / 86400))} days`;
}
function progress(now) {
  const { tick, goal, rate } = now;
  const from = now.from ?? 0;
  if (goal === null || goal === void 0 || goal - from < 2) return null;
  const share = Math.min(1, Math.max(0, (tick - from) / (goal - from)));
  const left = rate ? duration((goal - tick) / rate) : "";
  const percent = `${Math.floor(100 * share)} %`;
  const where = `to tick ${count(goal)}`;
  return { share, text: [where, percent, left && `${left} left`].filter(Boolean).join(" · ") };
}
function stopText(stop) {
  if (!stop) return "";
  const at = `at tick ${count(stop.tick)}`;
  switch (stop.reason) {
    case "until":
      return stop.text === "steady" ? `stopped: steady ${at}` : `stopped: ${stop.text} holds ${at}`;
    case "breakpoint":
      return `stopped: breakpoint ${stop.text} ${at}`;
    case "completed":
      return `the model has ended ${at}`;
    case "interrupted":
      return `interrupted ${at}`;
    case "paused":
      return `paused ${at}`;
    case "ticks":
      return `reached tick ${count(stop.tick)}`;
    default:
      return `${[stop.reason, stop.text].filter(Boolean).join(" ")} ${at}`;
  }
}
var MARKS = { breakpoint: "◆", until: "◆", completed: "✓" };
var stopMark = (reason) => MARKS[reason] ?? "";
function size(bytes) {
  const mb = bytes / 2 ** 20;
  if (mb < 1) return `${count(Math.ceil(bytes / 2 ** 10))} kB`;
  return `${mb >= 10 ? count(mb) : mb.toFixed(1).replace(".0", "")} MB`;
}
function named(name) {
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  return /^[\x20-\x7e]*$/.test(short) ? short : `⁨${short}⁩`;
}
function usageText(usage) {
  const meter = `history ${size(usage.total)} of ${size(usage.limit)}`;
  if (usage.obstacle) return { meter, reach: "cannot go back" };
  if (!usage.oldest) return { meter, reach: "every tick restorable" };
  return { meter, reach: `shown from tick ${count(usage.oldest)}, every tick restorable` };
}
function usageDetail(usage) {
  const lines = [`history ${size(usage.history)}, keyframes ${size(usage.keyframes)}`];
  if (usage.obstacle) lines.push(usage.obstacle);
  else lines.push(`going back takes at most ${counted(usage.replay, "tick")} again`);
  if (usage.oldest) lines.push("rewinding to an older tick computes it again");
  return lines.join("\n");
}
function viewingText(now) {
  const tick = `tick ${count(now.shown)}`;
  if (now.branch !== now.head_branch) {
    return { lead: `Viewing branch ${named(now.branch)}: `, tick, rest: ` of ${count(now.last)}.` };
  }
  if (now.shown > now.tick) {
    return { lead: "Viewing what came later: ", tick, rest: `; now is tick ${count(now.tick)}.` };
  }
  return { lead: "Viewing the past: ", tick, rest: ` of ${count(now.tick)}.` };
}
function sliderText(now, shown, last) {
  const where = `tick ${count(shown)} of ${count(last)}`;
  if (shown === now.tick && now.branch === now.head_branch) return `${where}, now`;
  return `${where}, viewing ${shown > now.tick ? "what came later" : "the past"}`;
}

// src/transport/pace.js
var PACES = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1e3];
var RATES = [1, 2, 5, 10, 20];
function showChoice(select, value, text) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(h("option", { value }, text));
  }
  if (select.value !== value) select.value = value;
}
function pace(view) {
  const root = h(
    "select",
    { class: "pb-select pace", "aria-label": "speed", title: "how fast a run goes" },
    h("option", { value: "" }, "as fast as it goes"),
    ...PACES.map((rate) => h("option", { value: rate }, rateText(rate)))
  );
  function chosen() {
    view.send("speed", { ticks_per_s: root.value ? Number(root.value) : null });
  }
  root.addEventListener("change", chosen, { signal: view.signal });
  function draw() {
    const { pace: rate } = view.now();
    showChoice(root, rate ? String(rate) : "", rate ? rateText(rate) : "");
  }
  return { root, draw };
}
function drawing(view) {
  const select = h(
    "select",
    { class: "pb-select", "aria-label": "how often it is drawn" },
    ...RATES.map((rate) => h("option", { value: rate }, `${rate}/s`))
  );
  const root = h(
    "label",
    { class: "fps", title: "how often a run is drawn; it goes no slower for it" },
    h("span", { class: "words" }, "drawn at most"),
    select
  );
  select.addEventListener("change", () => view.send("fps", { n: Number(select.value) }), {
    signal: view.signal
  });
  function draw() {
    const { fps } = view.now();
    if (fps) showChoice(select, String(fps), `${fps}/s`);
  }
  return { root, draw };
}

// src/transport/reasons.js
function noAdvance(now, status) {
  if (now.components === 0) return "there are no components yet";
  if (now.trouble === "start") return "it could not be started: mend the cause, then start again";
  if (status === "failed") return `failed at tick ${count(now.tick + 1)}: rewind to go on`;
  if (status === "completed") {
    return `the model has ended at tick ${count(now.tick)}: rewind or fork to take another turn`;
  }
  return "";
}
function noLater(now) {
  if (now.shown < now.last) return "";
  const go2 = now.branch === now.head_branch ? "return to now" : "switch to it";
  return `this is the last tick of ${named(now.branch)}: ${go2} to go on`;
}
function reasons(now, status, wrong = false) {
  const stuck = noAdvance(now, status);
  const oldest = now.first ? `tick ${count(now.first)} is the oldest that is remembered; rewinding goes further` : "this is the first tick";
  const atStart = now.shown <= now.first ? oldest : "";
  const unreadable = wrong ? "the condition after “until” cannot be read" : "";
  return {
    start: atStart,
    back: atStart,
    run: now.advancing ? "" : stuck || unreadable,
    step: now.viewing ? noLater(now) : stuck,
    end: !now.viewing && now.shown >= now.last ? "this is the newest tick" : "",
    reset: now.tick === 0 && !now.advancing && status !== "failed" ? "this is tick 0 already" : ""
  };
}
function whyNotDelete(branch, all, head) {
  if (branch.parent === null) return "the first branch cannot be deleted";
  if (branch.name === head) return "the head is on it: switch to another branch first";
  const children = all.filter((b) => b.parent === branch.number).map((b) => named(b.name));
  if (children.length) return `${children.join(", ")} left it: delete that first`;
  return "";
}
function whyNotName(name, others) {
  if (!name) return "a branch needs a name";
  const taken = others.some((branch) => branch.name === name);
  return taken ? "there is a branch of that name already" : "";
}

// src/transport/slider_marks.js
var REACH_PX = 4;
function sliderMarks(view) {
  const root = h("div", { class: "marks", "aria-hidden": "true" });
  const listed = changes();
  const moved = changes();
  let marks = [];
  function draw(first, last) {
    const wanted = (
      /** @type {Mark[]} */
      view.get("marks") ?? []
    );
    if (listed(wanted)) {
      marks = wanted.map((mark) => ({ node: nodeOf(mark), tick: mark.tick }));
      root.replaceChildren(...marks.map(({ node }) => node));
    }
    if (!moved(wanted, first, last)) return;
    for (const { node, tick } of marks) {
      const share = last > first ? (tick - first) / (last - first) : 1;
      node.hidden = share < 0 || share > 1;
      if (!node.hidden) node.style.setProperty("--at", share.toFixed(5));
    }
  }
  function textAt(x) {
    const near = marks.filter(({ node }) => !node.hidden && distance(node, x) <= REACH_PX);
    return near.map(({ node }) => node.title).join("\n");
  }
  return { root, draw, textAt };
}
function distance(node, x) {
  const { left, width } = node.getBoundingClientRect();
  return Math.abs(x - left - width / 2);
}
var nodeOf = ({ kind, number, text }) => h("span", {
  class: `mark ${kind}`,
  title: text,
  style: kind === "branch" ? `--colour: ${colourOf(number)}` : null
});

// src/transport/slider.js
var SETTLE_MS = 1500;
function slider(view) {
  const { signal } = view;
  const input = h("input", { type: "range", step: 1, class: "ticks", "aria-label": "tick shown" });
  const head = h("span", { class: "head", "aria-hidden": "true", title: "now" });
  const marks = sliderMarks(view);
  const track = h("div", { class: "track" }, marks.root, head, input);
  const where = tickOfTicks();
  const chosen = choice(signal, draw);
  let dragging = false;
  function show(tick) {
    const now = view.now();
    const last = Number(input.max);
    const within = Math.min(tick, last);
    input.value = String(within);
    track.style.setProperty("--at", String(Math.max(0, shareOf(within, now.first, last))));
    setAttributes(input, { "aria-valuetext": sliderText(now, within, last) });
    where.show(within, last);
  }
  function draw() {
    const now = view.now();
    const last = dragging ? Number(input.max) : now.last;
    setAttributes(input, { min: now.first, max: last, "aria-disabled": last <= now.first });
    show(chosen.tick(now.shown) ?? (dragging ? Number(input.value) : now.shown));
    const behind = now.branch === now.head_branch && now.tick < last;
    head.hidden = !behind;
    head.style.setProperty("--at", String(shareOf(now.tick, now.first, last)));
    marks.draw(now.first, last);
  }
  const drag = (down) => () => {
    dragging = down;
    draw();
  };
  input.addEventListener("input", () => view.scrub(Number(input.value)), { signal });
  input.addEventListener("pointerdown", drag(true), { signal });
  for (const end of ["pointerup", "pointercancel", "change"]) {
    input.addEventListener(end, drag(false), { signal });
  }
  input.addEventListener(
    "pointermove",
    ({ clientX }) => setAttributes(input, { title: marks.textAt(clientX) || null }),
    { signal }
  );
  view.bus.on("cursor", ({ tick }) => {
    if (typeof tick !== "number") return;
    chosen.put(tick);
    show(tick);
  });
  return { root: h("div", { class: "slider" }, track, where.root), draw };
}
var shareOf = (tick, first, last) => last > first ? (tick - first) / (last - first) : 0;
function tickOfTicks() {
  const shown = h("strong", { class: "shown" });
  const end = h("span");
  const root = h("span", { class: "where" }, shown, end);
  function show(tick, last) {
    setText(shown, count(tick));
    setText(end, ` / ${count(last)}`);
    root.style.minWidth = `${2 * count(last).length + 2}ch`;
  }
  return { root, show };
}
function choice(signal, settled) {
  let chosen = null;
  let timer;
  signal.addEventListener("abort", () => clearTimeout(timer));
  const forget = () => {
    clearTimeout(timer);
    chosen = null;
  };
  return {
    /** @param {number} tick */
    put(tick) {
      forget();
      chosen = tick;
      timer = setTimeout(() => {
        forget();
        settled();
      }, SETTLE_MS);
    },
    /** @param {number} shown  What Python shows. */
    tick(shown) {
      if (chosen === shown) forget();
      return chosen;
    }
  };
}

// src/transport/step_several.js
var MOST = 1e9;
function stepSeveral(view) {
  const { signal } = view;
  const input = h("input", {
    type: "number",
    class: "pb-input count",
    min: 1,
    max: MOST,
    step: 1,
    value: 10,
    "aria-label": "ticks per Step n"
  });
  const go2 = button(view, {}, ["Step n"], () => view.send("step", { n: Number(input.value) }));
  let whyNoStep = "";
  function redraw() {
    const n = Number(input.value);
    const valid = /^\d+$/.test(input.value) && n >= 1 && n <= MOST;
    const reason = valid ? whyNoStep : `type a whole number of ticks, 1 to ${count(MOST)}`;
    go2.allow(reason, `Step ${count(n)} ${n === 1 ? "tick" : "ticks"}`);
    setAttributes(input, { "aria-invalid": valid ? null : "true" });
  }
  function pressed(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go2.root.click();
  }
  input.addEventListener("input", redraw, { signal });
  input.addEventListener("keydown", pressed, { signal });
  return {
    root: h("span", { class: "several" }, input, go2.root),
    /** @param {string} why  Why no step can be taken, if so. */
    draw(why) {
      whyNoStep = why;
      redraw();
    }
  };
}

// src/transport/controls.js
function controls(view) {
  const until = conditionField(view, {
    label: "run until",
    until: true,
    submit: (text) => view.send("run", { until: text }),
    changed: () => draw()
  });
  const condition = () => until.input.value.trim();
  const moving = moves(view, condition);
  const several = stepSeveral(view);
  const ticks = slider(view);
  const speed = pace(view);
  const picker = branchPicker(view);
  const about = "Back to tick 0 with the present settings; what was recorded stays";
  const reset = button(view, { title: about }, ["Reset"], () => view.send("reset"));
  view.bus.on("run", (args) => {
    if (condition() && !("until" in args)) args.until = condition();
  });
  function draw() {
    const now = view.now();
    const wrong = Boolean(until.fault());
    const why = reasons({ ...now, advancing: advancing(now) }, view.get("head_status"), wrong);
    moving.draw(why);
    several.draw(why.step);
    reset.allow(why.reset);
    for (const part of [ticks, speed, picker]) part.draw();
    setAttributes(until.input, { placeholder: view.get("example") || "a condition" });
  }
  const row = h(
    "div",
    { class: "controls", role: "group", "aria-label": "Controls" },
    moving.root,
    several.root,
    ticks.root,
    speed.root,
    h("span", { class: "until" }, h("span", {}, "until"), until.root),
    picker.root,
    reset.root
  );
  return { root: h("div", { class: "bar" }, row, until.error), draw };
}

// src/common/focus.js
function focusedIn(node) {
  const { activeElement } = (
    /** @type {Document | ShadowRoot} */
    node.getRootNode()
  );
  return node.contains(activeElement ?? null) ? (
    /** @type {HTMLElement} */
    activeElement
  ) : null;
}
function setVisible(node, visible, next) {
  const focused = visible || node.hidden ? null : focusedIn(node);
  node.hidden = !visible;
  if (focused) next()?.focus();
}

// src/transport/branch_row.js
function branchRow(branch, depth, all, now, field) {
  const here = branch.name === now.head_branch;
  const viewed2 = now.viewing && branch.name === now.branch;
  const parent = all.find((other) => other.number === branch.parent);
  const title = [
    field ?? h("span", { class: "name", dir: "auto", title: branch.name }, branch.name),
    here && h("span", { class: "here" }, "now"),
    viewed2 && h("span", { class: "here" }, "viewed")
  ];
  const facts = [
    parent && `left ${named(parent.name)} at tick ${count(branch.departure)}, `,
    h("span", { class: "reach" }, reachText(branch.last)),
    branch.changes > 0 && `, ${counted(branch.changes, "change")}`
  ];
  return h(
    "li",
    { "data-number": branch.number, "aria-current": here ? "true" : null },
    h("span", { class: "line", style: `--depth: ${Math.min(depth, 8)}` }, swatch(branch.number)),
    h(
      "span",
      { class: "about" },
      h("span", { class: "title" }, ...title),
      h("span", { class: "facts" }, ...facts)
    ),
    h("span", { class: "verbs" }, ...verbs(branch, all, now))
  );
}
var reachText = (last) => `to tick ${count(last)}`;
function verbs(branch, all, now) {
  const here = branch.name === now.head_branch;
  const shown = here && !now.viewing ? "it is shown" : "";
  return [
    verb(branch, "Switch", "Go to its last tick", here ? "the head is on it" : ""),
    verb(branch, "View", "Show its last tick; the head stays where it is", shown),
    verb(branch, "Rename", "Give it another name", ""),
    verb(
      branch,
      "Delete",
      "Delete it with all it recorded",
      whyNotDelete(branch, all, now.head_branch)
    )
  ];
}
function verb({ name }, does, title, reason) {
  const about = { type: "button", value: does, "aria-label": `${does} ${name}` };
  const button2 = h("button", { ...about, class: "pb-button pb-small" }, does);
  setReason(button2, reason, title);
  return button2;
}

// src/transport/rename_field.js
function renameField(view, branch, others, end) {
  const field = h("input", {
    type: "text",
    class: "pb-input",
    value: branch.name,
    maxlength: 300,
    "aria-label": `new name of ${branch.name}`
  });
  function rename() {
    const name = field.value.trim();
    const wrong = whyNotName(name, others());
    setAttributes(field, { "aria-invalid": wrong ? "true" : null, title: wrong || null });
    if (wrong) return view.announce(wrong);
    if (name !== branch.name) view.send("rename", { branch: branch.name, name });
    end();
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") rename();
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return field;
}

// src/transport/branch_list.js
function branchList(view) {
  const list = h("ul", { class: "list tree" });
  const changed = changes();
  let renaming = null;
  const all = () => view.get("branches") ?? [];
  function draw() {
    const now = view.now();
    if (changed(all(), now.head_branch, now.branch, now.viewing)) drawRows();
    else drawReach();
  }
  function drawRows() {
    const place2 = placeOf(focusedIn(list));
    if (renaming && !numbered(renaming.number)) renaming = null;
    const rows = inTreeOrder(all()).map(({ branch, depth }) => {
      const field = renaming?.number === branch.number ? renaming.field : null;
      return branchRow(branch, depth, all(), view.now(), field);
    });
    list.replaceChildren(...rows);
    drawReach();
    if (place2) focusAt(list, place2);
  }
  function drawReach() {
    const reach = list.querySelector("[aria-current] .reach");
    if (reach) setText(reach, reachText(view.get("head_last")));
  }
  const numbered = (number) => all().find((branch) => String(branch.number) === String(number));
  function rename(branch) {
    const others = () => all().filter((other) => other.number !== branch.number);
    const field = renameField(view, branch, others, () => {
      renaming = null;
      drawRows();
      focusAt(list, { number: String(branch.number), verb: "Rename" });
    });
    renaming = { number: branch.number, field };
    drawRows();
    field.focus();
    field.select();
  }
  function clicked(event) {
    const target = (
      /** @type {Element} */
      event.target.closest("button")
    );
    const branch = numbered(target?.closest("li")?.dataset.number);
    if (!target || !branch) return;
    if (target.getAttribute("aria-disabled")) view.announce(target.title);
    else if (target.value === "Rename") rename(branch);
    else go(view, target.value, branch);
  }
  list.addEventListener("click", clicked, { signal: view.signal });
  return { root: list, draw };
}
function go(view, verb2, { name, last }) {
  const here = name === view.now().head_branch;
  if (verb2 === "Switch") view.send("switch", { branch: name });
  else if (verb2 === "Delete") view.send("delete", { branch: name });
  else view.send("view", here ? { tick: null } : { tick: last, branch: name });
}
function placeOf(focused) {
  const number = focused?.closest("li")?.dataset.number;
  if (!focused) return null;
  return { number, verb: focused instanceof HTMLButtonElement ? focused.value : "" };
}
function focusAt(list, { number, verb: verb2 }) {
  const row = list.querySelector(`li[data-number="${number}"]`) ?? list.lastElementChild;
  const control = verb2 ? `button[value="${verb2}"]` : "input";
  row?.querySelector(control)?.focus();
}

// src/transport/branches.js
var HINT = "A fork begins another future from the tick shown; this one stays as it is.";
function branches(view) {
  const list = branchList(view);
  const title = "Begin a new branch at the tick shown (f)";
  const fork = button(view, { title }, ["Fork from here…"], () => view.bus.emit("fork"));
  const root = h(
    "div",
    { class: "panel branches", role: "group", "aria-label": "Branches" },
    list.root,
    h("div", { class: "add" }, fork.root, h("p", { class: "hint" }, HINT))
  );
  return { root, draw: list.draw, count: () => (view.get("branches") ?? []).length };
}

// src/transport/breakpoints.js
var NONE = "No breakpoints yet. A run stops when the condition of one becomes true, or at its event.";
function breakpoints(view) {
  const list = h("ul", { class: "list" });
  const none = h("p", { class: "hint" }, NONE);
  const adding = addForm(view);
  const root = h(
    "div",
    { class: "panel breakpoints", role: "group", "aria-label": "Breakpoints" },
    none,
    list,
    adding.root
  );
  const rows = [];
  const points = () => view.get("breakpoints") ?? [];
  function draw() {
    for (const row of rows.splice(points().length)) {
      if (focusedIn(row.root)) adding.focus();
      row.root.remove();
    }
    for (const point of points()) {
      const row = rows[point.number] ??= breakpointRow(view, point.number);
      if (!row.root.parentNode) list.append(row.root);
      row.draw(point);
    }
    none.hidden = rows.length > 0;
    list.hidden = rows.length === 0;
    adding.draw();
  }
  return { root, draw, focus: adding.focus, count: () => points().length };
}
function breakpointRow(view, number) {
  const { signal } = view;
  const enabled = h("input", { type: "checkbox" });
  const text = h("code", { dir: "auto" });
  const hits = h("span", { class: "hits" });
  let leaving = false;
  const remove = button(view, { kind: "pb-small", title: "Remove" }, ["×"], () => {
    if (!leaving) view.send("remove_breakpoint", { number });
    leaving = true;
  });
  enabled.addEventListener(
    "change",
    () => view.send("enable_breakpoint", { number, enabled: enabled.checked }),
    { signal }
  );
  const root = h("li", {}, h("label", {}, enabled, text), hits, remove.root);
  const changed = changes();
  function draw(point) {
    if (!changed(point)) return;
    leaving = false;
    enabled.checked = point.enabled;
    setText(text, point.text);
    setText(hits, hitText(point.hits));
    setAttributes(enabled, { title: point.enabled ? "looked at" : "not looked at" });
    setAttributes(root, { class: point.enabled ? null : "off" });
    setAttributes(remove.root, { "aria-label": `Remove breakpoint ${point.text}` });
  }
  return { root, draw };
}
function hitText(hits) {
  if (hits === 0) return "not hit yet";
  return hits === 1 ? "hit once" : `hit ${counted(hits, "time")}`;
}
function addForm(view) {
  const field = conditionField(view, {
    label: "condition of a new breakpoint",
    submit(condition) {
      view.send("add_breakpoint", { condition });
      field.clear();
      field.input.focus();
    },
    changed: () => allow()
  });
  const add = button(view, {}, ["Add"], () => void field.enter());
  const event = eventChoice(view);
  function allow() {
    const fault = field.fault() ? "the condition cannot be read" : "";
    add.allow(field.input.value.trim() ? fault : "type a condition first");
  }
  function draw() {
    setAttributes(field.input, { placeholder: view.get("example") || "a condition" });
    allow();
    event.draw();
  }
  const root = h(
    "div",
    { class: "add" },
    h("div", { class: "line" }, field.root, add.root, event.root),
    field.error
  );
  return { root, draw, focus: () => field.input.focus() };
}
function eventChoice(view) {
  const select = h("select", { class: "pb-select", "aria-label": "add a breakpoint on an event" });
  const root = h("span", { class: "or" }, "or at event ", select);
  const changed = changes();
  function chosen() {
    if (select.value) view.send("add_breakpoint", { events: [select.value] });
    select.value = "";
  }
  select.addEventListener("change", chosen, { signal: view.signal });
  function draw() {
    const types = (
      /** @type {string[]} */
      view.get("events") ?? []
    );
    if (!changed(types)) return;
    root.hidden = types.length === 0;
    select.replaceChildren(
      h("option", { value: "" }, "choose…"),
      ...types.map((type) => h("option", { value: type }, type))
    );
  }
  return { root, draw };
}

// src/transport/foot.js
function foot(view) {
  const points = breakpoints(view);
  const tree = branches(view);
  const pointsFold = fold(view, "Breakpoints", points);
  const treeFold = fold(view, "Branches", tree);
  const message = messageLine(view);
  const rate = drawing(view);
  view.bus.on("breakpoint", () => {
    pointsFold.toggle(true);
    points.focus();
  });
  const root = h(
    "div",
    { class: "foot" },
    h(
      "div",
      { class: "line" },
      h("span", { class: "folds" }, pointsFold.root, treeFold.root),
      message.root,
      rate.root
    ),
    h("div", { class: "panels" }, points.root, tree.root)
  );
  const parts = [points, tree, pointsFold, treeFold, message, rate];
  return { root, draw: () => parts.forEach((part) => part.draw()) };
}
var made3 = 0;
function fold(view, label, panel) {
  panel.root.id = `pb-panel-${made3 += 1}`;
  panel.root.hidden = true;
  const number = h("span", { class: "number" });
  const root = h(
    "button",
    { type: "button", class: "fold", "aria-expanded": "false", "aria-controls": panel.root.id },
    h("span", { class: "arrow", "aria-hidden": "true" }),
    `${label} `,
    number
  );
  function toggle(open) {
    panel.root.hidden = !open;
    setAttributes(root, { "aria-expanded": String(open) });
  }
  root.addEventListener("click", () => toggle(panel.root.hidden !== false), { signal: view.signal });
  return { root, toggle, draw: () => setText(number, panel.count()) };
}
function messageLine(view) {
  const bar = h("progress", { max: 1, "aria-label": "progress of the run" });
  const mark = h("span", { class: "mark", "aria-hidden": "true" });
  const text = h("span", { class: "text" });
  const root = h("span", { class: "message" }, mark, bar, text);
  function draw() {
    const now = view.now();
    const way = progress(now);
    bar.hidden = !way;
    if (way) bar.value = way.share;
    const stop = now.doing ? null : now.stop;
    setText(mark, stop ? stopMark(stop.reason) : "");
    setText(text, way ? way.text : now.doing ? "" : hint(now) || stopText(now.stop));
    setAttributes(root, { title: text.textContent || null });
  }
  return { root, draw };
}
function hint(now) {
  const behind = now.branch === now.head_branch && !now.viewing && now.tick < now.last;
  return behind ? "stepping on from here begins a new branch; what came later stays" : "";
}

// src/transport/status.js
var SHAPES = {
  ring: () => s("circle", { cx: 6, cy: 6, r: 4, fill: "none" }),
  disc: () => s("circle", { cx: 6, cy: 6, r: 4.2, fill: "currentColor", stroke: "none" }),
  triangle: () => s("path", { d: "M3 2 L10.5 6 L3 10 Z", fill: "currentColor", stroke: "none" }),
  square: () => s("rect", { x: 2.2, y: 2.2, width: 7.6, height: 7.6, fill: "currentColor" }),
  check: () => s("path", { d: "M2 6.5 L5 9.5 L10.5 2.8", fill: "none" }),
  cross: () => s("path", { d: "M2.5 2.5 L9.5 9.5 M9.5 2.5 L2.5 9.5", fill: "none" })
};
var STATUSES = {
  created: ["ring", "created", "muted"],
  init: ["ring", "ready", "accent"],
  running: ["triangle", "running", "accent"],
  waiting: ["disc", "waiting", "good"],
  completed: ["check", "completed", "good"],
  failed: ["cross", "failed", "danger"],
  stopped: ["square", "stopped", "event"]
};
var statusWord = (status) => STATUSES[status]?.[1] ?? status;
function statusShape(status) {
  const [shape, , colour] = STATUSES[status] ?? STATUSES.created;
  return s(
    "svg",
    {
      class: "shape",
      viewBox: "0 0 12 12",
      "aria-hidden": "true",
      stroke: "currentColor",
      "stroke-width": 2,
      style: `color: var(--pb-${colour})`
    },
    SHAPES[shape]()
  );
}

// src/transport/header.js
function header(view) {
  const name = h("strong", { class: "name", dir: "auto" });
  const status = statusChip(view);
  const tick = h("span", { class: "pb-chip tick" });
  const seed = h("span", { class: "pb-chip seed" });
  const rate = h("span", { class: "pb-chip rate", title: "ticks per second, measured" });
  const meter = memoryMeter();
  const keys = h(
    "button",
    { type: "button", class: "pb-chip keys", title: "List the keys" },
    "? keys"
  );
  keys.addEventListener("click", () => view.bus.emit("help"), { signal: view.signal });
  const root = h(
    "div",
    { class: "header" },
    h("span", { class: "who" }, name, status.root, tick, seed),
    h("span", { class: "cost" }, rate, meter.root, keys)
  );
  function draw() {
    const now = view.now();
    setText(name, now.process);
    setAttributes(name, { title: now.process });
    status.draw();
    setText(tick, `tick ${count(now.tick)}`);
    setText(seed, `seed ${now.seed}`);
    setText(rate, rateText(now.rate));
    rate.hidden = !(now.rate > 0);
    meter.draw(view.get("usage"));
  }
  return { root, draw };
}
function statusChip(view) {
  const root = h("span", { class: "pb-chip status" });
  const changed = changes();
  function draw() {
    const now = view.now();
    const status = advancing(now) ? "running" : view.get("head_status");
    const brief = advancing(now) || !now.doing || now.doing === "stepping";
    const word = brief ? statusWord(status) : `${now.doing} …`;
    if (changed(status, word)) root.replaceChildren(statusShape(status), h("span", {}, word));
  }
  return { root, draw };
}
function memoryMeter() {
  const fill = h("span", { class: "fill" });
  const words = h("span", { class: "words" });
  const reach = h("span", { class: "reach" });
  const bar = h(
    "span",
    {
      class: "gauge",
      role: "meter",
      "aria-label": "memory",
      "aria-valuemin": 0,
      "aria-valuemax": 100
    },
    fill
  );
  const root = h("span", { class: "pb-chip memory" }, bar, words, reach);
  function draw(usage) {
    root.hidden = !usage?.limit;
    if (!usage?.limit) return;
    const text = usageText(usage);
    setText(words, text.meter);
    setText(reach, text.reach);
    const share = Math.min(100, 100 * usage.total / usage.limit);
    fill.style.width = `${share.toFixed(1)}%`;
    setAttributes(bar, {
      "aria-valuenow": Math.round(share),
      "aria-valuetext": text.meter
    });
    setAttributes(root, { title: usageDetail(usage) });
  }
  return { root, draw };
}

// src/transport/help.js
function help(view) {
  const close = h("button", { type: "button", class: "pb-button" }, "Close");
  const dialog = h(
    "dialog",
    { class: "keys-dialog", "aria-label": "Keys" },
    h("p", { class: "title" }, h("strong", {}, "Keys"), " while the focus is in the workbench"),
    h(
      "dl",
      {},
      ...KEYS.map(
        ({ keys, does }) => h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, does))
      )
    ),
    h("div", { class: "verbs" }, close)
  );
  const { signal } = view;
  function pressed(event) {
    if (event.key === "?") dialog.close();
    event.stopPropagation();
  }
  function clicked(event) {
    if (event.target === dialog || event.target === close) dialog.close();
  }
  dialog.addEventListener("click", clicked, { signal });
  dialog.addEventListener("keydown", pressed, { signal });
  view.bus.on("help", () => {
    if (!document.querySelector("dialog.keys-dialog[open]")) dialog.showModal();
  });
  return dialog;
}

// src/transport/news.js
function news(before, now) {
  if (!before || before.tick === void 0) return "";
  if (now.stuck && !before.stuck) return `${now.stuck.component || "a step"} does not return`;
  const moved = now.shown !== before.shown || now.branch !== before.branch;
  if (now.viewing) return moved || !before.viewing ? viewed(now) : "";
  if (now.doing) return now.running && !before.running ? "running" : "";
  return ended(before, now) || (moved || isNew(before, now) ? arrived(before, now) : "");
}
function viewed(now) {
  const { lead, tick, rest } = viewingText(now);
  return `${lead}${tick}${rest}`;
}
function ended(before, now) {
  const { stop } = now;
  if (!stop || stop.reason === "ticks") return "";
  const fresh = before.doing || stop.reason !== before.stop?.reason || stop.tick !== before.stop?.tick;
  return fresh ? stopText(stop) : "";
}
var isNew = (before, now) => before.doing || before.viewing || before.tick !== now.tick || before.status !== now.status;
function arrived(before, now) {
  const branch = now.head_branch !== before.head_branch ? `branch ${now.head_branch}, ` : "";
  return `${branch}tick ${count(now.tick)}, ${statusWord(now.status)}`;
}

// src/transport/fork_form.js
function forkForm(view) {
  const { signal } = view;
  const what = h("span");
  const name = h("input", {
    type: "text",
    class: "pb-input",
    maxlength: 300,
    "aria-label": "name of the new branch",
    placeholder: "numbered by default",
    autocomplete: "off"
  });
  const go2 = button(view, { kind: "pb-primary" }, ["Fork"], confirm);
  const cancel = button(view, { title: "Esc" }, ["Cancel"], close);
  const root = h(
    "form",
    { class: "strip fork", hidden: true, "aria-label": "Fork" },
    what,
    h("label", { class: "verbs" }, "name", name),
    h("span", { class: "verbs" }, go2.root, cancel.root)
  );
  const focus = focusBefore(view);
  function open() {
    if (root.hidden) {
      focus.keep();
      name.value = "";
      root.hidden = false;
    }
    draw();
    name.focus();
  }
  function close() {
    setVisible(root, false, focus.last);
  }
  function confirm() {
    const text = name.value.trim();
    view.send("fork", text ? { name: text } : {});
    close();
  }
  function draw() {
    if (root.hidden) return;
    const now = view.now();
    setText(what, `New branch from tick ${count(now.shown)} of ${named(now.branch)}:`);
    const text = name.value.trim();
    const taken = text ? whyNotName(text, view.get("branches")) : "";
    go2.allow(taken, "Make the branch and go there (Enter)");
  }
  function pressed(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === name) go2.root.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  name.addEventListener("input", draw, { signal });
  root.addEventListener("submit", (event) => event.preventDefault(), { signal });
  root.addEventListener("keydown", pressed, { signal });
  return { root, draw, open };
}
function focusBefore(view) {
  let before = null;
  return {
    keep() {
      const page = (
        /** @type {Document | ShadowRoot} */
        view.root.getRootNode()
      );
      before = /** @type {HTMLElement | null} */
      page.activeElement;
    },
    /** @returns {HTMLElement | null} */
    last: () => before?.isConnected && before.offsetParent ? before : runOf(view)
  };
}
var runOf = (view) => view.root.querySelector(".run");

// src/transport/strips.js
function strips(view) {
  const fork = forkForm(view);
  const parts = [stuckStrip(view), failedStrip(view), pastStrip(view, fork.open), fork];
  view.bus.on("fork", fork.open);
  return {
    root: h(
      "div",
      {},
      h("div", { class: "pb-problem-place" }),
      ...parts.map((part) => part.root)
    ),
    draw: () => parts.forEach((part) => part.draw())
  };
}
function strip(view, kind, about, buttons) {
  const verbs2 = h("span", { class: "verbs" }, ...buttons);
  const root = h("div", { class: `strip ${kind}`, hidden: true }, h("span", {}, ...about), verbs2);
  const show = (visible) => setVisible(root, visible, () => runOf(view));
  return { root, show };
}
function pastStrip(view, fork) {
  const [lead, rest] = [h("span"), h("span")];
  const tick = h("strong");
  const about = {
    now: "Show the newest state again (End)",
    rewind: "Put the model back to this tick; stepping on begins a new branch, the old one stays",
    fork: "Begin a new branch at this tick; the present one does not change (f)"
  };
  const now = button(view, { title: about.now }, ["Return to now"], () => view.scrub(null));
  const rewind = button(
    view,
    { title: about.rewind },
    ["Rewind to here"],
    () => view.send("rewind")
  );
  const forking = button(view, { title: about.fork }, ["Fork from here…"], fork);
  const buttons = [now, rewind, forking].map((each) => each.root);
  const { root, show } = strip(view, "past", [lead, tick, rest], buttons);
  function draw() {
    const now2 = view.now();
    show(now2.viewing);
    if (!now2.viewing) return;
    const text = viewingText(now2);
    setText(lead, text.lead);
    setText(tick, text.tick);
    setText(rest, text.rest);
  }
  return { root, draw };
}
function failedStrip(view) {
  const text = h("span");
  const go2 = button(view, {}, [], () => {
    const { trouble, tick } = view.now();
    if (trouble === "start") view.send("reset");
    else view.send("rewind", { tick });
  });
  const { root, show } = strip(view, "failed", [text], [go2.root]);
  function draw() {
    const now = view.now();
    const said2 = now.running ? "" : wayOut(now, view.get("head_status") === "failed");
    show(Boolean(said2));
    if (!said2) return;
    setText(text, said2);
    const verb2 = `Rewind to tick ${count(now.tick)}`;
    setText(go2.root, now.trouble === "start" ? "Start again" : verb2);
  }
  return { root, draw };
}
function wayOut({ tick, cut, trouble }, failed) {
  const next = `Tick ${count(tick + 1)}`;
  const back = "puts the model back to before it.";
  if (trouble === "start") return "The model could not be started. Mend the cause and start again.";
  if (trouble === "moved") {
    return `The process was moved directly. Rewind puts it back to tick ${count(tick)}.`;
  }
  if (failed) return `${next} failed. Rewind ${back}`;
  return cut ? `${next} was cut off. Step takes it again; rewind ${back}` : "";
}
function stuckStrip(view) {
  const text = h("span");
  const title = "Raise an interrupt in the step that does not return";
  const stop = button(view, { title }, ["Interrupt"], () => view.send("interrupt"));
  const { root, show } = strip(view, "stuck", [text], [stop.root]);
  function draw() {
    const { stuck } = view.now();
    show(Boolean(stuck));
    if (!stuck) return;
    const who = stuck.component ? `${stuck.component}.step()` : "A step";
    setText(text, `${who} has not returned for ${count(stuck.seconds)} s.`);
  }
  return { root, draw };
}

// src/transport.js
var LISTS = ["branches", "breakpoints", "marks", "fields", "events", "example"];
var KEYS2 = ["now", "head_status", "head_last", "usage", ...LISTS];
function build(view) {
  const parts = [header(view), controls(view), strips(view), foot(view)];
  view.root.append(...parts.map((part) => part.root), help(view));
  let before = null;
  function draw() {
    const now = view.now();
    if (now?.tick === void 0) return;
    for (const part of parts) part.draw();
    const text = news(before, now);
    if (text) view.announce(text);
    before = now;
  }
  const drawSoon = afterFrame(draw, view.signal);
  for (const key of KEYS2) view.on(key, drawSoon);
  draw();
}
var transport_default = {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "transport", build)
};
export {
  transport_default as default
};
