/** The column of parameters and arguments, each with an editor. */

import { button } from "../common/button.js";
import { changes } from "../common/changes.js";
import { h, setText } from "../common/dom.js";
import { setVisible } from "../common/focus.js";
import { fill, rowsOf } from "./rows.js";
import { settingRow } from "./setting.js";
import { whyFixed } from "./words.js";

/** @typedef {import("./setting.js").Setting} Setting */

const NONE = "It has no parameters.";
const SELECT =
  "Select a component, here or in the graph, to see what it is, its values and its parameters.";
const ASIDE = new Set(["literal", "fixed"]); // not what people turn while a model runs

/** @param {import("../common/types.js").View} view */
export function buildParameters(view) {
  const heading = "pb-heading inspector-heading";
  const places = { own: h("div", {}), aside: h("div", {}), shared: h("div", {}) };
  const title = h("h3", { class: heading }, "Parameters");
  const fixed = fixedNote(view);
  const summary = h("summary", {});
  const details = h("details", { class: "inspector-more" }, summary, places.aside);
  const sharedTitle = h("h3", { class: `${heading} inspector-shared` });
  const none = h("p", { class: "inspector-hint" });
  const node = h(
    "section",
    { class: "inspector-parameters", tabindex: "-1", "aria-label": "Parameters" },
    title,
    fixed.node,
    places.own,
    details,
    sharedTitle,
    places.shared,
    none,
  );
  const rows = rowsOf((/** @type {Setting} */ setting) => settingRow(view, setting));
  const changed = changes();

  /** Keep the rows that are the same as before, with whatever is being written in them. */
  function arrange() {
    const { settings, component } = view.get("form");
    const sorted = placed(settings);
    rows.arrange([...sorted.own, ...sorted.aside, ...sorted.shared], (made) => {
      for (const [place, those] of Object.entries(sorted)) {
        const mine = made.splice(0, those.length).flatMap((row) => row.nodes);
        fill(places[/** @type {keyof typeof places} */ (place)], mine);
      }
    });
    setText(summary, `${sorted.aside.length} more`);
    details.hidden = sorted.aside.length === 0;
    title.hidden = !component;
    places.shared.hidden = sharedTitle.hidden = sorted.shared.length === 0;
    setText(sharedTitle, component ? "Of the process" : "Parameters of the process");
    none.hidden = component && sorted.own.length > 0;
    setText(none, component ? NONE : SELECT);
  }

  function draw() {
    if (changed(view.get("form"))) arrange();
    const now = view.now();
    const why = whyFixed(now);
    for (const row of rows.all()) row.draw(now, why);
    fixed.draw(why);
  }
  return { node, draw };
}

/**
 * Which settings stand where: first those that people turn, then others, then those of the process.
 *
 * @param {Setting[]} settings
 */
export function placed(settings) {
  const component = settings.filter(({ group }) => group === "parameter" || group === "argument");
  const shared = settings.filter(({ group }) => group === "process");
  const turned = component.filter(({ kind }) => !ASIDE.has(kind));
  if (turned.length === 0) return { own: component, aside: [], shared };
  return { own: turned, aside: component.filter(({ kind }) => ASIDE.has(kind)), shared };
}

/** Why nothing can be changed now, and the way to where it can. @param {import("../common/types.js").View} view */
function fixedNote(view) {
  const reason = h("span", {});
  const back = button(view, { kind: "pb-small" }, ["Return to now"], () => view.scrub(null));
  const node = h(
    "p",
    { class: "inspector-fixed", role: "note", hidden: true },
    reason,
    " ",
    back.root,
  );
  return {
    node,
    /** @param {string} why */
    draw(why) {
      setText(reason, why);
      setVisible(node, Boolean(why), () => node.parentElement);
    },
  };
}
