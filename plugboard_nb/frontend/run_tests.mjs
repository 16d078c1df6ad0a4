// Runs test/*.test.js with node's own runner (which, given a folder, would run its helpers too).

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const tests = readdirSync(`${HERE}/test`, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".test.js"))
  .sort()
  .map((name) => `test/${name}`);
const run = spawnSync(process.execPath, ["--test", ...tests], { cwd: HERE, stdio: "inherit" });
process.exitCode = run.status ?? 1;
