import assert from "node:assert/strict";
import { test } from "node:test";
import {
  duration,
  named,
  progress,
  rateText,
  sliderText,
  stopText,
  usageText,
  viewingText,
} from "../src/transport/words.js";

test("a rate has three digits and its unit", () => {
  assert.equal(rateText(21431), "21,400 ticks/s");
  assert.equal(rateText(0.5), "0.5 ticks/s");
  assert.equal(rateText(1), "1 tick/s");
  assert.equal(rateText(1.003), "1 tick/s");
  assert.equal(rateText(2.04), "2.04 ticks/s");
  assert.equal(rateText(99.96), "100 ticks/s");
  assert.equal(rateText(0.0123), "0.012 ticks/s");
  assert.equal(rateText(0), "0 ticks/s");
  assert.equal(rateText(NaN), "0 ticks/s");
});

test("a duration names the two largest units", () => {
  assert.equal(duration(0.2), "less than 1 s");
  assert.equal(duration(59.4), "59 s");
  assert.equal(duration(60), "1 min");
  assert.equal(duration(200), "3 min 20 s");
  assert.equal(duration(1200), "20 min");
  assert.equal(duration(7500), "2 h 5 min");
  assert.equal(duration(3600 * 30), "30 h");
  assert.equal(duration(86400 * 3), "3 days");
  assert.equal(duration(Infinity), "");
});

test("progress is known only where the end is", () => {
  const now = { tick: 62, goal: 100, from: 0, rate: 2 };
  assert.deepEqual(progress(now), { share: 0.62, text: "to tick 100 · 62 % · 19 s left" });
  assert.equal(progress({ ...now, goal: null }), null);
  assert.equal(progress({ ...now, from: 99 }), null, "a single step is no way to go");
  assert.equal(progress({ ...now, rate: null })?.text, "to tick 100 · 62 %");
});

test("a stop is told in words", () => {
  const stop = (/** @type {string} */ reason, text = "") => stopText({ reason, tick: 42, text });
  assert.equal(stop("breakpoint", "a.x > 0"), "stopped: breakpoint a.x > 0 at tick 42");
  assert.equal(stop("until", "a.x > 0"), "stopped: a.x > 0 holds at tick 42");
  assert.equal(stop("until", "steady"), "stopped: steady at tick 42");
  assert.equal(stop("completed"), "the model has ended at tick 42");
  assert.equal(stop("paused"), "paused at tick 42");
  assert.equal(stop("ticks"), "reached tick 42");
  assert.equal(stopText(null), "");
});

test("the meter says what is used and how far back one can go", () => {
  const usage = { total: 200 * 2 ** 10, limit: 64 * 2 ** 20, oldest: 0 };
  assert.deepEqual(usageText(usage), {
    meter: "history 200 kB of 64 MB",
    reach: "every tick restorable",
  });
  assert.equal(
    usageText({ ...usage, oldest: 1200 }).reach,
    "shown from tick 1,200, every tick restorable",
  );
  assert.equal(usageText({ ...usage, obstacle: "no" }).reach, "cannot go back");
});

test("a name in a sentence is cut, and kept apart where it may run from the right", () => {
  assert.equal(named("main"), "main");
  assert.equal(named("x".repeat(300)).length, 42);
  assert.equal(named("שלום"), "\u2068שלום\u2069");
});

test("the strip tells past, later and other branch apart", () => {
  const now = { shown: 42, tick: 119, last: 119, branch: "main", head_branch: "main" };
  const text = (/** @type {object} */ change) =>
    Object.values(viewingText({ ...now, ...change })).join("");
  assert.equal(text({}), "Viewing the past: tick 42 of 119.");
  assert.equal(text({ tick: 30 }), "Viewing what came later: tick 42; now is tick 30.");
  assert.equal(text({ branch: "lazy", last: 80 }), "Viewing branch lazy: tick 42 of 80.");
});

test("the slider says in words where it is", () => {
  const now = { tick: 119, last: 119, branch: "main", head_branch: "main" };
  assert.equal(sliderText(now, 42, 119), "tick 42 of 119, viewing the past");
  assert.equal(sliderText(now, 119, 119), "tick 119 of 119, now");
});
