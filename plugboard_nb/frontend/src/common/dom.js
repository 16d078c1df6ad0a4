/** Short ways to build DOM nodes. Texts become text nodes: nothing is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Make an HTML element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]  `false`, `null` and `undefined` leave one out.
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  return /** @type {any} */ (furnish(document.createElement(tag), attributes, children));
}

/**
 * Make an SVG element.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function s(tag, attributes = {}, ...children) {
  return /** @type {any} */ (furnish(document.createElementNS(SVG, tag), attributes, children));
}

/**
 * @param {Element} node
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 */
function furnish(node, attributes, children) {
  setAttributes(node, attributes);
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : String(child));
    }
  }
  return node;
}

/**
 * Set attributes; `false`, `null` and `undefined` remove one, `true` sets it to nothing.
 *
 * @param {Element} node
 * @param {Record<string, any>} attributes
 */
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * Change the text of a node if it is another one.
 *
 * @param {Node} node
 * @param {string | number} text
 */
export function setText(node, text) {
  const next = String(text);
  if (node.textContent !== next) node.textContent = next;
}

/**
 * Enable a button, or disable it and tell why; it stays focusable so that everybody can read that.
 *
 * @param {HTMLElement} button
 * @param {string} reason  "" enables it.
 * @param {string} [title]  What it does.
 */
export function setReason(button, reason, title = "") {
  setAttributes(button, { "aria-disabled": reason ? "true" : null, title: reason || title || null });
}

/**
 * Return what has *fn* called once, right after the next frame: what is looked at first comes first.
 *
 * @param {() => void} fn
 * @param {AbortSignal} signal  Not after that.
 */
export function afterFrame(fn, signal) {
  let waits = false;
  function call() {
    waits = false;
    if (!signal.aborted) fn();
  }
  return () => {
    if (!waits) requestAnimationFrame(() => setTimeout(call, 0));
    waits = true;
  };
}
