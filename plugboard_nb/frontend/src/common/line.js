/** The line to Python, which ends when the kernel does. */

import { h } from "./dom.js";

const CUT = "jupyter-widgets-disconnected"; // the class that ipywidgets gives what has no kernel

/**
 * Return what sends a message; where nobody hears it any more, the view says so.
 *
 * @param {import("./types.js").Model} model
 * @param {HTMLElement} el
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @returns {(content: object) => void}
 */
export function lineTo(model, el, root, signal) {
  let cut = false;
  const notice = h(
    "div",
    { class: "pb-problem", role: "alert" },
    h("strong", { class: "pb-problem-title" }, "Nobody hears this widget any more"),
    h("div", { class: "pb-problem-message" }, "Its kernel was restarted or shut down. Run its cell again."),
  );
  function changed() {
    cut = el.classList.contains(CUT);
    if (!cut) notice.remove();
  }
  model.on("comm_live_update", changed);
  signal.addEventListener("abort", () => model.off("comm_live_update", changed));
  return (content) => {
    try {
      if (!cut) return void model.send(content);
    } catch {
      cut = true; // a line that was disposed of throws
    }
    if (root.isConnected) root.prepend(notice);
  };
}
