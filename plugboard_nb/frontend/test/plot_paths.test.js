import assert from "node:assert/strict";
import { test } from "node:test";
import { doubles, lonelyRows, stretches, trace, valueAt } from "../src/plot/paths.js";
import { byComponent } from "../src/plot/fields.js";
import { summary } from "../src/plot/compare.js";

/** @param {number[]} ticks  @param {number[]} values  @param {number} [until] */
const points = (ticks, values, until = ticks.at(-1) ?? 0) => ({
  ticks: new Float64Array(ticks),
  values: new Float64Array(values),
  exact: true,
  until,
  since: null,
});

/** @param {ReturnType<typeof points>} given  @param {boolean} stepped */
function drawn(given, stepped) {
  /** @type {string[]} */
  const strokes = [];
  const pen = {
    moveTo: (/** @type {number} */ x, /** @type {number} */ y) => void strokes.push(`M${x},${y}`),
    lineTo: (/** @type {number} */ x, /** @type {number} */ y) => void strokes.push(`L${x},${y}`),
  };
  const same = (/** @type {number} */ value) => value;
  trace(given, same, same, stepped, pen);
  return strokes.join(" ");
}

test("a line goes through its values and stops at a gap", () => {
  assert.equal(drawn(points([1, 2, 3, 4, 5], [7, 8, NaN, 9, 6]), false), "M1,7 L2,8 M4,9 L5,6");
});

test("steps hold until the next value, a gap, and the end of the branch", () => {
  assert.equal(drawn(points([1, 3], [0, 1], 5), true), "M1,0 L3,0 L3,1 L5,1");
  assert.equal(drawn(points([1, 3, 4], [0, NaN, 1]), true), "M1,0 L3,0 M4,1");
});

test("a value between two gaps is not lost", () => {
  assert.deepEqual(lonelyRows(new Float64Array([NaN, 1, NaN, 2, 3, NaN, 4])), [1, 6]);
});

test("the value at a tick is the last one at or before it", () => {
  const given = points([10, 20, 30], [1, 2, 3], 40);
  assert.deepEqual([5, 10, 19, 30, 40].map((tick) => valueAt(given, tick)), [undefined, 1, 1, 3, 3]);
  assert.equal(valueAt(given, 41), undefined);
});

test("words last until the next one; what is missing leaves a hole", () => {
  assert.deepEqual(stretches(points([1, 5, 8], [0, -1, 2], 10), 3, 9), [
    { from: 3, to: 5, word: 0 },
    { from: 8, to: 9, word: 2 },
  ]);
});

test("doubles are read from anywhere in a buffer", () => {
  const bytes = new Uint8Array(20);
  bytes.set(new Uint8Array(new Float64Array([1.5, -2]).buffer), 3);
  assert.deepEqual([...doubles(new DataView(bytes.buffer, 3, 16))], [1.5, -2]);
});

test("fields are found by any part of their name or unit", () => {
  const options = ["tank.temperature", "tank.level", "pump.flow"].map((field) => ({
    field,
    unit: field === "pump.flow" ? "l/s" : "",
    plotted: false,
    reason: "",
  }));
  assert.deepEqual([...byComponent(options, "").keys()], ["tank", "pump"]);
  assert.deepEqual([...byComponent(options, "TANK lev").values()].flat().map((one) => one.field), ["tank.level"]);
  assert.deepEqual([...byComponent(options, "l/s").keys()], ["pump"]);
});

test("a comparison says in a sentence where branches part and how far they get", () => {
  const largest = { field: "a.x", largest: "3", largest_at: 1200, unit: "m" };
  const found = { first_tick: 1, last_tick: 2000, parted: { tick: 31, field: "a.x" }, largest, same: [] };
  assert.match(summary(found), /part at tick 31, first in a\.x; .* 1 to 2,000\. Largest: a\.x by 3 m at tick 1,200\./);
  assert.match(summary({ ...found, parted: null, same: ["a.x"] }), /No difference/);
  assert.match(summary({ ...found, first_tick: null }), /no tick/);
});
