/** What views of one session tell each other within a page, without asking the kernel. */

/**
 * @typedef {object} Bus
 * @property {(type: string, detail?: object) => void} emit  Tells all views, the sender included.
 * @property {(type: string, fn: (detail: any) => void) => void} on  Until the view leaves the page.
 */

/**
 * Each view is a module of its own, so that only the document is common to them.
 *
 * @param {string} session
 * @param {AbortSignal} signal
 * @returns {Bus}
 */
export function busOf(session, signal) {
  /** @param {string} type */
  const nameOf = (type) => `plugboard:${session}:${type}`;
  return {
    emit(type, detail = {}) {
      document.dispatchEvent(new CustomEvent(nameOf(type), { detail }));
    },
    on(type, fn) {
      document.addEventListener(
        nameOf(type),
        (event) => fn(/** @type {CustomEvent} */ (event).detail),
        { signal },
      );
    },
  };
}
