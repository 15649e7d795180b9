// Builds a generated package and holds it against the strictest tools there are.
//
//   node check.mjs <package directory> [--compile <directory of sources>] [--build-only]
//
// Builds with tsc (the package's own tsconfig), then runs ESLint (typescript-eslint's strict and
// stylistic presets) and Prettier, and compiles the snippets of the README. With --compile also the
// sources of that directory, which import the package by its name; one whose first line is
// `// expect: <text>` must fail with a message that has this text.
//
// The package directory gets a link to this directory's node_modules, `dist` and, while this runs,
// `.check`.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const options = { compile: { type: "string" }, "build-only": { type: "boolean" } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });
if (positionals.length !== 1) {
  console.error("usage: node check.mjs <package directory> [--compile <directory>] [--build-only]");
  process.exit(2);
}
const directory = resolve(positionals[0]);
const failures = [];

/** Runs a tool of node_modules in the package's directory. */
function run(tool, ...args) {
  const command = join(here, "node_modules/.bin", tool);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: directory, encoding: "utf8" });
  return { ok: status === 0, output: stdout + stderr };
}

function expectOk(title, { ok, output }) {
  if (!ok) {
    failures.push(`${title}:\n${output}`);
  }
}

function snippets() {
  const readme = readFileSync(join(directory, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gsu)].map(([, code]) => code);
  // One example goes on where the last one ended.
  return blocks.length === 0 ? [] : [{ name: "readme.ts", text: blocks.join("\n") }];
}

function sources(from) {
  const names = readdirSync(from).filter((name) => name.endsWith(".ts"));
  return names.map((name) => ({ name, text: readFileSync(join(from, name), "utf8") }));
}

/** Compiles sources together, inside the package, so that its own name leads to `dist`. */
function compile(files) {
  const scratch = join(directory, ".check");
  mkdirSync(scratch, { recursive: true });
  const config = {
    extends: "../tsconfig.json",
    compilerOptions: { rootDir: "..", noEmit: true, noUnusedLocals: false },
    include: ["*.ts"],
  };
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify(config));
  for (const { name, text } of files) {
    writeFileSync(join(scratch, name), text);
  }
  const { output } = run("tsc", "--project", ".check/tsconfig.json", "--pretty", "false");
  rmSync(scratch, { recursive: true });
  // A message can go on over indented lines.
  const messages = output.split(/\n(?=\S)/u).filter((message) => message.trim() !== "");
  for (const { name, text } of files) {
    const found = messages.filter((message) => message.includes(`.check/${name}(`)).join("\n");
    const expected = /^\/\/ expect: (.*)$/mu.exec(text)?.[1];
    if (expected === undefined ? found !== "" : !found.includes(expected)) {
      failures.push(
        `${name}: expected ${expected ?? "no message"}, got:\n${found || output || "none"}`,
      );
    }
  }
}

if (!existsSync(join(directory, "node_modules"))) {
  symlinkSync(join(here, "node_modules"), join(directory, "node_modules"));
}
expectOk("tsc", run("tsc", "--project", "tsconfig.json"));
if (!values["build-only"] && failures.length === 0) {
  expectOk("eslint", run("eslint", "--config", join(here, "eslint.config.js"), "src"));
  const formatted = ["src", "package.json", "tsconfig.json"];
  expectOk(
    "prettier",
    run("prettier", "--config", join(here, "prettier.config.js"), "--check", ...formatted),
  );
  compile([...snippets(), ...(values.compile === undefined ? [] : sources(values.compile))]);
}

console.log(failures.length === 0 ? "ok" : failures.join("\n\n"));
process.exit(failures.length === 0 ? 0 : 1);
