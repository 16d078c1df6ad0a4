// The row of controls, in reading order.

import { count } from "../common/format.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { advancing } from "../common/keys.js";
import { branchPicker } from "./branch_picker.js";
import { button, icon } from "./button.js";
import { conditionField } from "./condition_field.js";
import { pace } from "./pace.js";
import { reasons } from "./reasons.js";
import { slider } from "./slider.js";

/** @typedef {import("../common/types.js").View} View */

const MOST = 1e9; // ticks in one step

/** @param {View} view */
export function controls(view) {
  const row = h("div", { class: "controls", role: "group", "aria-label": "Controls" });
  const until = conditionField(view, {
    label: "run until",
    until: true,
    submit: (text) => view.send("run", { until: text }),
    changed: () => draw(),
  });
  const fault = until.error;
  const moves = moveButtons(view, () => until.input.value.trim());
  const several = stepSeveral(view);
  const ticks = slider(view);
  const speed = pace(view);
  const picker = branchPicker(view);
  const reset = button(
    view,
    { title: "Back to tick 0 with the present settings; what was recorded stays" },
    ["Reset"],
    () => view.send("reset"),
  );
  row.append(
    h("span", { class: "moves" }, ...moves.roots),
    several.root,
    ticks.root,
    speed.root,
    h("span", { class: "until" }, h("span", {}, "until"), until.root),
    picker.root,
    reset.root,
  );
  // The space bar runs like the button, up to the condition.
  view.bus.on("run", (args) => {
    const text = until.input.value.trim();
    if (text && !("until" in args)) args.until = text;
  });

  function draw() {
    const now = view.now();
    const problem = until.fault()?.message ?? "";
    const why = reasons({ ...now, advancing: advancing(now) }, view.get("head_status"), problem);
    moves.draw(why);
    several.draw(why.step);
    reset.allow(why.reset);
    ticks.draw();
    speed.draw();
    picker.draw();
    if (!until.input.placeholder) {
      setAttributes(until.input, { placeholder: view.get("example") || "a condition" });
    }
  }
  const root = h("div", { class: "bar" }, row, fault);
  return { root, draw, drawMarks: ticks.drawMarks, drawBranches: picker.drawBranches };
}

/** @param {View} view @param {() => string} condition */
function moveButtons(view, condition) {
  const start = button(view, { label: "To the start", kind: "square" }, [icon("start")], () =>
    view.scrub(view.now().first),
  );
  const back = button(view, { title: "View one tick earlier (←)" }, [icon("back"), "Back"], () =>
    view.send("back", { n: 1 }),
  );
  const word = h("span", {}, "Run");
  const glyph = h("span", { class: "glyph" }, icon("play"));
  const run = button(view, { kind: "pb-primary run" }, [glyph, word], () => {
    const text = condition();
    if (advancing(view.now())) view.send("pause");
    else view.send("run", text ? { until: text } : {});
  });
  const step = button(view, { title: "One tick on (→)" }, ["Step", icon("step")], () =>
    view.send("step", { n: 1 }),
  );
  const end = button(view, { label: "To the end", kind: "square" }, [icon("end")], () => {
    const now = view.now();
    const newest = now.branch === now.head_branch && now.tick === now.last;
    view.scrub(newest ? null : now.last);
  });
  let drawn = false;
  /** @param {Record<string, string>} why */
  function draw(why) {
    const now = view.now();
    start.allow(why.start, `View tick ${count(now.first)} (Home)`);
    back.allow(why.back);
    step.allow(why.step);
    end.allow(why.end, `View tick ${count(now.last)}`);
    const text = condition();
    const does = text ? `Run until ${text} (space)` : "Run (space)";
    const goes = advancing(now);
    run.allow(why.run, goes ? "Pause after the tick under way (space)" : does);
    if (goes === drawn) return;
    drawn = goes;
    setText(word, goes ? "Pause" : "Run");
    glyph.replaceChildren(icon(goes ? "pause" : "play"));
  }
  return { roots: [start, back, run, step, end].map((item) => item.root), draw };
}

/** How many ticks at once. @param {View} view */
function stepSeveral(view) {
  const input = h("input", {
    type: "number",
    class: "pb-input count",
    min: 1,
    max: MOST,
    step: 1,
    value: 10,
    "aria-label": "ticks per Step n",
  });
  const valid = () =>
    /^\d+$/.test(input.value) && Number(input.value) >= 1 && Number(input.value) <= MOST;
  const go = button(view, { kind: "several" }, ["Step n"], () =>
    view.send("step", { n: Number(input.value) }),
  );
  let stuck = "";
  function redraw() {
    const n = Number(input.value);
    const why = valid() ? stuck : "type a whole number of ticks, 1 or more";
    go.allow(why, `Step ${count(n)} ${n === 1 ? "tick" : "ticks"}`);
    setAttributes(input, { "aria-invalid": valid() ? null : "true" });
  }
  input.addEventListener("input", redraw, { signal: view.signal });
  input.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      go.root.click();
    },
    { signal: view.signal },
  );
  return {
    root: h("span", { class: "several" }, input, go.root),
    /** @param {string} why */
    draw(why) {
      stuck = why;
      redraw();
    },
  };
}
