/** Buttons that are never silently dead: one that cannot be used says why. */

import { h, setReason } from "./dom.js";

/**
 * @param {import("./types.js").View} view
 * @param {object} about
 * @param {string} [about.label]  Name, where its content says too little.
 * @param {string} [about.title]  What it does.
 * @param {string} [about.kind]  Further classes.
 * @param {AbortSignal} [about.signal]  Until when it works; by default as long as the view is there.
 * @param {import("./dom.js").Child[]} content
 * @param {() => void} act
 */
export function button(view, { label, title, kind = "", signal = view.signal }, content, act) {
  const root = h(
    "button",
    { type: "button", class: `pb-button ${kind}`.trim(), "aria-label": label, title },
    ...content,
  );
  let reason = "";
  root.addEventListener("click", () => (reason ? view.announce(reason) : act()), { signal });
  return {
    root,
    /** @param {string} why  "" where it can be used.  @param {string} [does]  What it does now. */
    allow(why, does = title) {
      reason = why;
      setReason(root, why, does);
    },
  };
}
