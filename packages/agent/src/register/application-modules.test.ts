import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { applicationModules } from "./application-modules.ts";

const root = mkdtempSync(join(tmpdir(), "auditspan-modules-"));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function install(folder: string, name: string, version: string): void {
  write(
    `${folder}/node_modules/${name}/package.json`,
    JSON.stringify({ name, version, main: "i.js" }),
  );
  write(`${folder}/node_modules/${name}/i.js`, `exports.at = ${JSON.stringify(folder)};`);
}

const main = write("app/src/main.js", "");
install("app", "sdk-a", "1.10.0");
install("cwd", "sdk-a", "1.9.1");
install("cwd", "sdk-b", "2.0.0");
const find = applicationModules(main, join(root, "cwd"));

test("the application's own package comes before that of the working directory", () => {
  expect(find(["sdk-a"])).toMatchObject({
    name: "sdk-a",
    version: "1.10.0",
    exports: { at: "app" },
  });
});

test("a place is asked for all names before the next place is", () => {
  expect(find(["sdk-b", "sdk-a"])).toMatchObject({ name: "sdk-a" });
});

test("the application's own package comes before one that a folder around it has", () => {
  install(".", "sdk-new", "3.0.0");
  install("app", "sdk-old", "1.0.0");
  expect(find(["sdk-new", "sdk-old"])).toMatchObject({ name: "sdk-old" });
  install("app", "sdk-new", "3.0.1");
  expect(find(["sdk-new", "sdk-old"])).toMatchObject({ name: "sdk-new", version: "3.0.1" });
});

test("what only the working directory has is found there", () => {
  expect(find(["sdk-b"])).toMatchObject({ version: "2.0.0", exports: { at: "cwd" } });
});

test("what another package brings is looked up from there first", () => {
  expect(find(["sdk-a"], join(root, "cwd", "x.js"))).toMatchObject({ exports: { at: "cwd" } });
});

test("what the main module's link points to is where its packages are", () => {
  mkdirSync(join(root, "bin"));
  symlinkSync(main, join(root, "bin/tool"));
  const linked = applicationModules(join(root, "bin/tool"), join(root, "bin"));
  expect(linked(["sdk-a"])).toMatchObject({ exports: { at: "app" } });
});

test("without a main module the working directory is asked", () => {
  expect(applicationModules(undefined, join(root, "cwd"))(["sdk-a"])).toMatchObject({
    version: "1.9.1",
  });
});

test("a package that nobody has, or that does not load, is not found", () => {
  install("cwd", "sdk-c", "1.0.0");
  write("cwd/node_modules/sdk-c/i.js", "throw new Error();");
  expect(find(["sdk-c", "sdk-d"])).toBeUndefined();
});
