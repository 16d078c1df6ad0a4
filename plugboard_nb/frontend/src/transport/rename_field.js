/** The field in the place of a branch's name while it is being renamed. */

import { h, setAttributes } from "../common/dom.js";
import { whyNotName } from "./reasons.js";

/** @typedef {import("./tree.js").Branch} Branch */

/**
 * @param {import("../common/types.js").View} view
 * @param {Branch} branch
 * @param {() => Branch[]} others
 * @param {() => void} end
 */
export function renameField(view, branch, others, end) {
  const field = h("input", {
    type: "text",
    class: "pb-input",
    value: branch.name,
    maxlength: 300,
    "aria-label": `new name of ${branch.name}`,
  });
  function rename() {
    const name = field.value.trim();
    const wrong = whyNotName(name, others());
    setAttributes(field, { "aria-invalid": wrong ? "true" : null, title: wrong || null });
    if (wrong) return view.announce(wrong);
    if (name !== branch.name) view.send("rename", { branch: branch.name, name });
    end();
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") rename();
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return field;
}
