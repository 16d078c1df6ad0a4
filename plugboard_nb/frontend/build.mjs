// Bundles every entry of src/ into static/: one readable ES module and one style sheet per view.
//
//   node build.mjs           writes static/
//   node build.mjs --check   compares with static/, writes nothing, fails where they differ
//
// An entry is a .js file directly in src/, or a .css file there that no script of its name imports.

import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SOURCES = join(HERE, "src");
const STATIC = join(HERE, "static");

/** @returns {string[]} */
function entries() {
  const names = readdirSync(SOURCES).sort();
  const scripts = names.filter((name) => extname(name) === ".js");
  const sheets = names.filter(
    (name) => extname(name) === ".css" && !scripts.includes(`${basename(name, ".css")}.js`),
  );
  return [...scripts, ...sheets].map((name) => join("src", name));
}

/**
 * The licences of the packages that went into an output, as a comment that minifiers keep.
 * @param {string[]} inputs
 */
function licences(inputs) {
  const packages = new Set(
    inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? ""),
  );
  packages.delete("");
  const texts = [...packages].sort().map((name) => {
    const home = join(HERE, "node_modules", name);
    const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const licence = readFileSync(join(home, "LICENSE"), "utf8").trim();
    return `${name} ${about.version} (${about.license})\n\n${licence}`;
  });
  return texts.map((text) => `\n/*!\n${text.replaceAll("\r\n", "\n")}\n*/\n`).join("");
}

/**
 * @param {string} entry
 * @returns {Promise<[string, string][]>} file name in static/, its text
 */
async function bundle(entry) {
  const result = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outdir: "static",
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none", // whole licences are added below
    logLevel: "warning",
  });
  return result.outputFiles.map((file) => {
    const name = basename(file.path);
    const inputs = Object.keys(result.metafile.outputs[`static/${name}`].inputs);
    return [name, `${file.text.trimEnd()}\n${licences(inputs)}`];
  });
}

/** @returns {Promise<Map<string, string>>} */
async function bundles() {
  const outputs = new Map();
  for (const entry of entries()) {
    try {
      for (const [name, text] of await bundle(entry)) outputs.set(name, text);
    } catch {
      console.error(`${entry} is not built`); // esbuild has said why; the others still are
      process.exitCode = 1;
    }
  }
  return outputs;
}

/** @returns {string[]} */
function committed() {
  mkdirSync(STATIC, { recursive: true });
  return readdirSync(STATIC).filter((name) => [".js", ".css"].includes(extname(name)));
}

/** @param {Map<string, string>} outputs */
function write(outputs) {
  const left = process.exitCode ? [] : committed().filter((name) => !outputs.has(name));
  for (const name of left) rmSync(join(STATIC, name));
  for (const [name, text] of outputs) {
    const target = join(STATIC, name);
    writeFileSync(`${target}.new`, text); // whoever reads it meanwhile has the old one or the new
    renameSync(`${target}.new`, target);
    console.log(`static/${name}  ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
  }
}

/** @param {Map<string, string>} outputs */
function compare(outputs) {
  const present = new Set(committed());
  const stale = [...outputs]
    .filter(([name, text]) => !present.has(name) || readFileSync(join(STATIC, name), "utf8") !== text)
    .map(([name]) => name);
  const left = [...present].filter((name) => !outputs.has(name));
  if (stale.length + left.length === 0) return;
  const names = [...stale, ...left].sort().join(", ");
  console.error(`frontend/static differs from what frontend/src gives (${names}): run make bundle`);
  process.exitCode = 1;
}

const outputs = await bundles();
if (process.argv.includes("--check")) compare(outputs);
else write(outputs);
