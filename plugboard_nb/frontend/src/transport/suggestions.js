/**
 * A list of names to choose from under a text field (the combobox pattern of ARIA). It lies in the
 * top layer, since a notebook's output cuts off whatever hangs over its edge.
 */

import { h, setAttributes } from "../common/dom.js";
import { completed, suggestions } from "./complete.js";

let made = 0;

/**
 * @param {HTMLInputElement} input
 * @param {AbortSignal} signal
 * @param {{names: () => string[], extra: string[], chosen: () => void}} options
 */
export function suggesting(input, signal, { names, extra, chosen }) {
  const box = listBox(input);
  const { list, isOpen, close } = box;
  const caret = () => input.selectionStart ?? 0;
  const open = () => box.open(suggestions(input.value, caret(), names(), { extra }));

  /** @param {string | undefined} name */
  function choose(name) {
    if (!name) return;
    const next = completed(input.value, caret(), name);
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    close();
    chosen();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) isOpen() ? box.move(step) : open();
    else if ((key === "Enter" || key === "Tab") && box.active()) choose(box.active());
    else if (key === "Escape" && isOpen()) close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  input.addEventListener("keydown", pressed, { signal });
  input.addEventListener("input", open, { signal });
  input.addEventListener("blur", close, { signal });
  window.addEventListener("scroll", close, { signal, capture: true, passive: true });
  signal.addEventListener("abort", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal }); // no blur
  list.addEventListener("click", (event) => choose(nameOf(event.target)), { signal });
  return { list, isOpen, close };
}

/** @param {EventTarget | null} target */
const nameOf = (target) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[role=option]"))
    ?.dataset.name;

/**
 * The list itself: open or not, and which name is the active one.
 *
 * @param {HTMLInputElement} input
 */
function listBox(input) {
  const id = `pb-names-${(made += 1)}`;
  const about = { id, class: "names", role: "listbox", "aria-label": "names" };
  const list = h("ul", { ...about, popover: "manual" });
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
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

  /** @param {number} at  -1 for none. */
  function activate(at) {
    active = at;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    setAttributes(input, { "aria-activedescendant": at < 0 ? null : `${id}-${at}` });
  }
  /** @param {number} step */
  function move(step) {
    const number = list.children.length;
    activate(active < 0 ? (step > 0 ? 0 : number - 1) : (active + step + number) % number);
  }
  function close() {
    if (!isOpen()) return;
    activate(-1);
    setAttributes(input, { "aria-expanded": "false" });
    if (list.matches(":popover-open")) list.hidePopover();
  }
  /** @param {string[]} names */
  function open(names) {
    if (!names.length) return close();
    list.replaceChildren(...names.map((name, at) => optionOf(name, `${id}-${at}`)));
    activate(-1);
    setAttributes(input, { "aria-expanded": "true" });
    if (!list.matches(":popover-open")) list.showPopover?.();
    place(list, input.getBoundingClientRect());
  }
  return { list, isOpen, open, close, move, active: () => options()[active]?.dataset.name };
}

/** @param {string} name @param {string} id */
const optionOf = (name, id) =>
  h("li", { id, role: "option", "aria-selected": "false", "data-name": name }, name);

/** Put the list under the field, or above where there is no room. @param {HTMLElement} list @param {DOMRect} field */
function place(list, field) {
  const below = window.innerHeight - field.bottom > list.offsetHeight + 8;
  const top = below ? field.bottom + 2 : field.top - list.offsetHeight - 2;
  Object.assign(list.style, {
    minWidth: `${field.width}px`,
    left: `${field.left}px`,
    top: `${top}px`,
  });
}
