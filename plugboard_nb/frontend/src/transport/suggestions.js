// A list of names to choose from under a text field (the combobox pattern of ARIA). It lies in the
// top layer, since a notebook's output cuts off whatever hangs over its edge.

import { h, setAttributes } from "../common/dom.js";
import { completed, suggestions } from "./complete.js";

let made = 0;

/**
 * @param {HTMLInputElement} input
 * @param {AbortSignal} signal
 * @param {{names: () => string[], extra: string[], chosen: () => void}} options
 */
export function suggesting(input, signal, { names, extra, chosen }) {
  const id = `pb-names-${(made += 1)}`;
  const list = h("ul", {
    id,
    class: "names",
    role: "listbox",
    "aria-label": "names",
    popover: "manual",
  });
  let active = -1;
  setAttributes(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });

  const isOpen = () => input.getAttribute("aria-expanded") === "true";

  function close() {
    if (!isOpen()) return;
    setAttributes(input, { "aria-expanded": "false", "aria-activedescendant": null });
    if (list.matches(":popover-open")) list.hidePopover();
    active = -1;
  }

  function open() {
    const found = suggestions(input.value, input.selectionStart ?? 0, names(), { extra });
    if (!found.length) return close();
    list.replaceChildren(
      ...found.map((name, at) =>
        h(
          "li",
          { id: `${id}-${at}`, role: "option", "aria-selected": "false", "data-name": name },
          name,
        ),
      ),
    );
    active = -1;
    setAttributes(input, { "aria-expanded": "true", "aria-activedescendant": null });
    if (!list.matches(":popover-open")) list.showPopover?.();
    const box = input.getBoundingClientRect();
    list.style.minWidth = `${box.width}px`;
    list.style.left = `${box.left}px`;
    const below = window.innerHeight - box.bottom > list.offsetHeight + 8;
    list.style.top = `${below ? box.bottom + 2 : box.top - list.offsetHeight - 2}px`;
  }

  /** @param {number} step */
  function move(step) {
    if (!isOpen()) return open();
    const count = list.children.length;
    active = active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === active));
    }
    list.children[active].scrollIntoView({ block: "nearest" });
    setAttributes(input, { "aria-activedescendant": `${id}-${active}` });
  }

  /** @param {Element|null} option */
  function choose(option) {
    const name = /** @type {HTMLElement|null} */ (option)?.dataset.name;
    if (!name) return;
    const next = completed(input.value, input.selectionStart ?? 0, name);
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    close();
    chosen();
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      choose(list.children[active]);
    } else if (event.key === "Escape" && isOpen()) {
      close();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  input.addEventListener("keydown", keyed, { signal });
  input.addEventListener("input", open, { signal });
  input.addEventListener("blur", close, { signal });
  window.addEventListener("scroll", close, { signal, capture: true, passive: true });
  signal.addEventListener("abort", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
  list.addEventListener(
    "click",
    (event) => choose(/** @type {Element} */ (event.target).closest("[role=option]")),
    { signal },
  );
  return { list, isOpen, close };
}
