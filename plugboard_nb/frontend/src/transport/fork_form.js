/** The strip in which a new branch is named. */

import { button } from "../common/button.js";
import { h, setText } from "../common/dom.js";
import { setVisible } from "../common/focus.js";
import { count } from "../common/format.js";
import { whyNotName } from "./reasons.js";
import { named } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function forkForm(view) {
  const { signal } = view;
  const what = h("span");
  const name = h("input", {
    type: "text",
    class: "pb-input",
    maxlength: 300,
    "aria-label": "name of the new branch",
    placeholder: "numbered by default",
    autocomplete: "off",
  });
  const go = button(view, { kind: "pb-primary" }, ["Fork"], confirm);
  const cancel = button(view, { title: "Esc" }, ["Cancel"], close);
  const root = h(
    "form",
    { class: "strip fork", hidden: true, "aria-label": "Fork" },
    what,
    h("label", { class: "verbs" }, "name", name),
    h("span", { class: "verbs" }, go.root, cancel.root),
  );
  const focus = focusBefore(view);

  function open() {
    if (root.hidden) {
      focus.keep();
      name.value = "";
      root.hidden = false;
    }
    draw();
    name.focus();
  }
  function close() {
    setVisible(root, false, focus.last);
  }
  function confirm() {
    const text = name.value.trim();
    view.send("fork", text ? { name: text } : {});
    close();
  }
  function draw() {
    if (root.hidden) return;
    const now = view.now();
    setText(what, `New branch from tick ${count(now.shown)} of ${named(now.branch)}:`);
    const text = name.value.trim();
    const taken = text ? whyNotName(text, view.get("branches")) : "";
    go.allow(taken, "Make the branch and go there (Enter)");
  }
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === name) go.root.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  name.addEventListener("input", draw, { signal });
  root.addEventListener("submit", (event) => event.preventDefault(), { signal });
  root.addEventListener("keydown", pressed, { signal });
  return { root, draw, open };
}

/** What had the focus before something opened, or Run where that is gone. @param {View} view */
function focusBefore(view) {
  /** @type {HTMLElement | null} */
  let before = null;
  return {
    keep() {
      const page = /** @type {Document | ShadowRoot} */ (view.root.getRootNode());
      before = /** @type {HTMLElement | null} */ (page.activeElement);
    },
    /** @returns {HTMLElement | null} */
    last: () => (before?.isConnected && before.offsetParent ? before : runOf(view)),
  };
}

/** From where the keyboard goes on. @param {View} view @returns {HTMLElement | null} */
export const runOf = (view) => view.root.querySelector(".run");
