/** One pair of axes: uPlot draws lines and numbers, the rest is drawn around it. */

import uPlot from "uplot";
import { h } from "../common/dom.js";
import { drawBands } from "./bands.js";
import { DASHES } from "./colours.js";
import { lonelyRows, trace } from "./paths.js";
import { niceTicks, tickLabels, yRange } from "./scale.js";

export const RIGHT = 14; // px beside the axes, for the last number of the time axis
const FEW = 40; // values up to which each has a dot
const PAD = 5; // px above and below

/**
 * @typedef {object} Look  What all panels have in common.
 * @property {(name: string) => string} colour
 * @property {number} size  Of letters, in px.
 * @property {string} family
 * @property {number} left  Px to the left of the axes.
 * @property {number} width  Px of a panel, with that.
 * @property {import("./scale.js").Sight} sight
 */

/**
 * @param {import("./types.js").PanelLayout} layout
 * @param {(id: string) => import("./paths.js").Points | undefined} points
 * @param {(field: string) => string[]} words
 * @param {Look} look
 */
export function panel(layout, points, words, look) {
  const place = h("div", { class: "plot-canvas", role: "img" });
  /** @type {[number, number]} */
  let range = [0, 1];
  let height = 0;

  /** @returns {Float64Array[]} */
  const columns = () =>
    [...layout.series, ...layout.data].flatMap(({ id }) => points(id)?.values ?? []);

  /** @param {uPlot} plot */
  function placesIn(plot) {
    const { left, top, width, height: tall } = plot.bbox;
    const span = look.sight.last - look.sight.first || 1;
    return {
      x: (/** @type {number} */ tick) => left + ((tick - look.sight.first) / span) * width,
      y: (/** @type {number} */ value) => top + (1 - shareOfY(value)) * tall,
    };
  }

  /** How far up a value is, 0 to 1. @param {number} value */
  function shareOfY(value) {
    const [low, high] = [range[0] / 2, range[1] / 2]; // halves, as a difference may be too large
    return (value / 2 - low) / (high - low);
  }

  /** @param {import("./types.js").Series} series */
  function pathOf(series) {
    return (/** @type {uPlot} */ plot) => {
      const found = points(series.id);
      const stroke = new Path2D();
      const { x, y } = placesIn(plot);
      if (found) trace(found, x, y, series.stepped, stroke);
      return { stroke, fill: null, clip: null, band: null, gaps: null, flags: 1 };
    };
  }

  /** @param {uPlot} plot */
  function finish(plot) {
    if (layout.kind === "words") bands(plot);
    else dots(plot);
  }

  /** @param {uPlot} plot */
  function bands(plot) {
    const ratio = uPlot.pxRatio;
    drawBands({
      pen: plot.ctx,
      box: plot.bbox,
      ratio,
      sight: look.sight,
      rows: layout.series.map(({ id }) => points(id)),
      words: words(layout.fields[0]),
      signs: layout.series.length > 1 ? layout.series : [],
      colour: look.colour,
      font: `${look.size * ratio}px ${look.family}`,
    });
  }

  /** @param {uPlot} plot */
  function dots(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left - 6, bbox.top - 6, bbox.width + 12, bbox.height + 12);
    ctx.clip();
    for (const series of layout.series) {
      const found = points(series.id);
      if (!found) continue;
      const few = found.ticks.length <= FEW && !series.stepped;
      const rows = few ? found.values.keys() : lonelyRows(found.values);
      disks(plot, found, rows, look.colour(`series-${series.colour}`), 1.9);
      if (found.since && found.ticks[0] === found.since) {
        disks(plot, found, [0], look.colour(`series-${series.colour}`), 3.4);
      }
    }
    for (const { id, colour } of layout.data) {
      const found = points(id);
      if (found) rings(plot, found, look.colour(`series-${colour}`));
    }
    ctx.restore();
  }

  /**
   * @param {uPlot} plot
   * @param {import("./paths.js").Points} found
   * @param {Iterable<number>} rows
   * @param {string} colour
   * @param {number} radius
   */
  function disks(plot, found, rows, colour, radius) {
    const { x, y } = placesIn(plot);
    plot.ctx.fillStyle = colour;
    for (const row of rows) {
      if (Number.isNaN(found.values[row])) continue;
      plot.ctx.beginPath();
      plot.ctx.arc(x(found.ticks[row]), y(found.values[row]), radius * uPlot.pxRatio, 0, 2 * Math.PI);
      plot.ctx.fill();
    }
  }

  /**
   * Measured values: rings, so that the line below stays in sight.
   *
   * @param {uPlot} plot
   * @param {import("./paths.js").Points} found
   * @param {string} colour
   */
  function rings(plot, found, colour) {
    const { x, y } = placesIn(plot);
    const { ctx } = plot;
    ctx.lineWidth = 1.3 * uPlot.pxRatio;
    ctx.setLineDash([]);
    ctx.strokeStyle = colour;
    ctx.fillStyle = look.colour("paper");
    for (let row = 0; row < found.ticks.length; row += 1) {
      if (Number.isNaN(found.values[row])) continue;
      ctx.beginPath();
      ctx.arc(x(found.ticks[row]), y(found.values[row]), 2.7 * uPlot.pxRatio, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
  }

  const whole = layout.series.length > 0 && layout.series.every((series) => series.whole);
  const labels = () => {
    if (layout.kind === "words") return [];
    if (layout.kind === "flags") return [0, 1];
    const most = Math.max(2, Math.min(6, Math.floor((height - 2 * PAD) / (look.size * 1.6))));
    return niceTicks(...range, most, whole);
  };
  /** @param {number[]} ticks */
  const texts = (ticks) => (layout.kind === "flags" ? ["off", "on"] : tickLabels(ticks));

  /** @type {uPlot | null} */
  let plot = null;
  /** @type {any} */
  const empty = [null, ...layout.series.map(() => [[0], [0]])];

  function make() {
    plot = new uPlot(/** @type {any} */ (options()), empty, place);
  }

  function options() {
    return {
      mode: 2,
      width: look.width,
      height,
      padding: [PAD, RIGHT, PAD, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, auto: false, range: () => [look.sight.first, look.sight.last] },
        y: { auto: false, range: () => [0, 1] }, // ours are placed by placesIn, also 1e300
      },
      axes: [{ show: false }, axis()],
      series: [{}, ...layout.series.map(line)],
      hooks: { draw: [finish] },
    };
  }

  function axis() {
    const grid = { stroke: () => look.colour("grid"), width: 1, show: layout.kind !== "words" };
    return {
      scale: "y",
      size: look.left,
      gap: 6,
      font: `${look.size}px ${look.family}`,
      stroke: () => look.colour("muted"),
      splits: () => labels().map(shareOfY),
      values: () => texts(labels()),
      grid,
      ticks: { show: false },
      border: { show: false },
    };
  }

  /** @param {import("./types.js").Series} series */
  function line(series) {
    return {
      facets: [{ scale: "x", auto: false }, { scale: "y", auto: false }],
      stroke: () => look.colour(`series-${series.colour}`),
      width: series.shown ? 1.8 : 1.6,
      dash: DASHES[series.dash],
      paths: layout.kind === "words" ? () => null : pathOf(series),
      points: { show: false },
    };
  }

  return {
    place,
    layout,
    /** The widest label of the y axis. @param {number} tall */
    labels(tall) {
      height = tall;
      range = layout.kind === "numbers" ? yRange(columns()) : [-0.12, 1.12];
      return texts(labels());
    },
    range: () => range,
    draw() {
      const same = plot && plot.width === look.width && plot.height === height;
      if (plot && !same) plot.setSize({ width: look.width, height });
      if (!plot) make();
      const made = /** @type {uPlot} */ (plot);
      /** @type {any} */ (made.axes[1]).size = () => look.left;
      made.batch(() => {
        made.setScale("x", { min: look.sight.first, max: look.sight.last });
        made.setScale("y", { min: 0, max: 1 });
        made.redraw(true, true);
      });
    },
    destroy: () => plot?.destroy(),
  };
}
