import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, suggestions, wordAt, written } from "../src/transport/complete.js";
import { dashesOf, inTreeOrder, optionText } from "../src/transport/tree.js";

const FIELDS = [
  "tank.temperature",
  "tank.level",
  "thermostat.heater",
  "hot-tank.level",
  "outdoor.t",
];

/** @type {(number: number, parent: number|null, departure: number) => any} */
const branch = (number, parent, departure) => ({ number, parent, departure });

test("the word at the caret is found, in quotes too", () => {
  assert.equal(wordAt("tank.temp > 6", 9).prefix, "tank.temp");
  assert.deepEqual(wordAt('1 < "hot-ta', 11), { start: 4, end: 11, prefix: "hot-ta", quote: '"' });
  assert.equal(wordAt("a > ", 4).prefix, "");
});

test("fields that begin like it come first, then those whose port does", () => {
  assert.deepEqual(suggestions("t", 1, FIELDS).slice(0, 3), FIELDS.slice(0, 3));
  assert.deepEqual(suggestions("lev", 3, FIELDS), ["tank.level", "hot-tank.level"]);
  assert.ok(suggestions("t", 1, FIELDS).includes("outdoor.t"));
});

test("nothing is suggested for numbers, after an operator, or for what is complete", () => {
  assert.deepEqual(suggestions("tank.level > 6", 14, FIELDS), []);
  assert.deepEqual(suggestions("tank.level > ", 13, FIELDS), []);
  assert.deepEqual(suggestions("outdoor.t", 9, FIELDS), []);
});

test("an empty field offers what there is, and words that stand alone", () => {
  assert.deepEqual(suggestions("", 0, FIELDS, { extra: ["steady"], most: 2 }), [
    "steady",
    FIELDS[0],
  ]);
  assert.ok(!suggestions("1 + st", 6, FIELDS, { extra: ["steady"] }).includes("steady"));
});

test("what was chosen takes the place of the word, quoted where it must be", () => {
  assert.deepEqual(completed("1 < lev and", 7, "hot-tank.level"), {
    text: '1 < "hot-tank.level" and',
    caret: 20,
  });
  assert.deepEqual(completed('"hot', 4, "hot-tank.level").text, '"hot-tank.level"');
  assert.equal(written("größe.x"), "größe.x");
  assert.equal(written("a.class"), '"a.class"');
  assert.equal(completed("pre", 3, "previous(").text, "previous(");
});

test("branches come under their parents, in the order in which they left", () => {
  const all = [branch(0, null, 0), branch(1, 0, 50), branch(2, 0, 30), branch(3, 1, 60)];
  assert.deepEqual(
    inTreeOrder(all).map((row) => [row.branch.number, row.depth]),
    [
      [0, 0],
      [2, 1],
      [1, 1],
      [3, 2],
    ],
  );
});

test("a thousand branches in a row are no problem", () => {
  const all = Array.from({ length: 1000 }, (_, number) =>
    branch(number, number ? number - 1 : null, number),
  );
  assert.equal(inTreeOrder(all).length, 1000);
  assert.equal(optionText("x", 0), "x");
  assert.ok(optionText("x", 900).endsWith("└ x"));
  assert.equal(dashesOf(0, 2), "");
  assert.equal(dashesOf(6, 2), "8.0 3.2");
});
