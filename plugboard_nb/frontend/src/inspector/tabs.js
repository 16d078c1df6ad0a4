/** The tabs of the inspector; Python is told which one is looked at. */

import { h, setAttributes } from "../common/dom.js";

let pages = 0;

/**
 * @param {import("../common/types.js").View} view
 * @param {...[string, string]} names  Key and label of each tab.
 */
export function buildTabs(view, ...names) {
  const { signal } = view;
  const page = `${Date.now().toString(36)}-${(pages += 1)}`;
  const id = `inspector-${page}`;
  const panel = h("div", { class: "inspector-panel", role: "tabpanel", id: `${id}-panel` });
  const buttons = names.map(([key, label]) => {
    const about = { type: "button", role: "tab", id: `${id}-${key}` };
    return h("button", { ...about, "aria-controls": panel.id }, label);
  });
  const about = { class: "inspector-tabs", role: "tablist", "aria-label": "Inspector" };
  const list = h("div", about, ...buttons);
  let chosen = "";
  let changed = () => {};

  /** @param {number} number */
  function choose(number) {
    chosen = names[number][0];
    buttons.forEach((button, i) => {
      const selected = i === number;
      setAttributes(button, { "aria-selected": String(selected), tabindex: selected ? 0 : -1 });
    });
    panel.setAttribute("aria-labelledby", buttons[number].id);
    view.send("look", { page, tab: chosen });
    changed();
  }

  /** @param {KeyboardEvent} event  @param {number} i */
  function pressed(event, i) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: -1 - i }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const goal = (i + step + buttons.length) % buttons.length;
    buttons[goal].focus();
    choose(goal);
  }

  buttons.forEach((button, i) => {
    button.addEventListener("click", () => choose(i), { signal });
    button.addEventListener("keydown", (event) => pressed(event, i), { signal });
  });
  choose(0);
  signal.addEventListener("abort", () => view.send("look", { page, tab: "" }));
  return {
    list,
    panel,
    chosen: () => chosen,
    /** @param {() => void} fn */
    onChange(fn) {
      changed = fn;
    },
  };
}
