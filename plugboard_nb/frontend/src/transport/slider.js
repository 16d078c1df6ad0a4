// The slider: a native range over all ticks of the branch shown. It views; it never moves the head.

import { count } from "../common/format.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { colourOf } from "./tree.js";
import { sliderText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

const SETTLE_MS = 1500; // how long the hand's own tick stands while Python has not answered

/** @param {View} view */
export function slider(view) {
  const { signal } = view;
  const input = h("input", { type: "range", step: 1, class: "ticks", "aria-label": "tick shown" });
  const marks = h("div", { class: "marks", "aria-hidden": "true" });
  const head = h("span", { class: "head", "aria-hidden": "true", title: "now" });
  const shownText = h("strong", { class: "shown" });
  const lastText = h("span", { class: "last" });
  const where = h("span", { class: "where" }, shownText, lastText);
  const track = h("div", { class: "track" }, marks, head, input);
  const root = h("div", { class: "slider" }, track, where);
  let dragging = false;
  /** @type {{tick: number, until: number}|null} What the hand chose, until Python shows it. */
  let chosen = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let settling;
  signal.addEventListener("abort", () => clearTimeout(settling));

  /** @param {number} tick */
  function show(tick) {
    const now = view.now();
    const last = Number(input.max);
    input.value = String(tick);
    const share = last > now.first ? (tick - now.first) / (last - now.first) : 0;
    track.style.setProperty("--at", String(Math.min(1, Math.max(0, share))));
    setAttributes(input, { "aria-valuetext": sliderText(now, tick, last) });
    setText(shownText, count(tick));
    setText(lastText, ` / ${count(last)}`);
    where.style.minWidth = `${2 * count(last).length + 2}ch`;
  }

  function draw() {
    const now = view.now();
    // The far end stands still under the hand while a run goes on.
    const last = dragging ? Number(input.max) : now.last;
    setAttributes(input, { min: now.first, max: last, "aria-disabled": last <= now.first });
    if (chosen && (chosen.tick === now.shown || performance.now() > chosen.until)) chosen = null;
    show(dragging || chosen ? (chosen?.tick ?? Number(input.value)) : now.shown);
    const behind = now.branch === now.head_branch && now.tick < last;
    setAttributes(head, { hidden: !behind });
    if (behind) head.style.setProperty("--at", String((now.tick - now.first) / (last - now.first)));
    place();
  }

  function drawMarks() {
    const listed = view.get("marks") ?? [];
    marks.replaceChildren(
      ...listed.map((/** @type {any} */ mark) =>
        h("span", {
          class: `mark ${mark.kind}`,
          title: mark.text,
          "data-tick": mark.tick,
          style: mark.kind === "branch" ? `--colour: ${colourOf(mark.number)}` : null,
        }),
      ),
    );
    placed = "";
    place();
  }

  let placed = "";
  function place() {
    const { first } = view.now();
    const span = Number(input.max) - first;
    if (placed === `${first} ${span}`) return;
    placed = `${first} ${span}`;
    for (const mark of /** @type {HTMLElement[]} */ ([...marks.children])) {
      const share = span > 0 ? (Number(mark.dataset.tick) - first) / span : 1;
      mark.hidden = share < 0 || share > 1;
      if (!mark.hidden) mark.style.setProperty("--at", share.toFixed(5));
    }
  }

  /** @param {number} tick */
  function follow(tick) {
    chosen = { tick, until: performance.now() + SETTLE_MS };
    clearTimeout(settling);
    settling = setTimeout(draw, SETTLE_MS + 1); // Python may have refused
    show(tick);
  }
  const released = () => {
    dragging = false;
    draw();
  };
  input.addEventListener("input", () => view.scrub(Number(input.value)), { signal });
  input.addEventListener("pointerdown", () => (dragging = true), { signal });
  for (const end of ["pointerup", "pointercancel", "change"]) {
    input.addEventListener(end, released, { signal });
  }
  view.bus.on("cursor", ({ tick }) => {
    if (typeof tick === "number") follow(tick);
  });
  return { root, draw, drawMarks };
}
