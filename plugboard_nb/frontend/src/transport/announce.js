// What screen readers are told when something has happened. Pure.

import { count } from "../common/format.js";
import { statusWord } from "./status.js";
import { stopText, viewingText } from "./words.js";

/** @typedef {import("../common/types.js").Now} Now */

/**
 * @param {Partial<Now>|null} before
 * @param {Now} now
 * @returns {string} "" where there is nothing to say, as during a run.
 */
export function news(before, now) {
  if (!before || before.tick === undefined) return "";
  if (now.stuck && !before.stuck) return `${now.stuck.component || "a step"} does not return`;
  const moved = now.shown !== before.shown || now.branch !== before.branch;
  if (now.viewing) {
    if (!moved && before.viewing) return "";
    const { lead, tick, rest } = viewingText(now);
    return `${lead}${tick}${rest}`;
  }
  if (now.doing) return now.running && !before.running ? "running" : "";
  const stopped =
    before.doing ||
    now.stop?.reason !== before.stop?.reason ||
    now.stop?.tick !== before.stop?.tick;
  const why = stopped && now.stop && now.stop.reason !== "ticks" ? stopText(now.stop) : "";
  if (why) return why;
  const changed =
    moved ||
    before.doing ||
    before.viewing ||
    before.tick !== now.tick ||
    before.status !== now.status;
  if (!changed) return "";
  const branch = now.head_branch !== before.head_branch ? `branch ${now.head_branch}, ` : "";
  return `${branch}tick ${count(now.tick)}, ${statusWord(now.status)}`;
}
