/** One row in the list of what was done. */

import { button } from "../common/button.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { plain, timeOf, whyNoUndo, wordsOf } from "./words.js";

/**
 * @typedef {import("../common/types.js").View} View
 * @typedef {import("./words.js").Row} Row
 */

/**
 * Something that was done, or a branch that left.
 *
 * @param {View} view
 * @param {Row} row
 * @param {AbortSignal} signal  Until the row goes.
 */
export function actRow(view, row, signal) {
  const { kind, what } = row;
  const said = plain(wordsOf(row));
  const about = { type: "button", class: "inspector-link inspector-tick" };
  const tick = h("button", { ...about, "data-key": `view ${kind} ${row.tick} ${what}` });
  tick.addEventListener(
    "click",
    () => view.send("view", { tick: row.tick, branch: view.now().branch }),
    { signal },
  );
  const verb = verbOf(view, row, said, signal);
  const words = wordsNode(row);
  const node = h("li", { class: "inspector-item", title: said }, tick, words, verb?.root);
  return {
    node,
    /**
     * @param {import("../common/types.js").Now} now
     * @param {number} made  How many interventions are in force at the moment shown.
     */
    draw(now, made) {
      const time = timeOf(row, now, made);
      const at = `tick ${count(row.tick)}`;
      setAttributes(node, { "data-time": time || null });
      setText(tick, time === "next" ? "next" : at);
      const title =
        time === "next" ? `made after ${at}, takes effect at the next one` : `View ${at}`;
      setAttributes(tick, { title });
      verb?.allow(kind === "branch" ? "" : whyNoUndo(row, now));
    },
  };
}

/**
 * The button that undoes it, or goes to the branch.
 *
 * @param {View} view
 * @param {Row} row
 * @param {string} said
 * @param {AbortSignal} signal
 */
function verbOf(view, { kind, what, tick, number }, said, signal) {
  if (kind === "fork" && number === null) return null;
  const goes = kind === "branch";
  const about = goes
    ? { label: `Switch to ${what}`, title: `Go to the end of ${what}` }
    : {
        label: `Undo ${said}`,
        title: `Go on without it, on a new branch from tick ${count(tick)}`,
      };
  const made = button(
    view,
    { ...about, kind: "pb-small", signal },
    [goes ? "Switch" : "Undo"],
    () => (goes ? view.send("switch", { branch: what }) : view.send("undo", { number })),
  );
  made.root.dataset.key = `undo ${kind} ${tick} ${what}`;
  return made;
}

/** What waits for the end of the tick. @param {{kind: string, what: string, text: string}} row */
export function waitingRow(row) {
  const sign = { set: "→ ", hold: "at " }[row.kind] ?? "";
  return h(
    "li",
    { class: "inspector-item", "data-time": "next" },
    h("span", { class: "inspector-tick" }, "next"),
    wordsNode({ ...row, text: `${sign}${row.text}` }),
  );
}

/**
 * What turned out not to be possible.
 *
 * @param {View} view
 * @param {{kind: string, what: string, text: string, reason: string}} row
 * @param {AbortSignal} signal  Until the row goes.
 */
export function refusedRow(view, row, signal) {
  const about = { label: `Dismiss ${row.what}`, kind: "pb-small", signal };
  const dismiss = button(view, about, ["Dismiss"], () => {
    view.request("forget", { what: row.what }).catch((error) => view.announce(error.message));
  });
  return h(
    "li",
    { class: "inspector-item", "data-time": "refused" },
    h("span", { class: "inspector-tick" }, "refused"),
    wordsNode(row.text ? { ...row, text: `→ ${row.text}` } : row, row.reason),
    dismiss.root,
  );
}

/**
 * @param {Parameters<typeof wordsOf>[0]} row
 * @param {string} [reason]
 */
function wordsNode(row, reason) {
  const pieces = wordsOf(row).map(({ text, strong }) =>
    strong ? h("strong", {}, h("bdi", {}, text)) : text,
  );
  const why = reason ? h("span", { class: "inspector-reason" }, reason) : null;
  return h("span", { class: "inspector-words" }, ...pieces, why);
}
