/**
 * Inspector: one component, all values, what was done.
 *
 * Model keys, all written by Python: component (string: the component it is pinned to, or ""), parts
 * ([name, type] of all components), form (what the component shown has), values (what is in it),
 * table and cells (all values), acts (what was done).
 */

import "./common/theme.css";
import "./inspector.css";
import { h, setText } from "./common/dom.js";
import { mountView } from "./common/view.js";
import { buildDone } from "./inspector/done.js";
import { buildParameters } from "./inspector/parameters.js";
import { buildScript } from "./inspector/script.js";
import { buildSlots } from "./inspector/slots.js";
import { buildTable } from "./inspector/table.js";
import { buildTabs } from "./inspector/tabs.js";

/** @param {HTMLElement} node  @param {boolean} hidden */
function hide(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden; // each write costs the page a look at its styles
}

/** @param {import("./common/types.js").View} view */
function build(view) {
  const { root, signal } = view;
  const select = h("select", { class: "pb-select", "aria-label": "Component to inspect" });
  const pinned = h("strong", { class: "inspector-pinned" });
  const tabs = buildTabs(view, ["component", "Inspect"], ["values", "All values"], ["python", "Python"]);
  const slots = buildSlots(view);
  const table = buildTable(view);
  const parameters = buildParameters(view);
  const script = buildScript(view);
  const done = buildDone(view);
  tabs.panel.append(slots.node, table.node, parameters.node, script.node);
  root.append(
    h("div", { class: "inspector-bar pb-row" }, select, pinned, tabs.list),
    h("div", { class: "inspector-body" }, tabs.panel, done.node),
  );
  select.addEventListener("change", () => view.send("select", { component: select.value }), { signal });

  function draw() {
    const tab = tabs.chosen();
    const selected = Boolean(view.get("form").component);
    const shown = selected || tab !== "component" ? tab : "overview";
    if (root.dataset.tab !== shown) root.dataset.tab = shown;
    hide(slots.node, tab !== "component" || !selected);
    hide(table.node, !(tab === "values" || (tab === "component" && !selected)));
    hide(parameters.node, tab !== "component");
    hide(script.node, tab !== "python");
    drawSelect();
    for (const part of [slots, table, parameters, script]) if (!part.node.hidden) part.draw();
    done.draw();
  }

  let listed = "";
  function drawSelect() {
    const pin = view.get("component");
    hide(select, Boolean(pin));
    hide(pinned, !pin);
    setText(pinned, pin);
    const parts = /** @type {[string, string][]} */ (view.get("parts"));
    const key = JSON.stringify(parts);
    if (key !== listed) {
      listed = key;
      select.replaceChildren(
        h("option", { value: "" }, "no component selected"),
        ...parts.map(([name, type]) => h("option", { value: name }, `${name} · ${type}`)),
      );
    }
    const { component } = view.get("form");
    if (select.value !== component) select.value = component;
  }

  tabs.onChange(draw);
  view.on("now", draw); // comes with every publication
  draw();
}

export default {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "inspector", build),
};
