/** The panel of breakpoints: the list, and the fields that add one. */

import { button } from "../common/button.js";
import { changes } from "../common/changes.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { focusedIn } from "../common/focus.js";
import { conditionField } from "./condition_field.js";
import { counted } from "./words.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {{number: number, text: string, enabled: boolean, hits: number}} Breakpoint */

const NONE =
  "No breakpoints yet. A run stops when the condition of one becomes true, or at its event.";

/** @param {View} view */
export function breakpoints(view) {
  const list = h("ul", { class: "list" });
  const none = h("p", { class: "hint" }, NONE);
  const adding = addForm(view);
  const root = h(
    "div",
    { class: "panel breakpoints", role: "group", "aria-label": "Breakpoints" },
    none,
    list,
    adding.root,
  );
  /** @type {ReturnType<typeof breakpointRow>[]} A breakpoint is known by its place in the list. */
  const rows = [];

  /** @returns {Breakpoint[]} */
  const points = () => view.get("breakpoints") ?? [];

  function draw() {
    for (const row of rows.splice(points().length)) {
      if (focusedIn(row.root)) adding.focus();
      row.root.remove();
    }
    for (const point of points()) {
      const row = (rows[point.number] ??= breakpointRow(view, point.number));
      if (!row.root.parentNode) list.append(row.root);
      row.draw(point);
    }
    none.hidden = rows.length > 0;
    list.hidden = rows.length === 0;
    adding.draw();
  }
  return { root, draw, focus: adding.focus, count: () => points().length };
}

/** @param {View} view @param {number} number Its place. */
function breakpointRow(view, number) {
  const { signal } = view;
  const enabled = h("input", { type: "checkbox" });
  const text = h("code", { dir: "auto" });
  const hits = h("span", { class: "hits" });
  let leaving = false; // a second click on the way would remove the next one
  const remove = button(view, { kind: "pb-small", title: "Remove" }, ["×"], () => {
    if (!leaving) view.send("remove_breakpoint", { number });
    leaving = true;
  });
  enabled.addEventListener(
    "change",
    () => view.send("enable_breakpoint", { number, enabled: enabled.checked }),
    { signal },
  );
  const root = h("li", {}, h("label", {}, enabled, text), hits, remove.root);
  const changed = changes();
  /** @param {Breakpoint} point */
  function draw(point) {
    if (!changed(point)) return;
    leaving = false;
    enabled.checked = point.enabled;
    setText(text, point.text);
    setText(hits, hitText(point.hits));
    setAttributes(enabled, { title: point.enabled ? "looked at" : "not looked at" });
    setAttributes(root, { class: point.enabled ? null : "off" });
    setAttributes(remove.root, { "aria-label": `Remove breakpoint ${point.text}` });
  }
  return { root, draw };
}

/** @param {number} hits */
function hitText(hits) {
  if (hits === 0) return "not hit yet";
  return hits === 1 ? "hit once" : `hit ${counted(hits, "time")}`;
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
  const event = eventChoice(view);
  function allow() {
    const fault = field.fault() ? "the condition cannot be read" : "";
    add.allow(field.input.value.trim() ? fault : "type a condition first");
  }
  function draw() {
    setAttributes(field.input, { placeholder: view.get("example") || "a condition" });
    allow();
    event.draw();
  }
  const root = h(
    "div",
    { class: "add" },
    h("div", { class: "line" }, field.root, add.root, event.root),
    field.error,
  );
  return { root, draw, focus: () => field.input.focus() };
}

/** @param {View} view */
function eventChoice(view) {
  const select = h("select", { class: "pb-select", "aria-label": "add a breakpoint on an event" });
  const root = h("span", { class: "or" }, "or at event ", select);
  const changed = changes();
  function chosen() {
    if (select.value) view.send("add_breakpoint", { events: [select.value] });
    select.value = "";
  }
  select.addEventListener("change", chosen, { signal: view.signal });
  function draw() {
    const types = /** @type {string[]} */ (view.get("events") ?? []);
    if (!changed(types)) return;
    root.hidden = types.length === 0;
    select.replaceChildren(
      h("option", { value: "" }, "choose…"),
      ...types.map((type) => h("option", { value: type }, type)),
    );
  }
  return { root, draw };
}
