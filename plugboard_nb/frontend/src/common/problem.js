/** The error that a view shows: what, where, and how to get rid of it. Python writes "problem". */

import { h } from "./dom.js";

/**
 * @param {import("./types.js").View} view
 */
export function showProblems(view) {
  // A view may have a place of its own for it, so that nothing moves under the pointer.
  const own = view.root.querySelector(".pb-problem-place");
  const place = own ?? h("div", { class: "pb-problem-place" });
  if (!own) view.root.prepend(place);
  function draw() {
    const problem = view.get("problem");
    place.replaceChildren(...(problem?.title ? [alertOf(view, problem)] : [])); // {}: none yet
  }
  view.on("problem", draw);
  draw();
}

/**
 * @param {import("./types.js").View} view
 * @param {{title: string, message: string, notes: string[], traceback: string}} problem
 */
function alertOf(view, problem) {
  const { signal } = view;
  const copy = h("button", { type: "button", class: "pb-button" }, "Copy");
  const dismiss = h("button", { type: "button", class: "pb-button" }, "Dismiss");
  const text = [problem.title, problem.message, ...problem.notes].join("\n");
  copy.addEventListener("click", () => copyText(view, `${text}\n\n${problem.traceback}`), { signal });
  dismiss.addEventListener("click", () => view.send("dismiss"), { signal });
  return h(
    "div",
    { class: "pb-problem", role: "alert" },
    h("strong", { class: "pb-problem-title" }, problem.title),
    h("div", { class: "pb-problem-message" }, problem.message),
    ...problem.notes.map((note) => h("div", { class: "pb-problem-note" }, note)),
    problem.traceback
      ? h(
          "details",
          {},
          h("summary", {}, "Where in the code"),
          h("pre", { tabindex: "0", "aria-label": "Traceback" }, problem.traceback),
        )
      : null,
    h("div", { class: "pb-row" }, copy, dismiss),
  );
}

/**
 * Copy a text, also where the page may not use the clipboard.
 *
 * @param {import("./types.js").View} view
 * @param {string} text
 */
export async function copyText(view, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "pb-offscreen", "aria-hidden": "true" });
    area.value = text;
    view.root.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  view.announce("copied");
}
