/** What the arrow keys make of a number: a step of it more, or less. No DOM in here. */

/**
 * @param {string} text
 * @param {1 | -1} direction
 * @param {{whole: boolean, low: number | null, high: number | null, step: number | null}} editor
 * @returns {string | null} null where there is no number.
 */
export function nudged(text, direction, { whole, low, high, step }) {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return null;
  const next = value + direction * (step ?? stepOf(value, direction, whole));
  const within = Math.min(Math.max(next, low ?? -Infinity), high ?? Infinity);
  return String(Number(within.toPrecision(12)));
}

/**
 * One in the second digit: 150 goes by 10, 0.002 by 0.0001; the way down from a power of ten goes
 * by the smaller step, so that both ways have the same stops.
 *
 * @param {number} value
 * @param {1 | -1} direction
 * @param {boolean} whole
 */
function stepOf(value, direction, whole) {
  if (value === 0) return whole ? 1 : 0.1;
  const size = Math.abs(value);
  let power = Math.floor(Math.log10(size) + 1e-9);
  const inwards = Math.sign(value) !== direction;
  if (inwards && Math.abs(size / 10 ** power - 1) < 1e-9) power -= 1;
  const step = 10 ** (power - 1);
  return whole ? Math.max(step, 1) : step;
}
