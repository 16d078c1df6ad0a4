/** The list of keys. */

import { h } from "../common/dom.js";
import { KEYS } from "../common/keys.js";

/** @param {import("../common/types.js").View} view @returns {HTMLDialogElement} */
export function help(view) {
  const close = h("button", { type: "button", class: "pb-button" }, "Close");
  const dialog = h(
    "dialog",
    { class: "keys-dialog", "aria-label": "Keys" },
    h("p", { class: "title" }, h("strong", {}, "Keys"), " while the focus is in the workbench"),
    h(
      "dl",
      {},
      ...KEYS.map(({ keys, does }) =>
        h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, does)),
      ),
    ),
    h("div", { class: "verbs" }, close),
  );
  const { signal } = view;
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key === "?") dialog.close();
    event.stopPropagation(); // the keys of the view rest meanwhile
  }
  /** What lies behind belongs to the dialog too. @param {MouseEvent} event */
  function clicked(event) {
    if (event.target === dialog || event.target === close) dialog.close();
  }
  dialog.addEventListener("click", clicked, { signal });
  dialog.addEventListener("keydown", pressed, { signal });
  view.bus.on("help", () => {
    // Another transport of the session may have opened its own.
    if (!document.querySelector("dialog.keys-dialog[open]")) dialog.showModal();
  });
  return dialog;
}
