import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, received, refused, reverted, sent, taken, typed, wants } from "../src/inspector/draft.js";

test("a draft shows what the model has", () => {
  const draft = received(fresh("1"), "2", 5);
  assert.equal(draft.text, "2");
  assert.equal(draft.state, "clean");
});

test("an update never overwrites what is being typed", () => {
  const draft = received(typed(fresh("1"), "1."), "7", 5);
  assert.equal(draft.text, "1.");
  assert.equal(reverted(draft).text, "7");
});

test("what was sent stays until the publication after it was taken", () => {
  let draft = sent(typed(fresh("1"), "4"));
  draft = received(draft, "1", 5);
  assert.equal(draft.text, "4");
  draft = received(taken(draft, "4", 5), "1", 5);
  assert.equal(draft.text, "4");
  draft = received(draft, "4", 6);
  assert.deepEqual([draft.text, draft.state], ["4", "clean"]);
});

test("a refused text stays to be mended, with the reason", () => {
  let draft = refused(sent(typed(fresh("1"), "x")), "x", "not a number");
  draft = received(draft, "1", 9);
  assert.deepEqual([draft.text, draft.error], ["x", "not a number"]);
  assert.equal(typed(draft, "2").error, "");
});

test("an answer to what was sent before does not touch what was typed since", () => {
  const draft = typed(sent(typed(fresh("1"), "2")), "23");
  assert.equal(taken(draft, "2", 4), draft);
  assert.equal(refused(draft, "2", "no"), draft);
});

test("leaving an editor sends only what is new", () => {
  assert.equal(wants(fresh("1")), false);
  assert.equal(wants(typed(fresh("1"), "1")), false);
  assert.equal(wants(typed(fresh("1"), "2")), true);
  assert.equal(wants(sent(typed(fresh("1"), "2"))), false);
});
