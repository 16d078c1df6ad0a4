/** One branch in the panel. */

import { h, setReason } from "../common/dom.js";
import { count } from "../common/format.js";
import { whyNotDelete } from "./reasons.js";
import { swatch } from "./swatch.js";
import { counted, named } from "./words.js";

/** @typedef {import("../common/types.js").Now} Now */
/** @typedef {import("./tree.js").Branch} Branch */

/**
 * @param {Branch} branch
 * @param {number} depth In the tree.
 * @param {Branch[]} all
 * @param {Now} now
 * @param {HTMLInputElement | null} field In place of the name.
 */
export function branchRow(branch, depth, all, now, field) {
  const here = branch.name === now.head_branch;
  const viewed = now.viewing && branch.name === now.branch;
  const parent = all.find((other) => other.number === branch.parent);
  const title = [
    field ?? h("span", { class: "name", dir: "auto", title: branch.name }, branch.name),
    here && h("span", { class: "here" }, "now"),
    viewed && h("span", { class: "here" }, "viewed"),
  ];
  const facts = [
    parent && `left ${named(parent.name)} at tick ${count(branch.departure)}, `,
    h("span", { class: "reach" }, reachText(branch.last)),
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
    h("span", { class: "verbs" }, ...verbs(branch, all, now)),
  );
}

/** @param {number} last */
export const reachText = (last) => `to tick ${count(last)}`;

/** @param {Branch} branch @param {Branch[]} all @param {Now} now */
function verbs(branch, all, now) {
  const here = branch.name === now.head_branch;
  const shown = here && !now.viewing ? "it is shown" : "";
  return [
    verb(branch, "Switch", "Go to its last tick", here ? "the head is on it" : ""),
    verb(branch, "View", "Show its last tick; the head stays where it is", shown),
    verb(branch, "Rename", "Give it another name", ""),
    verb(
      branch,
      "Delete",
      "Delete it with all it recorded",
      whyNotDelete(branch, all, now.head_branch),
    ),
  ];
}

/** @param {Branch} branch @param {string} does @param {string} title @param {string} reason Why not. */
function verb({ name }, does, title, reason) {
  const about = { type: "button", value: does, "aria-label": `${does} ${name}` };
  const button = h("button", { ...about, class: "pb-button pb-small" }, does);
  setReason(button, reason, title);
  return button;
}
