/** The column of values: inputs, outputs, exports and attributes of the component selected. */

import { changes } from "../common/changes.js";
import { h, setText } from "../common/dom.js";
import { buildDescription } from "./description.js";
import { fill, rowsOf } from "./rows.js";
import { slotRow } from "./slot.js";
import { whyFixed } from "./words.js";

/**
 * @typedef {{slot: import("./slot.js").Slot, setting: import("./setting.js").Setting | null}} About
 */

/** @param {import("../common/types.js").View} view */
export function buildSlots(view) {
  const description = buildDescription(view);
  const body = h("tbody", {});
  const caption = h("caption", { class: "pb-offscreen" }, "Values of the component");
  const table = h("table", { class: "inspector-slots" }, caption, body);
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-values", "aria-label": "Component" },
    ...description.nodes,
    table,
    hint,
  );
  const rows = rowsOf((/** @type {About} */ { slot, setting }) => slotRow(view, slot, setting));
  const changed = changes();

  function draw() {
    const { slots, settings } = view.get("form");
    if (changed(view.get("form"))) {
      rows.arrange(aboutOf(slots, settings), (made) =>
        fill(
          body,
          made.flatMap((row) => row.nodes),
        ),
      );
    }
    description.draw();
    const why = whyFixed(view.now());
    for (const row of rows.all()) row.draw(why);
    table.hidden = slots.length === 0;
    setText(hint, hintOf(slots, why));
    hint.hidden = hint.textContent === "";
  }
  return { node, draw };
}

/**
 * @param {import("./slot.js").Slot[]} slots
 * @param {import("./setting.js").Setting[]} settings
 * @returns {About[]}
 */
function aboutOf(slots, settings) {
  const state = settings.filter((setting) => setting.group === "state");
  return slots.map((slot) => ({
    slot,
    setting: state.find((setting) => setting.what === slot.what) ?? null,
  }));
}

/** @param {import("./slot.js").Slot[]} slots  @param {string} why  Why nothing can be changed. */
function hintOf(slots, why) {
  if (slots.length === 0) return "It has no inputs, outputs or attributes.";
  const attributes = slots.some((slot) => slot.side === "state");
  return why && attributes
    ? "Attributes are not recorded: they can be seen at the present tick only."
    : "";
}
