import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { applyRules } from "../doctor/rule.ts";
import type { Rule } from "../doctor/rule.ts";
import { readSubject } from "../doctor/read-subject.ts";
import type { Environment, Subject } from "../doctor/subject.ts";

export interface FixtureApp {
  /** Fields of the application's `package.json` beside its dependencies. */
  readonly manifest?: object;
  /** Packages by their path under the folder's `node_modules`: a version, or their `package.json`. */
  readonly packages?: Readonly<Record<string, string | object>>;
  /** Other files by their path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Makes a small application in a folder that goes away with the test. Those packages it has, it declares. */
export function fixtureApp({ manifest = {}, packages = {}, files = {} }: FixtureApp = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "auditspan-doctor-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const own = Object.keys(packages).filter((path) => !path.includes("/node_modules/"));
  const dependencies = Object.fromEntries(own.map((name) => [name, "*"]));
  write(join(dir, "package.json"), JSON.stringify({ dependencies, ...manifest }));
  for (const [path, given] of Object.entries(packages)) {
    const content = typeof given === "string" ? { version: given } : given;
    write(join(dir, "node_modules", path, "package.json"), JSON.stringify(content));
  }
  for (const [path, text] of Object.entries(files)) write(join(dir, path), text);
  return dir;
}

/** What the doctor looks at in a small application with these variables. */
export function fixtureSubject(app: FixtureApp = {}, env: Environment = {}): Subject {
  return readSubject({ dir: fixtureApp(app), env });
}

/** Ids of those rules that have something to say about a small application. */
export function seenIds(rules: readonly Rule[], app: FixtureApp, env: Environment = {}): string[] {
  return applyRules(rules, fixtureSubject(app, env)).map(({ id }) => id);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
