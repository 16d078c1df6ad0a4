import assert from "node:assert/strict";
import { test } from "node:test";
import { news } from "../src/transport/news.js";

/** @type {any} */
const NOW = {
  tick: 9,
  shown: 9,
  last: 9,
  viewing: false,
  running: false,
  doing: "",
  stop: null,
  stuck: null,
  status: "waiting",
  branch: "main",
  head_branch: "main",
};
const told = (/** @type {object} */ before, /** @type {object} */ now) =>
  news({ ...NOW, ...before }, { ...NOW, ...now });

test("a step tells the tick and the status", () => {
  assert.equal(told({ tick: 8, shown: 8 }, {}), "tick 9, waiting");
  assert.equal(
    told({ doing: "stepping" }, { stop: { reason: "ticks", tick: 9, text: "" } }),
    "tick 9, waiting",
  );
});

test("a run tells that it begins and why it ends, not every tick", () => {
  const run = { running: true, doing: "running" };
  assert.equal(told({}, run), "running");
  assert.equal(told(run, { ...run, tick: 500, shown: 500 }), "");
  const stop = { reason: "breakpoint", tick: 9, text: "a.x > 1" };
  assert.equal(told(run, { stop }), "stopped: breakpoint a.x > 1 at tick 9");
});

test("looking at the past is told, and coming back", () => {
  assert.equal(told({}, { viewing: true, shown: 4 }), "Viewing the past: tick 4 of 9.");
  assert.equal(told({ viewing: true, shown: 4 }, {}), "tick 9, waiting");
  assert.equal(told({}, { head_branch: "lazy", branch: "lazy" }), "branch lazy, tick 9, waiting");
});

test("nothing new is not told", () => {
  assert.equal(told({}, {}), "");
  assert.equal(told({ viewing: true, shown: 4 }, { viewing: true, shown: 4 }), "");
  assert.equal(news(null, NOW), "");
  assert.equal(told({}, { stuck: { component: "tank", seconds: 2 } }), "tank does not return");
});
