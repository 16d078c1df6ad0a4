/** What the component selected is: its name, its type and its docstring. */

import { changes } from "../common/changes.js";
import { h, setAttributes, setText } from "../common/dom.js";

/** @param {import("../common/types.js").View} view */
export function buildDescription(view) {
  const name = h("bdi", { class: "inspector-title-name" });
  const type = h("span", { class: "inspector-title-type" });
  const doc = h("p", { class: "inspector-doc", dir: "auto" });
  const more = h("button", { type: "button", class: "inspector-link" });
  const rest = h("div", {
    class: "inspector-doc inspector-rest",
    tabindex: "0",
    role: "region",
    "aria-label": "Description",
  });
  const changed = changes();
  let open = false;

  function drawMore() {
    setText(more, open ? "less" : "more");
    setAttributes(more, { "aria-expanded": String(open) });
    rest.hidden = !open || more.hidden;
  }
  more.addEventListener(
    "click",
    () => {
      open = !open;
      drawMore();
    },
    { signal: view.signal },
  );

  function draw() {
    const form = view.get("form");
    if (!changed(form)) return;
    if (name.textContent !== form.component) open = false;
    setText(name, form.component);
    setText(type, `· ${form.type}`);
    doc.replaceChildren(form.doc ?? "", " ", more);
    doc.hidden = !form.doc;
    more.hidden = !form.more;
    setText(rest, form.more ?? "");
    drawMore();
  }
  return { nodes: [h("h3", { class: "inspector-title" }, name, " ", type), doc, rest], draw };
}
