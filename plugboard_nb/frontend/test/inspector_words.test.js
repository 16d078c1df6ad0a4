import assert from "node:assert/strict";
import { test } from "node:test";
import { noteOf } from "../src/inspector/note.js";
import { fresh, sent, typed } from "../src/inspector/draft.js";
import { fits, plain, timeOf, whyFixed, wordsOf } from "../src/inspector/words.js";

const ROW = { tick: 30, last: 30, what: "tank.leak", text: "0.9 → 1.4", number: 0, index: 0, count: 1 };
const NOW = { tick: 42, shown: 42, viewing: false, branch: "main", head_branch: "main" };

test("acts are told in words", () => {
  const say = (/** @type {object} */ row) => plain(wordsOf({ ...ROW, kind: "set", ...row }));
  assert.equal(say({}), "tank.leak 0.9 → 1.4");
  assert.equal(say({ count: 3 }), "tank.leak 0.9 → 1.4 (3 changes)");
  assert.equal(say({ kind: "hold", text: "at 0" }), "hold tank.leak at 0");
  assert.equal(say({ kind: "release", text: "" }), "release tank.leak");
  assert.equal(say({ kind: "fork", what: "lazy", text: "h 1 → 3" }), "fork lazy: h 1 → 3");
  assert.equal(say({ kind: "fork", what: "lazy", text: "", parent: "main" }), "fork lazy from main");
  assert.equal(say({ kind: "branch", what: "lazy", text: "", parent: "main" }), "lazy left main");
});

test("a change made at the head is next, one beyond the moment shown is later", () => {
  const row = { ...ROW, kind: "set" };
  assert.equal(timeOf(row, NOW, 1), "");
  assert.equal(timeOf({ ...row, last: 42 }, NOW, 1), "next");
  assert.equal(timeOf(row, { ...NOW, shown: 30, viewing: true }, 0), "later");
  assert.equal(timeOf({ ...row, kind: "branch", index: null }, { ...NOW, shown: 20, viewing: true }, 0), "later");
  assert.equal(timeOf({ ...row, kind: "fork", last: 42 }, NOW, 1), "");
});

test("only the past is fixed", () => {
  assert.equal(whyFixed(NOW), "");
  assert.match(whyFixed({ ...NOW, shown: 7, viewing: true }), /^You view tick 7: return to now/);
});

test("every word of a filter has to stand in a row", () => {
  assert.ok(fits("tank.temperature out °c", "Tank  temp"));
  assert.ok(fits("tank.temperature out °c", ""));
  assert.ok(!fits("tank.temperature out °c", "tank in x"));
});

test("what is said below an editor", () => {
  /** @type {any} */
  const setting = { kind: "slider", choices: [], optional: false, reason: "" };
  const clean = fresh("1.4");
  const say = (/** @type {any} */ value, draft = clean) => noteOf(setting, draft, value);
  assert.deepEqual(say({ text: "1.4" }), { kind: "", words: "" });
  assert.equal(say({ text: "1.4", was: "0.9" }).words, "0.9 → 1.4, takes effect at the next tick");
  assert.equal(say({ text: "0.9", asked: "1.4" }).words, "0.9 → 1.4, takes effect at the next tick");
  assert.equal(say({ text: "0.9", error: "too much" }).words, "not changed: too much");
  assert.equal(say({ text: "0.9" }, sent(typed(fresh("0.9"), "2"))).words, "0.9 → 2, takes effect at the next tick");
});
