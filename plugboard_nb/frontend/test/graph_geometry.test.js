import assert from "node:assert/strict";
import { test } from "node:test";

import {
  draggedWay,
  fit,
  goodHeight,
  levelOf,
  opening,
  pillWidth,
  way,
} from "../src/graph/geometry.js";
import { enlargement } from "../src/graph/labels.js";
import { structure } from "./graph_sample.js";

test("fit shows all of the drawing, in the middle, and does not blow up a small one", () => {
  const { k, x, y } = fit([-100, -50, 1000, 500], 500, 500);
  assert.equal(k, 0.5);
  assert.deepEqual([-100 * k + x, 900 * k + x], [0, 500]);
  assert.equal(-50 * k + y, 125);
  assert.equal(fit([0, 0, 10, 10], 800, 600).k, 1.3);
  assert.ok(fit([0, 0, 0, 0], 800, 600).k > 0);
});

test("a large graph opens at a scale at which names can be read, from its beginning", () => {
  const { k, x, y } = opening([0, 0, 8000, 1000], 800, 400);
  assert.equal(k, 0.3);
  assert.ok(Math.abs(x) < 1e-9);
  assert.equal(y, 50);
  assert.deepEqual(opening([0, 0, 800, 400], 800, 400), fit([0, 0, 800, 400], 800, 400));
});

test("the canvas is as high as the graph needs, within limits", () => {
  assert.equal(goodHeight([0, 0, 800, 300], 800), 300);
  assert.equal(goodHeight([0, 0, 800, 10], 800), 220);
  assert.equal(goodHeight([0, 0, 800, 9000], 800), 560);
});

test("labels thin out with zoom, and names grow as the graph shrinks", () => {
  assert.deepEqual([1.3, 0.75, 0.5, 0.2].map(levelOf), ["near", "near", "middle", "far"]);
  assert.equal(enlargement(1), 1);
  assert.ok(12 * enlargement(0.4) * 0.4 >= 10);
  assert.ok(enlargement(0.01) <= 4);
});

test("a wire leads straight ahead, or around below", () => {
  assert.equal(way([0, 10], [100, 10], 50), "M0,10 L100,10");
  assert.match(way([0, 10], [100, 30], 50), /^M0,10 C50,10 50,30 100,30$/);
  const back = way([200, 10], [0, 10], 60);
  assert.match(back, /^M200,10 .* L0,10$/);
  assert.match(back, /,80 /); // below the floor
  assert.doesNotMatch(way([10, 10], [10, 10], 10), /NaN/);
});

test("a dragged box takes the ends of its wires along", () => {
  const path = draggedWay(structure, 3, (box) => (box === 3 ? [40, 200] : [0, 0]));
  assert.match(path, /^M320,40 .*640,240$/);
});

test("a pill keeps its width while digits come and go", () => {
  let width = pillWidth(50, 0);
  assert.equal(width, 52);
  for (const needed of [44, 51, 47, 52]) width = pillWidth(needed, width);
  assert.equal(width, 52);
  assert.equal(pillWidth(70, width), 72);
  assert.equal(pillWidth(20, width), 26);
});
