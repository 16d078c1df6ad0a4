import assert from "node:assert/strict";
import { test } from "node:test";

import { Facts } from "../src/graph/facts.js";
import { COLUMNS, rowsOf } from "../src/graph/rows.js";
import { breakpoints, structure, values } from "./graph_sample.js";

const facts = new Facts(structure, values, breakpoints);

test("a screen reader hears name, type, status and values", () => {
  assert.equal(facts.labelOfBox(2), "tank, HotWaterTank, failed; temperature 59.81 °C");
  assert.equal(facts.labelOfBox(3), "siren, Siren, completed");
  assert.equal(
    facts.labelOfPort(3),
    "output temperature 59.81 °C, changed, breakpoint tank.temperature > 61 (off), " +
      "to tank.before, delayed, to meter.x",
  );
  assert.equal(
    facts.labelOfPort(2),
    "input before 59.2, 3 waiting, next 59.81, from tank.temperature, delayed",
  );
  assert.equal(facts.labelOfPort(4), "input x no data yet, from tank.temperature");
});

test("a wire shows what was sent last, before that what waits", () => {
  assert.deepEqual(facts.pillOf(structure.routes[1]), {
    text: "59.81", unit: "°C", missing: false, changed: true, held: false,
  });
  const first = new Facts(structure, { ...values, missing: [3], changed: [] }, []);
  assert.equal(first.pillOf(structure.routes[1]).text, "59.81"); // from the queue
  assert.equal(first.pillOf(structure.routes[2]).missing, true);
});

test("the table has every value, note and event that the graph shows", () => {
  const rows = rowsOf(facts);
  const text = JSON.stringify(rows);
  for (const value of [...values.texts, ...values.statuses, "held", "changed", "alarm"]) {
    assert.ok(text.includes(value), value);
  }
  const cells = rows.flatMap((group) => group.cells);
  for (const row of cells) assert.equal(row.length + 3, COLUMNS.length);
  const events = cells.filter(([kind]) => kind.endsWith("event"));
  assert.deepEqual(events.map((row) => row[4]), ["to siren", "from tank"]);
});

test("values of an older structure are not drawn into a new one", () => {
  assert.ok(Facts.fit(structure, values));
  assert.ok(!Facts.fit(structure, { ...values, texts: [] }));
  assert.ok(!Facts.fit(null, values));
});
