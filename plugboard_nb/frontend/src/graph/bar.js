/** Above the graph: which form it takes, the search, zoom, and what to do with it as a picture. */

import { h, setText } from "../common/dom.js";
import { MANY } from "./highlight.js";
import { menuOf } from "./menu.js";
import { tabList } from "./tabs.js";

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
  const search = searchField(on, signal);
  const found = h("span", { class: "pb-found-count", role: "status" });
  const zoom = zoomButtons(on, signal);
  const menu = menuOf("Save the graph as a picture; put boxes in order", [
    ["Save as SVG", () => on.save("svg")],
    ["Save as PNG", () => on.save("png")],
    ["Put boxes back in order", () => on.arrange()],
  ], signal);
  const right = h("div", { class: "pb-bar-right" }, found, search, zoom.root, menu.root);
  let empty = false;
  let tab = "";
  function draw() {
    zoom.root.hidden = menu.root.hidden = empty || tab === "table";
  }
  return {
    root: h("div", { class: "pb-graph-bar" }, tabs.root, right),
    search,
    choose(chosen) {
      tab = chosen;
      tabs.choose(tab);
      draw();
    },
    zoomed: zoom.show,
    has(count, moved) {
      empty = count === 0;
      search.hidden = count < MANY;
      menu.items[2].hidden = moved === 0;
      draw();
    },
    found: (text) => setText(found, text),
    focus: tabs.focus,
  };
}

/** @param {Record<string, (...args: any[]) => void>} on  @param {AbortSignal} signal */
function searchField(on, signal) {
  const search = h("input", {
    type: "search",
    class: "pb-input pb-search",
    placeholder: "Search  /",
    "aria-label": "Search components, types and fields",
    hidden: true,
  });
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key === "Enter") on.next(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && search.value) {
      search.value = "";
      on.search("");
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  search.addEventListener("input", () => on.search(search.value), { signal });
  search.addEventListener("keydown", pressed, { signal });
  return search;
}

/** @param {Record<string, (...args: any[]) => void>} on  @param {AbortSignal} signal */
function zoomButtons(on, signal) {
  const percent = h("span", { class: "pb-percent", title: "Zoom" });
  /** @param {string} label  @param {string} title  @param {() => void} act */
  const button = (label, title, act) => {
    const node = h("button", { type: "button", class: "pb-button", title }, label);
    if (label.length < 2) node.setAttribute("aria-label", title);
    node.addEventListener("click", act, { signal });
    return node;
  };
  const root = h(
    "div",
    { class: "pb-zoom", role: "group", "aria-label": "Zoom" },
    button("−", "Zoom out (-)", () => on.zoom(-1)),
    percent,
    button("+", "Zoom in (+)", () => on.zoom(1)),
    button("Fit", "Show the whole graph (0)", () => on.fit()),
  );
  /** @param {number} k */
  const show = (k) => setText(percent, `${Math.round(k * 100)} %`);
  return { root, show };
}
