/** What spares work at the many publications at which a part of a view shows the same as before. */

/**
 * Return a function that says whether its values are others than at the last call. Python sends a
 * trait only when it has changed, so that lists and objects need not be looked into.
 *
 * @returns {(...values: any[]) => boolean}
 */
export function changes() {
  /** @type {any[] | null} */
  let before = null;
  return (...values) => {
    const same = before?.every((value, at) => Object.is(value, values[at]));
    before = values;
    return !same;
  };
}
