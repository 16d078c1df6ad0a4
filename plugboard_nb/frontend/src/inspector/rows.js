/** Rows that are made anew only where they show something else, so that what is written in them stays. */

import { focusedIn } from "../common/focus.js";

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {Node[]} nodes
 * @property {() => void} focus
 * @property {() => void} end  It is shown no more.
 */

/**
 * @template {Row} R
 * @template T
 * @param {(about: T) => R} make
 */
export function rowsOf(make) {
  /** @type {Map<string, R>} */
  let rows = new Map();

  /** @param {T[]} wanted  What there is to be a row for, plain data.  @returns {R[]} */
  function keep(wanted) {
    const next = new Map(
      wanted.map((about) => {
        const key = JSON.stringify(about);
        return [key, rows.get(key) ?? make(about)];
      }),
    );
    for (const [key, row] of rows) if (!next.has(key)) row.end();
    rows = next;
    return [...rows.values()];
  }

  /** The row in which the focus is. */
  const focused = () =>
    [...rows.values()].find((row) => row.nodes.some((node) => focusedIn(node)))?.name;

  return {
    /**
     * Have rows for what is wanted, and none other; the focus stays in the row of the same name.
     *
     * @param {T[]} wanted
     * @param {(rows: R[]) => void} place  Puts them into the page.
     */
    arrange(wanted, place) {
      const name = focused();
      place(keep(wanted));
      if (name && focused() !== name) [...rows.values()].find((row) => row.name === name)?.focus();
    },
    all: () => [...rows.values()],
  };
}

/**
 * Change what is in a place only where it is something else, so that the focus stays.
 *
 * @param {Element} place
 * @param {Node[]} nodes
 */
export function fill(place, nodes) {
  const { childNodes } = place;
  const same =
    nodes.length === childNodes.length && nodes.every((node, i) => node === childNodes[i]);
  if (!same) place.replaceChildren(...nodes);
}
