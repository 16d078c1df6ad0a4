import assert from "node:assert/strict";
import { test } from "node:test";
import { latest } from "../src/inspector/latest.js";

/** A sender whose answers and pauses are given by hand. */
function stage() {
  /** @type {string[]} */
  const sent = [];
  /** @type {(() => void)[]} */
  const waiting = [];
  const queue = latest(
    (/** @type {string} */ value) => {
      sent.push(value);
      return new Promise((done) => waiting.push(() => done(undefined)));
    },
    200,
    (go) => waiting.push(go),
  );
  async function next() {
    waiting.shift()?.();
    for (let i = 0; i < 5; i++) await Promise.resolve();
  }
  return { sent, queue, next };
}

test("the first value goes at once, then the latest of those that came meanwhile", async () => {
  const { sent, queue, next } = stage();
  for (const value of ["a", "b", "c"]) queue.put(value);
  assert.deepEqual(sent, ["a"]);
  await next(); // the answer
  assert.deepEqual(sent, ["a"]);
  await next(); // the pause
  assert.deepEqual(sent, ["a", "c"]);
});

test("what is dropped is not sent", async () => {
  const { sent, queue, next } = stage();
  queue.put("a");
  queue.put("b");
  queue.drop();
  await next();
  await next();
  assert.deepEqual(sent, ["a"]);
  queue.put("c");
  assert.deepEqual(sent, ["a", "c"]);
});
