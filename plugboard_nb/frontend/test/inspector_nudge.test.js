import assert from "node:assert/strict";
import { test } from "node:test";
import { nudged } from "../src/inspector/nudge.js";

const ANY = { whole: false, low: null, high: null, step: null };

test("a number goes by one in its second digit", () => {
  assert.equal(nudged("150", 1, ANY), "160");
  assert.equal(nudged("0.002", 1, ANY), "0.0021");
  assert.equal(nudged("-1.5", -1, ANY), "-1.6");
  assert.equal(nudged("0", -1, ANY), "-0.1");
});

test("up and down again is where it was, also across a power of ten", () => {
  for (const text of ["0.1745", "99", "1", "-1", "1000", "9.9"]) {
    const up = /** @type {string} */ (nudged(text, 1, ANY));
    assert.equal(nudged(up, -1, ANY), text);
  }
});

test("whole numbers stay whole, and limits are kept", () => {
  const whole = { ...ANY, whole: true };
  assert.equal(nudged("2", 1, whole), "3");
  assert.equal(nudged("0", 1, whole), "1");
  assert.equal(nudged("1", -1, { ...whole, low: 1 }), "1");
  assert.equal(nudged("4.98", 1, { ...ANY, high: 5, step: 0.05 }), "5");
});

test("what is no number stays as it is", () => {
  for (const text of ["", "abc", "inf", "nan"]) assert.equal(nudged(text, 1, ANY), null);
});
