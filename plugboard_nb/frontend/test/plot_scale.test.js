import assert from "node:assert/strict";
import { test } from "node:test";
import { niceTicks, panned, shareOf, tickAt, tickLabels, within, yRange, zoomed } from "../src/plot/scale.js";

test("numbers of an axis are round, within it, and no more than asked for", () => {
  assert.deepEqual(niceTicks(55.2, 64.9, 5), [56, 58, 60, 62, 64]);
  assert.deepEqual(niceTicks(0, 119, 6, true), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(niceTicks(-1, 1, 4), [-1, -0.5, 0, 0.5, 1]);
  for (const [low, high] of [[0, 1e-9], [-1e300, 1e300], [1e6, 1e6 + 3], [0, 7]]) {
    const found = niceTicks(low, high, 5);
    assert.ok(found.length >= 2 && found.length <= 6, `${found}`);
    assert.ok(found.every((tick) => tick >= low && tick <= high));
  }
});

test("a tick is never a fraction", () => {
  assert.deepEqual(niceTicks(0, 2, 9, true), [0, 1, 2]);
});

test("an axis without length still has a number", () => {
  assert.deepEqual(niceTicks(3, 3, 5), [3]);
});

test("labels have as many digits as tell them apart", () => {
  assert.deepEqual(tickLabels([0, 0.25, 0.5]), ["0.00", "0.25", "0.50"]);
  assert.deepEqual(tickLabels([0, 20000]), ["0", "20,000"]);
  assert.deepEqual(tickLabels([0, 1e300]), ["0", "1e300"]);
  assert.deepEqual(tickLabels([-2e-7, 0, 2e-7]), ["-2e-7", "0", "2e-7"]);
  const close = tickLabels([1000000, 1000001, 1000002]);
  assert.equal(new Set(close).size, 3);
});

test("the y axis leaves room, also around what never changes, and skips gaps", () => {
  const [low, high] = yRange([new Float64Array([1, NaN, 3])]);
  assert.ok(low < 1 && high > 3 && high < 4);
  assert.deepEqual(yRange([new Float64Array([5, 5])]), [4.5, 5.5]);
  assert.deepEqual(yRange([new Float64Array([NaN])]), [0, 1]);
  const huge = yRange([new Float64Array([-1e300, 1e300])]);
  assert.ok(huge.every(Number.isFinite));
});

test("zooming keeps the tick under the pointer where it is", () => {
  const all = { first: 0, last: 100 };
  const next = zoomed(all, all, 25, 2);
  assert.deepEqual(next, { first: 12.5, last: 62.5 });
  assert.equal(shareOf(next, 25), shareOf(all, 25));
  assert.deepEqual(zoomed(next, all, 25, 0.1), all);
});

test("nothing beyond the ends comes in sight", () => {
  const all = { first: 0, last: 100 };
  assert.deepEqual(panned({ first: 10, last: 30 }, all, -50), { first: 0, last: 20 });
  assert.deepEqual(panned({ first: 10, last: 30 }, all, 500), { first: 80, last: 100 });
  assert.deepEqual(within({ first: -5, last: 15 }, all), { first: 0, last: 20 });
  assert.deepEqual(within({ first: -5, last: 150 }, all), all);
});

test("a place on the axis is the nearest tick", () => {
  assert.equal(tickAt({ first: 0, last: 119 }, 42.4 / 119), 42);
});
