/** Axes as numbers: where their labels stand, what is in sight, which tick a place is. Pure. */

/** @typedef {{first: number, last: number}} Sight  The ticks in sight. */

const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Return round numbers between *low* and *high*, at most *most* of them.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} most
 * @param {boolean} [whole]  Whole numbers only.
 * @returns {number[]}
 */
export function niceTicks(low, high, most, whole = false) {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : [];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const steps = STEPS.map((step) => step * power).filter((step) => !whole || Number.isInteger(step));
  const enough = (/** @type {number} */ step) => span / step <= most;
  let step = steps.find(enough) ?? 10 * power;
  if (whole) step = Math.max(1, step);
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n += 1) {
    found.push(n === 0 ? 0 : Number((n * step).toPrecision(12)));
    if (found.length > most + 2) break;
  }
  return found;
}

/**
 * Return the labels of an axis: as many digits as tell its numbers apart, no more.
 *
 * @param {number[]} ticks
 * @returns {string[]}
 */
export function tickLabels(ticks) {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : largest;
  if (largest && (largest >= 1e6 || largest < 1e-3)) {
    const digits = Math.max(0, Math.min(6, Math.ceil(Math.log10(largest / (step || largest)))));
    return ticks.map((tick) => (tick ? exponential(tick, digits) : "0"));
  }
  const decimals = decimalsOf(step);
  return ticks.map((tick) =>
    tick.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );
}

/** @param {number} value  @param {number} digits */
function exponential(value, digits) {
  const [mantissa, power] = value.toExponential(digits).split("e");
  return `${mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${Number(power)}`;
}

/** @param {number} step */
function decimalsOf(step) {
  for (let digits = 0; digits < 7; digits += 1) {
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6 * step * 10 ** digits) {
      return digits;
    }
  }
  return 7;
}

/**
 * Return the y range for *series*, with some room above and below.
 *
 * @param {Iterable<Float64Array>} series
 * @returns {[number, number]}
 */
export function yRange(series) {
  let low = Infinity;
  let high = -Infinity;
  for (const values of series) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return [0, 1];
  const room = high / 14 - low / 14 || Math.abs(high) / 10 || 1;
  return [low - room, high + room];
}

/**
 * Return what is in sight after a zoom around *tick*; above 1 nearer.
 *
 * @param {Sight} sight
 * @param {Sight} all
 * @param {number} tick
 * @param {number} factor
 * @returns {Sight}
 */
export function zoomed(sight, all, tick, factor) {
  const span = Math.max(5, (sight.last - sight.first) / factor);
  const share = (tick - sight.first) / (sight.last - sight.first || 1);
  return within({ first: tick - share * span, last: tick + (1 - share) * span }, all);
}

/**
 * Return what is in sight after moving by *ticks*.
 *
 * @param {Sight} sight
 * @param {Sight} all
 * @param {number} ticks
 * @returns {Sight}
 */
export function panned(sight, all, ticks) {
  const low = all.first - sight.first;
  const high = all.last - sight.last;
  const by = Math.max(Math.min(ticks, high), low);
  return { first: sight.first + by, last: sight.last + by };
}

/**
 * Return *sight* without what lies beyond *all*.
 *
 * @param {Sight} sight
 * @param {Sight} all
 * @returns {Sight}
 */
export function within(sight, all) {
  if (sight.last - sight.first >= all.last - all.first) return { first: all.first, last: all.last };
  return panned(sight, all, Math.max(all.first - sight.first, 0) || Math.min(all.last - sight.last, 0));
}

/**
 * Return how far to the right a tick is, 0 to 1 in sight.
 *
 * @param {Sight} sight
 * @param {number} tick
 */
export function shareOf(sight, tick) {
  return (tick - sight.first) / (sight.last - sight.first || 1);
}

/**
 * Return the tick at a share of the width.
 *
 * @param {Sight} sight
 * @param {number} share
 */
export function tickAt(sight, share) {
  return Math.round(sight.first + share * (sight.last - sight.first));
}
