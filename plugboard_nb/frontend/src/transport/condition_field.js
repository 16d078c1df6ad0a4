// A text field for a condition: names are completed, and Python checks it while it is typed.

import { h, setAttributes } from "../common/dom.js";
import { suggesting } from "./suggestions.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {{message: string, column: number|null}} Fault */

const TYPING_MS = 250;
let made = 0;

/**
 * @param {View} view
 * @param {object} options
 * @param {string} options.label
 * @param {boolean} [options.until] Whether "steady" is allowed too.
 * @param {(text: string) => void} options.submit Gets a condition that Python can read.
 * @param {() => void} [options.changed]
 */
export function conditionField(view, { label, until = false, submit, changed = () => {} }) {
  const { signal } = view;
  const id = `pb-fault-${(made += 1)}`;
  const input = h("input", {
    type: "text",
    class: "pb-input condition",
    "aria-label": label,
    maxlength: 1000,
  });
  const error = h("div", { class: "fault", id, hidden: true });
  /** @type {Fault|null} */
  let fault = null;
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;

  /** @param {Fault|null} found */
  function show(found) {
    fault = found;
    setAttributes(input, {
      "aria-invalid": found ? "true" : null,
      "aria-describedby": found ? id : null,
    });
    error.replaceChildren(...(found ? pointed(input.value, found) : []));
    error.hidden = !found;
    changed();
  }

  /** @returns {Promise<boolean>} Whether what stands there now can be read. */
  async function check() {
    clearTimeout(timer);
    const mine = (asked += 1);
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
        show({ message: String(/** @type {Error} */ (problem).message), column: null });
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
    if (fault || !input.value.trim()) show(null); // what it was about has changed
    timer = setTimeout(later, TYPING_MS);
    changed();
  }

  /** While names are offered the text is not yet what it is to become. */
  function later() {
    if (names.isOpen()) timer = setTimeout(later, TYPING_MS);
    else void check();
  }

  const names = suggesting(input, signal, {
    names: () => view.get("fields") ?? [],
    extra: until ? ["steady"] : [],
    chosen: typed,
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
    { signal },
  );
  /** Empty the field. */
  function clear() {
    input.value = "";
    show(null);
  }
  const root = h("span", { class: "condition-field" }, input, names.list);
  return { root, input, error, enter, clear, fault: () => fault };
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
  const message = h("span", { class: "why" }, said(fault));
  if (!fault.column) return [message];
  const at = [...text].slice(0, fault.column - 1).join("").length;
  const there = [...text.slice(at)][0] ?? "\u00a0";
  const before = text.slice(0, at);
  const after = text.slice(at + (at < text.length ? there.length : 0));
  return [h("code", {}, before.slice(-40), h("mark", {}, there), after.slice(0, 40)), message];
}
