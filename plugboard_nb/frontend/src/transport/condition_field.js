/** A text field for a condition: names are completed, and Python checks it while it is typed. */

import { h, setAttributes } from "../common/dom.js";
import { suggesting } from "./suggestions.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {{message: string, column: number | null}} Fault */

const TYPING_MS = 250;
let made = 0;

/**
 * @param {View} view
 * @param {object} options
 * @param {string} options.label
 * @param {boolean} [options.until]  Whether "steady" is allowed too.
 * @param {(text: string) => void} options.submit  Gets a condition that Python can read.
 * @param {() => void} [options.changed]
 */
export function conditionField(view, { label, until = false, submit, changed = () => {} }) {
  const { signal } = view;
  const input = h("input", {
    type: "text",
    class: "pb-input condition",
    "aria-label": label,
    maxlength: 1000,
  });
  const { error, show, fault } = faultOf(input);
  const checks = checking(view, input, until, (found) => {
    show(found);
    changed();
  });
  const names = suggesting(input, signal, {
    names: () => view.get("fields") ?? [],
    extra: until ? ["steady"] : [],
    chosen: typed,
  });

  function typed() {
    if (fault() || !input.value.trim()) show(null); // what it was about has changed
    checks.later(() => !names.isOpen()); // while names are offered the text is not complete
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
  /** @param {KeyboardEvent} event */
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

/**
 * What is wrong with the text of a field, and the place where that is told.
 *
 * @param {HTMLInputElement} input
 */
function faultOf(input) {
  const id = `pb-fault-${(made += 1)}`;
  const error = h("div", { class: "fault", id, hidden: true });
  /** @type {Fault | null} */
  let fault = null;
  return {
    error,
    fault: () => fault,
    /** @param {Fault | null} found */
    show(found) {
      fault = found;
      const wrong = {
        "aria-invalid": found ? "true" : null,
        "aria-describedby": found ? id : null,
      };
      setAttributes(input, wrong);
      error.replaceChildren(...(found ? pointed(input.value, found) : []));
      error.hidden = !found;
    },
  };
}

/**
 * Have Python check what stands in a field; answers to a text that has changed since are dropped.
 *
 * @param {View} view
 * @param {HTMLInputElement} input
 * @param {boolean} until
 * @param {(fault: Fault | null) => void} found
 */
function checking(view, input, until, found) {
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  view.signal.addEventListener("abort", () => clearTimeout(timer));

  /** @param {string} text @returns {Promise<Fault | null>} */
  async function faultIn(text) {
    if (!text.trim()) return null;
    return view
      .request("check_condition", { text, until })
      .catch((problem) => ({ message: problem.message, column: null }));
  }

  /** @returns {Promise<boolean>} Whether what stands there now can be read. */
  async function now() {
    clearTimeout(timer);
    const mine = (asked += 1);
    const text = input.value;
    const fault = await faultIn(text);
    if (mine !== asked || text !== input.value) return false;
    found(fault);
    return !fault && text.trim() !== "";
  }

  /** Check once nobody types any more. @param {() => boolean} ready */
  function later(ready) {
    clearTimeout(timer);
    timer = setTimeout(() => (ready() ? void now() : later(ready)), TYPING_MS);
  }
  return { now, later };
}

/** @param {Fault} fault */
const said = ({ column, message }) => (column ? `column ${column}: ${message}` : message);

/**
 * The text with a mark at the column, and what is wrong there.
 *
 * @param {string} text
 * @param {Fault} fault
 */
function pointed(text, fault) {
  const message = h("span", {}, said(fault));
  if (!fault.column) return [message];
  const at = [...text].slice(0, fault.column - 1).join("").length; // Python counts code points
  const there = [...text.slice(at)][0] ?? "\u00a0";
  const before = text.slice(0, at);
  const after = text.slice(at + (at < text.length ? there.length : 0));
  return [h("code", {}, before.slice(-40), h("mark", {}, there), after.slice(0, 40)), message];
}
