// What lies between the controls and the rest, while there is reason for it: the past that is
// viewed, a fork that is being named, a failure, a step that does not return.

import { count } from "../common/format.js";
import { h, setText } from "../common/dom.js";
import { button } from "./button.js";
import { named, viewingText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function strips(view) {
  const fork = forkForm(view);
  const parts = [stuckStrip(view), failedStrip(view), pastStrip(view, fork.open), fork];
  view.bus.on("fork", fork.open);
  return {
    root: h(
      "div",
      { class: "strips" },
      h("div", { class: "pb-problem-place" }),
      ...parts.map((part) => part.root),
    ),
    draw: () => parts.forEach((part) => part.draw()),
  };
}

/** @param {View} view @param {() => void} fork */
function pastStrip(view, fork) {
  const lead = h("span", { class: "lead" });
  const tick = h("strong");
  const rest = h("span");
  const back = button(view, { title: "Show the newest state again (End)" }, ["Return to now"], () =>
    view.scrub(null),
  );
  const rewind = button(
    view,
    {
      title: "Put the model back to this tick; stepping on begins a new branch, the old one stays",
    },
    ["Rewind to here"],
    () => view.send("rewind"),
  );
  const forking = button(
    view,
    { title: "Begin a new branch at this tick; the present one does not change (f)" },
    ["Fork from here…"],
    fork,
  );
  const buttons = h("span", { class: "verbs" }, back.root, rewind.root, forking.root);
  const root = h(
    "div",
    { class: "strip past", hidden: true },
    h("span", {}, lead, tick, rest),
    buttons,
  );
  function draw() {
    const now = view.now();
    if (!now.viewing && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !now.viewing;
    if (!now.viewing) return;
    const text = viewingText(now);
    setText(lead, text.lead);
    setText(tick, text.tick);
    setText(rest, text.rest);
  }
  return { root, draw };
}

/** What had the focus is about to go: the keyboard goes on from Run. @param {View} view */
function focusOnRun(view) {
  /** @type {HTMLElement|null} */ (view.root.querySelector(".run"))?.focus();
}

/** @param {View} view */
function forkForm(view) {
  const what = h("span", { class: "lead" });
  const name = h("input", {
    type: "text",
    class: "pb-input",
    maxlength: 300,
    "aria-label": "name of the new branch",
    autocomplete: "off",
  });
  const go = button(view, { kind: "pb-primary" }, ["Fork"], confirm);
  const cancel = button(view, { title: "Esc" }, ["Cancel"], close);
  const root = h(
    "form",
    { class: "strip fork", hidden: true, "aria-label": "Fork" },
    what,
    h("label", { class: "verbs" }, "name", name),
    h("span", { class: "verbs" }, go.root, cancel.root),
  );
  /** @type {Element|null} */
  let before = null;

  const taken = () =>
    (view.get("branches") ?? []).some((/** @type {any} */ b) => b.name === name.value.trim());
  function check() {
    go.allow(
      taken() ? "there is a branch of that name already" : "",
      "Make the branch and go there (Enter)",
    );
  }
  function open() {
    if (root.hidden) {
      before = document.activeElement;
      name.value = "";
      root.hidden = false;
    }
    draw();
    check();
    name.focus();
  }
  function close() {
    if (root.hidden) return;
    const inside = root.contains(document.activeElement);
    root.hidden = true;
    if (!inside) return;
    if (before instanceof HTMLElement && before.isConnected && before.offsetParent) before.focus();
    else focusOnRun(view);
  }
  function confirm() {
    const text = name.value.trim();
    view.send("fork", text ? { name: text } : {});
    close();
  }
  function draw() {
    if (root.hidden) return;
    const now = view.now();
    setText(what, `New branch from tick ${count(now.shown)} of ${named(now.branch)}:`);
    name.placeholder = "numbered by default";
  }
  name.addEventListener("input", check, { signal: view.signal });
  root.addEventListener("submit", (event) => event.preventDefault(), { signal: view.signal });
  root.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && event.target === name) go.root.click();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal: view.signal },
  );
  return { root, draw, open };
}

/**
 * A tick that failed or was cut off: what was raised stands in the alert, here is how to go on.
 *
 * @param {View} view
 */
function failedStrip(view) {
  const text = h("span", { class: "lead" });
  const rewind = button(view, {}, [], () => view.send("rewind", { tick: view.now().tick }));
  const root = h(
    "div",
    { class: "strip failed", hidden: true },
    text,
    h("span", { class: "verbs" }, rewind.root),
  );
  function draw() {
    const now = view.now();
    const failed = view.get("head_status") === "failed" && !now.running;
    const shown = failed || now.cut;
    if (!shown && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !shown;
    if (!shown) return;
    const what = failed ? "failed." : "was cut off. Step takes it again;";
    const verb = failed ? "Rewind" : "rewind";
    setText(text, `Tick ${count(now.tick + 1)} ${what} ${verb} puts the model back to before it.`);
    setText(rewind.root, `Rewind to tick ${count(now.tick)}`);
  }
  return { root, draw };
}

/** @param {View} view */
function stuckStrip(view) {
  const text = h("span", { class: "lead" });
  const stop = button(
    view,
    { title: "Raise an interrupt in the step that does not return" },
    ["Interrupt"],
    () => view.send("interrupt"),
  );
  const root = h(
    "div",
    { class: "strip stuck", hidden: true },
    text,
    h("span", { class: "verbs" }, stop.root),
  );
  function draw() {
    const { stuck } = view.now();
    if (!stuck && root.contains(document.activeElement)) focusOnRun(view);
    root.hidden = !stuck;
    if (!stuck) return;
    const who = stuck.component ? `${stuck.component}.step()` : "A step";
    setText(text, `${who} has not returned for ${count(stuck.seconds)} s.`);
  }
  return { root, draw };
}
