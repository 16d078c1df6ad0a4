/** Words and figures of the transport, as pure functions. */

import { count as whole } from "../common/format.js";

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Ticks per second to three digits at most, so that the figure does not flicker.
 * @param {number} rate
 */
export function rateText(rate) {
  if (!(rate > 0)) return "0 ticks/s";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(rate)));
  const rounded = Number(rate.toPrecision(3));
  const text = rate >= 100 ? whole(rounded) : String(Number(rounded.toFixed(Math.min(digits, 3))));
  return `${text} ${rounded === 1 ? "tick" : "ticks"}/s`;
}

/**
 * A time that is left, in the two largest units that say something.
 * @param {number} seconds
 */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 1) return "less than 1 s";
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ""}`;
  const min = Math.round(seconds / 60);
  if (min < 60) return `${min} min`;
  if (min < 600) return `${Math.floor(min / 60)} h${min % 60 ? ` ${min % 60} min` : ""}`;
  const h = Math.round(seconds / 3600);
  if (h < 48) return `${h} h`;
  return `${whole(Math.round(seconds / 86400))} days`;
}

/**
 * How far a counted run has come.
 * @param {{tick: number, goal: number|null, from: number|null, rate: number|null}} now
 * @returns {{share: number, text: string}|null} Null where the end is not known.
 */
export function progress(now) {
  const { tick, goal, rate } = now;
  const from = now.from ?? 0;
  if (goal === null || goal === undefined || goal - from < 2) return null;
  const share = Math.min(1, Math.max(0, (tick - from) / (goal - from)));
  const left = rate ? duration((goal - tick) / rate) : "";
  const percent = `${Math.floor(100 * share)} %`;
  const where = `to tick ${whole(goal)}`;
  return { share, text: [where, percent, left && `${left} left`].filter(Boolean).join(" · ") };
}

/** @param {{reason: string, tick: number, text: string}|null|undefined} stop */
export function stopText(stop) {
  if (!stop) return "";
  const at = `at tick ${whole(stop.tick)}`;
  switch (stop.reason) {
    case "until":
      return stop.text === "steady" ? `stopped: steady ${at}` : `stopped: ${stop.text} holds ${at}`;
    case "breakpoint":
      return `stopped: breakpoint ${stop.text} ${at}`;
    case "completed":
      return `the model has ended ${at}`;
    case "interrupted":
      return `interrupted ${at}`;
    case "paused":
      return `paused ${at}`;
    case "ticks":
      return `reached tick ${whole(stop.tick)}`;
    default:
      return `${[stop.reason, stop.text].filter(Boolean).join(" ")} ${at}`;
  }
}

/** @type {Record<string, string>} */
const MARKS = { breakpoint: "◆", until: "◆", completed: "✓" };

/** The mark before the reason of a stop. @param {string} reason */
export const stopMark = (reason) => MARKS[reason] ?? "";

/** @param {number} bytes */
function size(bytes) {
  const mb = bytes / 2 ** 20;
  if (mb < 1) return `${whole(Math.ceil(bytes / 2 ** 10))} kB`;
  return `${mb >= 10 ? whole(mb) : mb.toFixed(1).replace(".0", "")} MB`;
}

/**
 * A name as it stands in a sentence: cut where it is long, kept apart where it runs from the right.
 * @param {string} name
 */
export function named(name) {
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  return /^[\x20-\x7e]*$/.test(short) ? short : `\u2068${short}\u2069`;
}

/**
 * @param {{total: number, limit: number, oldest: number, obstacle?: string}} usage
 * @returns {{meter: string, reach: string}}
 */
export function usageText(usage) {
  const meter = `history ${size(usage.total)} of ${size(usage.limit)}`;
  if (usage.obstacle) return { meter, reach: "cannot go back" };
  if (!usage.oldest) return { meter, reach: "every tick restorable" };
  return { meter, reach: `shown from tick ${whole(usage.oldest)}, every tick restorable` };
}

/**
 * All that the memory meter has to say, for its tooltip.
 * @param {{history: number, keyframes: number, replay: number, oldest: number,
 *   obstacle?: string}} usage
 */
export function usageDetail(usage) {
  const lines = [`history ${size(usage.history)}, keyframes ${size(usage.keyframes)}`];
  if (usage.obstacle) lines.push(usage.obstacle);
  else lines.push(`going back takes at most ${counted(usage.replay, "tick")} again`);
  if (usage.oldest) lines.push("rewinding to an older tick computes it again");
  return lines.join("\n");
}

/**
 * What the strip says about where one looks.
 * @param {{shown: number, tick: number, last: number, branch: string, head_branch: string}} now
 */
export function viewingText(now) {
  const tick = `tick ${whole(now.shown)}`;
  if (now.branch !== now.head_branch) {
    return { lead: `Viewing branch ${named(now.branch)}: `, tick, rest: ` of ${whole(now.last)}.` };
  }
  if (now.shown > now.tick) {
    return { lead: "Viewing what came later: ", tick, rest: `; now is tick ${whole(now.tick)}.` };
  }
  return { lead: "Viewing the past: ", tick, rest: ` of ${whole(now.tick)}.` };
}

/** The slider's value in words. @param {any} now @param {number} shown @param {number} last */
export function sliderText(now, shown, last) {
  const where = `tick ${whole(shown)} of ${whole(last)}`;
  if (shown === now.tick && now.branch === now.head_branch) return `${where}, now`;
  return `${where}, viewing ${shown > now.tick ? "what came later" : "the past"}`;
}
