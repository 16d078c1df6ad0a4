import assert from "node:assert/strict";
import { test } from "node:test";

import { elide, fitName } from "../src/graph/text.js";
import { fileName } from "../src/graph/picture.js";

/** Every character is as wide as high. @type {import("../src/graph/text.js").Measure} */
const measure = (text, size) => Array.from(text).length * size;

test("a text that fits stays; one that does not loses its middle", () => {
  assert.equal(elide("12345", 50, 10, measure), "12345");
  assert.equal(elide("123456789", 60, 10, measure), "1234…9");
  assert.equal(elide("🔥".repeat(300), 40, 10, measure), "🔥🔥…🔥");
  assert.equal(elide("abc", 0, 10, measure), "…");
});

test("a name breaks where its words meet", () => {
  const room = { width: 90, height: 60, corner: 0 };
  assert.deepEqual(fitName("mixing_valve-3", room, 10, measure).lines, ["mixing_", "valve-3"]);
  assert.equal(fitName("tank", room, 10, measure).size, 10);
});

test("a name keeps off the corner of its box, and is broken before it is shortened", () => {
  const narrow = { width: 70, height: 60, corner: 30 };
  const broken = fitName("condenser_9", narrow, 10, measure).lines;
  assert.ok(broken.length > 1);
  assert.equal(broken.join(""), "condenser_9");
  const { lines, size } = fitName("x".repeat(300), narrow, 10, measure);
  assert.match(lines.join(""), /…/);
  lines.forEach((line, n) => assert.ok(measure(line, size) <= (n ? 70 : 40)));
});

test("a file name is safe, whatever the process is called", () => {
  assert.equal(fileName("hot-water tank"), "hot-water_tank");
  assert.equal(fileName("../../etc/passwd"), "etc_passwd");
  assert.equal(fileName("<script>"), "script_");
  assert.equal(fileName(""), "graph");
});
