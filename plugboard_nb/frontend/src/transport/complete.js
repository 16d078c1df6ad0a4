/** Completion of names in a condition: which word the caret is in, and what may stand there. No DOM in here. */

const WORD = /[\p{L}\p{N}_.]/u;
const READABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield"
  ).split(" "),
);

/** @typedef {{start: number, end: number, prefix: string, quote: string}} Word */

/**
 * The word that the caret stands in or behind; one in quotes may hold any character.
 * @param {string} text
 * @param {number} caret
 * @returns {Word}
 */
export function wordAt(text, caret) {
  let quote = "";
  let opened = 0;
  for (let at = 0; at < caret; at += 1) {
    const c = text[at];
    if (quote ? c === quote : c === '"' || c === "'") {
      quote = quote ? "" : c;
      opened = at;
    }
  }
  if (quote) {
    const closing = text.indexOf(quote, caret);
    const end = closing < 0 ? caret : closing + 1;
    return { start: opened, end, prefix: text.slice(opened + 1, caret), quote };
  }
  let start = caret;
  while (start > 0 && WORD.test(text[start - 1])) start -= 1;
  let end = caret;
  while (end < text.length && WORD.test(text[end])) end += 1;
  return { start, end, prefix: text.slice(start, caret), quote };
}

/** How a field is written in a condition. @param {string} field */
export function written(field) {
  const bare = field.split(".").every((part) => READABLE.test(part) && !KEYWORDS.has(part));
  return bare ? field : `"${field}"`;
}

/**
 * @param {string} text
 * @param {number} caret
 * @param {string[]} fields
 * @param {{extra?: string[], most?: number}} [options] *extra* stand for the whole text.
 * @returns {string[]} Names that may stand there; fields that begin like it come first.
 */
export function suggestions(text, caret, fields, { extra = [], most = 8 } = {}) {
  const word = wordAt(text, caret);
  const wanted = word.prefix.toLowerCase();
  if (!wanted && !word.quote) return text.trim() ? [] : [...extra, ...fields].slice(0, most);
  if (/^[\d.]/.test(word.prefix)) return []; // a number
  const known = new Set(fields);
  const rank = (/** @type {string} */ name) => {
    const low = name.toLowerCase();
    if (low.startsWith(wanted)) return 0;
    if (!known.has(name)) return 3;
    if (low.slice(low.indexOf(".") + 1).startsWith(wanted)) return 1;
    return wanted.length > 1 && low.includes(wanted) ? 2 : 3;
  };
  const whole = word.start === 0 && word.end === text.length;
  const names = word.quote
    ? fields
    : [...(whole ? extra : []), ...fields, "tick", "previous(", "abs(", "min(", "max("];
  const found = names
    .map((name, at) => ({ name, at, rank: rank(name) }))
    .filter((item) => item.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((item) => item.name)
    .slice(0, most);
  return found.length === 1 && found[0] === word.prefix ? [] : found;
}

/**
 * @param {string} text
 * @param {number} caret
 * @param {string} name What was chosen.
 * @returns {{text: string, caret: number}}
 */
export function completed(text, caret, name) {
  const { start, end } = wordAt(text, caret);
  const put = name.endsWith("(") ? name : written(name);
  return { text: text.slice(0, start) + put + text.slice(end), caret: start + put.length };
}
