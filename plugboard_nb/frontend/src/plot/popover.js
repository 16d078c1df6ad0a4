/** Something that a button opens: Escape and a click elsewhere close it, the focus comes back. */

import { h } from "../common/dom.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {(box: HTMLElement, close: () => void) => void} fill  Called whenever it opens.
 */
export function popover(view, button, label, fill) {
  const { signal } = view;
  const box = h("div", { class: "plot-popover", role: "dialog", "aria-label": label, hidden: true, tabindex: "-1" });
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");

  function open() {
    box.hidden = false;
    button.setAttribute("aria-expanded", "true");
    fill(box, () => close(true));
    (/** @type {HTMLElement | null} */ (box.querySelector("input, button")) ?? box).focus();
  }

  /** @param {boolean} back */
  function close(back) {
    if (box.hidden) return;
    box.hidden = true;
    box.replaceChildren();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  }

  button.addEventListener("click", () => (box.hidden ? open() : close(true)), { signal });
  box.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close(true);
    },
    { signal },
  );
  document.addEventListener(
    "pointerdown",
    (event) => {
      const target = /** @type {Node} */ (event.target);
      if (!box.contains(target) && !button.contains(target)) close(false);
    },
    { signal },
  );
  return { box, close: () => close(false) };
}
