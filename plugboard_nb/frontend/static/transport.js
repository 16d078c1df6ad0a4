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
  const place = own ?? h("div", { class: "pb-problem-place" });
  if (!own) view.root.prepend(place);
  function draw() {
    const problem = view.get("problem");
    place.replaceChildren(...problem ? [alertOf(view, problem)] : []);
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

// src/transport/announce.js
function news(before, now) {
  if (!before || before.tick === void 0) return "";
  if (now.stuck && !before.stuck) return `${now.stuck.component || "a step"} does not return`;
  const moved = now.shown !== before.shown || now.branch !== before.branch;
  if (now.viewing) {
    if (!moved && before.viewing) return "";
    const { lead, tick, rest } = viewingText(now);
    return `${lead}${tick}${rest}`;
  }
  if (now.doing) return now.running && !before.running ? "running" : "";
  const stopped = before.doing || now.stop?.reason !== before.stop?.reason || now.stop?.tick !== before.stop?.tick;
  const why = stopped && now.stop && now.stop.reason !== "ticks" ? stopText(now.stop) : "";
  if (why) return why;
  const changed = moved || before.doing || before.viewing || before.tick !== now.tick || before.status !== now.status;
  if (!changed) return "";
  const branch = now.head_branch !== before.head_branch ? `branch ${now.head_branch}, ` : "";
  return `${branch}tick ${count(now.tick)}, ${statusWord(now.status)}`;
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
    const last = level.at === level.siblings.length;
    rows.push({ branch, depth: stack.length - 1, last });
    stack.push({ siblings: sorted(children.get(branch.number)), at: 0 });
  }
  return rows;
}
var sorted = (siblings) => [...siblings ?? []].sort((a, b) => a.departure - b.departure || a.number - b.number);
var optionText = (name, depth) => depth ? `${" ".repeat(Math.min(depth, 6) - 1)}└ ${name}` : name;

// src/transport/branch_picker.js
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
function branchPicker(view) {
  const select = h("select", { class: "pb-select branch", "aria-label": "branch" });
  const line = h("span", { class: "line" });
  const root = h("span", { class: "picker" }, line, select);
  let drawn = -1;
  select.addEventListener("change", () => view.send("switch", { branch: select.value }), {
    signal: view.signal
  });
  function draw() {
    const { head_branch: name } = view.now();
    if (select.value !== name) select.value = name;
    const branch = (view.get("branches") ?? []).find((b) => b.name === name);
    if (branch && branch.number !== drawn) {
      drawn = branch.number;
      line.replaceChildren(swatch(drawn));
    }
  }
  function drawBranches() {
    const rows = inTreeOrder(view.get("branches") ?? []);
    select.replaceChildren(
      ...rows.map(
        ({ branch, depth }) => h("option", { value: branch.name }, optionText(branch.name, depth))
      )
    );
    const only = rows.length < 2;
    setAttributes(select, { title: only ? "the only branch so far" : "go to another branch" });
    draw();
  }
  return { root, draw, drawBranches };
}

// src/transport/button.js
var ICONS = {
  start: "M2 2 H4 V10 H2 Z M11 2 V10 L5 6 Z",
  back: "M9.5 2 V10 L2.5 6 Z",
  play: "M2.5 2 V10 L9.5 6 Z",
  pause: "M2.5 2 H5 V10 H2.5 Z M7 2 H9.5 V10 H7 Z",
  step: "M2.5 2 V10 L9.5 6 Z",
  end: "M1 2 V10 L7 6 Z M8 2 H10 V10 H8 Z"
};
var icon = (name) => s(
  "svg",
  { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" },
  s("path", { d: ICONS[name], fill: "currentColor" })
);
function button(view, { label, title = "", kind = "" }, content, act) {
  const root = h(
    "button",
    { type: "button", class: `pb-button ${kind}`.trim(), "aria-label": label, title },
    ...content
  );
  let reason = "";
  root.addEventListener(
    "click",
    () => {
      if (reason) view.announce(reason);
      else act();
    },
    { signal: view.signal }
  );
  return {
    root,
    /** @param {string} why "" where it can be used. @param {string} [does] What it does now. */
    allow(why, does = title) {
      reason = why;
      setReason(root, why, does);
    }
  };
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
  const id = `pb-names-${made += 1}`;
  const list = h("ul", {
    id,
    class: "names",
    role: "listbox",
    "aria-label": "names",
    popover: "manual"
  });
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
  function close() {
    if (!isOpen()) return;
    setAttributes(input, { "aria-expanded": "false", "aria-activedescendant": null });
    if (list.matches(":popover-open")) list.hidePopover();
    active = -1;
  }
  function open() {
    const found = suggestions(input.value, input.selectionStart ?? 0, names(), { extra });
    if (!found.length) return close();
    list.replaceChildren(
      ...found.map(
        (name, at) => h(
          "li",
          { id: `${id}-${at}`, role: "option", "aria-selected": "false", "data-name": name },
          name
        )
      )
    );
    active = -1;
    setAttributes(input, { "aria-expanded": "true", "aria-activedescendant": null });
    if (!list.matches(":popover-open")) list.showPopover?.();
    const box = input.getBoundingClientRect();
    list.style.minWidth = `${box.width}px`;
    list.style.left = `${box.left}px`;
    const below = window.innerHeight - box.bottom > list.offsetHeight + 8;
    list.style.top = `${below ? box.bottom + 2 : box.top - list.offsetHeight - 2}px`;
  }
  function move(step) {
    if (!isOpen()) return open();
    const count2 = list.children.length;
    active = active < 0 ? step > 0 ? 0 : count2 - 1 : (active + step + count2) % count2;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === active));
    }
    list.children[active].scrollIntoView({ block: "nearest" });
    setAttributes(input, { "aria-activedescendant": `${id}-${active}` });
  }
  function choose2(option) {
    const name = (
      /** @type {HTMLElement|null} */
      option?.dataset.name
    );
    if (!name) return;
    const next = completed(input.value, input.selectionStart ?? 0, name);
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    close();
    chosen();
  }
  function keyed(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      choose2(list.children[active]);
    } else if (event.key === "Escape" && isOpen()) {
      close();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  input.addEventListener("keydown", keyed, { signal });
  input.addEventListener("input", open, { signal });
  input.addEventListener("blur", close, { signal });
  window.addEventListener("scroll", close, { signal, capture: true, passive: true });
  signal.addEventListener("abort", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
  list.addEventListener(
    "click",
    (event) => choose2(
      /** @type {Element} */
      event.target.closest("[role=option]")
    ),
    { signal }
  );
  return { list, isOpen, close };
}

// src/transport/condition_field.js
var TYPING_MS = 250;
var made2 = 0;
function conditionField(view, { label, until = false, submit, changed = () => {
} }) {
  const { signal } = view;
  const id = `pb-fault-${made2 += 1}`;
  const input = h("input", {
    type: "text",
    class: "pb-input condition",
    "aria-label": label,
    maxlength: 1e3
  });
  const error = h("div", { class: "fault", id, hidden: true });
  let fault = null;
  let asked = 0;
  let timer;
  function show(found) {
    fault = found;
    setAttributes(input, {
      "aria-invalid": found ? "true" : null,
      "aria-describedby": found ? id : null
    });
    error.replaceChildren(...found ? pointed(input.value, found) : []);
    error.hidden = !found;
    changed();
  }
  async function check() {
    clearTimeout(timer);
    const mine = asked += 1;
    const text = input.value;
    if (!text.trim()) {
      show(null);
      return false;
    }
    try {
      const found = await view.request("check_condition", { text, until });
      if (mine !== asked || text !== input.value) return false;
      show(found);
      return !found;
    } catch (problem) {
      if (mine === asked)
        show({ message: String(
          /** @type {Error} */
          problem.message
        ), column: null });
      return false;
    }
  }
  async function enter() {
    names.close();
    const text = input.value.trim();
    if (await check()) submit(text);
    else if (fault) view.announce(said(fault));
  }
  function typed() {
    clearTimeout(timer);
    if (fault || !input.value.trim()) show(null);
    timer = setTimeout(later, TYPING_MS);
    changed();
  }
  function later() {
    if (names.isOpen()) timer = setTimeout(later, TYPING_MS);
    else void check();
  }
  const names = suggesting(input, signal, {
    names: () => view.get("fields") ?? [],
    extra: until ? ["steady"] : [],
    chosen: typed
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  input.addEventListener("input", typed, { signal });
  input.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void enter();
    },
    { signal }
  );
  function clear() {
    input.value = "";
    show(null);
  }
  const root = h("span", { class: "condition-field" }, input, names.list);
  return { root, input, error, enter, clear, fault: () => fault };
}
var said = ({ column, message }) => column ? `column ${column}: ${message}` : message;
function pointed(text, fault) {
  const message = h("span", { class: "why" }, said(fault));
  if (!fault.column) return [message];
  const at = [...text].slice(0, fault.column - 1).join("").length;
  const there = [...text.slice(at)][0] ?? " ";
  const before = text.slice(0, at);
  const after = text.slice(at + (at < text.length ? there.length : 0));
  return [h("code", {}, before.slice(-40), h("mark", {}, there), after.slice(0, 40)), message];
}

// src/transport/pace.js
var PACES = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1e3];
var RATES = [1, 2, 5, 10, 20];
function choose(select, value, text) {
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
  root.addEventListener(
    "change",
    () => view.send("speed", { ticks_per_s: root.value ? Number(root.value) : null }),
    { signal: view.signal }
  );
  function draw() {
    const { pace: rate } = view.now();
    choose(root, rate ? String(rate) : "", rate ? rateText(rate) : "");
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
    if (fps) choose(select, String(fps), `${fps}/s`);
  }
  return { root, draw };
}

// src/transport/reasons.js
function noAdvance(now, status) {
  if (now.components === 0) return "there are no components yet";
  if (status === "failed") return `failed at tick ${count(now.tick + 1)}: rewind to go on`;
  if (status === "completed") {
    return `the model has ended at tick ${count(now.tick)}: rewind or fork to take another turn`;
  }
  return "";
}
function noLater(now) {
  if (now.shown < now.last) return "";
  const go = now.branch === now.head_branch ? "return to now" : "switch to it";
  return `this is the last tick of ${named(now.branch)}: ${go} to go on`;
}
function reasons(now, status, problem = "") {
  const stuck = noAdvance(now, status);
  const oldest = now.first ? `tick ${count(now.first)} is the oldest that is remembered; rewinding goes further` : "this is the first tick";
  const atStart = now.shown <= now.first ? oldest : "";
  const wrong = problem ? "the condition after “until” cannot be read" : "";
  return {
    start: atStart,
    back: atStart,
    run: now.advancing ? "" : stuck || wrong,
    step: now.viewing ? noLater(now) : stuck,
    end: !now.viewing && now.shown >= now.last ? "this is the newest tick" : "",
    reset: now.tick === 0 && !now.advancing && status !== "failed" ? "this is tick 0 already" : "",
    slider: now.last <= now.first ? "there is one tick only so far" : ""
  };
}
function whyNotDelete(branch, all, head) {
  if (branch.parent === null) return "the first branch cannot be deleted";
  if (branch.name === head) return "the head is on it: switch to another branch first";
  const children = all.filter((b) => b.parent === branch.number).map((b) => named(b.name));
  if (children.length) return `${children.join(", ")} left it: delete that first`;
  return "";
}

// src/transport/slider.js
var SETTLE_MS = 1500;
function slider(view) {
  const { signal } = view;
  const input = h("input", { type: "range", step: 1, class: "ticks", "aria-label": "tick shown" });
  const marks = h("div", { class: "marks", "aria-hidden": "true" });
  const head = h("span", { class: "head", "aria-hidden": "true", title: "now" });
  const shownText = h("strong", { class: "shown" });
  const lastText = h("span", { class: "last" });
  const where = h("span", { class: "where" }, shownText, lastText);
  const track = h("div", { class: "track" }, marks, head, input);
  const root = h("div", { class: "slider" }, track, where);
  let dragging = false;
  let chosen = null;
  let settling;
  signal.addEventListener("abort", () => clearTimeout(settling));
  function show(tick) {
    const now = view.now();
    const last = Number(input.max);
    input.value = String(tick);
    const share = last > now.first ? (tick - now.first) / (last - now.first) : 0;
    track.style.setProperty("--at", String(Math.min(1, Math.max(0, share))));
    setAttributes(input, { "aria-valuetext": sliderText(now, tick, last) });
    setText(shownText, count(tick));
    setText(lastText, ` / ${count(last)}`);
    where.style.minWidth = `${2 * count(last).length + 2}ch`;
  }
  function draw() {
    const now = view.now();
    const last = dragging ? Number(input.max) : now.last;
    setAttributes(input, { min: now.first, max: last, "aria-disabled": last <= now.first });
    if (chosen && (chosen.tick === now.shown || performance.now() > chosen.until)) chosen = null;
    show(dragging || chosen ? chosen?.tick ?? Number(input.value) : now.shown);
    const behind = now.branch === now.head_branch && now.tick < last;
    setAttributes(head, { hidden: !behind });
    if (behind) head.style.setProperty("--at", String((now.tick - now.first) / (last - now.first)));
    place();
  }
  function drawMarks() {
    const listed = view.get("marks") ?? [];
    marks.replaceChildren(
      ...listed.map(
        (mark) => h("span", {
          class: `mark ${mark.kind}`,
          title: mark.text,
          "data-tick": mark.tick,
          style: mark.kind === "branch" ? `--colour: ${colourOf(mark.number)}` : null
        })
      )
    );
    placed = "";
    place();
  }
  let placed = "";
  function place() {
    const { first } = view.now();
    const span = Number(input.max) - first;
    if (placed === `${first} ${span}`) return;
    placed = `${first} ${span}`;
    for (
      const mark of
      /** @type {HTMLElement[]} */
      [...marks.children]
    ) {
      const share = span > 0 ? (Number(mark.dataset.tick) - first) / span : 1;
      mark.hidden = share < 0 || share > 1;
      if (!mark.hidden) mark.style.setProperty("--at", share.toFixed(5));
    }
  }
  function follow(tick) {
    chosen = { tick, until: performance.now() + SETTLE_MS };
    clearTimeout(settling);
    settling = setTimeout(draw, SETTLE_MS + 1);
    show(tick);
  }
  const released = () => {
    dragging = false;
    draw();
  };
  input.addEventListener("input", () => view.scrub(Number(input.value)), { signal });
  input.addEventListener("pointerdown", () => dragging = true, { signal });
  for (const end of ["pointerup", "pointercancel", "change"]) {
    input.addEventListener(end, released, { signal });
  }
  view.bus.on("cursor", ({ tick }) => {
    if (typeof tick === "number") follow(tick);
  });
  return { root, draw, drawMarks };
}

// src/transport/controls.js
var MOST = 1e9;
function controls(view) {
  const row3 = h("div", { class: "controls", role: "group", "aria-label": "Controls" });
  const until = conditionField(view, {
    label: "run until",
    until: true,
    submit: (text) => view.send("run", { until: text }),
    changed: () => draw()
  });
  const fault = until.error;
  const moves = moveButtons(view, () => until.input.value.trim());
  const several = stepSeveral(view);
  const ticks = slider(view);
  const speed = pace(view);
  const picker = branchPicker(view);
  const reset = button(
    view,
    { title: "Back to tick 0 with the present settings; what was recorded stays" },
    ["Reset"],
    () => view.send("reset")
  );
  row3.append(
    h("span", { class: "moves" }, ...moves.roots),
    several.root,
    ticks.root,
    speed.root,
    h("span", { class: "until" }, h("span", {}, "until"), until.root),
    picker.root,
    reset.root
  );
  view.bus.on("run", (args) => {
    const text = until.input.value.trim();
    if (text && !("until" in args)) args.until = text;
  });
  function draw() {
    const now = view.now();
    const problem = until.fault()?.message ?? "";
    const why = reasons({ ...now, advancing: advancing(now) }, view.get("head_status"), problem);
    moves.draw(why);
    several.draw(why.step);
    reset.allow(why.reset);
    ticks.draw();
    speed.draw();
    picker.draw();
    if (!until.input.placeholder) {
      setAttributes(until.input, { placeholder: view.get("example") || "a condition" });
    }
  }
  const root = h("div", { class: "bar" }, row3, fault);
  return { root, draw, drawMarks: ticks.drawMarks, drawBranches: picker.drawBranches };
}
function moveButtons(view, condition) {
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
  const word = h("span", {}, "Run");
  const glyph = h("span", { class: "glyph" }, icon("play"));
  const run = button(view, { kind: "pb-primary run" }, [glyph, word], () => {
    const text = condition();
    if (advancing(view.now())) view.send("pause");
    else view.send("run", text ? { until: text } : {});
  });
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
  let drawn = false;
  function draw(why) {
    const now = view.now();
    start.allow(why.start, `View tick ${count(now.first)} (Home)`);
    back.allow(why.back);
    step.allow(why.step);
    end.allow(why.end, `View tick ${count(now.last)}`);
    const text = condition();
    const does = text ? `Run until ${text} (space)` : "Run (space)";
    const goes = advancing(now);
    run.allow(why.run, goes ? "Pause after the tick under way (space)" : does);
    if (goes === drawn) return;
    drawn = goes;
    setText(word, goes ? "Pause" : "Run");
    glyph.replaceChildren(icon(goes ? "pause" : "play"));
  }
  return { roots: [start, back, run, step, end].map((item) => item.root), draw };
}
function stepSeveral(view) {
  const input = h("input", {
    type: "number",
    class: "pb-input count",
    min: 1,
    max: MOST,
    step: 1,
    value: 10,
    "aria-label": "ticks per Step n"
  });
  const valid = () => /^\d+$/.test(input.value) && Number(input.value) >= 1 && Number(input.value) <= MOST;
  const go = button(
    view,
    { kind: "several" },
    ["Step n"],
    () => view.send("step", { n: Number(input.value) })
  );
  let stuck = "";
  function redraw() {
    const n = Number(input.value);
    const why = valid() ? stuck : "type a whole number of ticks, 1 or more";
    go.allow(why, `Step ${count(n)} ${n === 1 ? "tick" : "ticks"}`);
    setAttributes(input, { "aria-invalid": valid() ? null : "true" });
  }
  input.addEventListener("input", redraw, { signal: view.signal });
  input.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      go.root.click();
    },
    { signal: view.signal }
  );
  return {
    root: h("span", { class: "several" }, input, go.root),
    /** @param {string} why */
    draw(why) {
      stuck = why;
      redraw();
    }
  };
}

// src/transport/branches.js
function branches(view) {
  const list = h("ul", { class: "list tree" });
  const fork = button(
    view,
    { title: "Begin a new branch at the tick shown (f)" },
    ["Fork from here…"],
    () => view.bus.emit("fork")
  );
  const hint2 = h(
    "p",
    { class: "hint" },
    "A fork begins another future from the tick shown; this one stays as it is."
  );
  const root = h(
    "div",
    { class: "panel branches", role: "group", "aria-label": "Branches" },
    list,
    h("div", { class: "add" }, fork.root, hint2)
  );
  let renaming = null;
  let drawn = "";
  const all = () => view.get("branches") ?? [];
  function draw() {
    if (stateOf(view.now()) !== drawn) return drawBranches();
    const head = view.now().head_branch;
    for (
      const node of
      /** @type {HTMLElement[]} */
      [...list.querySelectorAll(".reach")]
    ) {
      const branch = all().find((one) => String(one.number) === node.dataset.number);
      const last = branch?.name === head ? view.get("head_last") : branch?.last;
      setText(node, `to tick ${count(last ?? 0)}`);
    }
  }
  function drawBranches() {
    const now = view.now();
    drawn = stateOf(now);
    const focused = focusIn(list);
    if (renaming && !all().some((branch) => branch.number === renaming?.number)) renaming = null;
    const rows = inTreeOrder(all()).map(({ branch, depth }) => {
      const field = renaming?.number === branch.number ? renaming.field : null;
      return row(branch, depth, all(), now, field);
    });
    list.replaceChildren(...rows);
    if (focused) refocus(list, focused);
    draw();
  }
  function rename(branch) {
    const others = () => all().filter((other) => other.number !== branch.number);
    const field = renameField(view, branch, others, () => {
      renaming = null;
      drawBranches();
      refocus(list, { number: String(branch.number), at: 2 });
    });
    renaming = { number: branch.number, field };
    drawBranches();
    field.focus();
    field.select();
  }
  function clicked(event) {
    const target = (
      /** @type {Element} */
      event.target.closest("button")
    );
    const number = target?.closest("li")?.dataset.number;
    const branch = all().find((one) => String(one.number) === number);
    if (!target || !branch) return;
    if (target.getAttribute("aria-disabled")) return view.announce(target.title);
    const { name } = branch;
    const here = name === view.now().head_branch;
    if (target.value === "Switch") view.send("switch", { branch: name });
    else if (target.value === "Delete") view.send("delete", { branch: name });
    else if (target.value === "Rename") rename(branch);
    else view.send("view", here ? { tick: null } : { tick: branch.last, branch: name });
  }
  list.addEventListener("click", clicked, { signal: view.signal });
  return { root, draw, drawBranches, count: () => all().length };
}
var stateOf = (now) => JSON.stringify([now.head_branch, now.branch, now.viewing]);
function row(branch, depth, all, now, field) {
  const here = branch.name === now.head_branch;
  const seen = now.viewing && branch.name === now.branch;
  const from = all.find((other) => other.number === branch.parent);
  const title = [
    field ?? h("span", { class: "name", dir: "auto", title: branch.name }, branch.name),
    here && h("span", { class: "here" }, "now"),
    seen && h("span", { class: "here" }, "viewed")
  ];
  const facts = [
    from && `left ${named(from.name)} at tick ${count(branch.departure)}, `,
    h("span", { class: "reach", "data-number": branch.number }),
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
    h("span", { class: "verbs" }, ...verbs(branch, all, now, here))
  );
}
function verbs(branch, all, now, here) {
  const one = (does, title, why) => {
    const label = `${does} ${branch.name}`;
    const made4 = h("button", { type: "button", class: "pb-button small", value: does }, does);
    setAttributes(made4, { "aria-label": label });
    setReason(made4, why, title);
    return made4;
  };
  return [
    one("Switch", "Go to its last tick", here ? "the head is on it" : ""),
    one(
      "View",
      "Show its last tick; the head stays where it is",
      here && !now.viewing ? "it is shown" : ""
    ),
    one("Rename", "Give it another name", ""),
    one("Delete", "Delete it with all it recorded", whyNotDelete(branch, all, now.head_branch))
  ];
}
function renameField(view, branch, others, end) {
  const field = h("input", {
    type: "text",
    class: "pb-input",
    value: branch.name,
    maxlength: 300,
    "aria-label": `new name of ${branch.name}`
  });
  function wrongWith(name) {
    if (!name) return "a branch needs a name";
    return others().some((other) => other.name === name) ? "there is a branch of that name already" : "";
  }
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const name = field.value.trim();
    const wrong = event.key === "Enter" ? wrongWith(name) : "";
    if (wrong) {
      setAttributes(field, { "aria-invalid": "true", title: wrong });
      return view.announce(wrong);
    }
    if (event.key === "Enter" && name !== branch.name) {
      view.send("rename", { branch: branch.name, name });
    }
    end();
  });
  return field;
}
function focusIn(list) {
  const active = document.activeElement;
  const li = (
    /** @type {HTMLElement|null} */
    active?.closest("li")
  );
  if (!active || !li || !list.contains(li)) return null;
  return {
    number: li.dataset.number,
    at: [...li.querySelectorAll("button")].indexOf(
      /** @type {any} */
      active
    )
  };
}
function refocus(list, { number, at }) {
  const li = list.querySelector(`li[data-number="${number}"]`) ?? list.lastElementChild;
  const target = at < 0 ? li?.querySelector("input") : li?.querySelectorAll("button")[at];
  target?.focus();
}

// src/transport/breakpoints.js
function breakpoints(view) {
  const list = h("ul", { class: "list" });
  const empty = h(
    "p",
    { class: "hint" },
    "No breakpoints yet. A run stops when the condition of one becomes true, or at its event."
  );
  const adding = addForm(view);
  const root = h(
    "div",
    { class: "panel breakpoints", role: "group", "aria-label": "Breakpoints" },
    empty,
    list,
    adding.root
  );
  const rows = /* @__PURE__ */ new Map();
  const items = () => view.get("breakpoints") ?? [];
  function draw() {
    const wanted = new Set(items().map((item) => item.number));
    for (const [number, shown] of rows) {
      if (wanted.has(number)) continue;
      if (shown.root.contains(document.activeElement)) adding.focus();
      shown.root.remove();
      rows.delete(number);
    }
    for (const item of items()) {
      let shown = rows.get(item.number);
      if (!shown) {
        shown = row2(view, item);
        rows.set(item.number, shown);
        list.append(shown.root);
      }
      shown.draw(item);
    }
    empty.hidden = rows.size > 0;
    list.hidden = rows.size === 0;
    adding.draw();
  }
  return { root, draw, focus: adding.focus, count: () => items().length };
}
function row2(view, item) {
  const { number } = item;
  const tick = h("input", { type: "checkbox" });
  const text = h("code", { dir: "auto" });
  const hits = h("span", { class: "hits" });
  let leaving = false;
  const remove = button(view, { kind: "small", title: "Remove" }, ["×"], () => {
    if (!leaving) view.send("remove_breakpoint", { number });
    leaving = true;
  });
  tick.addEventListener(
    "change",
    () => view.send("enable_breakpoint", { number, enabled: tick.checked }),
    { signal: view.signal }
  );
  const root = h("li", {}, h("label", {}, tick, text), hits, remove.root);
  function draw(next) {
    leaving = false;
    setAttributes(remove.root, { "aria-label": `Remove breakpoint ${next.text}` });
    if (tick.checked !== next.enabled) tick.checked = next.enabled;
    setText(text, next.text);
    setAttributes(tick, { title: next.enabled ? "looked at" : "not looked at" });
    setAttributes(root, { class: next.enabled ? null : "off" });
    setText(
      hits,
      next.hits ? `hit ${next.hits === 1 ? "once" : counted(next.hits, "time")}` : "not hit yet"
    );
  }
  return { root, draw };
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
  const event = h("select", { class: "pb-select", "aria-label": "add a breakpoint on an event" });
  const orEvent = h("span", { class: "or" }, "or at event ", event);
  event.addEventListener(
    "change",
    () => {
      if (event.value) view.send("add_breakpoint", { events: [event.value] });
      event.value = "";
    },
    { signal: view.signal }
  );
  let drawn = null;
  function allow() {
    const empty = !field.input.value.trim();
    add.allow(
      empty ? "type a condition first" : field.fault() ? "the condition cannot be read" : ""
    );
  }
  function draw() {
    const example = view.get("example");
    if (!field.input.placeholder)
      setAttributes(field.input, { placeholder: example || "a condition" });
    allow();
    const types = view.get("events") ?? [];
    if (drawn === types) return;
    drawn = types;
    orEvent.hidden = types.length === 0;
    event.replaceChildren(
      h("option", { value: "" }, "choose…"),
      ...types.map((type) => h("option", { value: type }, type))
    );
  }
  const root = h(
    "div",
    { class: "add" },
    h("div", { class: "line" }, field.root, add.root, orEvent),
    field.error
  );
  return { root, draw, focus: () => field.input.focus() };
}

// src/transport/foot.js
function foot(view) {
  const points = breakpoints(view);
  const tree = branches(view);
  const folds = [fold(view, "Breakpoints", points), fold(view, "Branches", tree)];
  const message = messageLine(view);
  const rate = drawing(view);
  view.bus.on("breakpoint", () => {
    folds[0].toggle(true);
    points.focus();
  });
  const root = h(
    "div",
    { class: "foot" },
    h(
      "div",
      { class: "line" },
      h("span", { class: "folds" }, ...folds.map((one) => one.root)),
      message.root,
      rate.root
    ),
    h("div", { class: "panels" }, points.root, tree.root)
  );
  return {
    root,
    draw() {
      message.draw();
      rate.draw();
      tree.draw();
      folds.forEach((one) => one.draw());
    },
    drawBranches: tree.drawBranches,
    drawBreakpoints: points.draw
  };
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
  root.addEventListener("click", () => toggle(Boolean(panel.root.hidden)), { signal: view.signal });
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

// src/transport/header.js
function header(view) {
  const name = h("strong", { class: "name", dir: "auto" });
  const status = h("span", { class: "pb-chip status" });
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
    h("span", { class: "who" }, name, status, tick, seed),
    h("span", { class: "cost" }, rate, meter.root, keys)
  );
  let drawn = "";
  function drawStatus(kind, word) {
    if (drawn === `${kind} ${word}`) return;
    drawn = `${kind} ${word}`;
    status.replaceChildren(statusShape(kind), h("span", {}, word));
    setAttributes(status, { "data-status": kind });
  }
  function draw() {
    const now = view.now();
    setText(name, now.process);
    setAttributes(name, { title: now.process });
    const kind = advancing(now) ? "running" : view.get("head_status");
    drawStatus(
      kind,
      !advancing(now) && now.doing && now.doing !== "stepping" ? `${now.doing} …` : statusWord(kind)
    );
    setText(tick, `tick ${count(now.tick)}`);
    setText(seed, `seed ${now.seed}`);
    setText(rate, rateText(now.rate));
    setAttributes(rate, { hidden: !(now.rate > 0) });
    meter.draw(view.get("usage"));
  }
  return { root, draw };
}
function memoryMeter() {
  const fill = h("span", { class: "fill" });
  const words = h("span", { class: "words" });
  const reach = h("span", { class: "reach" });
  const bar = h(
    "span",
    { class: "gauge", role: "meter", "aria-label": "memory", "aria-valuemin": 0 },
    fill
  );
  const root = h("span", { class: "pb-chip memory" }, bar, words, reach);
  function draw(usage) {
    setAttributes(root, { hidden: !usage?.limit });
    if (!usage?.limit) return;
    const text = usageText(usage);
    setText(words, text.meter);
    setText(reach, text.reach);
    const share = Math.min(100, 100 * usage.total / usage.limit);
    fill.style.width = `${share.toFixed(1)}%`;
    setAttributes(bar, {
      "aria-valuemax": 100,
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
  close.addEventListener("click", () => dialog.close(), { signal: view.signal });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(), {
    signal: view.signal
  });
  dialog.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "?") dialog.close();
      event.stopPropagation();
    },
    { signal: view.signal }
  );
  view.bus.on("help", () => {
    if (!document.querySelector("dialog.keys-dialog[open]")) dialog.showModal();
  });
  return dialog;
}

// src/transport/strip.js
function strips(view) {
  const fork = forkForm(view);
  const parts = [stuckStrip(view), failedStrip(view), pastStrip(view, fork.open), fork];
  view.bus.on("fork", fork.open);
  return {
    root: h(
      "div",
      { class: "strips" },
      h("div", { class: "pb-problem-place" }),
      ...parts.map((part) => part.root)
    ),
    draw: () => parts.forEach((part) => part.draw())
  };
}
function pastStrip(view, fork) {
  const lead = h("span", { class: "lead" });
  const tick = h("strong");
  const rest = h("span");
  const back = button(
    view,
    { title: "Show the newest state again (End)" },
    ["Return to now"],
    () => view.scrub(null)
  );
  const rewind = button(
    view,
    {
      title: "Put the model back to this tick; stepping on begins a new branch, the old one stays"
    },
    ["Rewind to here"],
    () => view.send("rewind")
  );
  const forking = button(
    view,
    { title: "Begin a new branch at this tick; the present one does not change (f)" },
    ["Fork from here…"],
    fork
  );
  const buttons = h("span", { class: "verbs" }, back.root, rewind.root, forking.root);
  const root = h(
    "div",
    { class: "strip past", hidden: true },
    h("span", {}, lead, tick, rest),
    buttons
  );
  function draw() {
    const now = view.now();
    if (!now.viewing && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !now.viewing;
    if (!now.viewing) return;
    const text = viewingText(now);
    setText(lead, text.lead);
    setText(tick, text.tick);
    setText(rest, text.rest);
  }
  return { root, draw };
}
function focusOnRun(view) {
  view.root.querySelector(".run")?.focus();
}
function forkForm(view) {
  const what = h("span", { class: "lead" });
  const name = h("input", {
    type: "text",
    class: "pb-input",
    maxlength: 300,
    "aria-label": "name of the new branch",
    autocomplete: "off"
  });
  const go = button(view, { kind: "pb-primary" }, ["Fork"], confirm);
  const cancel = button(view, { title: "Esc" }, ["Cancel"], close);
  const root = h(
    "form",
    { class: "strip fork", hidden: true, "aria-label": "Fork" },
    what,
    h("label", { class: "verbs" }, "name", name),
    h("span", { class: "verbs" }, go.root, cancel.root)
  );
  let before = null;
  const taken = () => (view.get("branches") ?? []).some((b) => b.name === name.value.trim());
  function check() {
    go.allow(
      taken() ? "there is a branch of that name already" : "",
      "Make the branch and go there (Enter)"
    );
  }
  function open() {
    if (root.hidden) {
      before = document.activeElement;
      name.value = "";
      root.hidden = false;
    }
    draw();
    check();
    name.focus();
  }
  function close() {
    if (root.hidden) return;
    const inside = root.contains(document.activeElement);
    root.hidden = true;
    if (!inside) return;
    if (before instanceof HTMLElement && before.isConnected && before.offsetParent) before.focus();
    else focusOnRun(view);
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
    name.placeholder = "numbered by default";
  }
  name.addEventListener("input", check, { signal: view.signal });
  root.addEventListener("submit", (event) => event.preventDefault(), { signal: view.signal });
  root.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && event.target === name) go.root.click();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal: view.signal }
  );
  return { root, draw, open };
}
function failedStrip(view) {
  const text = h("span", { class: "lead" });
  const rewind = button(view, {}, [], () => view.send("rewind", { tick: view.now().tick }));
  const root = h(
    "div",
    { class: "strip failed", hidden: true },
    text,
    h("span", { class: "verbs" }, rewind.root)
  );
  function draw() {
    const now = view.now();
    const failed = view.get("head_status") === "failed" && !now.running;
    const shown = failed || now.cut;
    if (!shown && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !shown;
    if (!shown) return;
    const what = failed ? "failed." : "was cut off. Step takes it again;";
    const verb = failed ? "Rewind" : "rewind";
    setText(text, `Tick ${count(now.tick + 1)} ${what} ${verb} puts the model back to before it.`);
    setText(rewind.root, `Rewind to tick ${count(now.tick)}`);
  }
  return { root, draw };
}
function stuckStrip(view) {
  const text = h("span", { class: "lead" });
  const stop = button(
    view,
    { title: "Raise an interrupt in the step that does not return" },
    ["Interrupt"],
    () => view.send("interrupt")
  );
  const root = h(
    "div",
    { class: "strip stuck", hidden: true },
    text,
    h("span", { class: "verbs" }, stop.root)
  );
  function draw() {
    const { stuck } = view.now();
    if (!stuck && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !stuck;
    if (!stuck) return;
    const who = stuck.component ? `${stuck.component}.step()` : "A step";
    setText(text, `${who} has not returned for ${count(stuck.seconds)} s.`);
  }
  return { root, draw };
}

// src/transport.js
function build(view) {
  const parts = {
    header: header(view),
    controls: controls(view),
    strips: strips(view),
    foot: foot(view)
  };
  view.root.append(...Object.values(parts).map((part) => part.root), help(view));
  let before = null;
  function draw() {
    const now = view.now();
    if (now?.tick === void 0) return;
    for (const part of Object.values(parts)) part.draw();
    const text = news(before, now);
    if (text) view.announce(text);
    before = now;
  }
  function drawAll() {
    parts.controls.drawBranches();
    parts.foot.drawBranches();
    parts.foot.drawBreakpoints();
    parts.controls.drawMarks();
    draw();
  }
  let waiting = false;
  function drawSoon() {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!view.signal.aborted) draw();
    });
  }
  for (const key of ["now", "head_status", "head_last", "usage"]) view.on(key, drawSoon);
  view.on("branches", drawAll);
  view.on("marks", parts.controls.drawMarks);
  for (const key of ["breakpoints", "fields", "events", "example"]) {
    view.on(key, () => {
      parts.foot.drawBreakpoints();
      draw();
    });
  }
  drawAll();
}
var transport_default = { render: (context) => mountView(context, "transport", build) };
export {
  transport_default as default
};
