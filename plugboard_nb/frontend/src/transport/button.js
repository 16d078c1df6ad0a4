// Buttons that are never silently dead: one that cannot be used says why.

import { h, s, setReason } from "../common/dom.js";

// Drawn, since fonts render the characters for these as coloured pictures here and there.
const ICONS = {
  start: "M2 2 H4 V10 H2 Z M11 2 V10 L5 6 Z",
  back: "M9.5 2 V10 L2.5 6 Z",
  play: "M2.5 2 V10 L9.5 6 Z",
  pause: "M2.5 2 H5 V10 H2.5 Z M7 2 H9.5 V10 H7 Z",
  step: "M2.5 2 V10 L9.5 6 Z",
  end: "M1 2 V10 L7 6 Z M8 2 H10 V10 H8 Z",
};

/** @param {keyof typeof ICONS} name */
export const icon = (name) =>
  s(
    "svg",
    { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" },
    s("path", { d: ICONS[name], fill: "currentColor" }),
  );

/**
 * @param {import("../common/types.js").View} view
 * @param {object} about
 * @param {string} [about.label] Name, where its content says nothing.
 * @param {string} [about.title] What it does.
 * @param {string} [about.kind] Class.
 * @param {(import("../common/dom.js").Child)[]} content
 * @param {() => void} act
 */
export function button(view, { label, title = "", kind = "" }, content, act) {
  const root = h(
    "button",
    { type: "button", class: `pb-button ${kind}`.trim(), "aria-label": label, title },
    ...content,
  );
  let reason = "";
  root.addEventListener(
    "click",
    () => {
      if (reason) view.announce(reason);
      else act();
    },
    { signal: view.signal },
  );
  return {
    root,
    /** @param {string} why "" where it can be used. @param {string} [does] What it does now. */
    allow(why, does = title) {
      reason = why;
      setReason(root, why, does);
    },
  };
}
