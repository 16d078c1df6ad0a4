/** The values at the cursor: as Python tells them, until then as the points drawn have them. */

import { number } from "../common/format.js";
import { valueAt } from "./paths.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {ReturnType<typeof import("./stack.js").stack>} plot
 */
export function valuesOf(view, plot) {
  /**
   * Return a value from the points drawn; whether it is rough, as rows are left out.
   *
   * @param {string} id
   * @param {number} tick
   * @returns {[string | null, boolean]}
   */
  function drawn(id, tick) {
    const points = plot.points.get(id);
    const value = points && valueAt(points, tick);
    if (!points || value === undefined) return [null, false];
    const { kind, field } = plot.seriesOf(id);
    if (kind === "flags") return [Number.isNaN(value) ? number(null) : value ? "on" : "off", false];
    if (kind === "words") {
      return [view.get("lines").words[field]?.[value] ?? number(null), !points.exact];
    }
    return [number(value), !points.exact];
  }

  return {
    drawn,
    /** @param {number} tick */
    tell(tick) {
      const values = /** @type {import("./types.js").Values} */ (view.get("values"));
      const exact = values.tick === tick;
      for (const legend of plot.heads()) {
        for (const id of legend.ids) {
          if (exact) legend.setValue(id, values.rows[id], false);
          else legend.setValue(id, ...drawn(id, tick));
        }
      }
    },
  };
}
