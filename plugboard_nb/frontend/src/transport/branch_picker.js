// The list from which a branch is chosen, with the line that it has in the plot.

import { h, s, setAttributes } from "../common/dom.js";
import { colourOf, dashesOf, inTreeOrder, optionText } from "./tree.js";

/** @typedef {import("../common/types.js").View} View */

const WIDTH = 2.5; // px of the line

/** A piece of the line that a branch has in every plot. @param {number} number */
export const swatch = (number) =>
  s(
    "svg",
    { class: "swatch", viewBox: "0 0 24 8", "aria-hidden": "true" },
    s("line", {
      x1: 1,
      y1: 4,
      x2: 23,
      y2: 4,
      "stroke-width": WIDTH,
      "stroke-dasharray": dashesOf(number, WIDTH) || null,
      style: `stroke: ${colourOf(number)}`,
    }),
  );

/** @param {View} view */
export function branchPicker(view) {
  const select = h("select", { class: "pb-select branch", "aria-label": "branch" });
  const line = h("span", { class: "line" });
  const root = h("span", { class: "picker" }, line, select);
  let drawn = -1;
  select.addEventListener("change", () => view.send("switch", { branch: select.value }), {
    signal: view.signal,
  });

  function draw() {
    const { head_branch: name } = view.now();
    if (select.value !== name) select.value = name;
    const branch = (view.get("branches") ?? []).find((/** @type {any} */ b) => b.name === name);
    if (branch && branch.number !== drawn) {
      drawn = branch.number;
      line.replaceChildren(swatch(drawn));
    }
  }

  function drawBranches() {
    const rows = inTreeOrder(view.get("branches") ?? []);
    select.replaceChildren(
      ...rows.map(({ branch, depth }) =>
        h("option", { value: branch.name }, optionText(branch.name, depth)),
      ),
    );
    const only = rows.length < 2;
    setAttributes(select, { title: only ? "the only branch so far" : "go to another branch" });
    draw();
  }
  return { root, draw, drawBranches };
}
