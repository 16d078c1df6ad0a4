/** The choice between graph and table. */

import { h, setAttributes } from "../common/dom.js";

const NAMES = /** @type {const} */ (["graph", "table"]);
const TITLES = { graph: "Graph", table: "Table" };

/**
 * @param {import("../common/types.js").View} view
 * @param {{graph: HTMLElement, table: HTMLElement}} panels
 * @param {(tab: string) => void} chosen
 */
export function tabList(view, panels, chosen) {
  const id = `pb-tab-${Math.random().toString(36).slice(2, 10)}`;
  const nodes = NAMES.map((name) => tabNode(name, `${id}-${name}`, panels[name]));
  const about = { class: "pb-tabs", role: "tablist", "aria-label": "Form of the graph" };
  nodes.forEach((node, n) => {
    node.addEventListener("click", () => chosen(NAMES[n]), { signal: view.signal });
    node.addEventListener("keydown", (event) => pressed(event, n), { signal: view.signal });
  });

  /** @param {KeyboardEvent} event  @param {number} n */
  function pressed(event, n) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -n, End: 1 - n }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (n + step + nodes.length) % nodes.length;
    chosen(NAMES[next]);
    nodes[next].focus();
  }
  /** @param {string} tab */
  function choose(tab) {
    nodes.forEach((node, n) => {
      const is = NAMES[n] === tab;
      setAttributes(node, { "aria-selected": String(is), tabindex: is ? 0 : -1 });
      panels[NAMES[n]].hidden = !is;
    });
  }
  const focus = () => nodes.find((node) => node.tabIndex === 0)?.focus();
  return { root: h("div", about, ...nodes), choose, focus };
}

/** @param {"graph" | "table"} name  @param {string} id  @param {HTMLElement} panel */
function tabNode(name, id, panel) {
  panel.id = `${id}-panel`;
  setAttributes(panel, { role: "tabpanel", "aria-labelledby": id });
  const about = { type: "button", class: "pb-tab", role: "tab", id, title: `${name} (t)` };
  return h("button", { ...about, "aria-controls": panel.id }, TITLES[name]);
}
