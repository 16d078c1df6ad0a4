import assert from "node:assert/strict";
import { test } from "node:test";

import { readingOrder, relatives, search } from "../src/graph/relations.js";
import { structure } from "./graph_sample.js";

const names = (/** @type {Iterable<number>} */ boxes) =>
  [...boxes].map((number) => structure.boxes[number].name).sort();

test("relatives are all along prompt wires, and neighbours along delayed ones and events", () => {
  assert.deepEqual(names(relatives(structure, 1).boxes), ["meter", "tank", "weather"]);
  assert.deepEqual(names(relatives(structure, 0).boxes), ["meter", "tank", "weather"]);
  assert.deepEqual(names(relatives(structure, 2).boxes), ["meter", "siren", "tank", "weather"]);
  assert.deepEqual([...relatives(structure, 2).routes].sort(), [0, 1, 2, 3]);
  assert.deepEqual(names(relatives(structure, 3).boxes), ["siren", "tank"]);
});

test("one goes through a graph as values flow", () => {
  const order = readingOrder(structure).map((number) => structure.boxes[number].name);
  assert.deepEqual(order, ["weather", "tank", "meter", "siren"]);
});

test("a search finds names before types and fields", () => {
  assert.deepEqual(names(search(structure, "TANK")), ["tank"]);
  assert.deepEqual(search(structure, "t").map((n) => structure.boxes[n].name)[0], "tank");
  assert.deepEqual(names(search(structure, "outdoor")), ["tank", "weather"]);
  assert.deepEqual(names(search(structure, "tank.before")), ["tank"]);
  assert.deepEqual(search(structure, "  "), []);
  assert.deepEqual(search(structure, "nothing like it"), []);
});
