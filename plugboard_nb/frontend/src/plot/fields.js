/** Choose fields: a list with check boxes, by component, with a filter. */

import { h, setText } from "../common/dom.js";

/**
 * @typedef {object} Option
 * @property {string} field
 * @property {string} unit
 * @property {boolean} plotted
 * @property {string} reason  Why it cannot be plotted.
 */

/**
 * Return component → its fields, of those that match.
 *
 * @param {Option[]} options
 * @param {string} filter
 * @returns {Map<string, Option[]>}
 */
export function byComponent(options, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {Map<string, Option[]>} */
  const found = new Map();
  for (const option of options) {
    const text = `${option.field} ${option.unit}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const component = option.field.slice(0, option.field.indexOf("."));
    found.set(component, [...(found.get(component) ?? []), option]);
  }
  return found;
}

/**
 * Fill a popover.
 *
 * @param {import("../common/types.js").View} view
 * @param {HTMLElement} box
 */
export async function chooseFields(view, box) {
  const { signal } = view;
  const filter = h("input", { type: "search", class: "pb-input", placeholder: "filter fields", "aria-label": "Filter fields" });
  const list = h("div", { class: "plot-fields" });
  const told = h("div", { class: "plot-note", role: "status" });
  const auto = h("button", { type: "button", class: "pb-button" }, "Choose for me");
  const none = h("button", { type: "button", class: "pb-button" }, "None");
  box.replaceChildren(filter, list, told, h("div", { class: "pb-row" }, auto, none));
  /** @type {Option[]} */
  let options = [];

  function draw() {
    const groups = byComponent(options, filter.value);
    list.replaceChildren(...[...groups].map(([component, own]) => groupOf(component, own)));
    setText(told, groups.size ? "" : options.length ? "no field matches" : "there are no fields yet");
  }

  /** @param {string} component  @param {Option[]} own */
  function groupOf(component, own) {
    return h("fieldset", {}, h("legend", {}, component), ...own.map((option) => rowOf(component, option)));
  }

  /** @param {string} component  @param {Option} option */
  function rowOf(component, option) {
    const { field, unit, plotted, reason } = option;
    const check = h("input", { type: "checkbox", disabled: reason !== "" });
    check.checked = plotted;
    check.addEventListener("change", () => toggle(option), { signal });
    return h(
      "label",
      { class: reason ? "is-off" : null, title: reason || field },
      check,
      h("span", {}, field.slice(component.length + 1)),
      unit ? h("span", { class: "plot-unit" }, unit) : null,
      reason ? h("span", { class: "plot-unit" }, "not plottable: ", reason.split("type ")[1] ?? reason) : null,
    );
  }

  /** @param {Option} option */
  async function toggle(option) {
    option.plotted = await view.request("toggle", { field: option.field });
  }

  async function read() {
    options = await view.request("options");
    draw();
  }

  /** @param {string[] | null} fields */
  async function choose(fields) {
    await view.request("choose", { fields });
    await read();
  }

  filter.addEventListener("input", draw, { signal });
  auto.addEventListener("click", () => choose(null), { signal });
  none.addEventListener("click", () => choose([]), { signal });
  setText(told, "reading the fields…");
  try {
    await read();
  } catch (error) {
    setText(told, /** @type {Error} */ (error).message);
  }
}
