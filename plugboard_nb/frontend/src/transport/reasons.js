/** Why a button cannot be used, as a sentence; "" where it can. No DOM in here. */

import { count } from "../common/format.js";
import { named } from "./words.js";

/**
 * @typedef {Pick<import("../common/types.js").Now, "tick" | "first" | "last" | "shown" | "viewing" |
 *   "branch" | "head_branch" | "components" | "trouble"> & {advancing: boolean}} Now
 *
 * @typedef {Record<"start" | "back" | "run" | "step" | "end" | "reset", string>} Reasons
 */

/** Why the head cannot advance. @param {Now} now @param {string} status The head's. */
function noAdvance(now, status) {
  if (now.components === 0) return "there are no components yet";
  if (now.trouble === "start") return "it could not be started: mend the cause, then start again";
  if (status === "failed") return `failed at tick ${count(now.tick + 1)}: rewind to go on`;
  if (status === "completed") {
    return `the model has ended at tick ${count(now.tick)}: rewind or fork to take another turn`;
  }
  return "";
}

/** Why stepping cannot show a later tick, while the past is viewed. @param {Now} now */
function noLater(now) {
  if (now.shown < now.last) return "";
  const go = now.branch === now.head_branch ? "return to now" : "switch to it";
  return `this is the last tick of ${named(now.branch)}: ${go} to go on`;
}

/**
 * @param {Now} now
 * @param {string} status Status of the process at its head.
 * @param {boolean} [wrong] Whether the condition of "until" cannot be read.
 * @returns {Reasons}
 */
export function reasons(now, status, wrong = false) {
  const stuck = noAdvance(now, status);
  const oldest = now.first
    ? `tick ${count(now.first)} is the oldest that is remembered; rewinding goes further`
    : "this is the first tick";
  const atStart = now.shown <= now.first ? oldest : "";
  const unreadable = wrong ? "the condition after “until” cannot be read" : "";
  return {
    start: atStart,
    back: atStart,
    run: now.advancing ? "" : stuck || unreadable,
    step: now.viewing ? noLater(now) : stuck,
    end: !now.viewing && now.shown >= now.last ? "this is the newest tick" : "",
    reset: now.tick === 0 && !now.advancing && status !== "failed" ? "this is tick 0 already" : "",
  };
}

/**
 * Why a branch cannot be deleted.
 * @param {{number: number, parent: number|null, name: string}} branch
 * @param {{number: number, parent: number|null, name: string}[]} all
 * @param {string} head Name of the branch the head is on.
 */
export function whyNotDelete(branch, all, head) {
  if (branch.parent === null) return "the first branch cannot be deleted";
  if (branch.name === head) return "the head is on it: switch to another branch first";
  const children = all.filter((b) => b.parent === branch.number).map((b) => named(b.name));
  if (children.length) return `${children.join(", ")} left it: delete that first`;
  return "";
}

/**
 * Why a branch cannot be called so.
 * @param {string} name
 * @param {{name: string}[]} others The other branches.
 */
export function whyNotName(name, others) {
  if (!name) return "a branch needs a name";
  const taken = others.some((branch) => branch.name === name);
  return taken ? "there is a branch of that name already" : "";
}
