/** The list from which a branch is chosen, with the line that it has in the plot. */

import { changes } from "../common/changes.js";
import { h, setAttributes } from "../common/dom.js";
import { swatch } from "./swatch.js";
import { inTreeOrder, optionText } from "./tree.js";

/** @param {import("../common/types.js").View} view */
export function branchPicker(view) {
  const { signal } = view;
  const select = h("select", { class: "pb-select branch", "aria-label": "branch" });
  const line = h("span", { class: "line" });
  const listed = changes();
  const drawn = changes();
  select.addEventListener("change", () => view.send("switch", { branch: select.value }), {
    signal,
  });

  /** @param {import("./tree.js").Branch[]} branches */
  function list(branches) {
    const rows = inTreeOrder(branches);
    select.replaceChildren(
      ...rows.map(({ branch, depth }) =>
        h("option", { value: branch.name }, optionText(branch.name, depth)),
      ),
    );
    const title = rows.length < 2 ? "the only branch so far" : "go to another branch";
    setAttributes(select, { title });
  }

  function draw() {
    const branches = /** @type {import("./tree.js").Branch[]} */ (view.get("branches"));
    if (listed(branches)) list(branches);
    const { head_branch: name } = view.now();
    if (select.value !== name) select.value = name;
    const number = branches.find((branch) => branch.name === name)?.number;
    if (number !== undefined && drawn(number)) line.replaceChildren(swatch(number));
  }
  return { root: h("span", { class: "picker" }, line, select), draw };
}
