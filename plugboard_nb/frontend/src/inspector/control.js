/** The part of an editor in which a value is written: slider, field, switch or choice. */

import { h, setAttributes } from "../common/dom.js";
import { nudged } from "./nudge.js";

/**
 * @typedef {object} Editor  See widgets/inspector_editors.py.
 * @property {"slider" | "number" | "switch" | "choice" | "text" | "literal" | "fixed"} kind
 * @property {boolean} whole
 * @property {boolean} optional
 * @property {number | null} low
 * @property {number | null} high
 * @property {number | null} step
 * @property {string[]} choices
 * @property {string} reason
 *
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {HTMLElement} main  What gets the focus.
 * @property {HTMLElement[]} inputs
 * @property {(text: string) => void} show
 * @property {(shown: string) => void} name  Of a value that is no choice: what to show for it.
 * @property {(reason: string) => void} disable  "" enables it.
 *
 * @typedef {object} Handlers
 * @property {(text: string, how: "typed" | "dragged" | "chosen") => void} changed  Not finished,
 *   but for what is chosen.
 * @property {(how: "released" | "left" | "entered" | "quiet") => void} finished
 * @property {() => void} escaped
 */

const QUIET_MS = 500; // after the last arrow key

/** @type {Record<string, 1 | -1>} */
const ARROWS = { ArrowUp: 1, ArrowDown: -1 };

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
export function makeControl(editor, label, on, signal) {
  if (editor.kind === "switch") return makeSwitch(label, on, signal);
  if (editor.kind === "choice") return makeChoice(editor, label, on, signal);
  if (editor.kind === "slider") return makeSlider(editor, label, on, signal);
  return makeField(editor, label, on, signal);
}

/** @param {string} label  @param {Handlers} on  @param {AbortSignal} signal  @returns {Control} */
function makeSwitch(label, on, signal) {
  const box = h("input", { type: "checkbox", role: "switch", class: "inspector-switch", "aria-label": label });
  box.addEventListener("change", () => on.changed(box.checked ? "1" : "0", "chosen"), { signal });
  return {
    node: box,
    main: box,
    inputs: [box],
    show: (text) => void (box.checked = text === "1"),
    name: () => {},
    disable: (reason) => disable(box, reason),
  };
}

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
function makeChoice(editor, label, on, signal) {
  const other = h("option", { value: "-1", disabled: true, hidden: true });
  const select = h(
    "select",
    { class: "pb-select", "aria-label": label },
    ...editor.choices.map((choice, i) => h("option", { value: i }, choice)),
    other,
  );
  select.addEventListener("change", () => on.changed(select.value, "chosen"), { signal });
  return {
    node: select,
    main: select,
    inputs: [select],
    show: (text) => void (select.value !== text && (select.value = text)),
    name: (shown) => void (other.textContent !== shown && (other.textContent = shown)),
    disable: (reason) => disable(select, reason),
  };
}

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
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
    dir: number ? null : "auto",
  });
  if (editor.kind === "literal") field.classList.add("inspector-code");
  const quiet = quietly(() => on.finished("quiet"), signal);
  field.addEventListener("input", () => on.changed(field.value, "typed"), { signal });
  field.addEventListener("blur", () => {
    quiet.stop();
    on.finished("left");
  }, { signal });
  field.addEventListener("keydown", (event) => {
    const direction = number ? ARROWS[event.key] : undefined;
    if (event.key === "Enter") on.finished("entered");
    else if (event.key === "Escape") on.escaped();
    else if (direction) nudge(direction);
    else return;
    if (!direction) quiet.stop();
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  /** @param {1 | -1} direction */
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
    name: () => {},
    disable: (reason) => disable(field, reason),
  };
}

/**
 * A slider, and a field for those who know the number.
 *
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
function makeSlider(editor, label, on, signal) {
  const { low, high, step } = editor;
  const slider = h("input", { type: "range", min: low, max: high, step, "aria-label": label });
  const field = makeField(editor, `${label}, as a number`, on, signal);
  let held = false; // by a pointer
  const quiet = quietly(() => on.finished("quiet"), signal);
  slider.addEventListener("pointerdown", () => void (held = true), { signal });
  slider.addEventListener("input", () => {
    field.show(slider.value);
    fill();
    on.changed(slider.value, "dragged");
    if (!held) quiet.start();
  }, { signal });
  slider.addEventListener("change", () => {
    if (!quiet.waits()) on.finished("released"); // arrow keys go on until they are quiet
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
      if (Number.isNaN(Number(value))) return; // stays where it is
      if (Number(slider.value) !== Number(value)) slider.value = value;
      fill();
    },
    name: () => {},
    disable(reason) {
      disable(slider, reason);
      field.disable(reason);
    },
  };
}

/**
 * Do something when no more keys have come for a while.
 *
 * @param {() => void} fn
 * @param {AbortSignal} signal
 */
function quietly(fn, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const end = () => {
    stop();
    fn();
  };
  signal.addEventListener("abort", stop);
  return {
    stop,
    waits: () => timer !== undefined,
    /** At once, if it is to be done at all. */
    now: () => void (timer !== undefined && end()),
    start() {
      stop();
      timer = setTimeout(end, QUIET_MS);
    },
  };
}

/** @param {HTMLInputElement | HTMLSelectElement} input  @param {string} reason */
function disable(input, reason) {
  input.disabled = Boolean(reason);
  setAttributes(input, { title: reason || null });
}
