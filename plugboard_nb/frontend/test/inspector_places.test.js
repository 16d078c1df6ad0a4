import assert from "node:assert/strict";
import { test } from "node:test";
import { placed } from "../src/inspector/parameters.js";
import { heldText, whyNoUndo } from "../src/inspector/words.js";

/** @type {(group: string, kind: string) => any} */
const setting = (group, kind) => ({ group, kind });

test("what people turn comes first, unless there is nothing else", () => {
  const volume = setting("argument", "slider");
  const profile = setting("argument", "literal");
  const dt = setting("process", "number");
  const count = setting("state", "number");
  assert.deepEqual(placed([profile, volume, dt, count]), {
    own: [volume],
    aside: [profile],
    shared: [dt],
  });
  assert.deepEqual(placed([profile, dt]), { own: [profile], aside: [], shared: [dt] });
});

test("an output says at what it is held, and from when on", () => {
  assert.equal(heldText({}, "°C"), "");
  assert.equal(heldText({ held: "60" }, "°C"), "held at 60 °C");
  assert.equal(heldText({ held: "60", pending: true }, ""), "held at 60 from the next tick");
  assert.equal(heldText({ held: "60", asked: "70" }, ""), "held at 70 from the next tick");
  assert.equal(heldText({ held: "60", asked: "" }, ""), "released at the next tick");
});

test("what lies ahead or on another branch says why it cannot be undone", () => {
  /** @type {any} */
  const row = { number: null };
  const now = { tick: 4, branch: "main", head_branch: "main" };
  assert.equal(whyNoUndo({ ...row, number: 0 }, now), "");
  assert.match(whyNoUndo(row, now), /after tick 4, to which you went back/);
  assert.match(whyNoUndo(row, { ...now, head_branch: "lazy" }), /switch to main/);
});
