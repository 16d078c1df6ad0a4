/** The editor that opens in a row below, to hold an output or to set an attribute. */

import { button } from "../common/button.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { setVisible } from "../common/focus.js";
import { makeControl } from "./control.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {import("./slot.js").Slot} slot
 * @param {import("./control.js").Editor} editor
 * @param {object} row
 * @param {AbortSignal} row.signal
 * @param {HTMLElement} row.open  The button that opens and closes it.
 * @param {() => HTMLElement} row.next  What gets the focus when it closes.
 */
export function slotForm(view, slot, editor, { signal, open, next }) {
  const verb = slot.side === "out" ? "Hold" : "Set";
  const to = slot.side === "out" ? "at" : "to";
  const asking = submission(view, slot, close);
  const control = makeControl(
    editor,
    `${verb} ${slot.name} ${to}`,
    {
      changed: asking.write,
      finished: (how) => void (how === "entered" && asking.submit()),
      escaped: close,
    },
    signal,
  );
  const kind = "pb-small";
  const go = button(view, { kind: `pb-primary ${kind}`, signal }, [verb], asking.submit);
  const cancel = button(view, { kind, signal }, ["Cancel"], close);
  const node = h(
    "div",
    { class: "inspector-inline", role: "group", "aria-label": `${verb} ${slot.name}` },
    h("span", {}, to),
    control.node,
    h("span", { class: "inspector-unit" }, slot.unit),
    go.root,
    cancel.root,
    asking.error,
  );
  closeOnEscape(node, close, signal);
  const row = h("tr", { class: "inspector-form-row" }, h("td", { colspan: "3" }, node));
  setOpen(false);

  /** @param {boolean} there */
  function setOpen(there) {
    setVisible(row, there, next);
    setAttributes(open, { "aria-expanded": String(there) });
  }
  function close() {
    setOpen(false);
  }
  /** @param {import("./slot.js").Cell} cell  What it begins with. */
  function begin({ written = "", text = "" }) {
    setOpen(true);
    asking.write(written);
    control.name?.(text);
    control.show(written);
    control.main.focus();
    if (control.main.type === "text") /** @type {HTMLInputElement} */ (control.main).select();
  }
  return {
    row,
    isOpen: () => !row.hidden,
    /** @param {import("./slot.js").Cell} cell */
    toggle: (cell) => (row.hidden ? begin(cell) : close()),
    /** @param {string} why  Nothing can be changed now. */
    draw: (why) => go.allow(why),
  };
}

/**
 * @param {HTMLElement} node
 * @param {() => void} close
 * @param {AbortSignal} signal
 */
function closeOnEscape(node, close, signal) {
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  node.addEventListener("keydown", pressed, { signal });
}

/**
 * Ask Python for what was written, once at a time, and tell why not.
 *
 * @param {import("../common/types.js").View} view
 * @param {import("./slot.js").Slot} slot
 * @param {() => void} done
 */
function submission(view, { side, what }, done) {
  const error = h("span", { class: "inspector-note", "data-kind": "error", role: "alert" });
  let written = "";
  let asked = false;
  return {
    error,
    /** @param {string} text */
    write(text) {
      written = text;
      setText(error, "");
    },
    submit() {
      if (asked) return;
      asked = true;
      const question =
        side === "out"
          ? view.request("hold_at", { output: what, text: written })
          : view.request("edit", { what, text: written });
      question
        .then(done, (problem) => setText(error, problem.message))
        .finally(() => void (asked = false));
    },
  };
}
