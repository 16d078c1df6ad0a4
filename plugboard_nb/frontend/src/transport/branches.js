// The tree of branches: where each left, how far it goes, and what can be done with it.

import { count } from "../common/format.js";
import { h, setAttributes, setReason, setText } from "../common/dom.js";
import { swatch } from "./branch_picker.js";
import { button } from "./button.js";
import { whyNotDelete } from "./reasons.js";
import { inTreeOrder } from "./tree.js";
import { counted, named } from "./words.js";

/** @typedef {import("../common/types.js").Now} Now */
/** @typedef {import("../common/types.js").View} View */
/** @typedef {import("./tree.js").Branch} Branch */

/** @param {View} view */
export function branches(view) {
  const list = h("ul", { class: "list tree" });
  const fork = button(
    view,
    { title: "Begin a new branch at the tick shown (f)" },
    ["Fork from here…"],
    () => view.bus.emit("fork"),
  );
  const hint = h(
    "p",
    { class: "hint" },
    "A fork begins another future from the tick shown; this one stays as it is.",
  );
  const root = h(
    "div",
    { class: "panel branches", role: "group", "aria-label": "Branches" },
    list,
    h("div", { class: "add" }, fork.root, hint),
  );
  /** @type {{number: number, field: HTMLInputElement}|null} The branch that is being renamed. */
  let renaming = null;
  let drawn = "";

  /** @returns {Branch[]} */
  const all = () => view.get("branches") ?? [];

  /** Rows change with the head and with what is shown, but not with every tick. */
  function draw() {
    if (stateOf(view.now()) !== drawn) return drawBranches();
    const head = view.now().head_branch;
    for (const node of /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".reach")])) {
      const branch = all().find((one) => String(one.number) === node.dataset.number);
      const last = branch?.name === head ? view.get("head_last") : branch?.last;
      setText(node, `to tick ${count(last ?? 0)}`);
    }
  }

  function drawBranches() {
    const now = view.now();
    drawn = stateOf(now);
    const focused = focusIn(list);
    if (renaming && !all().some((branch) => branch.number === renaming?.number)) renaming = null;
    const rows = inTreeOrder(all()).map(({ branch, depth }) => {
      const field = renaming?.number === branch.number ? renaming.field : null;
      return row(branch, depth, all(), now, field);
    });
    list.replaceChildren(...rows);
    if (focused) refocus(list, focused);
    draw();
  }

  /** @param {Branch} branch */
  function rename(branch) {
    const others = () => all().filter((other) => other.number !== branch.number);
    const field = renameField(view, branch, others, () => {
      renaming = null;
      drawBranches();
      refocus(list, { number: String(branch.number), at: 2 });
    });
    renaming = { number: branch.number, field };
    drawBranches();
    field.focus();
    field.select();
  }

  /** One listener for all rows, which come and go. @param {MouseEvent} event */
  function clicked(event) {
    const target = /** @type {Element} */ (event.target).closest("button");
    const number = target?.closest("li")?.dataset.number;
    const branch = all().find((one) => String(one.number) === number);
    if (!target || !branch) return;
    if (target.getAttribute("aria-disabled")) return view.announce(target.title);
    const { name } = branch;
    const here = name === view.now().head_branch;
    if (target.value === "Switch") view.send("switch", { branch: name });
    else if (target.value === "Delete") view.send("delete", { branch: name });
    else if (target.value === "Rename") rename(branch);
    else view.send("view", here ? { tick: null } : { tick: branch.last, branch: name });
  }
  list.addEventListener("click", clicked, { signal: view.signal });
  return { root, draw, drawBranches, count: () => all().length };
}

/** @param {Now} now */
const stateOf = (now) => JSON.stringify([now.head_branch, now.branch, now.viewing]);

/**
 * @param {Branch} branch
 * @param {number} depth In the tree.
 * @param {Branch[]} all
 * @param {Now} now
 * @param {HTMLInputElement|null} field In place of the name.
 */
function row(branch, depth, all, now, field) {
  const here = branch.name === now.head_branch;
  const seen = now.viewing && branch.name === now.branch;
  const from = all.find((other) => other.number === branch.parent);
  const title = [
    field ?? h("span", { class: "name", dir: "auto", title: branch.name }, branch.name),
    here && h("span", { class: "here" }, "now"),
    seen && h("span", { class: "here" }, "viewed"),
  ];
  const facts = [
    from && `left ${named(from.name)} at tick ${count(branch.departure)}, `,
    h("span", { class: "reach", "data-number": branch.number }),
    branch.changes > 0 && `, ${counted(branch.changes, "change")}`,
  ];
  return h(
    "li",
    { "data-number": branch.number, "aria-current": here ? "true" : null },
    h("span", { class: "line", style: `--depth: ${Math.min(depth, 8)}` }, swatch(branch.number)),
    h(
      "span",
      { class: "about" },
      h("span", { class: "title" }, ...title),
      h("span", { class: "facts" }, ...facts),
    ),
    h("span", { class: "verbs" }, ...verbs(branch, all, now, here)),
  );
}

/**
 * @param {Branch} branch
 * @param {Branch[]} all
 * @param {Now} now
 * @param {boolean} here Whether the head is on it.
 */
function verbs(branch, all, now, here) {
  /** @param {string} does @param {string} title @param {string} why */
  const one = (does, title, why) => {
    const label = `${does} ${branch.name}`;
    const made = h("button", { type: "button", class: "pb-button small", value: does }, does);
    setAttributes(made, { "aria-label": label });
    setReason(made, why, title);
    return made;
  };
  return [
    one("Switch", "Go to its last tick", here ? "the head is on it" : ""),
    one(
      "View",
      "Show its last tick; the head stays where it is",
      here && !now.viewing ? "it is shown" : "",
    ),
    one("Rename", "Give it another name", ""),
    one("Delete", "Delete it with all it recorded", whyNotDelete(branch, all, now.head_branch)),
  ];
}

/**
 * @param {View} view
 * @param {Branch} branch
 * @param {() => Branch[]} others
 * @param {() => void} end
 */
function renameField(view, branch, others, end) {
  const field = h("input", {
    type: "text",
    class: "pb-input",
    value: branch.name,
    maxlength: 300,
    "aria-label": `new name of ${branch.name}`,
  });
  /** @param {string} name */
  function wrongWith(name) {
    if (!name) return "a branch needs a name";
    return others().some((other) => other.name === name)
      ? "there is a branch of that name already"
      : "";
  }
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const name = field.value.trim();
    const wrong = event.key === "Enter" ? wrongWith(name) : "";
    if (wrong) {
      setAttributes(field, { "aria-invalid": "true", title: wrong });
      return view.announce(wrong);
    }
    if (event.key === "Enter" && name !== branch.name) {
      view.send("rename", { branch: branch.name, name });
    }
    end();
  });
  return field;
}

/** Which control of which row has the focus. @param {HTMLElement} list */
function focusIn(list) {
  const active = document.activeElement;
  const li = /** @type {HTMLElement|null} */ (active?.closest("li"));
  if (!active || !li || !list.contains(li)) return null;
  return {
    number: li.dataset.number,
    at: [...li.querySelectorAll("button")].indexOf(/** @type {any} */ (active)),
  };
}

/** @param {HTMLElement} list @param {{number: string|undefined, at: number}} place */
function refocus(list, { number, at }) {
  const li = list.querySelector(`li[data-number="${number}"]`) ?? list.lastElementChild;
  const target = at < 0 ? li?.querySelector("input") : li?.querySelectorAll("button")[at];
  /** @type {HTMLElement|null|undefined} */ (target)?.focus();
}
