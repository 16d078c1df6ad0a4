/** The keyboard, the same in every view. */

/** What the keys do, in the order in which the help lists them. */
export const KEYS = [
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
  { keys: ["?"], does: "list these keys" },
];

const EDITING = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";
const OWN_ARROWS = `${EDITING}, [role=tab], [role=menuitem], [role=option], [role=separator]`;
const OWN_SPACE = `${EDITING}, button, summary, a[href], [role=button], [role=tab], input`;

/**
 * Whether it makes sense to pause: a run goes on, or a step of many ticks.
 *
 * @param {import("./types.js").Now} now
 */
export const advancing = (now) =>
  now.running ||
  now.doing === "running" || // and the first tick of it does not return
  (now.doing === "stepping" && now.goal !== null && now.goal - now.from > 1);

/**
 * Return what a key asks for, or null.
 *
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
 * @param {Element} target
 * @param {import("./types.js").Now} now
 * @returns {{send?: string, emit?: string, args: object} | null}
 */
export function actionOf(event, target, now) {
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

/** @type {Record<string, {send: string, args: object}>} */
const MOVES = {
  ArrowRight: { send: "step", args: { n: 1 } },
  ArrowLeft: { send: "back", args: { n: 1 } },
  Home: { send: "view", args: { tick: 0 } },
  End: { send: "view", args: { tick: null } },
};

/** @type {Record<string, {emit: string, args: object}>} */
const EMITS = {
  f: { emit: "fork", args: {} },
  b: { emit: "breakpoint", args: {} },
  "?": { emit: "help", args: {} },
};

/**
 * Whether a key is for the widget alone. JupyterLab's keys for cells, such as d d to delete one, are
 * meant for whatever has the focus in a notebook, also for a button or a slider of ours; only those
 * with Ctrl, Alt or Meta, Shift+Enter and Escape go on to it.
 *
 * @param {KeyboardEvent} event
 */
function isOurs(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape") return false;
  return !(event.shiftKey && event.key === "Enter");
}

/**
 * Listen to the keys of a view. Whoever handles a key before calls `preventDefault`.
 *
 * @param {import("./types.js").View} view
 */
export function listenToKeys(view) {
  view.root.addEventListener(
    "keydown",
    (event) => {
      if (isOurs(event)) event.stopPropagation();
      if (event.defaultPrevented) return;
      const action = actionOf(event, /** @type {Element} */ (event.target), view.now());
      if (!action) return;
      event.preventDefault();
      const args = { ...action.args };
      if (action.send === "run") view.bus.emit("run", args); // the transport adds its condition
      if (action.send) view.send(action.send, args);
      else if (action.emit) view.bus.emit(action.emit, args);
    },
    { signal: view.signal },
  );
}
