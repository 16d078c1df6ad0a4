/** The tip: the whole value and all that is to be said of what the pointer or the focus is on. */

import { h, setText } from "../common/dom.js";

const WAIT_MS = { value: 350, other: 800 }; // a value is asked for, the rest only comes along
const LEAVE_MS = 150;

/**
 * @typedef {object} About  What a tip tells.
 * @property {string} title
 * @property {string} kind
 * @property {string} doc
 * @property {string[]} notes
 * @property {number} port  Whose value is asked for, -1 for none.
 * @property {string} hint
 */

/** One tip for a whole graph. */
export class Tip {
  /** @param {import("../common/types.js").View} view  @param {HTMLElement} place */
  constructor(view, place) {
    this.view = view;
    this.place = place;
    this.id = `pb-tip-${Math.random().toString(36).slice(2, 10)}`;
    this.title = h("strong");
    this.kind = h("span", { class: "pb-tip-kind" });
    this.value = h("div", { class: "pb-tip-value" });
    this.doc = h("div", { class: "pb-tip-doc" });
    this.notes = h("div", { class: "pb-tip-notes" });
    this.hint = h("div", { class: "pb-tip-hint" });
    const head = h("div", { class: "pb-tip-head" }, this.title, " ", this.kind);
    const parts = [head, this.value, this.doc, this.notes, this.hint];
    this.root = h("div", { class: "pb-tip", role: "tooltip", id: this.id, hidden: true }, ...parts);
    place.append(this.root);
    /** @type {Element | null} */
    this.of = null;
    this.port = -1;
    this.asking = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const { signal } = view;
    signal.addEventListener("abort", () => clearTimeout(this.timer));
    this.root.addEventListener("pointerenter", () => clearTimeout(this.timer), { signal });
    this.root.addEventListener("pointerleave", () => this.leave(), { signal });
  }

  /**
   * @param {Element} element  Beside which it stands.
   * @param {() => About} about
   * @param {boolean} [atOnce]
   */
  show(element, about, atOnce = false) {
    if (this.of === element && !this.root.hidden) {
      clearTimeout(this.timer);
      return;
    }
    clearTimeout(this.timer);
    const wait = element.matches(".pb-box") ? WAIT_MS.other : WAIT_MS.value;
    this.timer = setTimeout(() => this.open(element, about()), atOnce ? 0 : wait);
  }

  /** @param {Element} element  @param {About} about */
  open(element, { title, kind, doc, notes, port, hint }) {
    this.hide();
    this.of = element;
    setText(this.title, title);
    setText(this.kind, kind);
    setText(this.doc, doc);
    setText(this.notes, notes.join(" · "));
    setText(this.hint, hint);
    setText(this.value, "");
    for (const node of [this.doc, this.notes]) node.hidden = !node.textContent;
    this.value.hidden = port < 0;
    this.port = port;
    element.setAttribute("aria-describedby", this.id);
    this.root.hidden = false;
    this.ask();
    this.settle();
  }

  /** Values are others now. */
  refresh() {
    if (!this.root.hidden) this.ask();
  }

  async ask() {
    const { port, of } = this;
    if (port < 0 || this.asking) return;
    this.asking = true;
    try {
      const { text, type } = await this.view.request("value", { port });
      if (this.of !== of || this.port !== port) return;
      const known = type && !["float", "int", "bool", "str"].includes(type);
      setText(this.value, known ? `${text}\n${type}` : text);
      this.settle();
    } catch {
      // the value beside is as good as it gets
    } finally {
      this.asking = false;
      if (this.of !== of && !this.root.hidden) this.ask();
    }
  }

  /** Stand below the element where there is room, else above, and within the place. */
  settle() {
    if (!this.of) return;
    const around = this.place.getBoundingClientRect();
    const scale = around.width / (this.place.offsetWidth || 1) || 1;
    const box = this.of.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const top = (box.top - around.top) / scale;
    const bottom = (box.bottom - around.top) / scale;
    const below = bottom + 6 + height <= this.place.offsetHeight || top - 6 - height < 0;
    const middle = ((box.left + box.right) / 2 - around.left) / scale;
    const left = Math.min(Math.max(4, middle - width / 2), this.place.offsetWidth - width - 4);
    this.root.style.left = `${Math.max(4, left)}px`;
    this.root.style.top = `${below ? bottom + 6 : top - 6 - height}px`;
  }

  /** The pointer has left; it may be on its way to the tip. */
  leave() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), LEAVE_MS);
  }

  hide() {
    clearTimeout(this.timer);
    this.of?.removeAttribute("aria-describedby");
    this.of = null;
    this.port = -1;
    this.root.hidden = true;
  }
}
