/** One value of a component; an output can be held, an attribute can be set. */

import { h, setAttributes, setReason, setText } from "../common/dom.js";
import { makeControl } from "./control.js";
import { told } from "./words.js";

const SIDES = { in: "input", out: "output", export: "export", state: "attribute" };

/**
 * @typedef {{side: keyof typeof SIDES, name: string, unit: string, doc: string, type: string | null,
 *   what: string, editor?: import("./control.js").Editor}} Slot
 */

/**
 * @param {import("../common/types.js").View} view
 * @param {Slot} slot
 * @param {import("./control.js").Editor | null} setting  How it is set, if it can be.
 */
export function slotRow(view, slot, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const value = h("bdi", { class: "inspector-value" });
  const queue = h("div", { class: "inspector-queue" });
  const held = h("div", { class: "inspector-held" });
  const verb = slot.side === "out" ? "Hold" : "Set";
  const act = h("button", { type: "button", class: "pb-button inspector-small", "aria-expanded": "false" }, verb);
  act.setAttribute("aria-label", `${verb} ${slot.name}`);
  const release = h("button", { type: "button", class: "pb-button inspector-small" }, "Release");
  release.setAttribute("aria-label", `Release ${slot.name}`);
  const editor = slot.side === "out" ? (slot.editor ?? null) : setting;
  const row = h(
    "tr",
    { "data-slot": `${slot.side} ${slot.name}` },
    h("th", { scope: "row", title: told(slot.name, slot.doc) },
      h("span", { class: "inspector-side", title: SIDES[slot.side] }, slot.side), " ", h("bdi", {}, slot.name)),
    h("td", { class: "inspector-cell" },
      value, h("span", { class: "inspector-unit", title: slot.unit || null }, slot.unit), queue, held),
    h("td", { class: "inspector-act" }, editor && editor.kind !== "fixed" ? act : null, slot.side === "out" ? release : null),
  );
  const form = editor ? inlineForm(view, slot, editor, verb, signal) : null;
  const place = h("tr", { class: "inspector-form-row", hidden: true }, h("td", { colspan: "3" }, form?.node));
  let why = "";
  /** @type {any} */
  let cell = {};

  function toggle() {
    if (why) return view.announce(why);
    const open = place.hidden;
    place.hidden = !open;
    setAttributes(act, { "aria-expanded": String(open) });
    if (open) form?.begin(cell.r ?? "", cell.t ?? "");
    else act.focus();
  }
  act.addEventListener("click", toggle, { signal });
  place.addEventListener("inspector:close", toggle, { signal });
  release.addEventListener("click", () => {
    if (why) view.announce(why);
    else void view.request("let_go", { output: slot.what }).catch((error) => view.announce(error.message));
  }, { signal });

  return {
    nodes: form ? [row, place] : [row],
    /** @param {string} reason */
    draw(reason) {
      why = reason;
      const { slots, settings } = view.get("values");
      cell = slots[`${slot.side} ${slot.name}`] ?? {};
      if (slot.side !== "out") cell = { ...cell, r: settings[slot.what]?.r };
      setText(value, cell.t ?? "");
      setAttributes(value, { title: cell.f ?? null });
      value.classList.toggle("inspector-whole", (cell.t ?? "").length < 16);
      setAttributes(row, {
        "data-changed": cell.c ? "true" : null,
        "data-missing": cell.m ? "true" : null,
        "data-held": cell.h === undefined ? null : "true",
      });
      setText(queue, cell.q ? `waiting: ${cell.q}` : "");
      queue.hidden = !cell.q;
      drawHeld(cell);
      setReason(act, why, slot.side === "out" ? "Hold it at a value from the next tick on" : "Set it before the next tick");
      setReason(release, why, "Let it be what its component computes");
    },
    end() {
      ended.abort();
    },
  };

  /** @param {any} shown */
  function drawHeld(shown) {
    const unit = slot.unit ? ` ${slot.unit}` : "";
    const now = shown.h === undefined ? "" : `held at ${shown.h}${unit}${shown.n ? " from the next tick" : ""}`;
    const asked = shown.a === undefined ? "" : shown.a === "" ? "released at the next tick" : `held at ${shown.a}${unit} from the next tick`;
    setText(held, asked || now);
    held.hidden = !(asked || now);
    release.hidden = shown.h === undefined;
    act.hidden = shown.h !== undefined;
  }
}

/**
 * The editor that opens below a row.
 *
 * @param {import("../common/types.js").View} view
 * @param {Slot} slot
 * @param {import("./control.js").Editor} editor
 * @param {string} verb
 * @param {AbortSignal} signal
 */
function inlineForm(view, slot, editor, verb, signal) {
  let text = "";
  const close = () => node.dispatchEvent(new CustomEvent("inspector:close", { bubbles: true }));
  const control = makeControl(
    editor,
    slot.side === "out" ? `Hold ${slot.name} at` : `Set ${slot.name} to`,
    {
      changed: (written) => void ((text = written), setText(error, "")),
      finished: (how) => void (how === "entered" && go()),
      escaped: close,
    },
    signal,
  );
  const button = h("button", { type: "button", class: "pb-button pb-primary inspector-small" }, verb);
  const cancel = h("button", { type: "button", class: "pb-button inspector-small" }, "Cancel");
  const error = h("span", { class: "inspector-note", "data-kind": "error", role: "alert" });
  const node = h(
    "div",
    { class: "inspector-inline", role: "group", "aria-label": `${verb} ${slot.name}` },
    h("span", {}, slot.side === "out" ? "at" : "to"),
    control.node,
    h("span", { class: "inspector-unit" }, slot.unit),
    button,
    cancel,
    error,
  );
  function go() {
    const asked =
      slot.side === "out"
        ? view.request("hold_at", { output: slot.what, text })
        : view.request("edit", { what: slot.what, text });
    asked.then(close, (problem) => setText(error, problem.message));
  }
  button.addEventListener("click", go, { signal });
  cancel.addEventListener("click", close, { signal });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }, { signal });
  return {
    node,
    /** @param {string} start  @param {string} shown */
    begin(start, shown) {
      text = start;
      setText(error, "");
      control.name(shown);
      control.show(start);
      control.main.focus();
      if (control.main instanceof HTMLInputElement && control.main.type === "text") control.main.select();
    },
  };
}
