// The list of breakpoints, and the fields that add one.

import { h, setAttributes, setText } from "../common/dom.js";
import { button } from "./button.js";
import { conditionField } from "./condition_field.js";
import { counted } from "./words.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {{number: number, text: string, kind: string, enabled: boolean, hits: number}} Item */

/** @param {View} view */
export function breakpoints(view) {
  const list = h("ul", { class: "list" });
  const empty = h(
    "p",
    { class: "hint" },
    "No breakpoints yet. A run stops when the condition of one becomes true, or at its event.",
  );
  const adding = addForm(view);
  const root = h(
    "div",
    { class: "panel breakpoints", role: "group", "aria-label": "Breakpoints" },
    empty,
    list,
    adding.root,
  );
  /** @type {Map<number, ReturnType<typeof row>>} */
  const rows = new Map();

  /** @returns {Item[]} */
  const items = () => view.get("breakpoints") ?? [];

  function draw() {
    const wanted = new Set(items().map((item) => item.number));
    for (const [number, shown] of rows) {
      if (wanted.has(number)) continue;
      if (shown.root.contains(document.activeElement)) adding.focus();
      shown.root.remove();
      rows.delete(number);
    }
    for (const item of items()) {
      let shown = rows.get(item.number);
      if (!shown) {
        shown = row(view, item);
        rows.set(item.number, shown);
        list.append(shown.root);
      }
      shown.draw(item);
    }
    empty.hidden = rows.size > 0;
    list.hidden = rows.size === 0;
    adding.draw();
  }
  return { root, draw, focus: adding.focus, count: () => items().length };
}

/** @param {View} view @param {Item} item */
function row(view, item) {
  const { number } = item;
  const tick = h("input", { type: "checkbox" });
  const text = h("code", { dir: "auto" });
  const hits = h("span", { class: "hits" });
  let leaving = false; // a second click on the way would remove the next one
  const remove = button(view, { kind: "small", title: "Remove" }, ["×"], () => {
    if (!leaving) view.send("remove_breakpoint", { number });
    leaving = true;
  });
  tick.addEventListener(
    "change",
    () => view.send("enable_breakpoint", { number, enabled: tick.checked }),
    { signal: view.signal },
  );
  const root = h("li", {}, h("label", {}, tick, text), hits, remove.root);
  /** @param {Item} next */
  function draw(next) {
    leaving = false;
    setAttributes(remove.root, { "aria-label": `Remove breakpoint ${next.text}` });
    if (tick.checked !== next.enabled) tick.checked = next.enabled;
    setText(text, next.text);
    setAttributes(tick, { title: next.enabled ? "looked at" : "not looked at" });
    setAttributes(root, { class: next.enabled ? null : "off" });
    setText(
      hits,
      next.hits ? `hit ${next.hits === 1 ? "once" : counted(next.hits, "time")}` : "not hit yet",
    );
  }
  return { root, draw };
}

/** @param {View} view */
function addForm(view) {
  const field = conditionField(view, {
    label: "condition of a new breakpoint",
    submit(condition) {
      view.send("add_breakpoint", { condition });
      field.clear();
      field.input.focus();
    },
    changed: () => allow(),
  });
  const add = button(view, {}, ["Add"], () => void field.enter());
  const event = h("select", { class: "pb-select", "aria-label": "add a breakpoint on an event" });
  const orEvent = h("span", { class: "or" }, "or at event ", event);
  event.addEventListener(
    "change",
    () => {
      if (event.value) view.send("add_breakpoint", { events: [event.value] });
      event.value = "";
    },
    { signal: view.signal },
  );
  /** @type {string[]|null} */
  let drawn = null;
  function allow() {
    const empty = !field.input.value.trim();
    add.allow(
      empty ? "type a condition first" : field.fault() ? "the condition cannot be read" : "",
    );
  }
  function draw() {
    const example = view.get("example");
    if (!field.input.placeholder)
      setAttributes(field.input, { placeholder: example || "a condition" });
    allow();
    const types = view.get("events") ?? [];
    if (drawn === types) return;
    drawn = types;
    orEvent.hidden = types.length === 0;
    event.replaceChildren(
      h("option", { value: "" }, "choose…"),
      ...types.map((/** @type {string} */ type) => h("option", { value: type }, type)),
    );
  }
  const root = h(
    "div",
    { class: "add" },
    h("div", { class: "line" }, field.root, add.root, orEvent),
    field.error,
  );
  return { root, draw, focus: () => field.input.focus() };
}
