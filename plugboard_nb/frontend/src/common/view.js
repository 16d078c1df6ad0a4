/**
 * What all views have in common: the root element, messages, keys, errors, one switch-off.
 *
 * Model keys, all written by Python: session (string), now (see types.js), problem (object or null).
 */

import "./workbench.css";

import { busOf } from "./bus.js";
import { h, setText } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { lineTo } from "./line.js";
import { showProblems } from "./problem.js";
import { hideStill } from "./still.js";

const ANNOUNCE_MS = 1000;
const SCRUB_MS = 250; // how long to wait for an answer before the next tick is asked for

/**
 * Mount a view; return what takes it away again.
 *
 * @param {{model: import("./types.js").Model, el: HTMLElement}} context
 * @param {string} kind
 * @param {(view: import("./types.js").View) => void} build
 */
export function mountView({ model, el }, kind, build) {
  const gone = new AbortController();
  const { signal } = gone;
  const root = h("section", {
    class: `plugboard plugboard-${kind}`,
    "data-lm-suppress-shortcuts": "true", // JupyterLab's own keys, such as b for a cell below
    tabindex: "-1",
  });
  el.append(root);
  const post = lineTo(model, el, root, signal);
  const session = model.get("session");
  /** @type {import("./types.js").View} */
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
    scrub: () => {},
    announce: announcer(root, signal),
    bus: busOf(session, signal),
  };
  const scrubbed = scrubber(view);
  view.scrub = scrubbed.to;
  hideStill(session, signal);
  build(view);
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

/** Return an id that no other message has. */
function newId() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
}

/**
 * @param {import("./types.js").Model} model
 * @param {AbortSignal} signal
 * @param {(content: object) => void} post
 */
function requester(model, signal, post) {
  /** @type {Map<string, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const open = new Map();
  /** @param {any} content  @param {DataView[]} buffers */
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
  /** @param {string} name  @param {object} [args] */
  return (name, args = {}) =>
    new Promise((resolve, reject) => {
      const id = newId();
      open.set(id, { resolve, reject });
      post({ do: name, id, args });
    });
}

/**
 * Tell screen readers, at most once a second, the latest text.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
function announcer(root, signal) {
  const live = h("div", { class: "pb-offscreen", "aria-live": "polite", role: "status" });
  root.append(live);
  let next = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  function tell() {
    timer = undefined;
    if (!next) return;
    setText(live, next);
    next = "";
    timer = setTimeout(tell, ANNOUNCE_MS);
  }
  signal.addEventListener("abort", () => clearTimeout(timer));
  return (/** @type {string} */ text) => {
    next = text;
    if (timer === undefined) tell();
  };
}

/**
 * Ask for ticks while somebody drags: the page follows at once, Python gets the latest one.
 *
 * @param {import("./types.js").View} view
 */
function scrubber(view) {
  /** @type {{tick: number | null} | null} */
  let next = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  function ask() {
    clearTimeout(timer);
    timer = undefined;
    if (!next) return;
    const { tick } = next;
    next = null;
    view.send("view", { tick });
    timer = setTimeout(ask, SCRUB_MS);
  }
  view.on("now", () => {
    if (timer !== undefined) ask();
  });
  view.signal.addEventListener("abort", () => clearTimeout(timer));
  return {
    /** @param {number | null} tick */
    to(tick) {
      next = { tick };
      if (timer === undefined) ask(); // first, as it has the longest way
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
    },
  };
}
