/** Doing something when nothing has happened for a while, such as further arrow keys. */

const QUIET_MS = 500;

/**
 * @param {() => void} fn
 * @param {AbortSignal} signal
 */
export function whenQuiet(fn, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const end = () => {
    stop();
    fn();
  };
  signal.addEventListener("abort", stop);
  return {
    stop,
    waits: () => timer !== undefined,
    /** At once, if it is to be done at all. */
    now: () => void (timer !== undefined && end()),
    start() {
      stop();
      timer = setTimeout(end, QUIET_MS);
    },
  };
}
