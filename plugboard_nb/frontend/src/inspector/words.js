/** What was done, in words. No DOM in here. */

import { count } from "../common/format.js";

/**
 * @typedef {object} Row
 * @property {number} tick
 * @property {number} last  Tick of the last of several changes.
 * @property {string} kind
 * @property {string} what
 * @property {string} text
 * @property {string} [parent]
 * @property {number | null} number  To undo it.
 * @property {number | null} index
 * @property {number} count
 *
 * @typedef {{text: string, strong?: boolean}} Piece
 */

/**
 * @param {{kind: string, what: string, text: string, parent?: string, count?: number}} row
 * @returns {Piece[]}
 */
export function wordsOf(row) {
  const what = { text: row.what, strong: true };
  switch (row.kind) {
    case "hold":
      return [{ text: "hold " }, what, { text: ` ${row.text}` }];
    case "release":
      return [{ text: "release " }, what];
    case "initial":
      return [{ text: "initial values of " }, what, { text: ` ${row.text}` }];
    case "fork":
      return [
        { text: "fork " },
        what,
        { text: row.text ? `: ${row.text}` : ` from ${row.parent}` },
      ];
    case "branch":
      return [what, { text: ` left ${row.parent}` }];
    default:
      return [what, { text: ` ${row.text}` }, ...several(row.count ?? 1)];
  }
}

/** @param {number} times  @returns {Piece[]} */
function several(times) {
  return times > 1 ? [{ text: ` (${times} changes)` }] : [];
}

/** @param {Piece[]} pieces */
export function plain(pieces) {
  return pieces.map((piece) => piece.text).join("");
}

/**
 * Where a row is in time: "next" has been made and takes effect with the next tick, "later" lies
 * beyond the moment shown.
 *
 * @param {Row} row
 * @param {{tick: number, shown: number, viewing: boolean, branch: string, head_branch: string}} now
 * @param {number} made  How many interventions are in force at the moment shown.
 * @returns {"" | "next" | "later"}
 */
export function timeOf(row, now, made) {
  const change = row.kind !== "fork" && row.kind !== "branch";
  if (row.index !== null && change ? row.index >= made : row.tick > now.shown) return "later";
  return change && !now.viewing && row.last === now.tick ? "next" : "";
}

/**
 * Why a row cannot be undone, "" if it can.
 *
 * @param {Row} row
 * @param {{tick: number, branch: string, head_branch: string}} now
 */
export function whyNoUndo(row, now) {
  if (row.number !== null) return "";
  if (now.branch !== now.head_branch) return `switch to ${now.branch} to undo this`;
  return `this lies after tick ${count(now.tick)}, to which you went back`;
}

/**
 * Why nothing can be changed now, "" if it can.
 *
 * @param {{shown: number, viewing: boolean, status?: string}} now
 */
export function whyFixed(now) {
  if (!now.viewing) return "";
  return `You view tick ${count(now.shown)}: return to now, rewind or fork to change something.`;
}

/**
 * At what an output is held, or is to be held.
 *
 * @param {import("./slot.js").Cell} cell
 * @param {string} unit
 */
export function heldText({ held, pending, asked }, unit) {
  /** @param {string} value */
  const at = (value) => `held at ${value}${unit ? ` ${unit}` : ""}`;
  if (asked !== undefined)
    return asked ? `${at(asked)} from the next tick` : "released at the next tick";
  if (held === undefined) return "";
  return pending ? `${at(held)} from the next tick` : at(held);
}

/**
 * Whether a row of the table fits a filter: each word of it stands somewhere in the row.
 *
 * @param {string} text  In lower case.
 * @param {string} filter
 */
export function fits(text, filter) {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * What a tooltip says: the description, and the name where that may not fit into its place.
 *
 * @param {string} name
 * @param {string} doc
 */
export function tooltip(name, doc) {
  return (name.length > 20 ? [name, doc] : [doc]).filter(Boolean).join("\n") || null;
}
