/** Send the latest of many values: one is under way at a time, and none is sent too early. */

/**
 * @template T
 * @param {(value: T) => Promise<any>} send
 * @param {number} [gap]  Milliseconds from one to the next.
 * @param {(fn: () => void, ms: number) => any} [later]
 */
export function latest(send, gap = 200, later = setTimeout) {
  /** @type {{value: T} | null} */
  let next = null;
  let busy = false;
  async function go() {
    while (next !== null) {
      const { value } = next;
      next = null;
      busy = true;
      await send(value).catch(() => {});
      await new Promise((done) => later(() => done(undefined), gap));
    }
    busy = false;
  }
  return {
    /** @param {T} value */
    put(value) {
      next = { value };
      if (!busy) void go();
    },
    /** Forget what has not been sent. */
    drop() {
      next = null;
    },
  };
}
