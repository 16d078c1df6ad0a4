/** The buttons above the panels. */

import { h, setReason } from "../common/dom.js";
import { downloadTable, showFigure } from "./export.js";
import { chooseFields } from "./fields.js";
import { popover } from "./popover.js";
import { zoomed } from "./scale.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {object} how
 * @param {(sight: import("./scale.js").Sight | null) => void} how.look
 * @param {() => import("./scale.js").Sight} how.sight
 * @param {() => import("./scale.js").Sight} how.all
 * @param {() => number} how.cursor
 */
export function toolbar(view, { look, sight, all, cursor }) {
  const { signal } = view;
  let reason = "";

  /** @param {string} text  @param {string} title  @param {() => void} [act]  @param {string} [label] */
  function button(text, title, act, label) {
    const made = h("button", { type: "button", class: "plot-tool", title, "aria-label": label ?? null }, text);
    made.dataset.title = title;
    made.addEventListener(
      "click",
      (event) => {
        if (made.getAttribute("aria-disabled") === "true") {
          event.stopImmediatePropagation();
          view.announce(reason);
        } else act?.();
      },
      { signal },
    );
    return made;
  }

  /** @param {number} factor */
  function zoom(factor) {
    const { first, last } = sight();
    const inside = cursor() >= first && cursor() <= last;
    look(zoomed(sight(), all(), inside ? cursor() : (first + last) / 2, factor));
  }

  const fields = button("Fields", "Choose what is plotted");
  const nearer = button("+", "Zoom in around the cursor (Ctrl and wheel)", () => zoom(2), "Zoom in");
  const farther = button("−", "Zoom out (Ctrl and wheel)", () => zoom(0.5), "Zoom out");
  const drag = button("Zoom", "Drag over a range to zoom (or hold Shift)", () => {
    drag.setAttribute("aria-pressed", String(drag.getAttribute("aria-pressed") !== "true"));
  }, "Zoom by dragging");
  drag.setAttribute("aria-pressed", "false");
  const whole = button("All", "Show all ticks (double click)", () => look(null), "Show all ticks");
  const figure = button("Figure", "The figure that matplotlib makes, and the code for it");
  const table = button("CSV", "Download the fields plotted, at full resolution", () => {
    downloadTable(view).catch((error) => view.announce(error.message));
  });
  const boxes = [
    popover(view, fields, "Fields", (box) => void chooseFields(view, box)),
    popover(view, figure, "Figure", (box) => void showFigure(view, box)),
  ];
  const root = h(
    "div",
    { class: "plot-tools", role: "group", "aria-label": "Plot" },
    fields,
    h("span", { class: "plot-zooms" }, farther, nearer, drag, whole),
    figure,
    table,
    ...boxes.map(({ box }) => box),
  );
  return {
    root,
    zooming: () => drag.getAttribute("aria-pressed") === "true",
    /** @param {boolean} any  Whether something is plotted. */
    setAny(any) {
      reason = any ? "" : "there is nothing to plot yet";
      for (const one of [nearer, farther, drag, whole, figure, table]) {
        setReason(one, reason, one.dataset.title);
      }
    },
  };
}
