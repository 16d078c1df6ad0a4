/** The tree of branches: where each left, how far it goes, and what can be done with it. */

import { changes } from "../common/changes.js";
import { h, setText } from "../common/dom.js";
import { focusedIn } from "../common/focus.js";
import { branchRow, reachText } from "./branch_row.js";
import { renameField } from "./rename_field.js";
import { inTreeOrder } from "./tree.js";

/** @typedef {import("../common/types.js").View} View */
/** @typedef {import("./tree.js").Branch} Branch */

/** @param {View} view */
export function branchList(view) {
  const list = h("ul", { class: "list tree" });
  const changed = changes();
  /** @type {{number: number, field: HTMLInputElement} | null} The branch that is being renamed. */
  let renaming = null;

  /** @returns {Branch[]} */
  const all = () => view.get("branches") ?? [];

  /** Rows change with the head and with what is shown; a tick only lengthens the head's branch. */
  function draw() {
    const now = view.now();
    if (changed(all(), now.head_branch, now.branch, now.viewing)) drawRows();
    else drawReach();
  }

  function drawRows() {
    const place = placeOf(focusedIn(list));
    if (renaming && !numbered(renaming.number)) renaming = null;
    const rows = inTreeOrder(all()).map(({ branch, depth }) => {
      const field = renaming?.number === branch.number ? renaming.field : null;
      return branchRow(branch, depth, all(), view.now(), field);
    });
    list.replaceChildren(...rows);
    drawReach();
    if (place) focusAt(list, place);
  }

  function drawReach() {
    const reach = list.querySelector("[aria-current] .reach");
    if (reach) setText(reach, reachText(view.get("head_last")));
  }

  /** @param {number | string | undefined} number */
  const numbered = (number) => all().find((branch) => String(branch.number) === String(number));

  /** @param {Branch} branch */
  function rename(branch) {
    const others = () => all().filter((other) => other.number !== branch.number);
    const field = renameField(view, branch, others, () => {
      renaming = null;
      drawRows();
      focusAt(list, { number: String(branch.number), verb: "Rename" });
    });
    renaming = { number: branch.number, field };
    drawRows();
    field.focus();
    field.select();
  }

  /** One listener for all rows, which come and go. @param {MouseEvent} event */
  function clicked(event) {
    const target = /** @type {Element} */ (event.target).closest("button");
    const branch = numbered(target?.closest("li")?.dataset.number);
    if (!target || !branch) return;
    if (target.getAttribute("aria-disabled")) view.announce(target.title);
    else if (target.value === "Rename") rename(branch);
    else go(view, target.value, branch);
  }
  list.addEventListener("click", clicked, { signal: view.signal });
  return { root: list, draw };
}

/** @param {View} view @param {string} verb @param {Branch} branch */
function go(view, verb, { name, last }) {
  const here = name === view.now().head_branch;
  if (verb === "Switch") view.send("switch", { branch: name });
  else if (verb === "Delete") view.send("delete", { branch: name });
  else view.send("view", here ? { tick: null } : { tick: last, branch: name });
}

/** @typedef {{number: string | undefined, verb: string}} Place  A button of a row, "" for its field. */

/** @param {HTMLElement | null} focused @returns {Place | null} */
function placeOf(focused) {
  const number = focused?.closest("li")?.dataset.number;
  if (!focused) return null;
  return { number, verb: focused instanceof HTMLButtonElement ? focused.value : "" };
}

/** Focus a control of a row, of the last one where that row has gone. @param {HTMLElement} list @param {Place} place */
function focusAt(list, { number, verb }) {
  const row = list.querySelector(`li[data-number="${number}"]`) ?? list.lastElementChild;
  const control = verb ? `button[value="${verb}"]` : "input";
  /** @type {HTMLElement | null | undefined} */ (row?.querySelector(control))?.focus();
}
