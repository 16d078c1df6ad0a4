/** From columns to strokes. Pure: what draws is handed in. */

/**
 * @typedef {object} Points  A stream as Python sends it.
 * @property {Float64Array} ticks
 * @property {Float64Array} values  NaN for gaps; numbers of words, -1 for none.
 * @property {boolean} exact  Whether no row is left out.
 * @property {number} until  The tick up to which the last value holds.
 * @property {number | null} since  The tick at which the branch left another.
 *
 * @typedef {object} Pen
 * @property {(x: number, y: number) => void} moveTo
 * @property {(x: number, y: number) => void} lineTo
 *
 * @typedef {(value: number) => number} Place
 */

/**
 * @param {DataView} view
 * @returns {Float64Array}
 */
export function doubles(view) {
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/**
 * @param {{ticks: DataView, values: DataView, exact: boolean, until: number, since: number | null}} raw
 * @returns {Points}
 */
export function pointsOf(raw) {
  return { ...raw, ticks: doubles(raw.ticks), values: doubles(raw.values) };
}

/**
 * Draw a line, or steps; a gap where a value is missing.
 *
 * @param {Points} points
 * @param {Place} x
 * @param {Place} y
 * @param {boolean} stepped
 * @param {Pen} pen
 */
export function trace({ ticks, values, until }, x, y, stepped, pen) {
  let down = false;
  let level = 0;
  for (let row = 0; row < ticks.length; row += 1) {
    const value = values[row];
    const at = x(ticks[row]);
    if (Number.isNaN(value)) {
      if (down && stepped) pen.lineTo(at, level);
      down = false;
      continue;
    }
    const height = y(value);
    if (!down) pen.moveTo(at, height);
    else {
      if (stepped) pen.lineTo(at, level);
      pen.lineTo(at, height);
    }
    down = true;
    level = height;
  }
  if (down && stepped && until > ticks[ticks.length - 1]) pen.lineTo(x(until), level);
}

/**
 * Return the rows that have gaps on both sides, which a line would not show.
 *
 * @param {Float64Array} values
 * @returns {number[]}
 */
export function lonelyRows(values) {
  const found = [];
  for (let row = 0; row < values.length; row += 1) {
    const alone = [row - 1, row + 1].every((next) => Number.isNaN(values[next] ?? NaN));
    if (alone && !Number.isNaN(values[row])) found.push(row);
  }
  return found;
}

/**
 * Return the value at a tick: that of the last row at or before it; undefined where there is none.
 *
 * @param {Points} points
 * @param {number} tick
 * @returns {number | undefined}
 */
export function valueAt({ ticks, values, until }, tick) {
  if (tick > until) return undefined;
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle] <= tick) low = middle + 1;
    else high = middle;
  }
  return low ? values[low - 1] : undefined;
}

/**
 * Return the stretches of equal words in sight: from, to, number of the word.
 *
 * @param {Points} points
 * @param {number} first
 * @param {number} last
 * @returns {{from: number, to: number, word: number}[]}
 */
export function stretches({ ticks, values, until }, first, last) {
  const found = [];
  for (let row = 0; row < ticks.length; row += 1) {
    const from = Math.max(ticks[row], first);
    const to = Math.min(row + 1 < ticks.length ? ticks[row + 1] : Math.max(until, ticks[row] + 1), last);
    if (values[row] >= 0 && to > from) found.push({ from, to, word: values[row] });
  }
  return found;
}
