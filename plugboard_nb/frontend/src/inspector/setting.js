/** One setting: its name, its editor, and what is to become of it at the next tick. */

import { h, setAttributes, setText } from "../common/dom.js";
import { disable, makeControl } from "./control.js";
import { editing } from "./editing.js";
import { noteOf } from "./note.js";
import { tooltip } from "./words.js";

/**
 * @typedef {import("./control.js").Editor & {what: string, name: string, group: string,
 *   unit: string, doc: string}} Setting
 *
 * @typedef {object} Value  See widgets/inspector_sheet.py.
 * @property {string} [text]  As people read it.
 * @property {string} [full]  More of it, where there is more.
 * @property {boolean} [missing]  Whether it is not known at the tick shown.
 * @property {string} [written]  As it stands in its editor.
 * @property {string} [was]  What it was before the change that takes effect at the next tick.
 * @property {string} [asked]  What it is to be from the next tick on.
 * @property {string} [asked_written]
 * @property {string} [error]  Why it could not be changed.
 */

let ids = 0;

/**
 * @param {import("../common/types.js").View} view
 * @param {Setting} setting
 */
export function settingRow(view, setting) {
  const ended = new AbortController();
  const signal = AbortSignal.any([view.signal, ended.signal]);
  const { what, unit, name } = setting;
  /** @type {Value} */
  let value = {};
  const edit = editing(view, what, (draft) => {
    control.show(draft.text);
    parts.note(noteOf(setting, draft, value));
  });
  const label = unit ? `${name} in ${unit}` : name;
  const control = makeControl(setting, label, edit.handlers, signal);
  const parts = partsOf(setting, control);
  return {
    name: what,
    nodes: [parts.node],
    focus: () => control.main.focus(),
    /** @param {import("../common/types.js").Now} now  @param {string} why  Not to be changed now. */
    draw(now, why) {
      value = view.get("values").settings[what] ?? {};
      parts.value(value);
      control.name?.(value.text ?? "");
      disable(control, why);
      edit.receive(value.asked_written ?? value.written ?? "", now.seq);
    },
    end() {
      edit.drop();
      ended.abort();
    },
  };
}

/**
 * @param {Setting} setting
 * @param {import("./control.js").Control} control
 */
function partsOf({ what, name, kind, unit, doc }, control) {
  const id = `inspector-setting-${(ids += 1)}`;
  const text = h("bdi", { class: "inspector-value" });
  const note = h("span", { class: "inspector-note", id: `${id}-note` });
  const about = { "aria-describedby": `${id}-doc ${id}-note` };
  for (const input of control.inputs) setAttributes(input, about);
  const place = kind === "fixed" ? text : control.node;
  const node = h(
    "div",
    {
      class: "inspector-setting",
      "data-editor": kind,
      "data-what": what,
      title: tooltip(name, doc),
    },
    h("bdi", { class: "inspector-name" }, name),
    h("span", { class: "inspector-control" }, place, h("span", { class: "inspector-unit" }, unit)),
    h("span", { class: "pb-offscreen", id: `${id}-doc` }, doc),
    note,
  );
  return {
    node,
    /** @param {Value} value */
    value(value) {
      setText(text, value.text ?? "");
      setAttributes(text, { title: value.full ?? null });
    },
    /** @param {{kind: string, words: string}} said */
    note(said) {
      setText(note, said.words);
      setAttributes(note, { "data-kind": said.kind || null });
      note.hidden = !said.words;
      const wrong = { "aria-invalid": said.kind === "error" ? "true" : null };
      for (const input of control.inputs) setAttributes(input, wrong);
    },
  };
}
