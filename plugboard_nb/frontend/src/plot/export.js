/** What people take with them: the figure with the code that makes it, and a CSV file. */

import { h, setText } from "../common/dom.js";
import { copyText } from "../common/problem.js";

/**
 * Fill a popover with the figure.
 *
 * @param {import("../common/types.js").View} view
 * @param {HTMLElement} box
 */
export async function showFigure(view, box) {
  const told = h("div", { class: "plot-note", role: "status" }, "drawing the figure…");
  box.replaceChildren(told);
  let found;
  try {
    found = await view.request("picture");
  } catch (error) {
    setText(told, /** @type {Error} */ (error).message);
    return;
  }
  if (box.hidden) return;
  const url = URL.createObjectURL(new Blob([found.buffers[0]], { type: "image/png" }));
  view.signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy code");
  copy.addEventListener("click", () => copyText(view, found.code), { signal: view.signal });
  const save = h("a", { class: "pb-button pb-primary", href: url, download: "history.png" }, "Download PNG");
  box.replaceChildren(
    h("img", { src: url, alt: `Figure made by ${found.code}` }),
    h("pre", { tabindex: "0", "aria-label": "Code" }, found.code),
    h("div", { class: "pb-row" }, copy, save),
  );
  copy.focus();
}

/**
 * Download the fields plotted, of the branch shown.
 *
 * @param {import("../common/types.js").View} view
 */
export async function downloadTable(view) {
  view.announce("writing the CSV file");
  const found = await view.request("table");
  const url = URL.createObjectURL(new Blob(found.buffers, { type: "text/csv" }));
  const link = h("a", { href: url, download: found.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  view.announce(`${found.name} is downloaded`);
}
