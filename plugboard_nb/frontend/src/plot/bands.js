/** Words as coloured bands: one row for each branch. */

import { DASHES, NAMED } from "./colours.js";
import { stretches } from "./paths.js";

/**
 * @param {object} how
 * @param {CanvasRenderingContext2D} how.pen
 * @param {{left: number, top: number, width: number, height: number}} how.box  In px of the canvas.
 * @param {number} how.ratio  Px of the canvas to those of the page.
 * @param {import("./scale.js").Sight} how.sight
 * @param {(import("./paths.js").Points | undefined)[]} how.rows
 * @param {string[]} how.words
 * @param {{colour: number, dash: number}[]} how.signs  The branch of each row; none for one alone.
 * @param {(name: string) => string} how.colour
 * @param {string} how.font
 */
export function drawBands({ pen, box, ratio, sight, rows, words, signs, colour, font }) {
  const height = box.height / rows.length;
  signs.forEach((one, row) => drawSign(pen, box, box.top + (row + 0.5) * height, one, ratio, colour));
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top, box.width, box.height);
  pen.clip();
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  rows.forEach((points, row) => {
    if (!points) return;
    const top = box.top + row * height + ratio;
    for (const { from, to, word } of stretches(points, sight.first, sight.last)) {
      const left = box.left + ((from - sight.first) / (sight.last - sight.first)) * box.width;
      const wide = ((to - from) / (sight.last - sight.first)) * box.width;
      drawBand(pen, { left, top, wide, high: height - 2 * ratio }, word, ratio, colour);
      writeWord(pen, { left, top, wide, high: height - 2 * ratio }, words[word] ?? "", ratio, colour);
    }
  });
  pen.restore();
}

/**
 * A piece of the branch's line to the left of its row.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {{left: number}} box
 * @param {number} y
 * @param {{colour: number, dash: number}} sign
 * @param {number} ratio
 * @param {(name: string) => string} colour
 */
function drawSign(pen, box, y, sign, ratio, colour) {
  pen.save();
  pen.strokeStyle = colour(`series-${sign.colour}`);
  pen.lineWidth = 2.5 * ratio;
  pen.setLineDash(DASHES[sign.dash].map((px) => px * ratio));
  pen.beginPath();
  pen.moveTo(box.left - 30 * ratio, y);
  pen.lineTo(box.left - 8 * ratio, y);
  pen.stroke();
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{left: number, top: number, wide: number, high: number}} box
 * @param {number} word
 * @param {number} ratio
 * @param {(name: string) => string} colour
 */
function drawBand(pen, { left, top, wide, high }, word, ratio, colour) {
  const ink = word < NAMED ? colour(`series-${word}`) : colour("muted");
  const gap = wide > 4 * ratio ? ratio : 0;
  pen.globalAlpha = 0.32;
  pen.fillStyle = ink;
  pen.fillRect(left, top, Math.max(wide - gap, ratio), high);
  pen.globalAlpha = 1;
  pen.fillRect(left, top + high - 3 * ratio, Math.max(wide - gap, ratio), 3 * ratio);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{left: number, top: number, wide: number, high: number}} box
 * @param {string} word
 * @param {number} ratio
 * @param {(name: string) => string} colour
 */
function writeWord(pen, { left, top, wide, high }, word, ratio, colour) {
  const text = fitted(pen, word, wide - 8 * ratio);
  if (wide < 20 * ratio || !text) return;
  pen.fillStyle = colour("ink");
  pen.fillText(text, left + wide / 2, top + (high - 2 * ratio) / 2);
}

/**
 * Return as much of a word as fits, "" if that says too little.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {string} word
 * @param {number} room
 */
function fitted(pen, word, room) {
  const width = pen.measureText(word).width;
  if (width <= room) return word;
  const letters = [...word];
  const most = Math.floor((letters.length * room) / width) - 1;
  return most < 3 ? "" : `${letters.slice(0, most).join("")}…`;
}
