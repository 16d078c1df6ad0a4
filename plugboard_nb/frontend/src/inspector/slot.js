/** One value of a component; an output can be held, an attribute can be set. */

import { button } from "../common/button.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { setVisible } from "../common/focus.js";
import { slotForm } from "./slot_form.js";
import { heldText, tooltip } from "./words.js";

const SIDES = { in: "input", out: "output", export: "export", state: "attribute" };
const DOES = {
  hold: "Hold it at a value from the next tick on",
  set: "Set it before the next tick",
  release: "Let it be what its component computes",
};

/**
 * @typedef {{side: keyof typeof SIDES, name: string, unit: string, doc: string, type: string | null,
 *   what: string, editor?: import("./control.js").Editor}} Slot
 *
 * @typedef {object} Cell  See widgets/inspector_sheet.py.
 * @property {string} [text]  As people read it.
 * @property {string} [full]  More of it, where there is more.
 * @property {boolean} [missing]  Whether that is no value.
 * @property {boolean} [changed]  Whether it is another one than a tick earlier.
 * @property {string} [queued]  What waits to be read.
 * @property {string} [written]  As it stands in its editor.
 * @property {string} [held]  At what it is held,
 * @property {boolean} [pending]  from the next tick on only.
 * @property {string} [asked]  At what it is to be held; "" if it is to be released.
 */

/**
 * @param {import("../common/types.js").View} view
 * @param {Slot} slot
 * @param {import("./control.js").Editor | null} setting  How it is set, if it can be.
 */
export function slotRow(view, slot, setting) {
  const ended = new AbortController();
  const value = valueCell(slot);
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const acts = slotActs(view, slot, slot.side === "out" ? (slot.editor ?? null) : setting, signal);
  const row = h(
    "tr",
    { "data-slot": `${slot.side} ${slot.name}` },
    h(
      "th",
      { scope: "row", title: tooltip(slot.name, slot.doc) },
      h("span", { class: "inspector-side", title: SIDES[slot.side] }, slot.side),
      " ",
      h("bdi", {}, slot.name),
    ),
    value.node,
    acts.node,
  );
  return {
    name: slot.what,
    nodes: [row, ...acts.below],
    focus: acts.focus,
    end: () => ended.abort(),
    /** @param {string} why  Nothing can be changed now. */
    draw(why) {
      const { slots, settings } = view.get("values");
      /** @type {Cell} */
      const cell = { written: settings[slot.what]?.written, ...slots[`${slot.side} ${slot.name}`] };
      value.draw(cell);
      acts.draw(cell, why);
      setAttributes(row, {
        "data-changed": cell.changed ? "true" : null,
        "data-missing": cell.missing ? "true" : null,
      });
    },
  };
}

/** @param {Slot} slot */
function valueCell({ unit }) {
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("div", { class: "inspector-queue" });
  const held = h("div", { class: "inspector-held" });
  const measure = h("span", { class: "inspector-unit", title: unit || null }, unit);
  return {
    node: h("td", { class: "inspector-cell" }, value, measure, queue, held),
    /** @param {Cell} cell */
    draw(cell) {
      const { text = "" } = cell;
      setText(value, text);
      setAttributes(value, { title: cell.full ?? null });
      value.classList.toggle("inspector-whole", text.length < 16);
      setText(queue, cell.queued ? `waiting: ${cell.queued}` : "");
      queue.hidden = !cell.queued;
      setText(held, heldText(cell, unit));
      held.hidden = held.textContent === "";
    },
  };
}

/**
 * What can be done with it: buttons, and the form that one of them opens below.
 *
 * @param {import("../common/types.js").View} view
 * @param {Slot} slot
 * @param {import("./control.js").Editor | null} editor
 * @param {AbortSignal} signal
 */
function slotActs(view, slot, editor, signal) {
  const out = slot.side === "out";
  const verb = out ? "Hold" : "Set";
  const kind = "pb-small";
  const open = button(view, { label: `${verb} ${slot.name}`, kind, signal }, [verb], () =>
    form?.toggle(cell),
  );
  const release = button(view, { label: `Release ${slot.name}`, kind, signal }, ["Release"], () => {
    const asked = view.request("let_go", { output: slot.what });
    asked.catch((error) => view.announce(error.message));
  });
  const shown = () => (open.root.hidden ? release.root : open.root);
  const editable = editor && editor.kind !== "fixed";
  const form = editable
    ? slotForm(view, slot, editor, { signal, open: open.root, next: shown })
    : null;
  /** @type {Cell} */
  let cell = {};
  return {
    node: h("td", { class: "inspector-act" }, form && open.root, out && release.root),
    below: form ? [form.row] : [],
    focus: () => shown().focus(),
    /** @param {Cell} next  @param {string} why */
    draw(next, why) {
      cell = next;
      const [there, gone] = cell.held === undefined ? [open, release] : [release, open];
      there.root.hidden = false;
      setVisible(gone.root, false, () => there.root);
      form?.draw(why);
      open.allow(form?.isOpen() ? "" : why, out ? DOES.hold : DOES.set);
      release.allow(why, DOES.release);
    },
  };
}
