/**
 * What lies between the controls and the rest, while there is reason for it: a failure, a step that
 * does not return, the past that is viewed, a fork that is being named.
 */

import { button } from "../common/button.js";
import { h, setText } from "../common/dom.js";
import { setVisible } from "../common/focus.js";
import { count } from "../common/format.js";
import { forkForm, runOf } from "./fork_form.js";
import { viewingText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function strips(view) {
  const fork = forkForm(view);
  const parts = [stuckStrip(view), failedStrip(view), pastStrip(view, fork.open), fork];
  view.bus.on("fork", fork.open);
  return {
    root: h(
      "div",
      {},
      h("div", { class: "pb-problem-place" }), // for common/problem.js
      ...parts.map((part) => part.root),
    ),
    draw: () => parts.forEach((part) => part.draw()),
  };
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {Node[]} about
 * @param {Node[]} buttons
 */
function strip(view, kind, about, buttons) {
  const verbs = h("span", { class: "verbs" }, ...buttons);
  const root = h("div", { class: `strip ${kind}`, hidden: true }, h("span", {}, ...about), verbs);
  /** @param {boolean} visible */
  const show = (visible) => setVisible(root, visible, () => runOf(view));
  return { root, show };
}

/** @param {View} view @param {() => void} fork */
function pastStrip(view, fork) {
  const [lead, rest] = [h("span"), h("span")];
  const tick = h("strong");
  const about = {
    now: "Show the newest state again (End)",
    rewind: "Put the model back to this tick; stepping on begins a new branch, the old one stays",
    fork: "Begin a new branch at this tick; the present one does not change (f)",
  };
  const now = button(view, { title: about.now }, ["Return to now"], () => view.scrub(null));
  const rewind = button(view, { title: about.rewind }, ["Rewind to here"], () =>
    view.send("rewind"),
  );
  const forking = button(view, { title: about.fork }, ["Fork from here…"], fork);
  const buttons = [now, rewind, forking].map((each) => each.root);
  const { root, show } = strip(view, "past", [lead, tick, rest], buttons);
  function draw() {
    const now = view.now();
    show(now.viewing);
    if (!now.viewing) return;
    const text = viewingText(now);
    setText(lead, text.lead);
    setText(tick, text.tick);
    setText(rest, text.rest);
  }
  return { root, draw };
}

/**
 * The head cannot go on: what was raised stands in the alert, here is what helps.
 *
 * @param {View} view
 */
function failedStrip(view) {
  const text = h("span");
  const go = button(view, {}, [], () => {
    const { trouble, tick } = view.now();
    if (trouble === "start") view.send("reset");
    else view.send("rewind", { tick });
  });
  const { root, show } = strip(view, "failed", [text], [go.root]);
  function draw() {
    const now = view.now();
    const said = now.running ? "" : wayOut(now, view.get("head_status") === "failed");
    show(Boolean(said));
    if (!said) return;
    setText(text, said);
    const verb = `Rewind to tick ${count(now.tick)}`;
    setText(go.root, now.trouble === "start" ? "Start again" : verb);
  }
  return { root, draw };
}

/** @param {import("../common/types.js").Now} now @param {boolean} failed */
function wayOut({ tick, cut, trouble }, failed) {
  const next = `Tick ${count(tick + 1)}`;
  const back = "puts the model back to before it.";
  if (trouble === "start") return "The model could not be started. Mend the cause and start again.";
  if (trouble === "moved") {
    return `The process was moved directly. Rewind puts it back to tick ${count(tick)}.`;
  }
  if (failed) return `${next} failed. Rewind ${back}`;
  return cut ? `${next} was cut off. Step takes it again; rewind ${back}` : "";
}

/** @param {View} view */
function stuckStrip(view) {
  const text = h("span");
  const title = "Raise an interrupt in the step that does not return";
  const stop = button(view, { title }, ["Interrupt"], () => view.send("interrupt"));
  const { root, show } = strip(view, "stuck", [text], [stop.root]);
  function draw() {
    const { stuck } = view.now();
    show(Boolean(stuck));
    if (!stuck) return;
    const who = stuck.component ? `${stuck.component}.step()` : "A step";
    setText(text, `${who} has not returned for ${count(stuck.seconds)} s.`);
  }
  return { root, draw };
}
