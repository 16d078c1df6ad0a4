/** Mouse, pen and finger on the panels: scrub, zoom, pan. */

import { panned, tickAt, zoomed } from "./scale.js";

const NOTCH = 1.0015; // zoom per px of a turned wheel

/**
 * @param {object} how
 * @param {HTMLElement} how.root  What holds panels and cursor.
 * @param {HTMLElement} how.select  Shows the range that is being chosen.
 * @param {AbortSignal} how.signal
 * @param {() => {left: number, width: number}} how.box  Px of the axes within the root.
 * @param {() => import("./scale.js").Sight} how.sight
 * @param {() => import("./scale.js").Sight} how.all
 * @param {() => boolean} how.zooming  Whether dragging zooms.
 * @param {(tick: number) => void} how.scrub
 * @param {(sight: import("./scale.js").Sight | null) => void} how.look
 */
export function listenToPointer({ root, select, signal, box, sight, all, zooming, scrub, look }) {
  /** @type {{mode: "scrub" | "zoom" | "pan", from: number, start: import("./scale.js").Sight} | null} */
  let drag = null;

  /** Return how far right an event is, as a share of the axes. @param {MouseEvent} event */
  function shareOf(event) {
    const rect = root.getBoundingClientRect();
    const px = ((event.clientX - rect.left) / rect.width) * root.clientWidth;
    const { left, width } = box();
    return (px - left) / width;
  }

  /** @param {PointerEvent} event */
  function down(event) {
    const target = /** @type {Element} */ (event.target);
    const share = shareOf(event);
    const inside = target.closest(".plot-canvas, .plot-axis, .plot-grip") && share > -0.02 && share < 1.02;
    if (!inside || event.button > 1) return;
    event.preventDefault();
    root.setPointerCapture(event.pointerId);
    const pan = event.button === 1 || event.altKey || target.closest(".plot-axis");
    const mode = pan && !target.closest(".plot-grip") ? "pan" : event.shiftKey || zooming() ? "zoom" : "scrub";
    drag = { mode, from: share, start: sight() };
    move(event);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (!drag) return;
    const share = Math.max(0, Math.min(1, shareOf(event)));
    if (drag.mode === "scrub") scrub(tickAt(sight(), share));
    else if (drag.mode === "pan") {
      const ticks = (drag.from - shareOf(event)) * (drag.start.last - drag.start.first);
      const next = panned(drag.start, all(), ticks);
      if (next.first !== sight().first) look(next);
    } else outline(Math.max(0, Math.min(1, drag.from)), share);
  }

  /** @param {number} from  @param {number} to */
  function outline(from, to) {
    const { left, width } = box();
    select.hidden = false;
    select.style.left = `${left + Math.min(from, to) * width}px`;
    select.style.width = `${Math.abs(to - from) * width}px`;
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (!drag) return;
    const { mode, from, start } = drag;
    drag = null;
    select.hidden = true;
    const share = Math.max(0, Math.min(1, shareOf(event)));
    if (mode !== "zoom" || Math.abs(share - from) * box().width < 4) return;
    const ends = [from, share].map((one) => start.first + one * (start.last - start.first));
    look({ first: Math.min(...ends), last: Math.max(...ends) });
  }

  /** @param {WheelEvent} event */
  function wheel(event) {
    const share = shareOf(event);
    if (share < 0 || share > 1) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const tick = sight().first + share * (sight().last - sight().first);
      look(zoomed(sight(), all(), tick, NOTCH ** -event.deltaY));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const px = event.deltaX || event.deltaY;
      look(panned(sight(), all(), (px / box().width) * (sight().last - sight().first)));
    }
  }

  root.addEventListener("pointerdown", down, { signal });
  root.addEventListener("pointermove", move, { signal });
  root.addEventListener("pointerup", up, { signal });
  root.addEventListener("pointercancel", () => ((drag = null), (select.hidden = true)), { signal });
  root.addEventListener("wheel", wheel, { signal, passive: false });
  root.addEventListener("dblclick", (event) => {
    if (/** @type {Element} */ (event.target).closest(".plot-canvas")) look(null);
  }, { signal });
  return { dragging: () => drag?.mode === "scrub" };
}
