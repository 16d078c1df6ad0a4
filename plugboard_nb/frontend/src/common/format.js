/** Numbers as people read them. */

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/**
 * A count with thousands apart: 21,400.
 *
 * @param {number} value
 */
export function count(value) {
  return whole.format(value);
}

/**
 * A number with four significant digits, or all it has before the point, as Python's `short` has it.
 *
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function number(value) {
  if (value === null || value === undefined) return "no data yet";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value + 0);
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(4)))));
  if (exponent >= 4 && Math.abs(value) < 999_999.5) return value.toFixed(0);
  if (exponent < -4 || exponent >= 4) {
    const [mantissa, power] = value.toExponential(3).split("e");
    return `${trimmed(mantissa)}e${Number(power)}`;
  }
  return trimmed(value.toPrecision(4));
}

/** @param {string} digits */
function trimmed(digits) {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
