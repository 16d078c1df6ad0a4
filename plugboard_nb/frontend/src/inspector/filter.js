/** The filter above the table of all values. */

import { h, setAttributes, setText } from "../common/dom.js";
import { count } from "../common/format.js";
import { fits } from "./words.js";

const LONGEST = 30; // characters of an example

/**
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function filterBar(changed, signal) {
  const text = h("input", {
    type: "search",
    class: "pb-input",
    "aria-label": "Filter values",
    placeholder: "Filter",
    autocomplete: "off",
    spellcheck: "false",
  });
  const only = h("input", { type: "checkbox" });
  const found = h("span", { class: "inspector-count", role: "status" });
  const label = h("label", { class: "inspector-only" }, only, " changed in this tick");
  text.addEventListener("input", changed, { signal });
  only.addEventListener("change", changed, { signal });
  text.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !text.value) return;
      text.value = "";
      changed();
      event.stopPropagation();
    },
    { signal },
  );
  return {
    node: h("div", { class: "pb-row inspector-filter" }, text, label, found),
    /** @param {string} words  Of a row, in lower case.  @param {boolean} fresh  Whether it changed. */
    fits: (words, fresh) => fits(words, text.value.trim()) && (fresh || !only.checked),
    /** @param {number} number  @param {number} all */
    found(number, all) {
      const part = number === all ? "" : `${count(number)} of `;
      setText(found, `${part}${count(all)} values`);
    },
    /** Show by a name of the model's own how one filters. @param {string[]} names */
    suggest(names) {
      const example = names.find((name) => name.includes(".") && name.length <= LONGEST);
      const words = example ? `Filter: ${example.replace(".", " ")}` : "Filter";
      setAttributes(text, { placeholder: words });
    },
  };
}
