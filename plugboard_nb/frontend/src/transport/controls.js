/** The row of controls, in reading order. */

import { button } from "../common/button.js";
import { h, setAttributes } from "../common/dom.js";
import { advancing } from "../common/keys.js";
import { branchPicker } from "./branch_picker.js";
import { conditionField } from "./condition_field.js";
import { moves } from "./moves.js";
import { pace } from "./pace.js";
import { reasons } from "./reasons.js";
import { slider } from "./slider.js";
import { stepSeveral } from "./step_several.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function controls(view) {
  const until = conditionField(view, {
    label: "run until",
    until: true,
    submit: (text) => view.send("run", { until: text }),
    changed: () => draw(),
  });
  const condition = () => until.input.value.trim();
  const moving = moves(view, condition);
  const several = stepSeveral(view);
  const ticks = slider(view);
  const speed = pace(view);
  const picker = branchPicker(view);
  const about = "Back to tick 0 with the present settings; what was recorded stays";
  const reset = button(view, { title: about }, ["Reset"], () => view.send("reset"));
  // The space bar runs like the button, up to the condition.
  view.bus.on("run", (args) => {
    if (condition() && !("until" in args)) args.until = condition();
  });

  function draw() {
    const now = view.now();
    const wrong = Boolean(until.fault());
    const why = reasons({ ...now, advancing: advancing(now) }, view.get("head_status"), wrong);
    moving.draw(why);
    several.draw(why.step);
    reset.allow(why.reset);
    for (const part of [ticks, speed, picker]) part.draw();
    setAttributes(until.input, { placeholder: view.get("example") || "a condition" });
  }
  const row = h(
    "div",
    { class: "controls", role: "group", "aria-label": "Controls" },
    moving.root,
    several.root,
    ticks.root,
    speed.root,
    h("span", { class: "until" }, h("span", {}, "until"), until.root),
    picker.root,
    reset.root,
  );
  return { root: h("div", { class: "bar" }, row, until.error), draw };
}
