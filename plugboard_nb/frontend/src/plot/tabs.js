/** Tabs as the ARIA authoring practices have them: arrows move, the panel follows. */

import { h } from "../common/dom.js";

let number = 0;

/**
 * @param {{name: string, content: HTMLElement}[]} parts
 * @param {AbortSignal} signal
 * @param {(name: string) => void} opened
 */
export function tabs(parts, signal, opened) {
  number += 1;
  const prefix = `plugboard-plot-${number}-${Math.random().toString(36).slice(2, 8)}`;
  const buttons = parts.map(({ name }, at) =>
    h("button", { type: "button", role: "tab", id: `${prefix}-t${at}`, "aria-controls": `${prefix}-p${at}` }, name),
  );
  parts.forEach(({ content }, at) => {
    content.id = `${prefix}-p${at}`;
    content.setAttribute("role", "tabpanel");
    content.setAttribute("aria-labelledby", `${prefix}-t${at}`);
  });

  /** @param {number} at  @param {boolean} [focus] */
  function open(at, focus = false) {
    buttons.forEach((button, number) => {
      button.setAttribute("aria-selected", String(number === at));
      button.tabIndex = number === at ? 0 : -1;
      parts[number].content.hidden = number !== at;
    });
    if (focus) buttons[at].focus();
    opened(parts[at].name);
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const at = buttons.indexOf(/** @type {any} */ (event.target));
    const last = buttons.length - 1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    open((next + buttons.length) % buttons.length, true);
  }

  const list = h("div", { class: "plot-tabs", role: "tablist", "aria-label": "Record" }, ...buttons);
  buttons.forEach((button, at) => button.addEventListener("click", () => open(at), { signal }));
  list.addEventListener("keydown", keydown, { signal });
  open(0);
  return { list, open };
}
