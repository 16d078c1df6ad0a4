/** Step n: as many ticks as somebody writes beside it. */

import { button } from "../common/button.js";
import { h, setAttributes } from "../common/dom.js";
import { count } from "../common/format.js";

const MOST = 1e9; // ticks in one step

/** @param {import("../common/types.js").View} view */
export function stepSeveral(view) {
  const { signal } = view;
  const input = h("input", {
    type: "number",
    class: "pb-input count",
    min: 1,
    max: MOST,
    step: 1,
    value: 10,
    "aria-label": "ticks per Step n",
  });
  const go = button(view, {}, ["Step n"], () => view.send("step", { n: Number(input.value) }));
  let whyNoStep = "";

  function redraw() {
    const n = Number(input.value);
    const valid = /^\d+$/.test(input.value) && n >= 1 && n <= MOST;
    const reason = valid ? whyNoStep : `type a whole number of ticks, 1 to ${count(MOST)}`;
    go.allow(reason, `Step ${count(n)} ${n === 1 ? "tick" : "ticks"}`);
    setAttributes(input, { "aria-invalid": valid ? null : "true" });
  }
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go.root.click();
  }
  input.addEventListener("input", redraw, { signal });
  input.addEventListener("keydown", pressed, { signal });
  return {
    root: h("span", { class: "several" }, input, go.root),
    /** @param {string} why  Why no step can be taken, if so. */
    draw(why) {
      whyNoStep = why;
      redraw();
    },
  };
}
