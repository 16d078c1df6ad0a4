/**
 * HistoryPlot: lines over the ticks, with one time cursor.
 *
 * Model keys, all written by Python: layout_of (panels, series, branches), lines (points as binary
 * doubles, range in sight), values (texts at the tick shown), marks, happened (table of events),
 * height (px of all panels, 0 for as many as they need); see plot/types.js.
 */

import { afterFrame, h, setText } from "./common/dom.js";
import { mountView } from "./common/view.js";
import "./common/theme.css";
import "./history_plot.css";
import { branchBar } from "./plot/branches.js";
import { onTheme } from "./plot/colours.js";
import { compareTab } from "./plot/compare.js";
import { eventsTab } from "./plot/events.js";
import { listenToHover } from "./plot/hover.js";
import { drawMarks } from "./plot/marks.js";
import { RIGHT } from "./plot/panel.js";
import { listenToPointer } from "./plot/pointer.js";
import { stack } from "./plot/stack.js";
import { tabs } from "./plot/tabs.js";
import { toolbar } from "./plot/toolbar.js";
import { valuesOf } from "./plot/values.js";

const EDGES = 32; // px around and between the parts above and below the panels
const LOOK_MS = 90; // after the last zoom or resize until finer lines are asked for

/** @param {import("./common/types.js").View} view */
function build(view) {
  const { signal } = view;
  /** @type {import("./plot/scale.js").Sight | null} */
  let moving = null; // what is in sight while the page is ahead of Python
  let zoomed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let frame = 0;
  let measured = false; // asking the page for sizes at every tick would keep it from painting
  let space = 0;
  let cursor = view.now().shown;
  let failure = ""; // what the last request was answered with

  const plot = stack(view, (field) => toggle(field));
  const values = valuesOf(view, plot);
  const branches = branchBar(view);
  const tools = toolbar(view, { look, sight, all, cursor: () => cursor });
  const empty = h("p", { class: "plot-told", role: "status" });
  const note = h("p", { class: "plot-note" });
  const head = h("div", { class: "plot-top" }, branches.root, tools.root);
  const history = h("div", { class: "plot-history" }, head, empty, plot.root, note);
  const compare = compareTab(view, (field) => toggle(field, true));
  const events = eventsTab(view);
  const { list, open } = tabs(
    [
      { name: "History", content: history },
      { name: "Compare", content: compare.root },
      { name: "Events", content: events.root },
    ],
    signal,
    (name) => {
      compare.setOpen(name === "Compare");
      events.setOpen(name === "Events");
    },
  );
  view.root.append(list, history, compare.root, events.root);

  /** @returns {import("./plot/types.js").Lines} */
  const lines = () => view.get("lines");
  function all() {
    return { first: lines().low ?? 0, last: lines().high ?? 1 };
  }
  function sight() {
    return moving ?? { first: lines().first ?? 0, last: lines().last ?? 1 };
  }

  /** Show other ticks: at once with what there is, soon in full. @param {import("./plot/scale.js").Sight | null} next */
  function look(next) {
    moving = next ?? all();
    zoomed = next !== null;
    later();
    clearTimeout(timer);
    timer = setTimeout(ask, LOOK_MS);
  }

  async function ask() {
    const asked = moving;
    const ends = asked ? (zoomed ? asked : { first: null, last: null }) : known();
    try {
      await view.request("look", { width: Math.max(100, plot.look.width - plot.look.left), ...ends });
    } finally {
      if (moving === asked) moving = null;
      later();
    }
  }

  /** What Python has in sight already; only the width is news. */
  function known() {
    return lines().zoomed ? { first: lines().first, last: lines().last } : { first: null, last: null };
  }

  /** @param {string} field  @param {boolean} [show] */
  async function toggle(field, show = false) {
    const plotted = view.get("layout_of").panels.some((/** @type {any} */ one) => one.fields.includes(field));
    if (show) open(0, true);
    if (show && plotted) return;
    failure = "";
    try {
      const now = await view.request("toggle", { field });
      view.announce(`${field} is ${now ? "plotted" : "no longer plotted"}`);
    } catch (error) {
      failure = /** @type {Error} */ (error).message;
      view.announce(failure);
      anew();
    }
  }

  /** Draw in the next frame, once, with other sizes perhaps. */
  function anew() {
    measured = false;
    later();
  }

  /** Draw once, right after the next frame: a click shows its effect in the graph first. */
  function later() {
    if (!frame) frame = requestAnimationFrame(() => setTimeout(draw, 0));
  }

  function draw() {
    frame = 0;
    if (signal.aborted) return;
    const layout = /** @type {import("./plot/types.js").Layout} */ (view.get("layout_of"));
    const any = (layout.panels ?? []).length > 0;
    setText(empty, any ? "" : emptyText(layout));
    empty.hidden = any;
    plot.root.hidden = !any;
    tools.setAny(any);
    drawNote(layout);
    branches.draw(layout);
    compare.draw();
    if (!any) return;
    plot.setLayout(layout);
    plot.setLines(lines());
    const marks = view.get("marks");
    plot.marks.hidden = marks.length === 0;
    if (!measured) plot.measure();
    if (!measured) space = room();
    plot.draw(sight(), space, !measured);
    measured = true;
    drawMarks(plot.marks, marks, plot.look, view.scrub, RIGHT);
    moveTo(cursor);
  }

  /** Ask for the height that the panels need, and return what there is for them. */
  function room() {
    const given = view.get("height");
    const { panes, beside } = plot.needed();
    const around = [...view.root.children, head, note].filter((one) => one !== history);
    const px = around.reduce((sum, one) => sum + /** @type {HTMLElement} */ (one).offsetHeight, 0);
    const others = px + beside + EDGES;
    const fixed = !!view.root.parentElement?.style.height; // then the panels scroll
    const least = fixed ? "0" : `${Math.ceil(others + (given || panes))}px`;
    if (view.root.style.minHeight !== least) view.root.style.minHeight = least;
    const there = view.root.clientHeight - others;
    return given || (fixed || there > panes + 4 ? Math.max(there, 1) : 0);
  }

  /** @param {import("./plot/types.js").Layout} layout */
  function emptyText(layout) {
    if (layout.left_out?.length) return "Nothing that is chosen can be plotted.";
    if (!view.now().components) return "Nothing to plot: the process has no components.";
    if (!view.now().last) return "Nothing to plot yet: press Step.";
    return layout.chosen ? "No fields chosen: press Fields." : "No field here holds numbers, truth values or words.";
  }

  /** @param {import("./plot/types.js").Layout} layout */
  function drawNote(layout) {
    const reasons = (layout.left_out ?? []).map((one) => `Not shown: ${one.reason}.`);
    setText(note, [...reasons, failure].join(" ").trim());
    note.hidden = !note.textContent;
  }

  /** Move the cursor and tell the values there; no line is drawn anew. @param {number} tick */
  function moveTo(tick) {
    cursor = tick;
    const now = view.now();
    plot.moveTo(tick);
    plot.root.classList.toggle("is-past", tick < now.last);
    const { grip } = plot;
    grip.setAttribute("aria-valuemin", String(now.first));
    grip.setAttribute("aria-valuemax", String(now.last));
    grip.setAttribute("aria-valuenow", String(tick));
    grip.setAttribute("aria-valuetext", `tick ${tick}`);
    values.tell(tick);
  }

  /** @param {number} tick */
  function scrub(tick) {
    const { first, last } = view.now();
    const next = Math.max(first, Math.min(last, tick));
    if (next !== cursor) view.scrub(next);
  }

  const box = () => ({ left: plot.look.left, width: plot.look.width - plot.look.left - RIGHT });
  listenToHover({ root: plot.root, signal, box, sight, layoutOf: plot.layoutOf, value: values.drawn });
  const pointer = listenToPointer({
    root: plot.root,
    select: plot.select,
    signal,
    box,
    sight,
    all,
    zooming: tools.zooming,
    scrub,
    look,
  });
  for (const key of ["layout_of", "marks", "height"]) view.on(key, anew);
  view.on("lines", later);
  view.on("happened", events.draw);
  view.on("values", afterFrame(() => values.tell(cursor), signal));
  view.on(
    "now", // comes with every publication; the values on the wires come first
    afterFrame(() => {
      if (!pointer.dragging()) moveTo(view.now().shown);
      if (plot.root.hidden) anew(); // it says why
    }, signal),
  );
  view.bus.on("cursor", ({ tick }) => moveTo(tick));
  view.bus.on("plot", ({ field }) => toggle(field));
  onTheme(signal, anew);
  const sized = new ResizeObserver(() => {
    anew();
    if (plot.root.clientWidth && Math.abs(plot.root.clientWidth - plot.look.width) > 1) {
      clearTimeout(timer);
      timer = setTimeout(ask, LOOK_MS);
    }
  });
  for (const one of [view.root, plot.root]) sized.observe(one); // a scroll bar narrows the latter
  signal.addEventListener("abort", () => {
    sized.disconnect();
    clearTimeout(timer);
  });
  timer = setTimeout(ask, 0);
  later();
}

export default {
  /** @param {{model: import("./common/types.js").Model, el: HTMLElement}} context */
  render: (context) => mountView(context, "history-plot", build),
};
