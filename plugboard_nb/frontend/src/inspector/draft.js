/**
 * What somebody is writing, beside what the model has: an update never overwrites what is being
 * written, and what was sent stays until the model has answered. No DOM in here.
 *
 * @typedef {object} Draft
 * @property {"clean" | "dirty" | "sent" | "taken"} state  "sent": on its way; "taken": Python has
 *   accepted it, and the model's own text comes with the next publication.
 * @property {string} text  What stands in the editor.
 * @property {string} model  What the model has.
 * @property {string} error  Why the last text was refused.
 * @property {number} after  Number of the last publication that does not know of it.
 */

/**
 * @param {string} model
 * @returns {Draft}
 */
export function fresh(model) {
  return { state: "clean", text: model, model, error: "", after: -1 };
}

/**
 * The model's text as of publication *seq*.
 *
 * @param {Draft} draft
 * @param {string} model
 * @param {number} seq
 * @returns {Draft}
 */
export function received(draft, model, seq) {
  if (draft.state === "dirty" || draft.state === "sent") return { ...draft, model };
  if (draft.state === "taken" && seq <= draft.after) return { ...draft, model };
  return { ...draft, state: "clean", text: model, model, error: "" };
}

/**
 * @param {Draft} draft
 * @param {string} text
 * @returns {Draft}
 */
export function typed(draft, text) {
  return { ...draft, state: "dirty", text, error: "" };
}

/**
 * Whether leaving the editor has to send something.
 *
 * @param {Draft} draft
 */
export function wants(draft) {
  return draft.state === "dirty" && draft.text !== draft.model;
}

/**
 * @param {Draft} draft
 * @returns {Draft}
 */
export function sent(draft) {
  return { ...draft, state: "sent", error: "" };
}

/**
 * Python has accepted *text*; what was typed since stays.
 *
 * @param {Draft} draft
 * @param {string} text
 * @param {number} after  Number of the last publication that does not know of it.
 * @returns {Draft}
 */
export function taken(draft, text, after) {
  if (draft.state === "dirty" || draft.text !== text) return draft;
  return { ...draft, state: "taken", after };
}

/**
 * Python has refused *text*: it stays to be mended, unless more was typed since.
 *
 * @param {Draft} draft
 * @param {string} text
 * @param {string} error
 * @returns {Draft}
 */
export function refused(draft, text, error) {
  if (draft.text !== text) return draft;
  return { ...draft, state: "dirty", error };
}

/**
 * Back to what the model has.
 *
 * @param {Draft} draft
 * @returns {Draft}
 */
export function reverted(draft) {
  return { ...draft, state: "clean", text: draft.model, error: "" };
}
