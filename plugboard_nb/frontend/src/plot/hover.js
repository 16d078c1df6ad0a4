/** A dotted line and a small note where the mouse is: what the lines are there. */

import { h } from "../common/dom.js";
import { count } from "../common/format.js";
import { sample } from "./legend.js";
import { shareOf, tickAt } from "./scale.js";

const MOST = 8; // lines of the note

/**
 * @param {object} how
 * @param {HTMLElement} how.root  What holds the panels.
 * @param {AbortSignal} how.signal
 * @param {() => {left: number, width: number}} how.box  Px of the axes within the root.
 * @param {() => import("./scale.js").Sight} how.sight
 * @param {(place: Element) => import("./types.js").PanelLayout | undefined} how.layoutOf
 * @param {(id: string, tick: number) => [string | null, boolean]} how.value  Text; whether it is rough.
 */
export function listenToHover({ root, signal, box, sight, layoutOf, value }) {
  const line = h("div", { class: "plot-hover", hidden: true });
  const tip = h("div", { class: "plot-tip", hidden: true, "aria-hidden": "true" });
  root.append(line, tip);

  function hide() {
    line.hidden = tip.hidden = true;
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const place = /** @type {Element} */ (event.target).closest(".plot-canvas");
    const layout = place && layoutOf(place);
    if (!place || !layout || event.buttons || event.pointerType === "touch") return hide();
    const rect = root.getBoundingClientRect();
    const ratio = root.clientWidth / rect.width;
    const { left, width } = box();
    const share = ((event.clientX - rect.left) * ratio - left) / width;
    if (share < 0 || share > 1) return hide();
    const tick = tickAt(sight(), share);
    const x = left + shareOf(sight(), tick) * width;
    line.hidden = tip.hidden = false;
    line.style.left = `${x}px`;
    tip.replaceChildren(h("div", {}, `tick ${count(tick)}`), ...rows(layout, tick));
    const turned = x + tip.offsetWidth + 16 > root.clientWidth;
    tip.style.left = `${turned ? x - tip.offsetWidth - 8 : x + 8}px`;
    tip.style.top = `${(place.getBoundingClientRect().top - rect.top) * ratio + 8}px`;
    return undefined;
  }

  /** @param {import("./types.js").PanelLayout} layout  @param {number} tick */
  function rows(layout, tick) {
    const several = new Set(layout.series.map((one) => one.branch)).size > 1;
    return layout.series.slice(0, MOST).map((one) => {
      const [text, rough] = value(one.id, tick);
      const name = [layout.fields.length > 1 ? one.field : "", several ? one.branch : ""].filter(Boolean).join(" · ");
      return h("div", {}, sample(one.colour, one.dash), name, h("b", {}, text === null ? "–" : `${rough ? "≈ " : ""}${text}`));
    });
  }

  root.addEventListener("pointermove", move, { signal });
  root.addEventListener("pointerdown", hide, { signal });
  root.addEventListener("pointerleave", hide, { signal });
}
