/** Where the keyboard is, and where it goes when what it was in disappears. */

/**
 * Return what has the focus within *node*, also where the page keeps views in a shadow root.
 *
 * @param {Node} node
 * @returns {HTMLElement | null}
 */
export function focusedIn(node) {
  const { activeElement } = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  return node.contains(activeElement ?? null) ? /** @type {HTMLElement} */ (activeElement) : null;
}

/**
 * Show or hide a node; the focus goes on elsewhere if it was in there.
 *
 * @param {HTMLElement} node
 * @param {boolean} visible
 * @param {() => HTMLElement | null | undefined} next  What gets the focus.
 */
export function setVisible(node, visible, next) {
  const focused = visible || node.hidden ? null : focusedIn(node);
  node.hidden = !visible;
  if (focused) next()?.focus();
}
