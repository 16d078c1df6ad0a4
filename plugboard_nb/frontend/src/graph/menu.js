/** A small menu: a button, and what it opens. */

import { h } from "../common/dom.js";

/**
 * @param {string} title
 * @param {[string, () => void][]} entries  What stands there, and what it does.
 * @param {AbortSignal} signal
 */
export function menuOf(title, entries, signal) {
  const id = `pb-menu-${Math.random().toString(36).slice(2, 10)}`;
  const items = entries.map(([label]) => {
    const about = { type: "button", class: "pb-menu-item", role: "menuitem", tabindex: -1 };
    return h("button", about, label);
  });
  const about = { class: "pb-menu", role: "menu", id, hidden: true, "aria-label": title };
  const list = h("div", about, ...items);
  const named = { type: "button", class: "pb-button", title, "aria-label": "More" };
  const opener = h("button", named, "⋯");
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-controls", id);
  const root = h("div", { class: "pb-menu-place" }, opener, list);

  /** @param {boolean} on  @param {boolean} [focus] */
  function open(on, focus = true) {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (focus) (on ? items[0] : opener).focus();
  }
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const shown = items.filter((node) => !node.hidden);
    const at = shown.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") open(false);
    else if (to !== undefined) shown.at(to % shown.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  items.forEach((node, n) => {
    const act = () => {
      open(false);
      entries[n][1]();
    };
    node.addEventListener("click", act, { signal });
  });
  /** @param {FocusEvent} event */
  function left(event) {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false, false);
  }
  opener.addEventListener("click", () => open(Boolean(list.hidden)), { signal });
  root.addEventListener("focusout", left, { signal });
  list.addEventListener("keydown", pressed, { signal });
  open(false, false);
  return { root, items };
}
