/** The header: what is driven, how it is, where it is; and what that costs. */

import { changes } from "../common/changes.js";
import { h, setAttributes, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { advancing } from "../common/keys.js";
import { statusShape, statusWord } from "./status.js";
import { rateText, usageDetail, usageText } from "./words.js";

/** @typedef {import("../common/types.js").View} View */

/** @param {View} view */
export function header(view) {
  const name = h("strong", { class: "name", dir: "auto" });
  const status = statusChip(view);
  const tick = h("span", { class: "pb-chip tick" });
  const seed = h("span", { class: "pb-chip seed" });
  const rate = h("span", { class: "pb-chip rate", title: "ticks per second, measured" });
  const meter = memoryMeter();
  const keys = h(
    "button",
    { type: "button", class: "pb-chip keys", title: "List the keys" },
    "? keys",
  );
  keys.addEventListener("click", () => view.bus.emit("help"), { signal: view.signal });
  const root = h(
    "div",
    { class: "header" },
    h("span", { class: "who" }, name, status.root, tick, seed),
    h("span", { class: "cost" }, rate, meter.root, keys),
  );

  function draw() {
    const now = view.now();
    setText(name, now.process);
    setAttributes(name, { title: now.process });
    status.draw();
    setText(tick, `tick ${count(now.tick)}`);
    setText(seed, `seed ${now.seed}`);
    setText(rate, rateText(now.rate));
    rate.hidden = !(now.rate > 0);
    meter.draw(view.get("usage"));
  }
  return { root, draw };
}

/** What goes on, or else how the process is at its head. @param {View} view */
function statusChip(view) {
  const root = h("span", { class: "pb-chip status" });
  const changed = changes();
  function draw() {
    const now = view.now();
    const status = advancing(now) ? "running" : view.get("head_status");
    const brief = advancing(now) || !now.doing || now.doing === "stepping"; // a step is soon over
    const word = brief ? statusWord(status) : `${now.doing} …`;
    if (changed(status, word)) root.replaceChildren(statusShape(status), h("span", {}, word));
  }
  return { root, draw };
}

/** How much memory the past takes, as a small bar and in words. */
function memoryMeter() {
  const fill = h("span", { class: "fill" });
  const words = h("span", { class: "words" });
  const reach = h("span", { class: "reach" });
  const bar = h(
    "span",
    {
      class: "gauge",
      role: "meter",
      "aria-label": "memory",
      "aria-valuemin": 0,
      "aria-valuemax": 100,
    },
    fill,
  );
  const root = h("span", { class: "pb-chip memory" }, bar, words, reach);
  /** @param {any} usage */
  function draw(usage) {
    root.hidden = !usage?.limit;
    if (!usage?.limit) return;
    const text = usageText(usage);
    setText(words, text.meter);
    setText(reach, text.reach);
    const share = Math.min(100, (100 * usage.total) / usage.limit);
    fill.style.width = `${share.toFixed(1)}%`;
    setAttributes(bar, {
      "aria-valuenow": Math.round(share),
      "aria-valuetext": text.meter,
    });
    setAttributes(root, { title: usageDetail(usage) });
  }
  return { root, draw };
}
