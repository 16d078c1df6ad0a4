/** The picture that stays in a notebook: hidden as long as there is a live view in its stead. */

/**
 * Hide the pictures of a session until the view leaves the page. They are outputs of their own
 * beside the widget; without a kernel no view comes, and the picture is there.
 *
 * @param {string} session
 * @param {AbortSignal} signal
 */
export function hideStill(session, signal) {
  const still = `.plugboard-static-${CSS.escape(session)}`;
  const style = document.createElement("style");
  style.textContent =
    `${still}, .jp-OutputArea-child:has(${still}) { display: none !important; }`;
  document.head.append(style);
  signal.addEventListener("abort", () => style.remove());
}
