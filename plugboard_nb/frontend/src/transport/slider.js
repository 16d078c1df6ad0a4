/**
 * The slider: a native range over all ticks of the branch shown. It views; it never moves the head.
 */

import { h, setAttributes, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { sliderMarks } from "./slider_marks.js";
import { sliderText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

const SETTLE_MS = 1500; // how long the hand's own tick stands while Python has not answered

/** @param {View} view */
export function slider(view) {
  const { signal } = view;
  const input = h("input", { type: "range", step: 1, class: "ticks", "aria-label": "tick shown" });
  const head = h("span", { class: "head", "aria-hidden": "true", title: "now" });
  const marks = sliderMarks(view);
  const track = h("div", { class: "track" }, marks.root, head, input);
  const where = tickOfTicks();
  const chosen = choice(signal, draw);
  let dragging = false;

  /** @param {number} tick */
  function show(tick) {
    const now = view.now();
    const last = Number(input.max);
    const within = Math.min(tick, last); // the head's tick may lie beyond the branch shown
    input.value = String(within);
    track.style.setProperty("--at", String(Math.max(0, shareOf(within, now.first, last))));
    setAttributes(input, { "aria-valuetext": sliderText(now, within, last) });
    where.show(within, last);
  }

  function draw() {
    const now = view.now();
    // The far end stands still under the hand while a run goes on.
    const last = dragging ? Number(input.max) : now.last;
    setAttributes(input, { min: now.first, max: last, "aria-disabled": last <= now.first });
    show(chosen.tick(now.shown) ?? (dragging ? Number(input.value) : now.shown));
    const behind = now.branch === now.head_branch && now.tick < last;
    head.hidden = !behind;
    head.style.setProperty("--at", String(shareOf(now.tick, now.first, last)));
    marks.draw(now.first, last);
  }

  /** @param {boolean} down */
  const drag = (down) => () => {
    dragging = down;
    draw();
  };
  input.addEventListener("input", () => view.scrub(Number(input.value)), { signal });
  input.addEventListener("pointerdown", drag(true), { signal });
  for (const end of ["pointerup", "pointercancel", "change"]) {
    input.addEventListener(end, drag(false), { signal });
  }
  // The range lies above the marks, and takes their pointer.
  input.addEventListener(
    "pointermove",
    ({ clientX }) => setAttributes(input, { title: marks.textAt(clientX) || null }),
    { signal },
  );
  view.bus.on("cursor", ({ tick }) => {
    if (typeof tick !== "number") return;
    chosen.put(tick);
    show(tick);
  });
  return { root: h("div", { class: "slider" }, track, where.root), draw };
}

/** @param {number} tick @param {number} first @param {number} last */
const shareOf = (tick, first, last) => (last > first ? (tick - first) / (last - first) : 0);

/** The tick and the last one, in figures that do not push what stands beside them. */
function tickOfTicks() {
  const shown = h("strong", { class: "shown" });
  const end = h("span");
  const root = h("span", { class: "where" }, shown, end);
  /** @param {number} tick @param {number} last */
  function show(tick, last) {
    setText(shown, count(tick));
    setText(end, ` / ${count(last)}`);
    root.style.minWidth = `${2 * count(last).length + 2}ch`;
  }
  return { root, show };
}

/**
 * The tick that the hand chose, until Python shows it; for a while only, as it may have refused.
 *
 * @param {AbortSignal} signal
 * @param {() => void} settled
 */
function choice(signal, settled) {
  /** @type {number | null} */
  let chosen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  signal.addEventListener("abort", () => clearTimeout(timer));
  const forget = () => {
    clearTimeout(timer);
    chosen = null;
  };
  return {
    /** @param {number} tick */
    put(tick) {
      forget();
      chosen = tick;
      timer = setTimeout(() => {
        forget();
        settled();
      }, SETTLE_MS);
    },
    /** @param {number} shown  What Python shows. */
    tick(shown) {
      if (chosen === shown) forget();
      return chosen;
    },
  };
}
