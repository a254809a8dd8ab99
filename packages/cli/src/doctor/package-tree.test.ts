import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixtureApp } from "../testing/fixture-app.ts";
import { packageTree } from "./package-tree.ts";

const told = (dir: string): string[] =>
  packageTree(dir)
    .all.map(({ name, version, file }) => `${name} ${version} ${file}`)
    .toSorted();

test("finds what the application and its packages depend on, each copy by itself", () => {
  const dir = fixtureApp({
    packages: {
      api: "1.10.0",
      framework: {
        version: "2.0.0",
        dependencies: { api: "*" },
        peerDependencies: { client: "*" },
      },
      "framework/node_modules/api": "1.9.1",
      client: { version: "3.0.0", optionalDependencies: { api: "*" } },
    },
  });
  expect(told(dir)).toEqual([
    "api 1.10.0 node_modules/api/package.json",
    "api 1.9.1 node_modules/framework/node_modules/api/package.json",
    "client 3.0.0 node_modules/client/package.json",
    "framework 2.0.0 node_modules/framework/package.json",
  ]);
});

test("follows links as Node does, and walks in circles once", () => {
  const dir = fixtureApp({
    manifest: { dependencies: { linked: "*" } },
    files: {
      "store/linked/package.json": '{"version":"1.0.0","dependencies":{"beside":"*"}}',
      "store/node_modules/beside/package.json": '{"version":"2.0.0","dependencies":{"linked":"*"}}',
    },
  });
  mkdirSync(join(dir, "node_modules"));
  symlinkSync("../store/linked", join(dir, "node_modules/linked"));
  expect(told(dir)).toEqual([
    "beside 2.0.0 store/node_modules/beside/package.json",
    "linked 1.0.0 node_modules/linked/package.json",
  ]);
});

test("what the application needs and has not is told, what is optional is not", () => {
  const dir = fixtureApp({
    manifest: {
      dependencies: { gone: "*", there: "*" },
      optionalDependencies: { extra: "*" },
      peerDependencies: { peer: "*" },
    },
    packages: { there: { dependencies: { deeper: "*" } } },
  });
  expect(packageTree(dir).missing).toEqual(["gone"]);
});

test("a dependency that leads out of node_modules is not followed", () => {
  const dir = fixtureApp({ manifest: { dependencies: { "../secret": "*", "/etc": "*" } } });
  mkdirSync(join(dir, "secret"));
  writeFileSync(join(dir, "secret/package.json"), '{"version":"1.0.0"}');
  expect(packageTree(dir).all).toEqual([]);
});

test("a package whose package.json cannot be read, or has no version that is one, is there all the same", () => {
  const dir = fixtureApp({
    packages: { odd: { version: "1.0.0 and a sentence" }, other: { version: 7 } },
    files: { "node_modules/broken/package.json": "{" },
    manifest: { dependencies: { odd: "*", other: "*", broken: "*" } },
  });
  expect(packageTree(dir).all.map(({ version }) => version)).toEqual(["", "", ""]);
});
