// The list of keys.

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
  close.addEventListener("click", () => dialog.close(), { signal: view.signal });
  // A click on what lies behind closes it too.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(), {
    signal: view.signal,
  });
  dialog.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "?") dialog.close();
      event.stopPropagation(); // the keys of the view rest meanwhile
    },
    { signal: view.signal },
  );
  view.bus.on("help", () => {
    if (!document.querySelector("dialog.keys-dialog[open]")) dialog.showModal();
  });
  return dialog;
}
