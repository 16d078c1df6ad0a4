/** To the start, Back, Run, Step, To the end. */

import { button } from "../common/button.js";
import { changes } from "../common/changes.js";
import { h, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { advancing } from "../common/keys.js";
import { icon } from "./icons.js";

/** @typedef {import("../common/types.js").View} View */

/**
 * @param {View} view
 * @param {() => string} condition  At which a run is to end; "" without one.
 */
export function moves(view, condition) {
  const start = button(view, { label: "To the start", kind: "square" }, [icon("start")], () =>
    view.scrub(view.now().first),
  );
  const back = button(view, { title: "View one tick earlier (←)" }, [icon("back"), "Back"], () =>
    view.send("back", { n: 1 }),
  );
  const run = runButton(view, condition);
  const step = button(view, { title: "One tick on (→)" }, ["Step", icon("step")], () =>
    view.send("step", { n: 1 }),
  );
  const end = button(view, { label: "To the end", kind: "square" }, [icon("end")], () => {
    const now = view.now();
    const newest = now.branch === now.head_branch && now.tick === now.last;
    view.scrub(newest ? null : now.last);
  });
  /** @param {import("./reasons.js").Reasons} why */
  function draw(why) {
    const now = view.now();
    start.allow(why.start, `View tick ${count(now.first)} (Home)`);
    back.allow(why.back);
    run.draw(why.run);
    step.allow(why.step);
    end.allow(why.end, `View tick ${count(now.last)}`);
  }
  const roots = [start, back, run, step, end].map((each) => each.root);
  return { root: h("span", { class: "moves" }, ...roots), draw };
}

/** Run, and Pause in its place while that makes sense. @param {View} view @param {() => string} condition */
function runButton(view, condition) {
  const word = h("span");
  const glyph = h("span", { class: "glyph" });
  const { root, allow } = button(view, { kind: "pb-primary run" }, [glyph, word], () => {
    const until = condition();
    if (advancing(view.now())) view.send("pause");
    else view.send("run", until ? { until } : {});
  });
  const changed = changes();
  /** @param {string} why */
  function draw(why) {
    const goes = advancing(view.now());
    const until = condition();
    const does = until ? `Run until ${until} (space)` : "Run (space)";
    allow(why, goes ? "Pause after the tick under way (space)" : does);
    if (!changed(goes)) return;
    setText(word, goes ? "Pause" : "Run");
    glyph.replaceChildren(icon(goes ? "pause" : "run"));
  }
  return { root, draw };
}
