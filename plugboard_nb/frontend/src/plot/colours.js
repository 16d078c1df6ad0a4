/** Colours and dashes: those of the theme at the moment they are asked for. */

/** Patterns in the order in which branches take them, in px; the same as in Python's figures. */
export const DASHES = [[], [7, 3], [2, 2.5], [10, 3, 2, 3], [14, 5]];

export const NAMED = 7; // as many words have a colour of their own

/**
 * @param {Element} root
 * @returns {(name: string) => string}  `"series-0"` → colour.
 */
export function colours(root) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const style = getComputedStyle(root);
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      found = style.getPropertyValue(`--pb-${name}`).trim();
      known.set(name, found);
    }
    return found;
  };
}

/**
 * Call *fn* whenever the page takes another theme.
 *
 * @param {AbortSignal} signal
 * @param {() => void} fn
 */
export function onTheme(signal, fn) {
  const observer = new MutationObserver(fn);
  const watched = { attributes: true, attributeFilter: ["data-jp-theme-light", "class", "data-theme"] };
  for (const node of [document.body, document.documentElement]) observer.observe(node, watched);
  signal.addEventListener("abort", () => observer.disconnect());
}
