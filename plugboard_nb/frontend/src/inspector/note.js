/** What is said below an editor. No DOM in here. */

const NEXT = "takes effect at the next tick";

/**
 * @param {import("./setting.js").Setting} setting
 * @param {import("./draft.js").Draft} draft
 * @param {import("./setting.js").Value} value
 * @returns {{kind: "" | "error" | "pending" | "hint", words: string}}
 */
export function noteOf(setting, draft, value) {
  const { text = "" } = value;
  /** @param {string} from  @param {string} to */
  const pending = (from, to) =>
    /** @type {const} */ ({ kind: "pending", words: `${from} → ${to}, ${NEXT}` });
  if (setting.kind === "fixed") return { kind: "hint", words: setting.reason };
  if (draft.error) return { kind: "error", words: draft.error };
  if (value.missing)
    return { kind: "hint", words: `${text} at this tick: the component changes it itself` };
  if (draft.state === "sent" || draft.state === "taken")
    return pending(text, shownText(setting, draft.text));
  if (value.asked !== undefined) return pending(text, value.asked);
  if (value.error) return { kind: "error", words: `not changed: ${value.error}` };
  if (value.was !== undefined) return pending(value.was, text);
  return { kind: "", words: "" };
}

/** @param {import("./setting.js").Setting} setting  @param {string} text */
function shownText(setting, text) {
  if (setting.kind === "switch") return text === "1" ? "on" : "off";
  if (setting.kind === "choice") return setting.choices[Number(text)] ?? "";
  if (setting.optional && text.trim() === "") return "None";
  return text === "" ? "''" : text;
}
