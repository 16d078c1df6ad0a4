/** Zoom and pan of the graph, without taking the wheel away from the notebook. */

import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { fit, opening } from "./geometry.js";

const SMALLEST = 0.05;
const LARGEST = 4;
const STEP = 1.25;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Extent */

/** Where the drawing is on its canvas. It fits until somebody zooms or pans. */
export class Zoom {
  /**
   * @param {SVGSVGElement} svg
   * @param {HTMLElement} frame  What it fills.
   * @param {(k: number) => void} changed  Told of every new scale.
   */
  constructor(svg, frame, changed) {
    this.svg = svg;
    this.frame = frame;
    this.changed = changed;
    this.fitted = true;
    this.whole = false; // somebody asked for all of it
    /** @type {SVGGElement | null} */
    this.world = null;
    /** @type {[number, number, number, number]} */
    this.bounds = [0, 0, 1, 1];
    this.transform = zoomIdentity;
    this.size = { clientWidth: 0, clientHeight: 0 };
    this.behaviour = zoom()
      .scaleExtent([SMALLEST, LARGEST])
      .clickDistance(4)
      .extent(() => [[0, 0], [frame.clientWidth || 1, frame.clientHeight || 1]])
      .filter((event) => this.wants(event))
      .on("start", ({ sourceEvent }) => svg.classList.toggle("pb-panning", Boolean(sourceEvent)))
      .on("end", () => svg.classList.remove("pb-panning"))
      .on("zoom", ({ transform, sourceEvent }) => {
        if (sourceEvent) this.fitted = false;
        this.transform = transform;
        this.apply();
      });
    this.selection = select(/** @type {Element} */ (svg));
    this.selection.call(this.behaviour).on("dblclick.zoom", null);
  }

  /**
   * Whether an event shall zoom or pan: the wheel only with Ctrl or where the graph has the focus,
   * so that a notebook scrolls on; fingers only two at a time.
   *
   * @param {any} event
   */
  wants(event) {
    if (event.type === "wheel") {
      return event.ctrlKey || event.metaKey || this.svg.contains(document.activeElement);
    }
    if (event.type.startsWith("touch")) return event.touches.length > 1;
    return event.button === 0 && !event.ctrlKey;
  }

  apply() {
    this.world?.setAttribute("transform", this.transform.toString());
    const { k, x, y } = this.transform;
    const apart = 20 * k * 2 ** Math.max(0, Math.ceil(Math.log2(0.7 / k)));
    this.svg.style.backgroundSize = `${apart}px ${apart}px`;
    this.svg.style.backgroundPosition = `${x}px ${y}px`;
    this.changed(k);
  }

  /**
   * @param {SVGGElement} world
   * @param {[number, number, number, number]} bounds
   */
  show(world, bounds) {
    this.world = world;
    this.bounds = bounds;
    if (this.fitted) this.put(opening);
    else this.apply();
  }

  /** @returns {Extent}  What of the drawing is in sight, in its px. */
  extent() {
    const { k, x, y } = this.transform;
    const { clientWidth, clientHeight } = this.size;
    const [left, top] = [-x / k, -y / k];
    return { left, top, right: left + clientWidth / k, bottom: top + clientHeight / k };
  }

  /** Show all of it. */
  fit() {
    this.put(fit);
    this.whole = true;
  }

  /** @param {typeof fit} how */
  put(how) {
    this.fitted = true;
    this.measure();
    const { clientWidth, clientHeight } = this.size;
    if (!clientWidth || !clientHeight) return;
    const { k, x, y } = how(this.bounds, clientWidth, clientHeight);
    this.behaviour.transform(this.selection, zoomIdentity.translate(x, y).scale(k));
  }

  /** Asking the page for sizes makes it lay itself out, so that is not done at every tick. */
  measure() {
    const { clientWidth, clientHeight } = this.frame;
    this.size = { clientWidth, clientHeight };
  }

  /** The canvas has another size. */
  resized() {
    this.measure();
    if (this.fitted) this.put(this.whole ? fit : opening);
  }

  /** @param {number} direction  1 to see more closely, -1 to see more. */
  by(direction) {
    this.fitted = false;
    this.behaviour.scaleBy(this.selection, direction > 0 ? STEP : 1 / STEP);
  }

  /**
   * Bring a component into view, large enough to be read.
   *
   * @param {import("./types.js").Box} box
   * @param {boolean} [closer]  Also where it is in view already, but small.
   */
  reveal(box, closer = false) {
    const { k, x, y } = this.transform;
    const { clientWidth: width, clientHeight: height } = this.frame;
    const left = box.x * k + x;
    const top = box.y * k + y;
    const inside =
      left >= 0 && top >= 0 && left + box.width * k <= width && top + box.height * k <= height;
    if (inside && !(closer && k < 0.75)) return;
    this.fitted = false;
    const scale = closer ? Math.max(k, 0.9) : k;
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    this.behaviour.transform(
      this.selection,
      zoomIdentity
        .translate(width / 2 - middle[0] * scale, height / 2 - middle[1] * scale)
        .scale(scale),
    );
  }
}
