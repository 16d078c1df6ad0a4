/**
 * Inspector: one component, all values, what was done.
 *
 * Model keys, all written by Python: component (string: the component it is pinned to, or ""), parts
 * ([name, type] of all components), form (what the component shown has), values (what is in it),
 * table and cells (all values), acts (what was done).
 */

import "./common/theme.css";
import "./inspector.css";

import { changes } from "./common/changes.js";
import { afterFrame, h, setText } from "./common/dom.js";
import { mountView } from "./common/view.js";
import { buildDone } from "./inspector/done.js";
import { buildParameters } from "./inspector/parameters.js";
import { buildScript } from "./inspector/script.js";
import { buildSlots } from "./inspector/slots.js";
import { buildTable } from "./inspector/table.js";
import { buildTabs } from "./inspector/tabs.js";

/** @typedef {import("./common/types.js").View} View */

/** @param {View} view */
function build(view) {
  const { root } = view;
  const picker = componentPicker(view);
  const tabs = buildTabs(
    view,
    ["component", "Inspect"],
    ["values", "All values"],
    ["python", "Python"],
  );
  const slots = buildSlots(view);
  const table = buildTable(view);
  const parameters = buildParameters(view);
  const script = buildScript(view);
  const done = buildDone(view);
  const parts = [slots, table, parameters, script];
  tabs.panel.append(...parts.map((part) => part.node));
  root.append(
    h("div", { class: "inspector-bar pb-row" }, picker.node, tabs.list),
    h("div", { class: "inspector-body" }, tabs.panel, done.node),
  );

  function draw() {
    const tab = tabs.chosen();
    const inspects = tab === "component";
    const selected = Boolean(view.get("form").component);
    root.dataset.tab = inspects && !selected ? "overview" : tab;
    slots.node.hidden = !inspects || !selected;
    table.node.hidden = tab !== "values" && (!inspects || selected);
    parameters.node.hidden = !inspects;
    script.node.hidden = tab !== "python";
    for (const part of parts) if (!part.node.hidden) part.draw();
    picker.draw();
    done.draw();
  }
  tabs.onChange(draw);
  view.on("now", afterFrame(draw, view.signal)); // comes with every publication
  draw();
}

/** The component that is shown, to be chosen unless the view is pinned to one. @param {View} view */
function componentPicker(view) {
  const select = h("select", { class: "pb-select", "aria-label": "Component to inspect" });
  const pinned = h("strong", { class: "inspector-pinned" });
  const changed = changes();
  select.addEventListener("change", () => view.send("select", { component: select.value }), {
    signal: view.signal,
  });
  function draw() {
    const pin = view.get("component");
    select.hidden = Boolean(pin);
    pinned.hidden = !pin;
    setText(pinned, pin);
    const parts = /** @type {[string, string][]} */ (view.get("parts"));
    if (changed(parts)) {
      select.replaceChildren(
        h("option", { value: "" }, "no component selected"),
        ...parts.map(([name, type]) => h("option", { value: name }, `${name} · ${type}`)),
      );
    }
    const { component } = view.get("form");
    if (select.value !== component) select.value = component;
  }
  return { node: h("span", { class: "inspector-picker" }, select, pinned), draw };
}

export default {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "inspector", build),
};
