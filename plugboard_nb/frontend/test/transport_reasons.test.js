import assert from "node:assert/strict";
import { test } from "node:test";
import { reasons, whyNotDelete, whyNotName } from "../src/transport/reasons.js";

const NOW = {
  tick: 9,
  first: 0,
  last: 9,
  shown: 9,
  viewing: false,
  advancing: false,
  branch: "main",
  head_branch: "main",
  components: 3,
  trouble: /** @type {const} */ (""),
};
const at = (/** @type {object} */ change, status = "waiting", wrong = false) =>
  reasons({ ...NOW, ...change }, status, wrong);

test("in the middle of things everything can be used but the end", () => {
  const { end, ...rest } = at({});
  assert.equal(end, "this is the newest tick");
  assert.deepEqual([...new Set(Object.values(rest))], [""]);
});

test("at tick 0 there is no way back", () => {
  const why = at({ tick: 0, last: 0, shown: 0 });
  assert.equal(why.back, "this is the first tick");
  assert.equal(why.start, "this is the first tick");
  assert.equal(why.reset, "this is tick 0 already");
  assert.equal(why.step, "");
});

test("where the oldest ticks are forgotten, Back says so", () => {
  assert.match(
    at({ first: 1200, shown: 1200, tick: 5000, last: 5000 }).back,
    /tick 1,200 is the oldest/,
  );
});

test("an ended and a failed model say what to do", () => {
  assert.match(at({}, "completed").step, /has ended at tick 9: rewind or fork/);
  assert.equal(at({}, "failed").run, "failed at tick 10: rewind to go on");
  assert.equal(at({ viewing: true, shown: 4 }, "completed").step, "", "viewing on is possible");
  assert.match(at({ viewing: true, shown: 4 }, "completed").run, /has ended/);
});

test("without components nothing runs", () => {
  assert.equal(at({ components: 0 }).run, "there are no components yet");
});

test("a wrong condition is no reason not to step, but not to run", () => {
  const why = at({}, "waiting", true);
  assert.match(why.run, /“until”/);
  assert.equal(why.step, "");
});

test("a run that goes on can be paused whatever else holds", () => {
  assert.equal(at({ advancing: true }, "completed", true).run, "");
});

test("stepping views later ticks up to the last one of the branch shown", () => {
  assert.equal(at({ viewing: true, shown: 3 }, "failed").step, "");
  assert.equal(at({ viewing: true, shown: 8, tick: 5 }).step, "");
  assert.match(at({ viewing: true, tick: 5 }).step, /last tick of main: return to now/);
  assert.match(at({ viewing: true, branch: "lazy" }).step, /last tick of lazy: switch to it/);
});

test("a branch says why it cannot be deleted", () => {
  const all = [
    { number: 0, parent: null, name: "main" },
    { number: 1, parent: 0, name: "lazy" },
    { number: 2, parent: 1, name: "lazier" },
    { number: 3, parent: 0, name: "hot" },
  ];
  assert.match(whyNotDelete(all[0], all, "hot"), /first/);
  assert.match(whyNotDelete(all[1], all, "hot"), /lazier left it/);
  assert.match(whyNotDelete(all[3], all, "hot"), /head is on it/);
  assert.equal(whyNotDelete(all[2], all, "hot"), "");
});

test("a branch needs a name of its own", () => {
  const others = [{ name: "main" }];
  assert.equal(whyNotName("lazy", others), "");
  assert.match(whyNotName("main", others), /already/);
  assert.match(whyNotName("", others), /needs a name/);
});

test("a model whose init failed says so", () => {
  const why = at({ trouble: "start", tick: 0, last: 0, shown: 0 }, "failed");
  assert.match(why.run, /could not be started/);
  assert.equal(why.reset, "");
});
