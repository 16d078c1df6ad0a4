/** The column of values: inputs, outputs, exports and attributes of the component selected. */

import { h, setAttributes, setText } from "../common/dom.js";
import { slotRow } from "./slot.js";
import { whyFixed } from "./words.js";

/** @param {import("../common/types.js").View} view */
export function buildSlots(view) {
  const { signal } = view;
  const name = h("bdi", { class: "inspector-title-name" });
  const type = h("span", { class: "inspector-title-type" });
  const doc = h("p", { class: "inspector-doc", dir: "auto" });
  const more = h("button", { type: "button", class: "inspector-link" }, "more");
  const rest = h("div", { class: "inspector-doc inspector-rest", tabindex: "0", role: "region", "aria-label": "Description" });
  const body = h("tbody", {});
  const table = h(
    "table",
    { class: "inspector-slots" },
    h("caption", { class: "pb-offscreen" }, "Values of the component"),
    body,
  );
  const hint = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-values", "aria-label": "Component" },
    h("h3", { class: "inspector-title" }, name, " ", type),
    doc,
    rest,
    table,
    hint,
  );
  let open = false;
  more.addEventListener("click", () => {
    open = !open;
    drawDoc();
  }, { signal });

  /** @type {Map<string, ReturnType<typeof slotRow>>} */
  let rows = new Map();
  let shown = "";

  function arrange() {
    const { component, slots, settings } = view.get("form");
    const key = JSON.stringify([component, slots, settings]);
    if (key === shown) return;
    shown = key;
    if (name.textContent !== component) open = false;
    /** @type {typeof rows} */
    const next = new Map();
    for (const slot of slots) {
      const setting = settings.find((/** @type {any} */ s) => s.what === slot.what && s.group === "state");
      const id = JSON.stringify([slot, setting]);
      next.set(id, rows.get(id) ?? slotRow(view, slot, setting ?? null));
    }
    for (const [id, row] of rows) if (!next.has(id)) row.end();
    rows = next;
    const wanted = [...rows.values()].flatMap((row) => row.nodes);
    const same = wanted.length === body.children.length && wanted.every((n, i) => n === body.children[i]);
    if (!same) body.replaceChildren(...wanted);
  }

  function drawDoc() {
    const form = view.get("form");
    setText(name, form.component);
    setText(type, `· ${form.type}`);
    if (doc.dataset.text !== form.doc) {
      doc.dataset.text = form.doc;
      doc.replaceChildren(form.doc, " ", more);
    }
    doc.hidden = !form.doc;
    more.hidden = !form.more;
    setText(more, open ? "less" : "more");
    setAttributes(more, { "aria-expanded": String(open) });
    rest.hidden = !open || !form.more;
    setText(rest, form.more ?? "");
  }

  function draw() {
    arrange();
    drawDoc();
    const now = view.now();
    const why = whyFixed(now);
    const { slots } = view.get("form");
    table.hidden = slots.length === 0;
    const attributes = slots.some((/** @type {any} */ slot) => slot.side === "state");
    setText(hint, slots.length === 0 ? "It has no inputs, outputs or attributes." :
      why && attributes ? "Attributes are not recorded: they can be seen at the present tick only." : "");
    hint.hidden = hint.textContent === "";
    for (const row of rows.values()) row.draw(why);
  }
  return { node, draw };
}
