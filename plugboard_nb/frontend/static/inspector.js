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
function setReason(button, reason, title = "") {
  setAttributes(button, { "aria-disabled": reason ? "true" : null, title: reason || title || null });
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
      view.bus.emit("cursor", { tick: tick ?? view.now().tick });
      if (timer === void 0) ask();
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
      return [{ text: "fork " }, what, { text: row.text ? `: ${row.text}` : ` from ${row.parent}` }];
    case "branch":
      return [what, { text: ` left ${row.parent}` }];
    default:
      return [what, { text: ` ${row.text}` }, ...several(row.count ?? 1)];
  }
}
function several(count2) {
  return count2 > 1 ? [{ text: ` (${count2} changes)` }] : [];
}
function plain(pieces) {
  return pieces.map((piece) => piece.text).join("");
}
function timeOf(row, now, made) {
  const change = row.kind !== "fork" && row.kind !== "branch";
  if (row.index !== null && change ? row.index >= made : row.tick > now.shown) return "later";
  return change && !now.viewing && row.last === now.tick ? "next" : "";
}
function whyFixed(now) {
  if (!now.viewing) return "";
  return `You view tick ${now.shown}: return to now, rewind or fork to change something.`;
}
function fits(text, filter) {
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
function told(name, doc) {
  return (name.length > 20 ? [name, doc] : [doc]).filter(Boolean).join("\n") || null;
}

// src/inspector/done.js
function buildDone(view) {
  const { signal } = view;
  const list = h("ol", { class: "inspector-list", tabindex: "0", "aria-label": "What was done" });
  const none = h(
    "p",
    { class: "inspector-hint" },
    "Nothing was changed yet. What you set, hold or fork is listed here, and can be undone."
  );
  const node = h(
    "section",
    { class: "inspector-done", "aria-label": "Interventions and branches" },
    h("h3", { class: "pb-heading inspector-heading" }, "Interventions and branches"),
    list,
    none
  );
  let items = [];
  let listed = null;
  function arrange() {
    const acts = view.get("acts");
    if (acts === listed) return;
    listed = acts;
    const { activeElement } = (
      /** @type {Document | ShadowRoot} */
      list.getRootNode()
    );
    const focused = list.contains(activeElement) ? activeElement?.getAttribute("data-key") : null;
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    items = (acts.rows ?? []).map(item);
    list.replaceChildren(
      ...items.map((each) => each.item),
      ...(acts.asked ?? []).map((row) => waiting(row)),
      ...(acts.refused ?? []).map((row) => refusal(row))
    );
    list.hidden = list.childElementCount === 0;
    none.hidden = !list.hidden;
    if (atEnd) list.scrollTop = list.scrollHeight;
    if (focused) {
      const again = list.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? list;
      again.focus();
    }
  }
  function item(row) {
    const said = plain(wordsOf(row));
    const tick = h("button", { type: "button", class: "inspector-link inspector-tick", "data-key": `view ${row.kind} ${row.tick} ${row.what}` });
    tick.addEventListener("click", () => view.send("view", { tick: row.tick, branch: view.now().branch }), { signal });
    const undo = undoOf(row, said);
    const node2 = h("li", { class: "inspector-item", "data-kind": row.kind, title: said }, tick, words(row), undo);
    return { row, item: node2, tick, undo };
  }
  function undoOf(row, said) {
    if (row.kind === "fork" && row.number === null) return null;
    const goes = row.kind === "branch";
    const button = h("button", { type: "button", class: "pb-button inspector-small", "data-key": `undo ${row.tick} ${row.what}` }, goes ? "Switch" : "Undo");
    button.setAttribute("aria-label", goes ? `Switch to ${row.what}` : `Undo ${said}`);
    button.addEventListener("click", () => {
      const why = reasonOf(row);
      if (why) view.announce(why);
      else if (goes) view.send("switch", { branch: row.what });
      else view.send("undo", { number: row.number });
    }, { signal });
    return button;
  }
  function reasonOf(row) {
    if (row.kind === "branch" || row.number !== null) return "";
    const now = view.now();
    return now.branch === now.head_branch ? `This lies after tick ${count(now.tick)}, to which you went back` : `Switch to ${now.branch} to undo this`;
  }
  function draw() {
    arrange();
    const now = view.now();
    const { made } = view.get("values");
    const why = whyFixed(now);
    for (const { row, item: node2, tick, undo } of items) {
      const time = timeOf(row, now, made ?? 0);
      setAttributes(node2, { "data-time": time || null });
      const label = time === "next" ? "next" : `tick ${count(row.tick)}`;
      if (tick.textContent !== label) tick.textContent = label;
      setAttributes(tick, { title: time === "next" ? `made after tick ${count(row.tick)}, takes effect at the next one` : `View tick ${count(row.tick)}` });
      if (undo) setReason(undo, reasonOf(row), row.kind === "branch" ? `Go to the end of ${row.what}` : `Go on without it, on a new branch from tick ${count(row.tick)}`);
    }
    node.classList.toggle("inspector-past", Boolean(why));
  }
  function waiting(row) {
    const said = row.kind === "set" ? { ...row, text: `→ ${row.text}` } : row.kind === "hold" ? { ...row, text: `at ${row.text}` } : row;
    return h(
      "li",
      { class: "inspector-item", "data-time": "next", "data-kind": row.kind },
      h("span", { class: "inspector-tick" }, "next"),
      words(said)
    );
  }
  function refusal(row) {
    const forget = h("button", { type: "button", class: "pb-button inspector-small" }, "Dismiss");
    forget.addEventListener("click", () => view.request("forget").catch(() => {
    }), { signal });
    const said = row.text ? { ...row, text: `→ ${row.text}` } : row;
    return h(
      "li",
      { class: "inspector-item", "data-time": "refused", "data-kind": row.kind },
      h("span", { class: "inspector-tick" }, "refused"),
      words(said, row.reason),
      forget
    );
  }
  return { node, draw };
}
function words(row, reason) {
  const pieces = wordsOf(row).map(({ text, strong }) => strong ? h("strong", {}, h("bdi", {}, text)) : text);
  return h("span", { class: "inspector-words" }, ...pieces, reason ? h("span", { class: "inspector-reason" }, reason) : null);
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

// src/inspector/control.js
var QUIET_MS = 500;
var ARROWS = { ArrowUp: 1, ArrowDown: -1 };
function makeControl(editor, label, on, signal) {
  if (editor.kind === "switch") return makeSwitch(label, on, signal);
  if (editor.kind === "choice") return makeChoice(editor, label, on, signal);
  if (editor.kind === "slider") return makeSlider(editor, label, on, signal);
  return makeField(editor, label, on, signal);
}
function makeSwitch(label, on, signal) {
  const box = h("input", { type: "checkbox", role: "switch", class: "inspector-switch", "aria-label": label });
  box.addEventListener("change", () => on.changed(box.checked ? "1" : "0", "chosen"), { signal });
  return {
    node: box,
    main: box,
    inputs: [box],
    show: (text) => void (box.checked = text === "1"),
    name: () => {
    },
    disable: (reason) => disable(box, reason)
  };
}
function makeChoice(editor, label, on, signal) {
  const other = h("option", { value: "-1", disabled: true, hidden: true });
  const select = h(
    "select",
    { class: "pb-select", "aria-label": label },
    ...editor.choices.map((choice, i) => h("option", { value: i }, choice)),
    other
  );
  select.addEventListener("change", () => on.changed(select.value, "chosen"), { signal });
  return {
    node: select,
    main: select,
    inputs: [select],
    show: (text) => void (select.value !== text && (select.value = text)),
    name: (shown) => void (other.textContent !== shown && (other.textContent = shown)),
    disable: (reason) => disable(select, reason)
  };
}
function makeField(editor, label, on, signal) {
  const number = editor.kind === "number" || editor.kind === "slider";
  const field = h("input", {
    type: "text",
    class: `pb-input inspector-field ${number ? "inspector-number" : ""}`,
    inputmode: number ? "decimal" : null,
    "aria-label": label,
    placeholder: editor.optional ? "None" : editor.kind === "text" ? "''" : null,
    autocomplete: "off",
    spellcheck: "false",
    dir: number ? null : "auto"
  });
  if (editor.kind === "literal") field.classList.add("inspector-code");
  const quiet = quietly(() => on.finished("quiet"), signal);
  field.addEventListener("input", () => on.changed(field.value, "typed"), { signal });
  field.addEventListener("blur", () => {
    quiet.stop();
    on.finished("left");
  }, { signal });
  field.addEventListener("keydown", (event) => {
    const direction = number ? ARROWS[event.key] : void 0;
    if (event.key === "Enter") on.finished("entered");
    else if (event.key === "Escape") on.escaped();
    else if (direction) nudge(direction);
    else return;
    if (!direction) quiet.stop();
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  function nudge(direction) {
    const text = nudged(field.value, direction, editor);
    if (text === null || field.disabled) return;
    field.value = text;
    on.changed(text, "typed");
    quiet.start();
  }
  return {
    node: field,
    main: field,
    inputs: [field],
    show: (text) => void (field.value !== text && (field.value = text)),
    name: () => {
    },
    disable: (reason) => disable(field, reason)
  };
}
function makeSlider(editor, label, on, signal) {
  const { low, high, step } = editor;
  const slider = h("input", { type: "range", min: low, max: high, step, "aria-label": label });
  const field = makeField(editor, `${label}, as a number`, on, signal);
  let held = false;
  const quiet = quietly(() => on.finished("quiet"), signal);
  slider.addEventListener("pointerdown", () => void (held = true), { signal });
  slider.addEventListener("input", () => {
    field.show(slider.value);
    fill();
    on.changed(slider.value, "dragged");
    if (!held) quiet.start();
  }, { signal });
  slider.addEventListener("change", () => {
    if (!quiet.waits()) on.finished("released");
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    slider.addEventListener(end, () => void (held = false), { signal });
  }
  slider.addEventListener("blur", () => quiet.now(), { signal });
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Enter") quiet.now();
    if (event.key !== "Escape") return;
    quiet.stop();
    on.escaped();
    event.stopPropagation();
  }, { signal });
  function fill() {
    const share = (Number(slider.value) - Number(low)) / (Number(high) - Number(low));
    slider.style.setProperty("--share", `${100 * share}%`);
  }
  return {
    node: h("span", { class: "inspector-slider" }, slider, field.node),
    main: slider,
    inputs: [slider, field.main],
    show(text) {
      field.show(text);
      const value = text.trim() === "" ? String(low) : text;
      if (Number.isNaN(Number(value))) return;
      if (Number(slider.value) !== Number(value)) slider.value = value;
      fill();
    },
    name: () => {
    },
    disable(reason) {
      disable(slider, reason);
      field.disable(reason);
    }
  };
}
function quietly(fn, signal) {
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
function disable(input, reason) {
  input.disabled = Boolean(reason);
  setAttributes(input, { title: reason || null });
}

// src/inspector/draft.js
function fresh(model) {
  return { state: "clean", text: model, model, error: "", after: -1 };
}
function received(draft, model, seq) {
  if (draft.state === "dirty" || draft.state === "sent") return { ...draft, model };
  if (draft.state === "taken" && seq <= draft.after) return { ...draft, model };
  const error = model === draft.model && draft.state === "clean" ? draft.error : "";
  return { ...draft, state: "clean", text: model, model, error };
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
function taken(draft, text, seq) {
  if (draft.state === "dirty" || draft.text !== text) return draft;
  return { ...draft, state: "taken", after: seq };
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

// src/inspector/setting.js
var ids = 0;
function settingRow(view, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const id = `inspector-setting-${ids += 1}`;
  const { what } = setting;
  let draft = fresh("");
  let dragging = false;
  let value = {};
  const edit = (text2) => view.request("edit", { what, text: text2 });
  const live = latest(
    (text2) => edit(text2).catch((error) => {
      draft = refused(draft, text2, error.message);
      drawNote();
    })
  );
  function commit() {
    dragging = false;
    live.drop();
    const { text: text2 } = draft;
    if (!wants(draft)) {
      draft = reverted(draft);
      return redraw();
    }
    draft = sent(draft);
    redraw();
    edit(text2).then(
      () => {
        draft = taken(draft, text2, view.now().seq);
        view.announce(`${what}: takes effect at the next tick`);
      },
      (error) => {
        draft = refused(draft, text2, error.message);
        drawNote();
        view.announce(`${what}: ${error.message}`);
      }
    );
  }
  const control = makeControl(
    setting,
    setting.unit ? `${setting.name} in ${setting.unit}` : setting.name,
    {
      changed(text2, how) {
        draft = typed(draft, text2);
        dragging = how === "dragged";
        drawNote();
        if (how === "chosen") commit();
        else if (dragging && view.now().running) live.put(text2);
      },
      finished(how) {
        if (how !== "left" || !draft.error) commit();
      },
      escaped() {
        live.drop();
        draft = reverted(draft);
        redraw();
      }
    },
    signal
  );
  const fixed = setting.kind === "fixed";
  const text = h("bdi", { class: "inspector-value" });
  const note = h("span", { class: "inspector-note", id: `${id}-note` });
  const doc = h("span", { class: "pb-offscreen", id: `${id}-doc` }, setting.doc);
  for (const input of control.inputs) input.setAttribute("aria-describedby", `${id}-doc ${id}-note`);
  const node = h(
    "div",
    { class: "inspector-setting", "data-editor": setting.kind, title: told(setting.name, setting.doc), "data-what": what },
    h("bdi", { class: "inspector-name" }, setting.name),
    h("span", { class: "inspector-control" }, fixed ? text : control.node, h("span", { class: "inspector-unit" }, setting.unit)),
    doc,
    note
  );
  function redraw() {
    control.show(draft.text);
    drawNote();
  }
  function drawNote() {
    const { kind, words: words2 } = noteOf(setting, draft, value);
    setText(note, words2);
    setAttributes(note, { "data-kind": kind || null });
    note.hidden = !words2;
    const wrong = { "aria-invalid": kind === "error" ? "true" : null };
    for (const input of control.inputs) setAttributes(input, wrong);
  }
  return {
    node,
    /** @param {import("../common/types.js").Now} now  @param {string} why */
    draw(now, why) {
      value = view.get("values").settings[what] ?? {};
      draft = received(draft, value.ar ?? value.r ?? "", now.seq);
      setText(text, value.t ?? "");
      setAttributes(text, { title: value.f ?? null });
      control.name(value.t ?? "");
      control.disable(why);
      redraw();
    },
    end() {
      ended.abort();
    }
  };
}
var NEXT = "takes effect at the next tick";
function noteOf(setting, draft, value) {
  if (setting.kind === "fixed") return { kind: "hint", words: setting.reason };
  if (draft.error) return { kind: "error", words: draft.error };
  if (value.m) return { kind: "hint", words: `${value.t} at this tick: the component changes it itself` };
  if (draft.state === "sent" || draft.state === "taken") {
    return { kind: "pending", words: `${value.t} → ${shownText(setting, draft.text)}, ${NEXT}` };
  }
  if (value.asked !== void 0) return { kind: "pending", words: `${value.t} → ${value.asked}, ${NEXT}` };
  if (value.error) return { kind: "error", words: `not changed: ${value.error}` };
  if (value.was !== void 0) return { kind: "pending", words: `${value.was} → ${value.t}, ${NEXT}` };
  return { kind: "", words: "" };
}
function shownText(setting, text) {
  if (setting.kind === "switch") return text === "1" ? "on" : "off";
  if (setting.kind === "choice") return setting.choices[Number(text)] ?? "";
  if (setting.optional && text.trim() === "") return "None";
  return text === "" ? "''" : text;
}

// src/inspector/parameters.js
var SELECT = "Select a component, here or in the graph, to see what it is, its values and its parameters.";
var ASIDE = /* @__PURE__ */ new Set(["literal", "fixed"]);
function buildParameters(view) {
  const own = h("div", { class: "inspector-settings" });
  const shared = h("div", { class: "inspector-settings" });
  const more = h("div", { class: "inspector-settings" });
  const summary = h("summary", {});
  const details = h("details", { class: "inspector-more" }, summary, more);
  const title = h("h3", { class: "pb-heading inspector-heading" }, "Parameters");
  const sharedTitle = h("h3", { class: "pb-heading inspector-heading inspector-shared" });
  const none = h("p", { class: "inspector-hint" });
  const back = h("button", { type: "button", class: "pb-button inspector-small" }, "Return to now");
  const reason = h("span", {});
  const fixed = h("p", { class: "inspector-fixed", role: "note" }, reason, " ", back);
  const node = h(
    "section",
    { class: "inspector-parameters", "aria-label": "Parameters" },
    title,
    fixed,
    own,
    details,
    sharedTitle,
    shared,
    none
  );
  back.addEventListener("click", () => view.send("view"), { signal: view.signal });
  let rows = /* @__PURE__ */ new Map();
  let shown = "";
  function arrange() {
    const { settings, component } = view.get("form");
    const key = JSON.stringify(settings);
    if (key === shown) return;
    shown = key;
    const next = /* @__PURE__ */ new Map();
    const places = { own: (
      /** @type {Node[]} */
      []
    ), more: (
      /** @type {Node[]} */
      []
    ), shared: (
      /** @type {Node[]} */
      []
    ) };
    const visible = settings.filter((s) => s.group !== "state");
    const plain2 = visible.filter((s) => s.group !== "process");
    const apart = plain2.some((s) => !ASIDE.has(s.kind));
    for (const setting of visible) {
      const id = JSON.stringify(setting);
      const row = rows.get(id) ?? settingRow(view, setting);
      next.set(id, row);
      const place = setting.group === "process" ? "shared" : apart && ASIDE.has(setting.kind) ? "more" : "own";
      places[place].push(row.node);
    }
    for (const [id, row] of rows) if (!next.has(id)) row.end();
    rows = next;
    put(own, places.own);
    put(more, places.more);
    put(shared, places.shared);
    details.hidden = places.more.length === 0;
    setText(summary, `${places.more.length} more`);
    title.hidden = !component;
    shared.hidden = sharedTitle.hidden = places.shared.length === 0;
    setText(sharedTitle, component ? "Of the process" : "Parameters of the process");
    none.hidden = component && plain2.length > 0;
    setText(none, component ? "It has no parameters." : SELECT);
  }
  function draw() {
    arrange();
    const now = view.now();
    const why = whyFixed(now);
    fixed.hidden = !why;
    setText(reason, why);
    for (const row of rows.values()) row.draw(now, why);
  }
  return { node, draw };
}
function put(place, nodes) {
  const same = nodes.length === place.childNodes.length && nodes.every((n, i) => n === place.childNodes[i]);
  if (!same) place.replaceChildren(...nodes);
}

// src/inspector/script.js
var GAP_MS = 1e3;
function buildScript(view) {
  const code = h("pre", { class: "inspector-script", tabindex: "0", role: "region", "aria-label": "Python script" });
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  const error = h("p", { class: "inspector-note", "data-kind": "error", role: "alert", hidden: true });
  const node = h(
    "section",
    { class: "inspector-python", "aria-label": "Python" },
    h("div", { class: "pb-row" }, h(
      "span",
      { class: "inspector-hint" },
      "What was done so far. Run in a notebook on the process as it was before its first tick, it does the same again."
    ), copy),
    error,
    code
  );
  const ask = latest(async () => {
    try {
      setText(code, await view.request("script"));
      error.hidden = true;
    } catch (problem) {
      setText(
        error,
        /** @type {Error} */
        problem.message
      );
      error.hidden = false;
    }
  }, GAP_MS);
  copy.addEventListener("click", () => copyText(view, code.textContent ?? ""), { signal: view.signal });
  let shown = "";
  function draw() {
    const now = view.now();
    const key = JSON.stringify([now.tick, now.head_branch, view.get("acts")]);
    if (key === shown) return;
    shown = key;
    ask.put(void 0);
  }
  return { node, draw };
}

// src/inspector/slot.js
var SIDES = { in: "input", out: "output", export: "export", state: "attribute" };
function slotRow(view, slot, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("div", { class: "inspector-queue" });
  const held = h("div", { class: "inspector-held" });
  const verb = slot.side === "out" ? "Hold" : "Set";
  const act = h("button", { type: "button", class: "pb-button inspector-small", "aria-expanded": "false" }, verb);
  act.setAttribute("aria-label", `${verb} ${slot.name}`);
  const release = h("button", { type: "button", class: "pb-button inspector-small" }, "Release");
  release.setAttribute("aria-label", `Release ${slot.name}`);
  const editor = slot.side === "out" ? slot.editor ?? null : setting;
  const row = h(
    "tr",
    { "data-slot": `${slot.side} ${slot.name}` },
    h(
      "th",
      { scope: "row", title: told(slot.name, slot.doc) },
      h("span", { class: "inspector-side", title: SIDES[slot.side] }, slot.side),
      " ",
      h("bdi", {}, slot.name)
    ),
    h(
      "td",
      { class: "inspector-cell" },
      value,
      h("span", { class: "inspector-unit", title: slot.unit || null }, slot.unit),
      queue,
      held
    ),
    h("td", { class: "inspector-act" }, editor && editor.kind !== "fixed" ? act : null, slot.side === "out" ? release : null)
  );
  const form = editor ? inlineForm(view, slot, editor, verb, signal) : null;
  const place = h("tr", { class: "inspector-form-row", hidden: true }, h("td", { colspan: "3" }, form?.node));
  let why = "";
  let cell = {};
  function toggle() {
    if (why) return view.announce(why);
    const open = place.hidden;
    place.hidden = !open;
    setAttributes(act, { "aria-expanded": String(open) });
    if (open) form?.begin(cell.r ?? "", cell.t ?? "");
    else act.focus();
  }
  act.addEventListener("click", toggle, { signal });
  place.addEventListener("inspector:close", toggle, { signal });
  release.addEventListener("click", () => {
    if (why) view.announce(why);
    else void view.request("let_go", { output: slot.what }).catch((error) => view.announce(error.message));
  }, { signal });
  return {
    nodes: form ? [row, place] : [row],
    /** @param {string} reason */
    draw(reason) {
      why = reason;
      const { slots, settings } = view.get("values");
      cell = slots[`${slot.side} ${slot.name}`] ?? {};
      if (slot.side !== "out") cell = { ...cell, r: settings[slot.what]?.r };
      setText(value, cell.t ?? "");
      setAttributes(value, { title: cell.f ?? null });
      value.classList.toggle("inspector-whole", (cell.t ?? "").length < 16);
      setAttributes(row, {
        "data-changed": cell.c ? "true" : null,
        "data-missing": cell.m ? "true" : null,
        "data-held": cell.h === void 0 ? null : "true"
      });
      setText(queue, cell.q ? `waiting: ${cell.q}` : "");
      queue.hidden = !cell.q;
      drawHeld(cell);
      setReason(act, why, slot.side === "out" ? "Hold it at a value from the next tick on" : "Set it before the next tick");
      setReason(release, why, "Let it be what its component computes");
    },
    end() {
      ended.abort();
    }
  };
  function drawHeld(shown) {
    const unit = slot.unit ? ` ${slot.unit}` : "";
    const now = shown.h === void 0 ? "" : `held at ${shown.h}${unit}${shown.n ? " from the next tick" : ""}`;
    const asked = shown.a === void 0 ? "" : shown.a === "" ? "released at the next tick" : `held at ${shown.a}${unit} from the next tick`;
    setText(held, asked || now);
    held.hidden = !(asked || now);
    release.hidden = shown.h === void 0;
    act.hidden = shown.h !== void 0;
  }
}
function inlineForm(view, slot, editor, verb, signal) {
  let text = "";
  const close = () => node.dispatchEvent(new CustomEvent("inspector:close", { bubbles: true }));
  const control = makeControl(
    editor,
    slot.side === "out" ? `Hold ${slot.name} at` : `Set ${slot.name} to`,
    {
      changed: (written) => void (text = written, setText(error, "")),
      finished: (how) => void (how === "entered" && go()),
      escaped: close
    },
    signal
  );
  const button = h("button", { type: "button", class: "pb-button pb-primary inspector-small" }, verb);
  const cancel = h("button", { type: "button", class: "pb-button inspector-small" }, "Cancel");
  const error = h("span", { class: "inspector-note", "data-kind": "error", role: "alert" });
  const node = h(
    "div",
    { class: "inspector-inline", role: "group", "aria-label": `${verb} ${slot.name}` },
    h("span", {}, slot.side === "out" ? "at" : "to"),
    control.node,
    h("span", { class: "inspector-unit" }, slot.unit),
    button,
    cancel,
    error
  );
  function go() {
    const asked = slot.side === "out" ? view.request("hold_at", { output: slot.what, text }) : view.request("edit", { what: slot.what, text });
    asked.then(close, (problem) => setText(error, problem.message));
  }
  button.addEventListener("click", go, { signal });
  cancel.addEventListener("click", close, { signal });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }, { signal });
  return {
    node,
    /** @param {string} start  @param {string} shown */
    begin(start, shown) {
      text = start;
      setText(error, "");
      control.name(shown);
      control.show(start);
      control.main.focus();
      if (control.main instanceof HTMLInputElement && control.main.type === "text") control.main.select();
    }
  };
}

// src/inspector/slots.js
function buildSlots(view) {
  const { signal } = view;
  const name = h("bdi", { class: "inspector-title-name" });
  const type = h("span", { class: "inspector-title-type" });
  const doc = h("p", { class: "inspector-doc", dir: "auto" });
  const more = h("button", { type: "button", class: "inspector-link" }, "more");
  const rest = h("div", { class: "inspector-doc inspector-rest", tabindex: "0", role: "region", "aria-label": "Description" });
  const body = h("tbody", {});
  const table = h(
    "table",
    { class: "inspector-slots" },
    h("caption", { class: "pb-offscreen" }, "Values of the component"),
    body
  );
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-values", "aria-label": "Component" },
    h("h3", { class: "inspector-title" }, name, " ", type),
    doc,
    rest,
    table,
    hint
  );
  let open = false;
  more.addEventListener("click", () => {
    open = !open;
    drawDoc();
  }, { signal });
  let rows = /* @__PURE__ */ new Map();
  let shown = "";
  function arrange() {
    const { component, slots, settings } = view.get("form");
    const key = JSON.stringify([component, slots, settings]);
    if (key === shown) return;
    shown = key;
    if (name.textContent !== component) open = false;
    const next = /* @__PURE__ */ new Map();
    for (const slot of slots) {
      const setting = settings.find((s) => s.what === slot.what && s.group === "state");
      const id = JSON.stringify([slot, setting]);
      next.set(id, rows.get(id) ?? slotRow(view, slot, setting ?? null));
    }
    for (const [id, row] of rows) if (!next.has(id)) row.end();
    rows = next;
    const wanted = [...rows.values()].flatMap((row) => row.nodes);
    const same = wanted.length === body.children.length && wanted.every((n, i) => n === body.children[i]);
    if (!same) body.replaceChildren(...wanted);
  }
  function drawDoc() {
    const form = view.get("form");
    setText(name, form.component);
    setText(type, `· ${form.type}`);
    if (doc.dataset.text !== form.doc) {
      doc.dataset.text = form.doc;
      doc.replaceChildren(form.doc, " ", more);
    }
    doc.hidden = !form.doc;
    more.hidden = !form.more;
    setText(more, open ? "less" : "more");
    setAttributes(more, { "aria-expanded": String(open) });
    rest.hidden = !open || !form.more;
    setText(rest, form.more ?? "");
  }
  function draw() {
    arrange();
    drawDoc();
    const now = view.now();
    const why = whyFixed(now);
    const { slots } = view.get("form");
    table.hidden = slots.length === 0;
    const attributes = slots.some((slot) => slot.side === "state");
    setText(hint, slots.length === 0 ? "It has no inputs, outputs or attributes." : why && attributes ? "Attributes are not recorded: they can be seen at the present tick only." : "");
    hint.hidden = hint.textContent === "";
    for (const row of rows.values()) row.draw(why);
  }
  return { node, draw };
}

// src/inspector/table.js
var MISSING = /* @__PURE__ */ new Set(["no data yet", "not recorded"]);
var MOST = 3e3;
function buildTable(view) {
  const { signal } = view;
  const filter = h("input", {
    type: "search",
    class: "pb-input",
    "aria-label": "Filter values",
    placeholder: "Filter: tank temperature",
    autocomplete: "off",
    spellcheck: "false"
  });
  const only = h("input", { type: "checkbox" });
  const found = h("span", { class: "inspector-count", role: "status" });
  const body = h("tbody", {});
  const scroll = h(
    "div",
    { class: "inspector-scroll", tabindex: "0", role: "region", "aria-label": "Table of all values" },
    h(
      "table",
      { class: "inspector-all" },
      h("caption", { class: "pb-offscreen" }, "All values at the tick shown"),
      h("thead", {}, h("tr", {}, ...["Name", "Kind", "Value", "Unit", "Waiting"].map((name) => h("th", { scope: "col" }, name)))),
      body
    )
  );
  const nothing = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-table", "aria-label": "Values" },
    h("div", { class: "pb-row inspector-filter" }, filter, h("label", { class: "inspector-only" }, only, " changed in this tick"), found),
    scroll,
    nothing
  );
  let rows = [];
  let listed = null;
  function arrange() {
    const table = (
      /** @type {[string, string, string][]} */
      view.get("table")
    );
    if (table === listed) return;
    const same = listed && JSON.stringify(table) === JSON.stringify(listed);
    listed = table;
    if (same) return;
    rows = table.slice(0, MOST).map(([name, kind, unit]) => {
      const value = h("bdi", { class: "inspector-value" });
      const queue = h("td", { class: "inspector-waiting" });
      const row = h(
        "tr",
        { "data-name": name },
        h("th", { scope: "row", title: told(name, "") }, h("bdi", {}, name)),
        h("td", { class: "inspector-kind" }, kind),
        h("td", { class: "inspector-number-cell" }, value),
        h("td", { class: "inspector-unit", title: told(unit, "") }, unit),
        queue
      );
      const text = `${name} ${kind} ${unit}`.toLowerCase();
      return { row, value, queue, text, shown: "", waits: "", changed: false };
    });
    body.replaceChildren(...rows.map(({ row }) => row));
  }
  function draw() {
    arrange();
    const { texts, changed, queued } = view.get("cells");
    if (!texts) return;
    const fresh2 = new Set(changed);
    rows.forEach((row, i) => {
      if (row.shown !== texts[i]) {
        row.value.textContent = row.shown = texts[i];
        row.row.toggleAttribute("data-missing", MISSING.has(texts[i]));
      }
      const waits = queued[i] ?? "";
      if (row.waits !== waits) row.queue.textContent = row.waits = waits;
      if (row.changed !== fresh2.has(i)) {
        row.changed = fresh2.has(i);
        row.row.toggleAttribute("data-changed", row.changed);
      }
    });
    sift();
  }
  function sift() {
    const words2 = filter.value.trim();
    let number = 0;
    for (const row of rows) {
      const fit = fits(row.text, words2) && (row.changed || !only.checked);
      if (fit) number += 1;
      if (row.row.hidden === fit) row.row.hidden = !fit;
    }
    const all = view.get("table").length;
    setText(found, number === all ? `${count(all)} values` : `${count(number)} of ${count(all)} values`);
    const cut = all > rows.length ? `Only the first ${count(rows.length)} values are listed.` : "";
    setText(nothing, all === 0 ? "The process has no values yet." : number === 0 ? "No value fits." : cut);
    nothing.hidden = nothing.textContent === "";
    scroll.hidden = number === 0;
  }
  filter.addEventListener("input", sift, { signal });
  only.addEventListener("change", sift, { signal });
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !filter.value) return;
    filter.value = "";
    sift();
    event.stopPropagation();
  }, { signal });
  body.addEventListener("click", (event) => {
    const row = (
      /** @type {Element} */
      event.target.closest("tr")
    );
    const component = row?.dataset.name?.split(".")[0];
    const known = view.get("parts").some((part) => part[0] === component);
    if (known && !view.get("component")) view.send("select", { component });
  }, { signal });
  return { node, draw };
}

// src/inspector/tabs.js
var pages = 0;
function buildTabs(view, ...names) {
  const { signal } = view;
  const page = `${Date.now().toString(36)}-${pages += 1}`;
  const id = `inspector-${page}`;
  const list = h("div", { class: "inspector-tabs", role: "tablist", "aria-label": "Inspector" });
  const panel = h("div", { class: "inspector-panel", role: "tabpanel", id: `${id}-panel` });
  const buttons = names.map(
    ([key, label]) => h("button", { type: "button", role: "tab", id: `${id}-${key}`, "aria-controls": panel.id }, label)
  );
  list.append(...buttons);
  let chosen = names[0][0];
  let changed = () => {
  };
  function choose(number) {
    chosen = names[number][0];
    buttons.forEach(
      (button, i) => setAttributes(button, { "aria-selected": String(i === number), tabindex: i === number ? 0 : -1 })
    );
    panel.setAttribute("aria-labelledby", buttons[number].id);
    view.send("look", { page, tab: chosen });
    changed();
  }
  buttons.forEach((button, i) => {
    button.addEventListener("click", () => choose(i), { signal });
    button.addEventListener("keydown", (event) => move(event, i), { signal });
  });
  function move(event, i) {
    const last = buttons.length - 1;
    const goals = { ArrowRight: i === last ? 0 : i + 1, ArrowLeft: i ? i - 1 : last, Home: 0, End: last };
    const goal = goals[
      /** @type {keyof typeof goals} */
      event.key
    ];
    if (goal === void 0) return;
    event.preventDefault();
    buttons[goal].focus();
    choose(goal);
  }
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
function hide(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}
function build(view) {
  const { root, signal } = view;
  const select = h("select", { class: "pb-select", "aria-label": "Component to inspect" });
  const pinned = h("strong", { class: "inspector-pinned" });
  const tabs = buildTabs(view, ["component", "Inspect"], ["values", "All values"], ["python", "Python"]);
  const slots = buildSlots(view);
  const table = buildTable(view);
  const parameters = buildParameters(view);
  const script = buildScript(view);
  const done = buildDone(view);
  tabs.panel.append(slots.node, table.node, parameters.node, script.node);
  root.append(
    h("div", { class: "inspector-bar pb-row" }, select, pinned, tabs.list),
    h("div", { class: "inspector-body" }, tabs.panel, done.node)
  );
  select.addEventListener("change", () => view.send("select", { component: select.value }), { signal });
  function draw() {
    const tab = tabs.chosen();
    const selected = Boolean(view.get("form").component);
    const shown = selected || tab !== "component" ? tab : "overview";
    if (root.dataset.tab !== shown) root.dataset.tab = shown;
    hide(slots.node, tab !== "component" || !selected);
    hide(table.node, !(tab === "values" || tab === "component" && !selected));
    hide(parameters.node, tab !== "component");
    hide(script.node, tab !== "python");
    drawSelect();
    for (const part of [slots, table, parameters, script]) if (!part.node.hidden) part.draw();
    done.draw();
  }
  let listed = "";
  function drawSelect() {
    const pin = view.get("component");
    hide(select, Boolean(pin));
    hide(pinned, !pin);
    setText(pinned, pin);
    const parts = (
      /** @type {[string, string][]} */
      view.get("parts")
    );
    const key = JSON.stringify(parts);
    if (key !== listed) {
      listed = key;
      select.replaceChildren(
        h("option", { value: "" }, "no component selected"),
        ...parts.map(([name, type]) => h("option", { value: name }, `${name} · ${type}`))
      );
    }
    const { component } = view.get("form");
    if (select.value !== component) select.value = component;
  }
  tabs.onChange(draw);
  view.on("now", draw);
  draw();
}
var inspector_default = {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "inspector", build)
};
export {
  inspector_default as default
};
