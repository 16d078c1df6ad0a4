/** The tree of branches as a list in reading order, and the look of their lines. No DOM in here. */

const COLOURS = 7; // --pb-series-0 .. 6
// Dashes in widths of the line, as in plotting/branch_panels.py.
const DASHES = [[], [4, 1.6], [1.1, 1.3], [6, 1.4, 1.1, 1.4], [8, 3]];

/** @param {number} number Of a branch. */
export const colourOf = (number) => `var(--pb-series-${number % COLOURS})`;

/** @param {number} number @param {number} width Of the line, in px. */
export const dashesOf = (number, width) =>
  DASHES[number % DASHES.length].map((length) => (length * width).toFixed(1)).join(" ");

/**
 * @typedef {object} Branch
 * @property {number} number Order of creation.
 * @property {string} name
 * @property {number|null} parent Number of the branch it left.
 * @property {number} departure The last tick it shares with that.
 * @property {number} last Its last tick.
 * @property {number} changes How many interventions are its own.
 */

/**
 * @param {Branch[]} branches
 * @returns {{branch: Branch, depth: number}[]} Children under their parent, by departure.
 */
export function inTreeOrder(branches) {
  /** @type {Map<number|null, Branch[]>} */
  const children = new Map();
  for (const branch of branches) {
    const siblings = children.get(branch.parent) ?? [];
    siblings.push(branch);
    children.set(branch.parent, siblings);
  }
  /** @type {{branch: Branch, depth: number}[]} */
  const rows = [];
  // A stack of its own: a thousand branches, each leaving the one before, are no recursion.
  const stack = [{ siblings: sorted(children.get(null)), at: 0 }];
  while (stack.length) {
    const level = stack[stack.length - 1];
    const branch = level.siblings[level.at];
    if (!branch) {
      stack.pop();
      continue;
    }
    level.at += 1;
    rows.push({ branch, depth: stack.length - 1 });
    stack.push({ siblings: sorted(children.get(branch.number)), at: 0 });
  }
  return rows;
}

/** @param {Branch[]|undefined} siblings */
const sorted = (siblings) =>
  [...(siblings ?? [])].sort((a, b) => a.departure - b.departure || a.number - b.number);

/** A name in the picker, indented by depth. @param {string} name @param {number} depth */
export const optionText = (name, depth) =>
  depth ? `${"\u2003".repeat(Math.min(depth, 6) - 1)}└ ${name}` : name;
