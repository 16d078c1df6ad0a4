/** A slider, and beside it a field for those who know the number. */

import { h } from "../common/dom.js";
import { numberField } from "./field.js";
import { whenQuiet } from "./quiet.js";

/**
 * @param {import("./control.js").Editor} editor
 * @param {string} label
 * @param {import("./control.js").Handlers} on
 * @param {AbortSignal} signal
 * @returns {import("./control.js").Control}
 */
export function sliderControl(editor, label, on, signal) {
  const { low, high, step } = editor;
  const slider = h("input", { type: "range", min: low, max: high, step, "aria-label": label });
  const field = numberField(editor, `${label}, as a number`, on, signal);
  function fill() {
    const share = (Number(slider.value) - Number(low)) / (Number(high) - Number(low));
    slider.style.setProperty("--share", `${100 * share}%`);
  }
  listen(slider, on, signal, () => {
    field.show(slider.value);
    fill();
  });
  return {
    node: h("span", { class: "inspector-slider" }, slider, field.node),
    main: slider,
    inputs: [slider, ...field.inputs],
    show(text) {
      field.show(text);
      const value = text.trim() === "" ? String(low) : text;
      if (Number.isNaN(Number(value))) return; // stays where it is
      if (Number(slider.value) !== Number(value)) slider.value = value;
      fill();
    },
  };
}

/**
 * A movement ends when the pointer lets go, and for arrow keys when they are quiet.
 *
 * @param {HTMLInputElement} slider
 * @param {import("./control.js").Handlers} on
 * @param {AbortSignal} signal
 * @param {() => void} moved
 */
function listen(slider, on, signal, moved) {
  const quiet = whenQuiet(() => on.finished("quiet"), signal);
  let held = false; // by a pointer
  /** @param {string} type  @param {(event: any) => void} fn */
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
  listenTo("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") quiet.now();
    if (event.key !== "Escape") return;
    quiet.stop();
    on.escaped();
    event.stopPropagation();
  });
}
