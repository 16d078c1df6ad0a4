// The tree of branches: where each left, how far it goes, and what can be done with it.

import { count } from "../common/format.js";
import { h, setAttributes } from "../common/dom.js";
import { swatch } from "./branch_picker.js";
import { button } from "./button.js";
import { whyNotDelete } from "./reasons.js";
import { inTreeOrder } from "./tree.js";
import { counted, named } from "./words.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {import("./tree.js").Branch} Branch */

/** @param {View} view @returns {{root: HTMLElement, draw: () => void, drawBranches: () => void, count: () => number}} */
export function branches(view) {
  const list = h("ul", { class: "list tree" });
  const fork = button(view, { title: "Begin a new branch at the tick shown (f)" }, ["Fork from here…"], () =>
    view.bus.emit("fork"),
  );
  const hint = h("p", { class: "hint" }, "A fork begins another future from the tick shown; this one stays as it is.");
  const root = h("div", { class: "panel branches", role: "group", "aria-label": "Branches" }, list,
    h("div", { class: "add" }, fork.root, hint));
  /** @type {string|null} Name of the branch that is being renamed. */
  let renaming = null;
  let state = "";

  /** @returns {Branch[]} */
  const all = () => view.get("branches") ?? [];

  /** Rows change with the head and with what is shown, but not with every tick. */
  function draw() {
    const now = view.now();
    const next = `${now.head_branch}\n${now.branch}\n${now.viewing}`;
    if (next !== state) drawBranches();
    for (const node of /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".reach")])) {
      const branch = all().find((one) => String(one.number) === node.dataset.number);
      const last = branch?.name === now.head_branch ? view.get("head_last") : branch?.last;
      const text = `to tick ${count(last ?? 0)}`;
      if (node.textContent !== text) node.textContent = text;
    }
  }

  function drawBranches() {
    const now = view.now();
    state = `${now.head_branch}\n${now.branch}\n${now.viewing}`;
    const focused = focusIn(list);
    const rows = inTreeOrder(all());
    list.replaceChildren(...rows.map(({ branch, depth }) => row(branch, depth)));
    if (renaming !== null && !all().some((branch) => branch.name === renaming)) renaming = null;
    if (focused) refocus(list, focused);
    draw();
  }

  /** @param {Branch} branch @param {number} depth */
  function row(branch, depth) {
    const now = view.now();
    const here = branch.name === now.head_branch;
    const seen = now.viewing && branch.name === now.branch;
    const name =
      renaming === branch.name
        ? renameField(view, branch, all, end)
        : h("span", { class: "name", dir: "auto", title: branch.name }, branch.name);
    const from = all().find((other) => other.number === branch.parent);
    const li = h(
      "li",
      { "data-number": branch.number, "aria-current": here ? "true" : null },
      h("span", { class: "line", style: `--depth: ${Math.min(depth, 8)}` }, swatch(branch.number)),
      h("span", { class: "about" },
        h("span", { class: "title" }, name,
          here && h("span", { class: "here" }, "now"),
          seen && h("span", { class: "here" }, "viewed")),
        h("span", { class: "facts" },
          from && `left ${named(from.name)} at tick ${count(branch.departure)}, `,
          h("span", { class: "reach", "data-number": branch.number }),
          branch.changes > 0 && `, ${counted(branch.changes, "change")}`)),
      h("span", { class: "verbs" }, ...actions(branch, here)),
    );
    return li;
  }

  /** @param {Branch} branch @param {boolean} here */
  function actions(branch, here) {
    const { name } = branch;
    /** @param {string} does @param {string} title @param {string} why @param {() => void} act */
    const one = (does, title, why, act) => {
      const made = button(view, { label: `${does} ${name}`, kind: "small", title }, [does], act);
      made.allow(why);
      return made.root;
    };
    return [
      one("Switch", "Go to its last tick", here ? "the head is on it" : "", () => view.send("switch", { branch: name })),
      one("View", "Show its last tick; the head stays where it is", "", () =>
        here ? view.send("view", { tick: null }) : view.send("view", { tick: branch.last, branch: name })),
      one("Rename", "Give it another name", "", () => begin(name)),
      one("Delete", "Delete it with all it recorded", whyNotDelete(branch, all(), view.now().head_branch), () =>
        view.send("delete", { branch: name })),
    ];
  }

  /** @param {string} name */
  function begin(name) {
    renaming = name;
    drawBranches();
    const field = /** @type {HTMLInputElement|null} */ (list.querySelector("input"));
    field?.focus();
    field?.select();
  }

  function end() {
    const number = all().find((branch) => branch.name === renaming)?.number;
    renaming = null;
    drawBranches();
    if (number !== undefined) refocus(list, { number: String(number), at: 2 });
  }
  return { root, draw, drawBranches, count: () => all().length };
}

/**
 * @param {View} view
 * @param {Branch} branch
 * @param {() => Branch[]} all
 * @param {() => void} end
 */
function renameField(view, branch, all, end) {
  const field = h("input", { type: "text", class: "pb-input", value: branch.name, maxlength: 300, "aria-label": `new name of ${branch.name}` });
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      const name = field.value.trim();
      const taken = all().some((other) => other !== branch && other.name === name);
      const wrong = taken ? "there is a branch of that name already" : name ? "" : "a branch needs a name";
      if (event.key === "Enter" && wrong) {
        setAttributes(field, { "aria-invalid": "true", title: wrong });
        return view.announce(wrong);
      }
      if (event.key === "Enter" && name !== branch.name) view.send("rename", { branch: branch.name, name });
      end();
    },
    { signal: view.signal },
  );
  return field;
}

/** Which control of which row has the focus. @param {HTMLElement} list */
function focusIn(list) {
  const active = document.activeElement;
  const li = /** @type {HTMLElement|null} */ (active?.closest("li"));
  if (!active || !li || !list.contains(li)) return null;
  return { number: li.dataset.number, at: [...li.querySelectorAll("button")].indexOf(/** @type {any} */ (active)) };
}

/** @param {HTMLElement} list @param {{number: string|undefined, at: number}} place */
function refocus(list, { number, at }) {
  const li = list.querySelector(`li[data-number="${number}"]`) ?? list.lastElementChild;
  const target = at < 0 ? li?.querySelector("input") : li?.querySelectorAll("button")[at];
  /** @type {HTMLElement|null|undefined} */ (target)?.focus();
}
