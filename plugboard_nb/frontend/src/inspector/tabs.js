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
  const list = h("div", { class: "inspector-tabs", role: "tablist", "aria-label": "Inspector" });
  const panel = h("div", { class: "inspector-panel", role: "tabpanel", id: `${id}-panel` });
  const buttons = names.map(([key, label]) =>
    h("button", { type: "button", role: "tab", id: `${id}-${key}`, "aria-controls": panel.id }, label),
  );
  list.append(...buttons);
  let chosen = names[0][0];
  let changed = () => {};

  /** @param {number} number */
  function choose(number) {
    chosen = names[number][0];
    buttons.forEach((button, i) =>
      setAttributes(button, { "aria-selected": String(i === number), tabindex: i === number ? 0 : -1 }),
    );
    panel.setAttribute("aria-labelledby", buttons[number].id);
    view.send("look", { page, tab: chosen });
    changed();
  }

  buttons.forEach((button, i) => {
    button.addEventListener("click", () => choose(i), { signal });
    button.addEventListener("keydown", (event) => move(event, i), { signal });
  });

  /** @param {KeyboardEvent} event  @param {number} i */
  function move(event, i) {
    const last = buttons.length - 1;
    const goals = { ArrowRight: i === last ? 0 : i + 1, ArrowLeft: i ? i - 1 : last, Home: 0, End: last };
    const goal = goals[/** @type {keyof typeof goals} */ (event.key)];
    if (goal === undefined) return;
    event.preventDefault();
    buttons[goal].focus();
    choose(goal);
  }

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
