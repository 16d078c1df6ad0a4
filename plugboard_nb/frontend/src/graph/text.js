/** Texts made to fit: how wide they are, and what is left of them where they are too wide. */

const ELLIPSIS = "…";

/**
 * @callback Measure
 * @param {string} text
 * @param {number} size  In px.
 * @param {boolean} [bold]
 * @returns {number}  Width in px.
 */

/**
 * Return a function that measures texts in the font of an element.
 *
 * @param {Element} element
 * @returns {Measure}
 */
export function measurer(element) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text, size) => text.length * size * 0.62;
  const family = getComputedStyle(element).fontFamily || "sans-serif";
  /** @type {Map<string, number>} */
  const known = new Map();
  return (text, size, bold = false) => {
    const key = `${bold ? "b" : "r"}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = `${bold ? 700 : 400} 100px ${family}`;
      width = context.measureText(text).width / 100;
      if (known.size > 5000) known.clear();
      known.set(key, width);
    }
    return width * size;
  };
}

/**
 * Shorten a text in the middle until it is no wider than *room*.
 *
 * @param {string} text
 * @param {number} room
 * @param {number} size
 * @param {Measure} measure
 * @param {boolean} [bold]
 */
export function elide(text, room, size, measure, bold = false) {
  if (measure(text, size, bold) <= room) return text;
  const chars = Array.from(text).slice(0, 200);
  let [low, high] = [0, chars.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(without(chars, middle), size, bold) <= room) low = middle;
    else high = middle - 1;
  }
  return without(chars, low);
}

/** @param {string[]} chars  @param {number} kept */
function without(chars, kept) {
  const tail = Math.floor(kept / 3);
  const end = tail ? chars.slice(-tail) : [];
  return [...chars.slice(0, kept - tail), ELLIPSIS, ...end].join("");
}

/**
 * @typedef {object} Room  Where a name is written.
 * @property {number} width
 * @property {number} height
 * @property {number} corner  Width that is taken at the right of the first line.
 */

/**
 * Break a name into lines, where its words meet, as large as it fits a box.
 *
 * @param {string} name
 * @param {Room} room
 * @param {number} wanted  The size that would be read well.
 * @param {Measure} measure
 * @returns {{lines: string[], size: number}}
 */
export function fitName(name, room, wanted, measure) {
  const smallest = wanted * 0.62;
  const words = wordsOf(name);
  for (let size = wanted; size >= smallest; size *= 0.92) {
    const lines = wrapped(words, room, size, measure);
    if (fits(lines, room, size, measure)) return { lines, size };
  }
  return { lines: broken(name, room, smallest, measure), size: smallest };
}

/** @param {string[]} lines  @param {Room} room  @param {number} size  @param {Measure} measure */
function fits(lines, room, size, measure) {
  if (lines.length > Math.max(1, Math.floor(room.height / (size * 1.15)))) return false;
  return lines.every((line, n) => measure(line, size, true) <= widthOf(room, n));
}

/** @param {Room} room  @param {number} line */
function widthOf(room, line) {
  return line ? room.width : room.width - room.corner;
}

/**
 * Break a name anywhere; what does not fit even so loses its middle.
 *
 * @param {string} name
 * @param {Room} room
 * @param {number} size
 * @param {Measure} measure
 */
function broken(name, room, size, measure) {
  const most = Math.max(1, Math.floor(room.height / (size * 1.15)));
  const short = elide(name, (room.width * most - room.corner) * 0.9, size, measure, true);
  const lines = wrapped(Array.from(short), room, size, measure);
  if (fits(lines, room, size, measure)) return lines;
  return [elide(name, room.width - room.corner, size, measure, true)];
}

/** @param {string} name */
function wordsOf(name) {
  return name.match(/[^-_ .]+[-_ .]*|[-_ .]+/gu) ?? [name];
}

/**
 * @param {string[]} words
 * @param {Room} room
 * @param {number} size
 * @param {Measure} measure
 */
function wrapped(words, room, size, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const longer = (lines.at(-1) ?? "") + word;
    const width = widthOf(room, lines.length - 1);
    if (lines.length && measure(longer, size, true) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
