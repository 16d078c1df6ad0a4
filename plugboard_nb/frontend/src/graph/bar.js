/** Above the graph: which form it takes, the search, zoom, and what to do with it as a picture. */

import { h, setAttributes, setText } from "../common/dom.js";
import { MANY } from "./highlight.js";

/**
 * @typedef {object} Bar
 * @property {HTMLElement} root
 * @property {HTMLInputElement} search
 * @property {(tab: string) => void} choose
 * @property {(k: number) => void} zoomed
 * @property {(count: number, moved: number) => void} has  How many components; how many are moved.
 * @property {(text: string) => void} found
 * @property {() => void} focus  The tab that is shown.
 */

/**
 * @param {import("../common/types.js").View} view
 * @param {{graph: HTMLElement, table: HTMLElement}} panels
 * @param {Record<string, (...args: any[]) => void>} on
 * @returns {Bar}
 */
export function bar(view, panels, on) {
  const { signal } = view;
  const tabs = tabList(view, panels, on.tab);
  const search = h("input", {
    type: "search",
    class: "pb-input pb-search",
    placeholder: "Search  /",
    "aria-label": "Search components, types and fields",
    hidden: true,
  });
  const found = h("span", { class: "pb-found-count", role: "status" });
  search.addEventListener("input", () => on.search(search.value), { signal });
  search.addEventListener("keydown", (event) => searchKey(event, search, on), { signal });
  const percent = h("span", { class: "pb-percent", title: "Zoom" });
  const closer = button("+", "Zoom in (+)", () => on.zoom(1), signal);
  const further = button("−", "Zoom out (-)", () => on.zoom(-1), signal);
  const all = button("Fit", "Show the whole graph (0)", () => on.fit(), signal);
  const menu = menuOf(view, on);
  const zoomed = h("div", { class: "pb-zoom", role: "group", "aria-label": "Zoom" }, further, percent, closer, all);
  const root = h("div", { class: "pb-graph-bar" }, tabs.root, h("div", { class: "pb-bar-right" }, found, search, zoomed, menu.root));
  return {
    root,
    search,
    choose(tab) {
      tabs.choose(tab);
      zoomed.hidden = tab === "table";
      menu.root.hidden = tab === "table";
    },
    zoomed: (k) => setText(percent, `${Math.round(k * 100)} %`),
    has(count, moved) {
      search.hidden = count < MANY;
      zoomed.hidden = menu.root.hidden = count === 0;
      menu.tidy.hidden = moved === 0;
    },
    found: (text) => setText(found, text),
    focus: () => tabs.focus(),
  };
}

/**
 * @param {string} label
 * @param {string} title
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
function button(label, title, act, signal) {
  const node = h("button", { type: "button", class: "pb-button", title }, label);
  if (label.length < 2) node.setAttribute("aria-label", title);
  node.addEventListener("click", act, { signal });
  return node;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} search
 * @param {Record<string, (...args: any[]) => void>} on
 */
function searchKey(event, search, on) {
  if (event.key === "Enter") on.next(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape" && search.value) {
    search.value = "";
    on.search("");
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {import("../common/types.js").View} view
 * @param {{graph: HTMLElement, table: HTMLElement}} panels
 * @param {(tab: string) => void} chosen
 */
function tabList(view, panels, chosen) {
  const id = `pb-tab-${Math.random().toString(36).slice(2, 10)}`;
  const names = /** @type {const} */ (["graph", "table"]);
  const nodes = names.map((name) => {
    const panel = panels[name];
    panel.id = `${id}-${name}-panel`;
    setAttributes(panel, { role: "tabpanel", "aria-labelledby": `${id}-${name}` });
    return h(
      "button",
      { type: "button", class: "pb-tab", role: "tab", id: `${id}-${name}`, "aria-controls": panel.id, title: `${name} (t)` },
      name === "graph" ? "Graph" : "Table",
    );
  });
  const root = h("div", { class: "pb-tabs", role: "tablist", "aria-label": "Form of the graph" }, ...nodes);
  nodes.forEach((node, n) => {
    node.addEventListener("click", () => chosen(names[n]), { signal: view.signal });
    node.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -n, End: 1 - n }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const next = (n + step + nodes.length) % nodes.length;
      chosen(names[next]);
      nodes[next].focus();
    }, { signal: view.signal });
  });
  /** @param {string} tab */
  function choose(tab) {
    nodes.forEach((node, n) => {
      const is = names[n] === tab;
      setAttributes(node, { "aria-selected": String(is), tabindex: is ? 0 : -1 });
      panels[names[n]].hidden = !is;
    });
  }
  const focus = () => nodes.find((node) => node.tabIndex === 0)?.focus();
  return { root, choose, focus };
}

/**
 * @param {import("../common/types.js").View} view
 * @param {Record<string, (...args: any[]) => void>} on
 */
function menuOf(view, on) {
  const { signal } = view;
  const id = `pb-menu-${Math.random().toString(36).slice(2, 10)}`;
  const items = [
    item("Save as SVG", () => on.save("svg")),
    item("Save as PNG", () => on.save("png")),
    item("Put boxes back in order", () => on.arrange()),
  ];
  const list = h("div", { class: "pb-menu", role: "menu", id, hidden: true, "aria-label": "Graph" }, ...items);
  const opener = h("button", {
    type: "button", class: "pb-button", title: "Save the graph as a picture; put boxes in order",
    "aria-label": "More", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id,
  }, "⋯");
  const root = h("div", { class: "pb-menu-place" }, opener, list);

  /** @param {boolean} on  @param {boolean} [focus] */
  function open(on, focus = true) {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (focus) (on ? items[0] : opener).focus();
  }
  /** @param {string} label  @param {() => void} act */
  function item(label, act) {
    const node = h("button", { type: "button", class: "pb-menu-item", role: "menuitem", tabindex: -1 }, label);
    node.addEventListener("click", () => {
      open(false);
      act();
    }, { signal });
    return node;
  }
  opener.addEventListener("click", () => open(Boolean(list.hidden)), { signal });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false, false);
  }, { signal });
  list.addEventListener("keydown", (event) => {
    const shown = items.filter((node) => !node.hidden);
    const at = shown.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") open(false);
    else if (to !== undefined) shown.at(to % shown.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  return { root, tidy: items[2] };
}
