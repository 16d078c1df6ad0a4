/** The list of what was done: forks, interventions, what is still to come, what was refused. */

import { h, setAttributes, setReason } from "../common/dom.js";
import { count } from "../common/format.js";
import { plain, timeOf, whyFixed, wordsOf } from "./words.js";

/** @param {import("../common/types.js").View} view */
export function buildDone(view) {
  const { signal } = view;
  const list = h("ol", { class: "inspector-list", tabindex: "0", "aria-label": "What was done" });
  const none = h("p", { class: "inspector-hint" },
    "Nothing was changed yet. What you set, hold or fork is listed here, and can be undone.");
  const node = h(
    "section",
    { class: "inspector-done", "aria-label": "Interventions and branches" },
    h("h3", { class: "pb-heading inspector-heading" }, "Interventions and branches"),
    list,
    none,
  );
  /** @type {{row: import("./words.js").Row, item: HTMLElement, tick: HTMLElement, undo: HTMLElement | null}[]} */
  let items = [];
  /** @type {any} */
  let listed = null;

  function arrange() {
    const acts = view.get("acts");
    if (acts === listed) return;
    listed = acts;
    const { activeElement } = /** @type {Document | ShadowRoot} */ (list.getRootNode());
    const focused = list.contains(activeElement) ? activeElement?.getAttribute("data-key") : null;
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    items = (acts.rows ?? []).map(item);
    list.replaceChildren(
      ...items.map((each) => each.item),
      ...(acts.asked ?? []).map((/** @type {any} */ row) => waiting(row)),
      ...(acts.refused ?? []).map((/** @type {any} */ row) => refusal(row)),
    );
    list.hidden = list.childElementCount === 0;
    none.hidden = !list.hidden;
    if (atEnd) list.scrollTop = list.scrollHeight;
    if (focused) {
      const again = list.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? list;
      /** @type {HTMLElement} */ (again).focus();
    }
  }

  /** @param {import("./words.js").Row} row */
  function item(row) {
    const said = plain(wordsOf(row));
    const tick = h("button", { type: "button", class: "inspector-link inspector-tick", "data-key": `view ${row.kind} ${row.tick} ${row.what}` });
    tick.addEventListener("click", () => view.send("view", { tick: row.tick, branch: view.now().branch }), { signal });
    const undo = undoOf(row, said);
    const node = h("li", { class: "inspector-item", "data-kind": row.kind, title: said }, tick, words(row), undo);
    return { row, item: node, tick, undo };
  }

  /** @param {import("./words.js").Row} row  @param {string} said */
  function undoOf(row, said) {
    if (row.kind === "fork" && row.number === null) return null;
    const goes = row.kind === "branch";
    const button = h("button", { type: "button", class: "pb-button inspector-small", "data-key": `undo ${row.tick} ${row.what}` }, goes ? "Switch" : "Undo");
    button.setAttribute("aria-label", goes ? `Switch to ${row.what}` : `Undo ${said}`);
    button.addEventListener("click", () => {
      const why = reasonOf(row);
      if (why) view.announce(why);
      else if (goes) view.send("switch", { branch: row.what });
      else view.send("undo", { number: row.number });
    }, { signal });
    return button;
  }

  /** @param {import("./words.js").Row} row */
  function reasonOf(row) {
    if (row.kind === "branch" || row.number !== null) return "";
    const now = view.now();
    return now.branch === now.head_branch
      ? `This lies after tick ${count(now.tick)}, to which you went back`
      : `Switch to ${now.branch} to undo this`;
  }

  function draw() {
    arrange();
    const now = view.now();
    const { made } = view.get("values");
    const why = whyFixed(now);
    for (const { row, item: node, tick, undo } of items) {
      const time = timeOf(row, now, made ?? 0);
      setAttributes(node, { "data-time": time || null });
      const label = time === "next" ? "next" : `tick ${count(row.tick)}`;
      if (tick.textContent !== label) tick.textContent = label;
      setAttributes(tick, { title: time === "next" ? `made after tick ${count(row.tick)}, takes effect at the next one` : `View tick ${count(row.tick)}` });
      if (undo) setReason(undo, reasonOf(row), row.kind === "branch" ? `Go to the end of ${row.what}` : `Go on without it, on a new branch from tick ${count(row.tick)}`);
    }
    node.classList.toggle("inspector-past", Boolean(why));
  }

  /** @param {{kind: string, what: string, text: string}} row */
  function waiting(row) {
    const said = row.kind === "set" ? { ...row, text: `→ ${row.text}` } : row.kind === "hold" ? { ...row, text: `at ${row.text}` } : row;
    return h("li", { class: "inspector-item", "data-time": "next", "data-kind": row.kind },
      h("span", { class: "inspector-tick" }, "next"), words(said));
  }

  /** @param {{kind: string, what: string, text: string, reason: string}} row */
  function refusal(row) {
    const forget = h("button", { type: "button", class: "pb-button inspector-small" }, "Dismiss");
    forget.addEventListener("click", () => view.request("forget").catch(() => {}), { signal });
    const said = row.text ? { ...row, text: `→ ${row.text}` } : row;
    return h("li", { class: "inspector-item", "data-time": "refused", "data-kind": row.kind },
      h("span", { class: "inspector-tick" }, "refused"), words(said, row.reason), forget);
  }
  return { node, draw };
}

/**
 * @param {Parameters<typeof wordsOf>[0]} row
 * @param {string} [reason]
 */
function words(row, reason) {
  const pieces = wordsOf(row).map(({ text, strong }) => (strong ? h("strong", {}, h("bdi", {}, text)) : text));
  return h("span", { class: "inspector-words" }, ...pieces, reason ? h("span", { class: "inspector-reason" }, reason) : null);
}
