/** The signs on the buttons, drawn, since fonts render the characters as coloured pictures. */

import { s } from "../common/dom.js";

const PATHS = {
  start: "M2 2 H4 V10 H2 Z M11 2 V10 L5 6 Z",
  back: "M9.5 2 V10 L2.5 6 Z",
  run: "M2.5 2 V10 L9.5 6 Z",
  pause: "M2.5 2 H5 V10 H2.5 Z M7 2 H9.5 V10 H7 Z",
  step: "M2.5 2 V10 L9.5 6 Z",
  end: "M1 2 V10 L7 6 Z M8 2 H10 V10 H8 Z",
};

/** @param {keyof typeof PATHS} name */
export const icon = (name) =>
  s(
    "svg",
    { class: "icon", viewBox: "0 0 12 12", "aria-hidden": "true" },
    s("path", { d: PATHS[name], fill: "currentColor" }),
  );
