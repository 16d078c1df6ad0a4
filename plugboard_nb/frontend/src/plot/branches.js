/** The branches drawn, by colour and dash; a press hides or shows one. */

import { h } from "../common/dom.js";
import { sample } from "./legend.js";

/** @param {import("../common/types.js").View} view */
export function branchBar(view) {
  const root = h("div", { class: "plot-branches", role: "group", "aria-label": "Branches" });
  let drawn = "";

  /** @param {import("./types.js").Layout} layout */
  function draw({ branches = [] }) {
    const text = JSON.stringify(branches);
    if (text === drawn) return;
    drawn = text;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.branch;
    const several = branches.length > 1;
    root.replaceChildren(...(several ? branches : []).map((branch) => chip(branch, branches)));
    if (focused) /** @type {HTMLElement | undefined} */ ([...root.children].find((one) => /** @type {HTMLElement} */ (one).dataset.branch === focused))?.focus();
  }

  /**
   * @param {import("./types.js").BranchLayout} branch
   * @param {import("./types.js").BranchLayout[]} every
   */
  function chip(branch, every) {
    const { name, shown, drawn: visible } = branch;
    const button = h(
      "button",
      {
        type: "button",
        class: "plot-branch",
        "data-branch": name,
        "aria-pressed": String(visible),
        title: shown ? `${name} is the branch shown` : `${visible ? "Hide" : "Show"} ${name}`,
      },
      sample(branch.colour, branch.dash),
      h("span", { class: "plot-branch-name" }, name),
    );
    button.addEventListener(
      "click",
      () => {
        if (shown) view.announce(`${name} is the branch shown; it cannot be hidden`);
        else toggle(name, every);
      },
      { signal: view.signal },
    );
    return button;
  }

  /** @param {string} name  @param {import("./types.js").BranchLayout[]} every */
  function toggle(name, every) {
    const names = every.filter((one) => one.drawn !== (one.name === name)).map((one) => one.name);
    view.request("branches", { names: names.length === every.length ? null : names });
  }

  return { root, draw };
}
