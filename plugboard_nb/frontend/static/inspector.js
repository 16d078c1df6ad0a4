// src/common/changes.js
function changes() {
  let before = null;
  return (...values) => {
    const same = before?.every((value, at) => Object.is(value, values[at]));
    before = values;
    return !same;
  };
}

// src/common/dom.js
function h(tag, attributes = {}, ...children) {
  return (
    /** @type {any} */
    furnish(document.createElement(tag), attributes, children)
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
  const nameOf = (type) => `plugboard:${session}:${type}`;
  return {
    emit(type, detail = {}) {
      document.dispatchEvent(new CustomEvent(nameOf(type), { detail }));
    },
    on(type, fn) {
      document.addEventListener(
        nameOf(type),
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

// src/common/format.js
var whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function count(value) {
  return whole.format(value);
}

// src/inspector/words.js
function wordsOf(row) {
  const what = { text: row.what, strong: true };
  switch (row.kind) {
    case "hold":
      return [{ text: "hold " }, what, { text: ` ${row.text}` }];
    case "release":
      return [{ text: "release " }, what];
    case "initial":
      return [{ text: "initial values of " }, what, { text: ` ${row.text}` }];
    case "fork":
      return [
        { text: "fork " },
        what,
        { text: row.text ? `: ${row.text}` : ` from ${row.parent}` }
      ];
    case "branch":
      return [what, { text: ` left ${row.parent}` }];
    default:
      return [what, { text: ` ${row.text}` }, ...several(row.count ?? 1)];
  }
}
function several(times) {
  return times > 1 ? [{ text: ` (${times} changes)` }] : [];
}
function plain(pieces) {
  return pieces.map((piece) => piece.text).join("");
}
function timeOf(row, now, made) {
  const change = row.kind !== "fork" && row.kind !== "branch";
  if (row.index !== null && change ? row.index >= made : row.tick > now.shown) return "later";
  return change && !now.viewing && row.last === now.tick ? "next" : "";
}
function whyNoUndo(row, now) {
  if (row.number !== null) return "";
  if (now.branch !== now.head_branch) return `switch to ${now.branch} to undo this`;
  return `this lies after tick ${count(now.tick)}, to which you went back`;
}
function whyFixed(now) {
  if (!now.viewing) return "";
  return `You view tick ${count(now.shown)}: return to now, rewind or fork to change something.`;
}
function heldText({ held, pending, asked }, unit) {
  const at = (value) => `held at ${value}${unit ? ` ${unit}` : ""}`;
  if (asked !== void 0)
    return asked ? `${at(asked)} from the next tick` : "released at the next tick";
  if (held === void 0) return "";
  return pending ? `${at(held)} from the next tick` : at(held);
}
function fits(text, filter) {
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
function tooltip(name, doc) {
  return (name.length > 20 ? [name, doc] : [doc]).filter(Boolean).join("\n") || null;
}

// src/inspector/act.js
function actRow(view, row, signal) {
  const { kind, what } = row;
  const said = plain(wordsOf(row));
  const about = { type: "button", class: "inspector-link inspector-tick" };
  const tick = h("button", { ...about, "data-key": `view ${kind} ${row.tick} ${what}` });
  tick.addEventListener(
    "click",
    () => view.send("view", { tick: row.tick, branch: view.now().branch }),
    { signal }
  );
  const verb = verbOf(view, row, said, signal);
  const words = wordsNode(row);
  const node = h("li", { class: "inspector-item", title: said }, tick, words, verb?.root);
  return {
    node,
    /**
     * @param {import("../common/types.js").Now} now
     * @param {number} made  How many interventions are in force at the moment shown.
     */
    draw(now, made) {
      const time = timeOf(row, now, made);
      const at = `tick ${count(row.tick)}`;
      setAttributes(node, { "data-time": time || null });
      setText(tick, time === "next" ? "next" : at);
      const title = time === "next" ? `made after ${at}, takes effect at the next one` : `View ${at}`;
      setAttributes(tick, { title });
      verb?.allow(kind === "branch" ? "" : whyNoUndo(row, now));
    }
  };
}
function verbOf(view, { kind, what, tick, number }, said, signal) {
  if (kind === "fork" && number === null) return null;
  const goes = kind === "branch";
  const about = goes ? { label: `Switch to ${what}`, title: `Go to the end of ${what}` } : {
    label: `Undo ${said}`,
    title: `Go on without it, on a new branch from tick ${count(tick)}`
  };
  const made = button(
    view,
    { ...about, kind: "pb-small", signal },
    [goes ? "Switch" : "Undo"],
    () => goes ? view.send("switch", { branch: what }) : view.send("undo", { number })
  );
  made.root.dataset.key = `undo ${kind} ${tick} ${what}`;
  return made;
}
function waitingRow(row) {
  const sign = { set: "→ ", hold: "at " }[row.kind] ?? "";
  return h(
    "li",
    { class: "inspector-item", "data-time": "next" },
    h("span", { class: "inspector-tick" }, "next"),
    wordsNode({ ...row, text: `${sign}${row.text}` })
  );
}
function refusedRow(view, row, signal) {
  const about = { label: `Dismiss ${row.what}`, kind: "pb-small", signal };
  const dismiss = button(view, about, ["Dismiss"], () => {
    view.request("forget", { what: row.what }).catch((error) => view.announce(error.message));
  });
  return h(
    "li",
    { class: "inspector-item", "data-time": "refused" },
    h("span", { class: "inspector-tick" }, "refused"),
    wordsNode(row.text ? { ...row, text: `→ ${row.text}` } : row, row.reason),
    dismiss.root
  );
}
function wordsNode(row, reason) {
  const pieces = wordsOf(row).map(
    ({ text, strong }) => strong ? h("strong", {}, h("bdi", {}, text)) : text
  );
  const why = reason ? h("span", { class: "inspector-reason" }, reason) : null;
  return h("span", { class: "inspector-words" }, ...pieces, why);
}

// src/inspector/done.js
var NONE = "Nothing was changed yet. What you set, hold or fork is listed here, and can be undone.";
function buildDone(view) {
  const list = h("ol", { class: "inspector-list", tabindex: "0", "aria-label": "What was done" });
  const none = h("p", { class: "inspector-hint", tabindex: "-1" }, NONE);
  const title = "Interventions and branches";
  const node = h(
    "section",
    { class: "inspector-done", "aria-label": title },
    h("h3", { class: "pb-heading inspector-heading" }, title),
    list,
    none
  );
  let acts = [];
  let shown = new AbortController();
  const changed = changes();
  function arrange({ rows = [], asked = [], refused: refused2 = [] }) {
    const focused = focusedIn(list);
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    shown.abort();
    shown = new AbortController();
    const { signal } = shown;
    acts = rows.map((row) => actRow(view, row, signal));
    list.replaceChildren(
      ...acts.map((act) => act.node),
      ...asked.map(waitingRow),
      ...refused2.map((row) => refusedRow(view, row, signal))
    );
    list.hidden = list.childElementCount === 0;
    none.hidden = !list.hidden;
    if (atEnd) list.scrollTop = list.scrollHeight;
    if (focused) focusOn(focused.dataset.key);
  }
  function focusOn(key) {
    const again = key && list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (again || (list.hidden ? none : list)).focus();
  }
  function draw() {
    const told = view.get("acts");
    if (changed(told)) arrange(told);
    for (const act of acts) act.draw(view.now(), view.get("values").made ?? 0);
  }
  return { node, draw };
}

// src/inspector/rows.js
function rowsOf(make) {
  let rows = /* @__PURE__ */ new Map();
  function keep(wanted) {
    const next = new Map(
      wanted.map((about) => {
        const key = JSON.stringify(about);
        return [key, rows.get(key) ?? make(about)];
      })
    );
    for (const [key, row] of rows) if (!next.has(key)) row.end();
    rows = next;
    return [...rows.values()];
  }
  const focused = () => [...rows.values()].find((row) => row.nodes.some((node) => focusedIn(node)))?.name;
  return {
    /**
     * Have rows for what is wanted, and none other; the focus stays in the row of the same name.
     *
     * @param {T[]} wanted
     * @param {(rows: R[]) => void} place  Puts them into the page.
     */
    arrange(wanted, place) {
      const name = focused();
      place(keep(wanted));
      if (name && focused() !== name) [...rows.values()].find((row) => row.name === name)?.focus();
    },
    all: () => [...rows.values()]
  };
}
function fill(place, nodes) {
  const { childNodes } = place;
  const same = nodes.length === childNodes.length && nodes.every((node, i) => node === childNodes[i]);
  if (!same) place.replaceChildren(...nodes);
}

// src/inspector/nudge.js
function nudged(text, direction, { whole: whole2, low, high, step }) {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return null;
  const next = value + direction * (step ?? stepOf(value, direction, whole2));
  const within = Math.min(Math.max(next, low ?? -Infinity), high ?? Infinity);
  return String(Number(within.toPrecision(12)));
}
function stepOf(value, direction, whole2) {
  if (value === 0) return whole2 ? 1 : 0.1;
  const size = Math.abs(value);
  let power = Math.floor(Math.log10(size) + 1e-9);
  const inwards = Math.sign(value) !== direction;
  if (inwards && Math.abs(size / 10 ** power - 1) < 1e-9) power -= 1;
  const step = 10 ** (power - 1);
  return whole2 ? Math.max(step, 1) : step;
}

// src/inspector/quiet.js
var QUIET_MS = 500;
function whenQuiet(fn, signal) {
  let timer;
  const stop = () => {
    clearTimeout(timer);
    timer = void 0;
  };
  const end = () => {
    stop();
    fn();
  };
  signal.addEventListener("abort", stop);
  return {
    stop,
    waits: () => timer !== void 0,
    /** At once, if it is to be done at all. */
    now: () => void (timer !== void 0 && end()),
    start() {
      stop();
      timer = setTimeout(end, QUIET_MS);
    }
  };
}

// src/inspector/field.js
var ARROWS = { ArrowUp: 1, ArrowDown: -1 };
function textField(editor, label, on, signal) {
  const field = h("input", {
    type: "text",
    class: `pb-input inspector-field ${editor.kind === "literal" ? "inspector-code" : ""}`.trim(),
    "aria-label": label,
    placeholder: editor.optional ? "None" : editor.kind === "text" ? "''" : null,
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto"
  });
  field.addEventListener("input", () => on.changed(field.value, "typed"), { signal });
  field.addEventListener("blur", () => on.finished("left"), { signal });
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter") on.finished("entered");
      else if (event.key === "Escape") on.escaped();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal }
  );
  return {
    node: field,
    main: field,
    inputs: [field],
    show: (text) => void (field.value !== text && (field.value = text))
  };
}
function numberField(editor, label, on, signal) {
  const quiet = whenQuiet(() => on.finished("quiet"), signal);
  const control = textField(
    editor,
    label,
    {
      changed: on.changed,
      finished(how) {
        quiet.stop();
        on.finished(how);
      },
      escaped() {
        quiet.stop();
        on.escaped();
      }
    },
    signal
  );
  const field = (
    /** @type {HTMLInputElement} */
    control.main
  );
  field.classList.add("inspector-number");
  field.inputMode = "decimal";
  field.removeAttribute("dir");
  field.addEventListener(
    "keydown",
    (event) => {
      const direction = ARROWS[event.key];
      if (!direction) return;
      event.preventDefault();
      event.stopPropagation();
      const text = nudged(field.value, direction, editor);
      if (text === null) return;
      field.value = text;
      on.changed(text, "typed");
      quiet.start();
    },
    { signal }
  );
  return control;
}

// src/inspector/slider.js
function sliderControl(editor, label, on, signal) {
  const { low, high, step } = editor;
  const slider = h("input", { type: "range", min: low, max: high, step, "aria-label": label });
  const field = numberField(editor, `${label}, as a number`, on, signal);
  function fill2() {
    const share = (Number(slider.value) - Number(low)) / (Number(high) - Number(low));
    slider.style.setProperty("--share", `${100 * share}%`);
  }
  listen(slider, on, signal, () => {
    field.show(slider.value);
    fill2();
  });
  return {
    node: h("span", { class: "inspector-slider" }, slider, field.node),
    main: slider,
    inputs: [slider, ...field.inputs],
    show(text) {
      field.show(text);
      const value = text.trim() === "" ? String(low) : text;
      if (Number.isNaN(Number(value))) return;
      if (Number(slider.value) !== Number(value)) slider.value = value;
      fill2();
    }
  };
}
function listen(slider, on, signal, moved) {
  const quiet = whenQuiet(() => on.finished("quiet"), signal);
  let held = false;
  const listenTo = (type, fn) => slider.addEventListener(type, fn, { signal });
  listenTo("pointerdown", () => void (held = true));
  listenTo("pointerup", () => void (held = false));
  listenTo("pointercancel", () => void (held = false));
  listenTo("input", () => {
    moved();
    on.changed(slider.value, "dragged");
    if (!held) quiet.start();
  });
  listenTo("change", () => {
    if (!quiet.waits()) on.finished("released");
  });
  listenTo("blur", () => quiet.now());
  listenTo("keydown", (event) => {
    if (event.key === "Enter") quiet.now();
    if (event.key !== "Escape") return;
    quiet.stop();
    on.escaped();
    event.stopPropagation();
  });
}

// src/inspector/control.js
function makeControl(editor, label, on, signal) {
  switch (editor.kind) {
    case "switch":
      return switchControl(label, on, signal);
    case "choice":
      return choiceControl(editor, label, on, signal);
    case "slider":
      return sliderControl(editor, label, on, signal);
    case "number":
      return numberField(editor, label, on, signal);
    default:
      return textField(editor, label, on, signal);
  }
}
function disable({ inputs }, reason) {
  for (const input of inputs) {
    input.disabled = Boolean(reason);
    setAttributes(input, { title: reason || null });
  }
}
function switchControl(label, on, signal) {
  const about = { type: "checkbox", role: "switch", class: "inspector-switch" };
  const box = h("input", { ...about, "aria-label": label });
  box.addEventListener("change", () => on.changed(box.checked ? "1" : "0", "chosen"), { signal });
  return { node: box, main: box, inputs: [box], show: (text) => void (box.checked = text === "1") };
}
function choiceControl({ choices }, label, on, signal) {
  const other = h("option", { value: "-1", disabled: true, hidden: true });
  const select = h(
    "select",
    { class: "pb-select", "aria-label": label },
    ...choices.map((choice, i) => h("option", { value: i }, choice)),
    other
  );
  select.addEventListener("change", () => on.changed(select.value, "chosen"), { signal });
  return {
    node: select,
    main: select,
    inputs: [select],
    show: (text) => void (select.value !== text && (select.value = text)),
    name: (shown) => void (other.textContent !== shown && (other.textContent = shown))
  };
}

// src/inspector/draft.js
function fresh(model) {
  return { state: "clean", text: model, model, error: "", after: -1 };
}
function received(draft, model, seq) {
  if (draft.state === "dirty" || draft.state === "sent") return { ...draft, model };
  if (draft.state === "taken" && seq <= draft.after) return { ...draft, model };
  return { ...draft, state: "clean", text: model, model, error: "" };
}
function typed(draft, text) {
  return { ...draft, state: "dirty", text, error: "" };
}
function wants(draft) {
  return draft.state === "dirty" && draft.text !== draft.model;
}
function sent(draft) {
  return { ...draft, state: "sent", error: "" };
}
function taken(draft, text, after) {
  if (draft.state === "dirty" || draft.text !== text) return draft;
  return { ...draft, state: "taken", after };
}
function refused(draft, text, error) {
  if (draft.text !== text) return draft;
  return { ...draft, state: "dirty", error };
}
function reverted(draft) {
  return { ...draft, state: "clean", text: draft.model, error: "" };
}

// src/inspector/latest.js
function latest(send, gap = 200, later = setTimeout) {
  let next = null;
  let busy = false;
  async function go() {
    while (next !== null) {
      const { value } = next;
      next = null;
      busy = true;
      await send(value).catch(() => {
      });
      await new Promise((done) => later(() => done(void 0), gap));
    }
    busy = false;
  }
  return {
    /** @param {T} value */
    put(value) {
      next = { value };
      if (!busy) void go();
    },
    /** Forget what has not been sent. */
    drop() {
      next = null;
    }
  };
}

// src/inspector/editing.js
function editing(view, what, changed) {
  let draft = fresh("");
  let seq = -1;
  const edit = (text) => view.request("edit", { what, text });
  const during = latest(
    (text) => edit(text).catch((error) => become(refused(draft, text, error.message)))
  );
  function become(next) {
    draft = next;
    changed(draft);
  }
  function commit() {
    during.drop();
    if (draft.state !== "dirty") return;
    if (!wants(draft)) return become(reverted(draft));
    const { text } = draft;
    become(sent(draft));
    edit(text).then(
      ({ after }) => {
        become(received(taken(draft, text, after), draft.model, seq));
        view.announce(`${what}: takes effect at the next tick`);
      },
      (error) => {
        become(refused(draft, text, error.message));
        view.announce(`${what}: ${error.message}`);
      }
    );
  }
  return {
    /** @type {import("./control.js").Handlers} */
    handlers: {
      changed(text, how) {
        become(typed(draft, text));
        if (how === "chosen") commit();
        else if (how === "dragged" && view.now().running) during.put(text);
      },
      finished(how) {
        if (how !== "left" || !draft.error) commit();
      },
      escaped() {
        during.drop();
        become(reverted(draft));
      }
    },
    /** @param {string} model  What Python has.  @param {number} asOf  Number of a publication. */
    receive(model, asOf) {
      seq = asOf;
      become(received(draft, model, seq));
    },
    drop: during.drop
  };
}

// src/inspector/note.js
var NEXT = "takes effect at the next tick";
function noteOf(setting, draft, value) {
  const { text = "" } = value;
  const pending = (from, to) => (
    /** @type {const} */
    { kind: "pending", words: `${from} → ${to}, ${NEXT}` }
  );
  if (setting.kind === "fixed") return { kind: "hint", words: setting.reason };
  if (draft.error) return { kind: "error", words: draft.error };
  if (value.missing)
    return { kind: "hint", words: `${text} at this tick: the component changes it itself` };
  if (draft.state === "sent" || draft.state === "taken")
    return pending(text, shownText(setting, draft.text));
  if (value.asked !== void 0) return pending(text, value.asked);
  if (value.error) return { kind: "error", words: `not changed: ${value.error}` };
  if (value.was !== void 0) return pending(value.was, text);
  return { kind: "", words: "" };
}
function shownText(setting, text) {
  if (setting.kind === "switch") return text === "1" ? "on" : "off";
  if (setting.kind === "choice") return setting.choices[Number(text)] ?? "";
  if (setting.optional && text.trim() === "") return "None";
  return text === "" ? "''" : text;
}

// src/inspector/setting.js
var ids = 0;
function settingRow(view, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const { what, unit, name } = setting;
  let value = {};
  const edit = editing(view, what, (draft) => {
    control.show(draft.text);
    parts.note(noteOf(setting, draft, value));
  });
  const label = unit ? `${name} in ${unit}` : name;
  const control = makeControl(setting, label, edit.handlers, signal);
  const parts = partsOf(setting, control);
  return {
    name: what,
    nodes: [parts.node],
    focus: () => control.main.focus(),
    /** @param {import("../common/types.js").Now} now  @param {string} why  Not to be changed now. */
    draw(now, why) {
      value = view.get("values").settings[what] ?? {};
      parts.value(value);
      control.name?.(value.text ?? "");
      disable(control, why);
      edit.receive(value.asked_written ?? value.written ?? "", now.seq);
    },
    end() {
      edit.drop();
      ended.abort();
    }
  };
}
function partsOf({ what, name, kind, unit, doc }, control) {
  const id = `inspector-setting-${ids += 1}`;
  const text = h("bdi", { class: "inspector-value" });
  const note = h("span", { class: "inspector-note", id: `${id}-note` });
  const about = { "aria-describedby": `${id}-doc ${id}-note` };
  for (const input of control.inputs) setAttributes(input, about);
  const place = kind === "fixed" ? text : control.node;
  const node = h(
    "div",
    {
      class: "inspector-setting",
      "data-editor": kind,
      "data-what": what,
      title: tooltip(name, doc)
    },
    h("bdi", { class: "inspector-name" }, name),
    h("span", { class: "inspector-control" }, place, h("span", { class: "inspector-unit" }, unit)),
    h("span", { class: "pb-offscreen", id: `${id}-doc` }, doc),
    note
  );
  return {
    node,
    /** @param {Value} value */
    value(value) {
      setText(text, value.text ?? "");
      setAttributes(text, { title: value.full ?? null });
    },
    /** @param {{kind: string, words: string}} said */
    note(said) {
      setText(note, said.words);
      setAttributes(note, { "data-kind": said.kind || null });
      note.hidden = !said.words;
      const wrong = { "aria-invalid": said.kind === "error" ? "true" : null };
      for (const input of control.inputs) setAttributes(input, wrong);
    }
  };
}

// src/inspector/parameters.js
var NONE2 = "It has no parameters.";
var SELECT = "Select a component, here or in the graph, to see what it is, its values and its parameters.";
var ASIDE = /* @__PURE__ */ new Set(["literal", "fixed"]);
function buildParameters(view) {
  const heading = "pb-heading inspector-heading";
  const places = { own: h("div", {}), aside: h("div", {}), shared: h("div", {}) };
  const title = h("h3", { class: heading }, "Parameters");
  const fixed = fixedNote(view);
  const summary = h("summary", {});
  const details = h("details", { class: "inspector-more" }, summary, places.aside);
  const sharedTitle = h("h3", { class: `${heading} inspector-shared` });
  const none = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-parameters", tabindex: "-1", "aria-label": "Parameters" },
    title,
    fixed.node,
    places.own,
    details,
    sharedTitle,
    places.shared,
    none
  );
  const rows = rowsOf((setting) => settingRow(view, setting));
  const changed = changes();
  function arrange() {
    const { settings, component } = view.get("form");
    const sorted = placed(settings);
    rows.arrange([...sorted.own, ...sorted.aside, ...sorted.shared], (made) => {
      for (const [place, those] of Object.entries(sorted)) {
        const mine = made.splice(0, those.length).flatMap((row) => row.nodes);
        fill(places[
          /** @type {keyof typeof places} */
          place
        ], mine);
      }
    });
    setText(summary, `${sorted.aside.length} more`);
    details.hidden = sorted.aside.length === 0;
    title.hidden = !component;
    places.shared.hidden = sharedTitle.hidden = sorted.shared.length === 0;
    setText(sharedTitle, component ? "Of the process" : "Parameters of the process");
    none.hidden = component && sorted.own.length > 0;
    setText(none, component ? NONE2 : SELECT);
  }
  function draw() {
    if (changed(view.get("form"))) arrange();
    const now = view.now();
    const why = whyFixed(now);
    for (const row of rows.all()) row.draw(now, why);
    fixed.draw(why);
  }
  return { node, draw };
}
function placed(settings) {
  const component = settings.filter(({ group }) => group === "parameter" || group === "argument");
  const shared = settings.filter(({ group }) => group === "process");
  const turned = component.filter(({ kind }) => !ASIDE.has(kind));
  if (turned.length === 0) return { own: component, aside: [], shared };
  return { own: turned, aside: component.filter(({ kind }) => ASIDE.has(kind)), shared };
}
function fixedNote(view) {
  const reason = h("span", {});
  const back = button(view, { kind: "pb-small" }, ["Return to now"], () => view.scrub(null));
  const node = h(
    "p",
    { class: "inspector-fixed", role: "note", hidden: true },
    reason,
    " ",
    back.root
  );
  return {
    node,
    /** @param {string} why */
    draw(why) {
      setText(reason, why);
      setVisible(node, Boolean(why), () => node.parentElement);
    }
  };
}

// src/inspector/script.js
var GAP_MS = 1e3;
var HINT = "What was done so far. Run in a notebook on the process as it was before its first tick, it does the same again.";
function buildScript(view) {
  const about = { tabindex: "0", role: "region", "aria-label": "Python script" };
  const code = h("pre", { class: "inspector-script", ...about });
  const error = h("p", {
    class: "inspector-note",
    "data-kind": "error",
    role: "alert",
    hidden: true
  });
  const copy = button(view, {}, ["Copy"], () => copyText(view, code.textContent ?? ""));
  const hint = h("span", { class: "inspector-hint" }, HINT);
  const node = h(
    "section",
    { class: "inspector-python", "aria-label": "Python" },
    h("div", { class: "pb-row" }, hint, copy.root),
    error,
    code
  );
  function tell(problem) {
    setText(error, problem);
    error.hidden = !problem;
    copy.allow(problem ? "there is no script of this" : "");
  }
  async function ask() {
    try {
      setText(code, await view.request("script"));
      tell("");
    } catch (problem) {
      setText(code, "");
      tell(
        /** @type {Error} */
        problem.message
      );
    }
  }
  const asking = latest(ask, GAP_MS);
  const changed = changes();
  function draw() {
    const now = view.now();
    if (changed(now.tick, now.head_branch, view.get("acts"))) asking.put(void 0);
  }
  return { node, draw };
}

// src/inspector/description.js
function buildDescription(view) {
  const name = h("bdi", { class: "inspector-title-name" });
  const type = h("span", { class: "inspector-title-type" });
  const doc = h("p", { class: "inspector-doc", dir: "auto" });
  const more = h("button", { type: "button", class: "inspector-link" });
  const rest = h("div", {
    class: "inspector-doc inspector-rest",
    tabindex: "0",
    role: "region",
    "aria-label": "Description"
  });
  const changed = changes();
  let open = false;
  function drawMore() {
    setText(more, open ? "less" : "more");
    setAttributes(more, { "aria-expanded": String(open) });
    rest.hidden = !open || more.hidden;
  }
  more.addEventListener(
    "click",
    () => {
      open = !open;
      drawMore();
    },
    { signal: view.signal }
  );
  function draw() {
    const form = view.get("form");
    if (!changed(form)) return;
    if (name.textContent !== form.component) open = false;
    setText(name, form.component);
    setText(type, `· ${form.type}`);
    doc.replaceChildren(form.doc ?? "", " ", more);
    doc.hidden = !form.doc;
    more.hidden = !form.more;
    setText(rest, form.more ?? "");
    drawMore();
  }
  return { nodes: [h("h3", { class: "inspector-title" }, name, " ", type), doc, rest], draw };
}

// src/inspector/slot_form.js
function slotForm(view, slot, editor, { signal, open, next }) {
  const verb = slot.side === "out" ? "Hold" : "Set";
  const to = slot.side === "out" ? "at" : "to";
  const asking = submission(view, slot, close);
  const control = makeControl(
    editor,
    `${verb} ${slot.name} ${to}`,
    {
      changed: asking.write,
      finished: (how) => void (how === "entered" && asking.submit()),
      escaped: close
    },
    signal
  );
  const kind = "pb-small";
  const go = button(view, { kind: `pb-primary ${kind}`, signal }, [verb], asking.submit);
  const cancel = button(view, { kind, signal }, ["Cancel"], close);
  const node = h(
    "div",
    { class: "inspector-inline", role: "group", "aria-label": `${verb} ${slot.name}` },
    h("span", {}, to),
    control.node,
    h("span", { class: "inspector-unit" }, slot.unit),
    go.root,
    cancel.root,
    asking.error
  );
  closeOnEscape(node, close, signal);
  const row = h("tr", { class: "inspector-form-row" }, h("td", { colspan: "3" }, node));
  setOpen(false);
  function setOpen(there) {
    setVisible(row, there, next);
    setAttributes(open, { "aria-expanded": String(there) });
  }
  function close() {
    setOpen(false);
  }
  function begin({ written = "", text = "" }) {
    setOpen(true);
    asking.write(written);
    control.name?.(text);
    control.show(written);
    control.main.focus();
    if (control.main.type === "text") control.main.select();
  }
  return {
    row,
    isOpen: () => !row.hidden,
    /** @param {import("./slot.js").Cell} cell */
    toggle: (cell) => row.hidden ? begin(cell) : close(),
    /** @param {string} why  Nothing can be changed now. */
    draw: (why) => go.allow(why)
  };
}
function closeOnEscape(node, close, signal) {
  function pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  node.addEventListener("keydown", pressed, { signal });
}
function submission(view, { side, what }, done) {
  const error = h("span", { class: "inspector-note", "data-kind": "error", role: "alert" });
  let written = "";
  let asked = false;
  return {
    error,
    /** @param {string} text */
    write(text) {
      written = text;
      setText(error, "");
    },
    submit() {
      if (asked) return;
      asked = true;
      const question = side === "out" ? view.request("hold_at", { output: what, text: written }) : view.request("edit", { what, text: written });
      question.then(done, (problem) => setText(error, problem.message)).finally(() => void (asked = false));
    }
  };
}

// src/inspector/slot.js
var SIDES = { in: "input", out: "output", export: "export", state: "attribute" };
var DOES = {
  hold: "Hold it at a value from the next tick on",
  set: "Set it before the next tick",
  release: "Let it be what its component computes"
};
function slotRow(view, slot, setting) {
  const ended = new AbortController();
  const value = valueCell(slot);
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const acts = slotActs(view, slot, slot.side === "out" ? slot.editor ?? null : setting, signal);
  const row = h(
    "tr",
    { "data-slot": `${slot.side} ${slot.name}` },
    h(
      "th",
      { scope: "row", title: tooltip(slot.name, slot.doc) },
      h("span", { class: "inspector-side", title: SIDES[slot.side] }, slot.side),
      " ",
      h("bdi", {}, slot.name)
    ),
    value.node,
    acts.node
  );
  return {
    name: slot.what,
    nodes: [row, ...acts.below],
    focus: acts.focus,
    end: () => ended.abort(),
    /** @param {string} why  Nothing can be changed now. */
    draw(why) {
      const { slots, settings } = view.get("values");
      const cell = { written: settings[slot.what]?.written, ...slots[`${slot.side} ${slot.name}`] };
      value.draw(cell);
      acts.draw(cell, why);
      setAttributes(row, {
        "data-changed": cell.changed ? "true" : null,
        "data-missing": cell.missing ? "true" : null
      });
    }
  };
}
function valueCell({ unit }) {
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("div", { class: "inspector-queue" });
  const held = h("div", { class: "inspector-held" });
  const measure = h("span", { class: "inspector-unit", title: unit || null }, unit);
  return {
    node: h("td", { class: "inspector-cell" }, value, measure, queue, held),
    /** @param {Cell} cell */
    draw(cell) {
      const { text = "" } = cell;
      setText(value, text);
      setAttributes(value, { title: cell.full ?? null });
      value.classList.toggle("inspector-whole", text.length < 16);
      setText(queue, cell.queued ? `waiting: ${cell.queued}` : "");
      queue.hidden = !cell.queued;
      setText(held, heldText(cell, unit));
      held.hidden = held.textContent === "";
    }
  };
}
function slotActs(view, slot, editor, signal) {
  const out = slot.side === "out";
  const verb = out ? "Hold" : "Set";
  const kind = "pb-small";
  const open = button(
    view,
    { label: `${verb} ${slot.name}`, kind, signal },
    [verb],
    () => form?.toggle(cell)
  );
  const release = button(view, { label: `Release ${slot.name}`, kind, signal }, ["Release"], () => {
    const asked = view.request("let_go", { output: slot.what });
    asked.catch((error) => view.announce(error.message));
  });
  const shown = () => open.root.hidden ? release.root : open.root;
  const editable = editor && editor.kind !== "fixed";
  const form = editable ? slotForm(view, slot, editor, { signal, open: open.root, next: shown }) : null;
  let cell = {};
  return {
    node: h("td", { class: "inspector-act" }, form && open.root, out && release.root),
    below: form ? [form.row] : [],
    focus: () => shown().focus(),
    /** @param {Cell} next  @param {string} why */
    draw(next, why) {
      cell = next;
      const [there, gone] = cell.held === void 0 ? [open, release] : [release, open];
      there.root.hidden = false;
      setVisible(gone.root, false, () => there.root);
      form?.draw(why);
      open.allow(form?.isOpen() ? "" : why, out ? DOES.hold : DOES.set);
      release.allow(why, DOES.release);
    }
  };
}

// src/inspector/slots.js
function buildSlots(view) {
  const description = buildDescription(view);
  const body = h("tbody", {});
  const caption = h("caption", { class: "pb-offscreen" }, "Values of the component");
  const table = h("table", { class: "inspector-slots" }, caption, body);
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-values", "aria-label": "Component" },
    ...description.nodes,
    table,
    hint
  );
  const rows = rowsOf(({ slot, setting }) => slotRow(view, slot, setting));
  const changed = changes();
  function draw() {
    const { slots, settings } = view.get("form");
    if (changed(view.get("form"))) {
      rows.arrange(
        aboutOf(slots, settings),
        (made) => fill(
          body,
          made.flatMap((row) => row.nodes)
        )
      );
    }
    description.draw();
    const why = whyFixed(view.now());
    for (const row of rows.all()) row.draw(why);
    table.hidden = slots.length === 0;
    setText(hint, hintOf(slots, why));
    hint.hidden = hint.textContent === "";
  }
  return { node, draw };
}
function aboutOf(slots, settings) {
  const state = settings.filter((setting) => setting.group === "state");
  return slots.map((slot) => ({
    slot,
    setting: state.find((setting) => setting.what === slot.what) ?? null
  }));
}
function hintOf(slots, why) {
  if (slots.length === 0) return "It has no inputs, outputs or attributes.";
  const attributes = slots.some((slot) => slot.side === "state");
  return why && attributes ? "Attributes are not recorded: they can be seen at the present tick only." : "";
}

// src/inspector/filter.js
var LONGEST = 30;
function filterBar(changed, signal) {
  const text = h("input", {
    type: "search",
    class: "pb-input",
    "aria-label": "Filter values",
    placeholder: "Filter",
    autocomplete: "off",
    spellcheck: "false"
  });
  const only = h("input", { type: "checkbox" });
  const found = h("span", { class: "inspector-count", role: "status" });
  const label = h("label", { class: "inspector-only" }, only, " changed in this tick");
  text.addEventListener("input", changed, { signal });
  only.addEventListener("change", changed, { signal });
  text.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !text.value) return;
      text.value = "";
      changed();
      event.stopPropagation();
    },
    { signal }
  );
  return {
    node: h("div", { class: "pb-row inspector-filter" }, text, label, found),
    /** @param {string} words  Of a row, in lower case.  @param {boolean} fresh  Whether it changed. */
    fits: (words, fresh2) => fits(words, text.value.trim()) && (fresh2 || !only.checked),
    /** @param {number} number  @param {number} all */
    found(number, all) {
      const part = number === all ? "" : `${count(number)} of `;
      setText(found, `${part}${count(all)} values`);
    },
    /** Show by a name of the model's own how one filters. @param {string[]} names */
    suggest(names) {
      const example = names.find((name) => name.includes(".") && name.length <= LONGEST);
      const words = example ? `Filter: ${example.replace(".", " ")}` : "Filter";
      setAttributes(text, { placeholder: words });
    }
  };
}

// src/inspector/table.js
var COLUMNS = ["Name", "Kind", "Value", "Unit", "Waiting"];
var MISSING = /* @__PURE__ */ new Set(["no data yet", "not recorded"]);
var MOST = 3e3;
function buildTable(view) {
  const filter = filterBar(sift, view.signal);
  const body = h("tbody", {});
  const scroll = scrolling(body);
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-table", "aria-label": "Values" },
    filter.node,
    scroll,
    hint
  );
  let rows = [];
  const changed = changes();
  function draw() {
    const table = (
      /** @type {[string, string, string][]} */
      view.get("table")
    );
    if (changed(table)) {
      rows = table.slice(0, MOST).map(tableRow);
      body.replaceChildren(...rows.map(({ node: node2 }) => node2));
      filter.suggest(table.map(([name]) => name));
    }
    const { texts, changed: fresh2, queued } = view.get("cells");
    if (!texts) return;
    const now = new Set(fresh2);
    rows.forEach((row, i) => row.draw(texts[i], queued[i] ?? "", now.has(i)));
    sift();
  }
  function sift() {
    const fitting = rows.filter((row) => {
      const fits2 = filter.fits(row.words, row.changed());
      if (row.node.hidden === fits2) row.node.hidden = !fits2;
      return fits2;
    }).length;
    const all = view.get("table").length;
    filter.found(fitting, all);
    scroll.hidden = fitting === 0;
    const cut = all > rows.length ? `Only the first ${count(rows.length)} values are listed.` : "";
    setText(
      hint,
      all === 0 ? "The process has no values yet." : fitting === 0 ? "No value fits." : cut
    );
    hint.hidden = hint.textContent === "";
  }
  body.addEventListener(
    "click",
    ({ target }) => {
      if (getSelection()?.toString()) return;
      const name = (
        /** @type {Element} */
        target.closest("tr")?.dataset.name
      );
      const component = componentOf(name, view.get("parts"));
      if (component && !view.get("component")) view.send("select", { component });
    },
    { signal: view.signal }
  );
  return { node, draw };
}
function componentOf(name, parts) {
  const component = name?.split(".")[0];
  return parts.some(([known]) => known === component) ? component : void 0;
}
function scrolling(body) {
  const heads = COLUMNS.map((name) => h("th", { scope: "col" }, name));
  const caption = h("caption", { class: "pb-offscreen" }, "All values at the tick shown");
  const table = h(
    "table",
    { class: "inspector-all" },
    caption,
    h("thead", {}, h("tr", {}, ...heads)),
    body
  );
  const about = { tabindex: "0", role: "region", "aria-label": "Table of all values" };
  return h("div", { class: "inspector-scroll", ...about }, table);
}
function tableRow([name, kind, unit]) {
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("td", { class: "inspector-waiting" });
  const node = h(
    "tr",
    { "data-name": name },
    h("th", { scope: "row", title: tooltip(name, "") }, h("bdi", {}, name)),
    h("td", { class: "inspector-kind" }, kind),
    h("td", { class: "inspector-number-cell" }, value),
    h("td", { class: "inspector-unit", title: tooltip(unit, "") }, unit),
    queue
  );
  let before = { text: "", waiting: "", changed: false };
  function draw(text, waiting, changed) {
    if (text !== before.text) {
      value.textContent = text;
      node.toggleAttribute("data-missing", MISSING.has(text));
    }
    if (waiting !== before.waiting) queue.textContent = waiting;
    if (changed !== before.changed) node.toggleAttribute("data-changed", changed);
    before = { text, waiting, changed };
  }
  return {
    node,
    draw,
    words: `${name} ${kind} ${unit}`.toLowerCase(),
    changed: () => before.changed
  };
}

// src/inspector/tabs.js
var pages = 0;
function buildTabs(view, ...names) {
  const { signal } = view;
  const page = `${Date.now().toString(36)}-${pages += 1}`;
  const id = `inspector-${page}`;
  const panel = h("div", { class: "inspector-panel", role: "tabpanel", id: `${id}-panel` });
  const buttons = names.map(([key, label]) => {
    const about2 = { type: "button", role: "tab", id: `${id}-${key}` };
    return h("button", { ...about2, "aria-controls": panel.id }, label);
  });
  const about = { class: "inspector-tabs", role: "tablist", "aria-label": "Inspector" };
  const list = h("div", about, ...buttons);
  let chosen = "";
  let changed = () => {
  };
  function choose(number) {
    chosen = names[number][0];
    buttons.forEach((button2, i) => {
      const selected = i === number;
      setAttributes(button2, { "aria-selected": String(selected), tabindex: selected ? 0 : -1 });
    });
    panel.setAttribute("aria-labelledby", buttons[number].id);
    view.send("look", { page, tab: chosen });
    changed();
  }
  function pressed(event, i) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: -1 - i }[event.key];
    if (step === void 0) return;
    event.preventDefault();
    const goal = (i + step + buttons.length) % buttons.length;
    buttons[goal].focus();
    choose(goal);
  }
  buttons.forEach((button2, i) => {
    button2.addEventListener("click", () => choose(i), { signal });
    button2.addEventListener("keydown", (event) => pressed(event, i), { signal });
  });
  choose(0);
  signal.addEventListener("abort", () => view.send("look", { page, tab: "" }));
  return {
    list,
    panel,
    chosen: () => chosen,
    /** @param {() => void} fn */
    onChange(fn) {
      changed = fn;
    }
  };
}

// src/inspector.js
function build(view) {
  const { root } = view;
  const picker = componentPicker(view);
  const tabs = buildTabs(
    view,
    ["component", "Inspect"],
    ["values", "All values"],
    ["python", "Python"]
  );
  const slots = buildSlots(view);
  const table = buildTable(view);
  const parameters = buildParameters(view);
  const script = buildScript(view);
  const done = buildDone(view);
  const parts = [slots, table, parameters, script];
  tabs.panel.append(...parts.map((part) => part.node));
  root.append(
    h("div", { class: "inspector-bar pb-row" }, picker.node, tabs.list),
    h("div", { class: "inspector-body" }, tabs.panel, done.node)
  );
  function draw() {
    const tab = tabs.chosen();
    const inspects = tab === "component";
    const selected = Boolean(view.get("form").component);
    root.dataset.tab = inspects && !selected ? "overview" : tab;
    slots.node.hidden = !inspects || !selected;
    table.node.hidden = tab !== "values" && (!inspects || selected);
    parameters.node.hidden = !inspects;
    script.node.hidden = tab !== "python";
    for (const part of parts) if (!part.node.hidden) part.draw();
    picker.draw();
    done.draw();
  }
  tabs.onChange(draw);
  view.on("now", afterFrame(draw, view.signal));
  draw();
}
function componentPicker(view) {
  const select = h("select", { class: "pb-select", "aria-label": "Component to inspect" });
  const pinned = h("strong", { class: "inspector-pinned" });
  const changed = changes();
  select.addEventListener("change", () => view.send("select", { component: select.value }), {
    signal: view.signal
  });
  function draw() {
    const pin = view.get("component");
    select.hidden = Boolean(pin);
    pinned.hidden = !pin;
    setText(pinned, pin);
    const parts = (
      /** @type {[string, string][]} */
      view.get("parts")
    );
    if (changed(parts)) {
      select.replaceChildren(
        h("option", { value: "" }, "no component selected"),
        ...parts.map(([name, type]) => h("option", { value: name }, `${name} · ${type}`))
      );
    }
    const { component } = view.get("form");
    if (select.value !== component) select.value = component;
  }
  return { node: h("span", { class: "inspector-picker" }, select, pinned), draw };
}
var inspector_default = {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "inspector", build)
};
export {
  inspector_default as default
};
