/** Labels thin out with zoom: what cannot be read is left out, names stay as large as they can. */

import { s } from "../common/dom.js";
import { levelOf } from "./geometry.js";
import { fitName } from "./text.js";

const READABLE_PX = 10;

/**
 * How much larger than usual names are drawn at a scale, in coarse steps.
 *
 * @param {number} k
 */
export function enlargement(k) {
  const wanted = READABLE_PX / (12 * k);
  if (wanted <= 1.2) return 1;
  return Math.min(4, Math.ceil(wanted * 4) / 4);
}

/** Fits the labels of a drawing to its scale. */
export class Labels {
  /**
   * @param {SVGSVGElement} svg
   * @param {import("./canvas.js").Drawing} drawing
   * @param {import("./live.js").Live} live
   * @param {import("./text.js").Measure} measure
   */
  constructor(svg, drawing, live, measure) {
    this.svg = svg;
    this.drawing = drawing;
    this.live = live;
    this.measure = measure;
    this.drawn = "";
  }

  /** @param {number} k */
  fit(k) {
    const level = levelOf(k);
    const larger = level === "near" ? 1 : enlargement(k);
    const key = `${level} ${larger}`;
    if (key === this.drawn) return;
    this.drawn = key;
    this.svg.dataset.level = level;
    this.svg.style.setProperty("--pb-larger", String(larger));
    const { structure, titles, statuses } = this.drawing;
    structure.boxes.forEach((box, number) => {
      const place = Math.min(larger, 2);
      const at = `translate(${box.width - 8 - 6 * place},${8 + 6 * place})`;
      statuses[number].setAttribute("transform", `${at} scale(${place})`);
      if (larger === 1) this.short(titles[number], box);
      else this.large(titles[number], box, larger);
    });
    this.live.scale = level === "middle" ? Math.min(larger, 1.6) : 1;
    this.live.pills = level !== "far";
  }

  /** @param {SVGTextElement} title  @param {import("./types.js").Box} box */
  short(title, box) {
    title.setAttribute("font-size", "12");
    title.setAttribute("y", "17");
    title.replaceChildren(box.title);
  }

  /**
   * @param {SVGTextElement} title
   * @param {import("./types.js").Box} box
   * @param {number} larger
   */
  large(title, box, larger) {
    const corner = 12 * Math.min(larger, 2); // there is the symbol of the status
    const room = { width: box.width - 18, height: box.height - 8, corner };
    const { lines, size } = fitName(box.name, room, 12 * larger, this.measure);
    title.setAttribute("font-size", size.toFixed(1));
    const first = (box.height - lines.length * size * 1.15) / 2 + size * 0.92;
    title.setAttribute("y", first.toFixed(1));
    title.replaceChildren(
      ...lines.map((line, n) => s("tspan", { x: 12, dy: n ? size * 1.15 : 0 }, line)),
    );
  }
}
