/** The part of an editor in which a value is written: slider, field, switch or choice. */

import { h, setAttributes } from "../common/dom.js";
import { numberField, textField } from "./field.js";
import { sliderControl } from "./slider.js";

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
 * @typedef {HTMLInputElement | HTMLSelectElement} Input
 *
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {Input} main  What gets the focus.
 * @property {Input[]} inputs
 * @property {(text: string) => void} show
 * @property {(shown: string) => void} [name]  Of a value that is no choice: what to show for it.
 *
 * @typedef {object} Handlers
 * @property {(text: string, how: "typed" | "dragged" | "chosen") => void} changed  Not finished,
 *   but for what is chosen.
 * @property {(how: "released" | "left" | "entered" | "quiet") => void} finished
 * @property {() => void} escaped
 */

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
export function makeControl(editor, label, on, signal) {
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

/**
 * @param {Control} control
 * @param {string} reason  "" enables it.
 */
export function disable({ inputs }, reason) {
  for (const input of inputs) {
    input.disabled = Boolean(reason);
    setAttributes(input, { title: reason || null });
  }
}

/** @param {string} label  @param {Handlers} on  @param {AbortSignal} signal  @returns {Control} */
function switchControl(label, on, signal) {
  const about = { type: "checkbox", role: "switch", class: "inspector-switch" };
  const box = h("input", { ...about, "aria-label": label });
  box.addEventListener("change", () => on.changed(box.checked ? "1" : "0", "chosen"), { signal });
  return { node: box, main: box, inputs: [box], show: (text) => void (box.checked = text === "1") };
}

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
function choiceControl({ choices }, label, on, signal) {
  const other = h("option", { value: "-1", disabled: true, hidden: true });
  const select = h(
    "select",
    { class: "pb-select", "aria-label": label },
    ...choices.map((choice, i) => h("option", { value: i }, choice)),
    other,
  );
  select.addEventListener("change", () => on.changed(select.value, "chosen"), { signal });
  return {
    node: select,
    main: select,
    inputs: [select],
    show: (text) => void (select.value !== text && (select.value = text)),
    name: (shown) => void (other.textContent !== shown && (other.textContent = shown)),
  };
}
