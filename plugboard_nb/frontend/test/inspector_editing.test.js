import assert from "node:assert/strict";
import { test } from "node:test";
import { editing } from "../src/inspector/editing.js";

/** An editor whose questions are answered by hand. */
function stage(model = "1") {
  /** @type {string[]} */
  const asked = [];
  /** @type {{resolve: (value: any) => void, reject: (error: Error) => void}[]} */
  const open = [];
  /** @type {any} */
  const view = {
    now: () => ({ running: false }),
    announce: () => {},
    /** @param {string} _ @param {{text: string}} args */
    request(_, { text }) {
      asked.push(text);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
  };
  /** @type {any} */
  let draft = null;
  const edit = editing(view, "tank.volume", (next) => (draft = next));
  edit.receive(model, 1);
  /** @param {Error | {after: number}} found */
  async function answer(found) {
    const { resolve, reject } = /** @type {any} */ (open.shift());
    if (found instanceof Error) reject(found);
    else resolve(found);
    for (let i = 0; i < 5; i++) await Promise.resolve();
  }
  return { asked, edit, on: edit.handlers, answer, draft: () => draft };
}

test("Enter and then Tab send once, and a refusal is told all the same", async () => {
  const { asked, on, answer, draft } = stage();
  on.changed("x", "typed");
  on.finished("entered");
  on.finished("left");
  assert.deepEqual(asked, ["x"]);
  assert.equal(draft().text, "x");
  await answer(new Error("'x' is not a number"));
  assert.deepEqual([draft().text, draft().error], ["x", "'x' is not a number"]);
  on.finished("left");
  assert.deepEqual(asked, ["x"], "what was refused is not sent again by leaving");
});

test("what was taken stands until a publication knows of it", async () => {
  const { edit, on, answer, draft } = stage();
  on.changed("2", "typed");
  on.finished("entered");
  await answer({ after: 1 });
  edit.receive("1", 1);
  assert.equal(draft().text, "2");
  edit.receive("2", 2);
  assert.equal(draft().state, "clean");
});

test("a publication that comes before the answer counts too", async () => {
  const { edit, on, answer, draft } = stage();
  on.changed("2.0", "typed");
  on.finished("entered");
  edit.receive("2", 2);
  assert.equal(draft().text, "2.0");
  await answer({ after: 1 });
  assert.deepEqual([draft().text, draft().state], ["2", "clean"]);
});

test("what is typed while an answer is on its way stays", async () => {
  const { asked, edit, on, answer, draft } = stage();
  on.changed("2", "typed");
  on.finished("entered");
  on.changed("23", "typed");
  await answer({ after: 1 });
  edit.receive("2", 2);
  assert.deepEqual([draft().text, draft().state], ["23", "dirty"]);
  on.finished("entered");
  assert.deepEqual(asked, ["2", "23"]);
  on.escaped();
  assert.equal(draft().text, "2");
});

test("what is chosen is sent at once, what has not changed never", () => {
  const { asked, on } = stage("0");
  on.finished("left");
  on.changed("0", "typed");
  on.finished("entered");
  assert.deepEqual(asked, []);
  on.changed("1", "chosen");
  assert.deepEqual(asked, ["1"]);
});
