/** What screen readers are told when something has happened. No DOM in here. */

import { count } from "../common/format.js";
import { statusWord } from "./status.js";
import { stopText, viewingText } from "./words.js";

/** @typedef {import("../common/types.js").Now} Now */

/**
 * @param {Partial<Now> | null} before
 * @param {Now} now
 * @returns {string} "" where there is nothing to say, as during a run.
 */
export function news(before, now) {
  if (!before || before.tick === undefined) return "";
  if (now.stuck && !before.stuck) return `${now.stuck.component || "a step"} does not return`;
  const moved = now.shown !== before.shown || now.branch !== before.branch;
  if (now.viewing) return moved || !before.viewing ? viewed(now) : "";
  if (now.doing) return now.running && !before.running ? "running" : "";
  return ended(before, now) || (moved || isNew(before, now) ? arrived(before, now) : "");
}

/** @param {Now} now */
function viewed(now) {
  const { lead, tick, rest } = viewingText(now);
  return `${lead}${tick}${rest}`;
}

/** Why a run has ended, where that was not agreed on. @param {Partial<Now>} before @param {Now} now */
function ended(before, now) {
  const { stop } = now;
  if (!stop || stop.reason === "ticks") return "";
  const fresh =
    before.doing || stop.reason !== before.stop?.reason || stop.tick !== before.stop?.tick;
  return fresh ? stopText(stop) : "";
}

/** @param {Partial<Now>} before @param {Now} now */
const isNew = (before, now) =>
  before.doing || before.viewing || before.tick !== now.tick || before.status !== now.status;

/** @param {Partial<Now>} before @param {Now} now */
function arrived(before, now) {
  const branch = now.head_branch !== before.head_branch ? `branch ${now.head_branch}, ` : "";
  return `${branch}tick ${count(now.tick)}, ${statusWord(now.status)}`;
}
