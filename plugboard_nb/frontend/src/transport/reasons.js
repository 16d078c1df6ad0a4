// Why a button cannot be used, as a sentence; "" where it can. Pure.

import { count as whole } from "../common/format.js";
import { named } from "./words.js";

/**
 * @typedef {object} Now
 * @property {number} tick Where the head is.
 * @property {number} first The oldest tick that can be viewed.
 * @property {number} last The last tick of the branch shown.
 * @property {number} shown
 * @property {boolean} viewing
 * @property {boolean} advancing
 * @property {string} branch
 * @property {string} head_branch
 * @property {number} components
 */

/** Why the head cannot advance. @param {Now} now @param {string} status The head's. */
function noAdvance(now, status) {
  if (now.components === 0) return "there are no components yet";
  if (status === "failed") return `failed at tick ${whole(now.tick + 1)}: rewind to go on`;
  if (status === "completed") {
    return `the model has ended at tick ${whole(now.tick)}: rewind or fork to take another turn`;
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
 * @param {string} problem What is wrong with the condition of "until", if anything.
 * @returns {Record<string, string>} Button → reason.
 */
export function reasons(now, status, problem = "") {
  const stuck = noAdvance(now, status);
  const oldest = now.first
    ? `tick ${whole(now.first)} is the oldest that is remembered; rewinding goes further`
    : "this is the first tick";
  const atStart = now.shown <= now.first ? oldest : "";
  const wrong = problem ? "the condition after “until” cannot be read" : "";
  return {
    start: atStart,
    back: atStart,
    run: now.advancing ? "" : stuck || wrong,
    step: now.viewing ? noLater(now) : stuck,
    end: !now.viewing && now.shown >= now.last ? "this is the newest tick" : "",
    reset: now.tick === 0 && !now.advancing && status !== "failed" ? "this is tick 0 already" : "",
    slider: now.last <= now.first ? "there is one tick only so far" : "",
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
