/** One setting: its name, its editor, and what is to become of it at the next tick. */

import { h, setAttributes, setText } from "../common/dom.js";
import { makeControl } from "./control.js";
import { fresh, received, refused, reverted, sent, taken, typed, wants } from "./draft.js";
import { latest } from "./latest.js";
import { told } from "./words.js";

/**
 * @typedef {import("./control.js").Editor & {what: string, name: string, group: string,
 *   unit: string, doc: string}} Setting
 */

let ids = 0;

/**
 * @param {import("../common/types.js").View} view
 * @param {Setting} setting
 */
export function settingRow(view, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const id = `inspector-setting-${(ids += 1)}`;
  const { what } = setting;
  let draft = fresh("");
  let dragging = false;
  /** @type {any} */
  let value = {};

  const edit = (/** @type {string} */ text) => view.request("edit", { what, text });
  const live = latest((/** @type {string} */ text) =>
    edit(text).catch((error) => {
      draft = refused(draft, text, error.message);
      drawNote();
    }),
  );

  function commit() {
    dragging = false;
    live.drop();
    const { text } = draft;
    if (!wants(draft)) {
      draft = reverted(draft);
      return redraw();
    }
    draft = sent(draft);
    redraw();
    edit(text).then(
      () => {
        draft = taken(draft, text, view.now().seq);
        view.announce(`${what}: takes effect at the next tick`);
      },
      (error) => {
        draft = refused(draft, text, error.message);
        drawNote();
        view.announce(`${what}: ${error.message}`);
      },
    );
  }

  const control = makeControl(
    setting,
    setting.unit ? `${setting.name} in ${setting.unit}` : setting.name,
    {
      changed(text, how) {
        draft = typed(draft, text);
        dragging = how === "dragged";
        drawNote();
        if (how === "chosen") commit();
        else if (dragging && view.now().running) live.put(text);
      },
      finished(how) {
        if (how !== "left" || !draft.error) commit();
      },
      escaped() {
        live.drop();
        draft = reverted(draft);
        redraw();
      },
    },
    signal,
  );
  const fixed = setting.kind === "fixed";
  const text = h("bdi", { class: "inspector-value" });
  const note = h("span", { class: "inspector-note", id: `${id}-note` });
  const doc = h("span", { class: "pb-offscreen", id: `${id}-doc` }, setting.doc);
  for (const input of control.inputs) input.setAttribute("aria-describedby", `${id}-doc ${id}-note`);
  const node = h(
    "div",
    { class: "inspector-setting", "data-editor": setting.kind, title: told(setting.name, setting.doc), "data-what": what },
    h("bdi", { class: "inspector-name" }, setting.name),
    h("span", { class: "inspector-control" }, fixed ? text : control.node, h("span", { class: "inspector-unit" }, setting.unit)),
    doc,
    note,
  );

  function redraw() {
    control.show(draft.text);
    drawNote();
  }

  function drawNote() {
    const { kind, words } = noteOf(setting, draft, value);
    setText(note, words);
    setAttributes(note, { "data-kind": kind || null });
    note.hidden = !words;
    const wrong = { "aria-invalid": kind === "error" ? "true" : null };
    for (const input of control.inputs) setAttributes(input, wrong);
  }

  return {
    node,
    /** @param {import("../common/types.js").Now} now  @param {string} why */
    draw(now, why) {
      value = view.get("values").settings[what] ?? {};
      draft = received(draft, value.ar ?? value.r ?? "", now.seq);
      setText(text, value.t ?? "");
      setAttributes(text, { title: value.f ?? null });
      control.name(value.t ?? "");
      control.disable(why);
      redraw();
    },
    end() {
      ended.abort();
    },
  };
}

const NEXT = "takes effect at the next tick";

/**
 * What to say below an editor.
 *
 * @param {Setting} setting
 * @param {import("./draft.js").Draft} draft
 * @param {{t?: string, m?: number, was?: string, asked?: string, error?: string}} value
 * @returns {{kind: "" | "error" | "pending" | "hint", words: string}}
 */
export function noteOf(setting, draft, value) {
  if (setting.kind === "fixed") return { kind: "hint", words: setting.reason };
  if (draft.error) return { kind: "error", words: draft.error };
  if (value.m) return { kind: "hint", words: `${value.t} at this tick: the component changes it itself` };
  if (draft.state === "sent" || draft.state === "taken") {
    return { kind: "pending", words: `${value.t} → ${shownText(setting, draft.text)}, ${NEXT}` };
  }
  if (value.asked !== undefined) return { kind: "pending", words: `${value.t} → ${value.asked}, ${NEXT}` };
  if (value.error) return { kind: "error", words: `not changed: ${value.error}` };
  if (value.was !== undefined) return { kind: "pending", words: `${value.was} → ${value.t}, ${NEXT}` };
  return { kind: "", words: "" };
}

/** @param {Setting} setting  @param {string} text */
function shownText(setting, text) {
  if (setting.kind === "switch") return text === "1" ? "on" : "off";
  if (setting.kind === "choice") return setting.choices[Number(text)] ?? "";
  if (setting.optional && text.trim() === "") return "None";
  return text === "" ? "''" : text;
}
