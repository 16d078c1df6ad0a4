/** A field in which a number, a text or a literal of Python is written. */

import { h } from "../common/dom.js";
import { nudged } from "./nudge.js";
import { whenQuiet } from "./quiet.js";

/**
 * @typedef {import("./control.js").Control} Control
 * @typedef {import("./control.js").Editor} Editor
 * @typedef {import("./control.js").Handlers} Handlers
 */

/** @type {Record<string, 1 | -1>} */
const ARROWS = { ArrowUp: 1, ArrowDown: -1 };

/**
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
export function textField(editor, label, on, signal) {
  const field = h("input", {
    type: "text",
    class: `pb-input inspector-field ${editor.kind === "literal" ? "inspector-code" : ""}`.trim(),
    "aria-label": label,
    placeholder: editor.optional ? "None" : editor.kind === "text" ? "''" : null,
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
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
    { signal },
  );
  return {
    node: field,
    main: field,
    inputs: [field],
    show: (text) => void (field.value !== text && (field.value = text)),
  };
}

/**
 * A field for a number, which the arrow keys make greater and less.
 *
 * @param {Editor} editor
 * @param {string} label
 * @param {Handlers} on
 * @param {AbortSignal} signal
 * @returns {Control}
 */
export function numberField(editor, label, on, signal) {
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
      },
    },
    signal,
  );
  const field = /** @type {HTMLInputElement} */ (control.main);
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
    { signal },
  );
  return control;
}
