import type { InstalledPackage } from "./package-tree.ts";
import type { Severity } from "./finding.ts";
import type { Condition } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { inRange } from "./version-range.ts";

/** A variable that is set, to a value that passes a test. Only its name is told. */
export function variable(name: string, test: (value: string) => boolean = () => true): Condition {
  return ({ env }) => {
    const value = env[name]?.trim() ?? "";
    return value !== "" && test(value) ? [name] : undefined;
  };
}

/** A variable that is not set, or is empty. */
export function unset(name: string): Condition {
  return ({ env }) => ((env[name]?.trim() ?? "") === "" ? [`${name} (not set)`] : undefined);
}

/** Any variable whose name matches, set to a value that passes a test. */
export function variablesLike(name: RegExp, test: (value: string) => boolean): Condition {
  return ({ env }) => {
    const names = Object.keys(env).filter((key) => name.test(key) && test(env[key]?.trim() ?? ""));
    return names.length > 0 ? names.toSorted() : undefined;
  };
}

/** A package in the application's tree, each copy of it that is in the range. */
export function installed(name: string, range = "*"): Condition {
  return ({ app }) => {
    const copies = copiesOf(name, app?.packages.all ?? []);
    const matching = copies.filter(({ version }) => inRange(version, range));
    return matching.length > 0 ? matching.map(place) : undefined;
  };
}

/** A package that the application itself depends on. */
export function declared(name: string): Condition {
  const seen = installed(name);
  return (subject) => {
    const { dependencies, devDependencies } = subject.app?.manifest ?? {};
    const isDeclared = [dependencies, devDependencies].some((names) => name in Object(names));
    return isDeclared ? (seen(subject) ?? ["package.json"]) : undefined;
  };
}

/** One of some packages; holds as well when the packages of the application are not known. */
export function mayHave(...names: readonly string[]): Condition {
  const some = any(...names.map((name) => installed(name)));
  return (subject) => (subject.app === undefined ? [] : some(subject));
}

/** Whether a text stands in the command line, in `NODE_OPTIONS` or in a script of the application. */
function launchedWith(text: string): Condition {
  return ({ env, commandLine, app }) => {
    const scripts = Object.entries(app?.manifest.scripts ?? {}).filter(([, script]) =>
      String(script).includes(text),
    );
    const places = [
      ...(env["NODE_OPTIONS"]?.includes(text) ? ["NODE_OPTIONS"] : []),
      ...(commandLine.includes(text) ? ["command line"] : []),
      ...scripts.map(([name]) => `package.json (script ${name})`),
    ];
    return places.length > 0 ? places : undefined;
  };
}

export function all(...conditions: readonly Condition[]): Condition {
  return (subject) => {
    const seen = conditions.map((condition) => condition(subject));
    return seen.includes(undefined) ? undefined : seen.flatMap((places) => places ?? []);
  };
}

export function any(...conditions: readonly Condition[]): Condition {
  return (subject) => {
    const seen = conditions.map((condition) => condition(subject));
    const holding = seen.filter((places) => places !== undefined);
    return holding.length > 0 ? holding.flat() : undefined;
  };
}

/** What holds in the background: it is no place to look at. */
export function given(condition: Condition): Condition {
  return (subject) => (condition(subject) === undefined ? undefined : []);
}

export function not(condition: Condition): Condition {
  return (subject) => (condition(subject) === undefined ? [] : undefined);
}

/** Whether a value switches something on: anything but `0`, `false`, `no` and `off`. */
export function isOn(value: string): boolean {
  return value !== "" && !isOff(value);
}

export function isOff(value: string): boolean {
  return ["0", "false", "no", "off"].includes(value.toLowerCase());
}

/** Whether a list of values, as OpenTelemetry's variables hold, has one of some members. */
export function lists(...members: readonly string[]): (value: string) => boolean {
  return (value) => value.split(",").some((part) => members.includes(part.trim().toLowerCase()));
}

const STOCK_REGISTER = "@opentelemetry/auto-instrumentations-node";

/** OpenTelemetry's SDK is switched off. */
export const SDK_DISABLED: Condition = variable(
  "OTEL_SDK_DISABLED",
  (value) => value.toLowerCase() === "true",
);

/** Strict is on, as the register reads it: what is neither on nor off is on. */
export const STRICT: Condition = variable(
  "AUDITSPAN_STRICT",
  (value) => value !== "0" && value !== "false",
);

/** A severity that is a `note` where the strict processors empty what others of the provider get. */
export function unlessStrict(severity: Severity): (subject: Subject) => Severity {
  return (subject) => (STRICT(subject) === undefined ? severity : "note");
}

/** How a package is told: its name, its version and where it lies. */
export function place({ name, version, file }: InstalledPackage): string {
  return `${name} ${version || "of unknown version"} (${file})`;
}

function copiesOf(name: string, packages: readonly InstalledPackage[]): InstalledPackage[] {
  return packages.filter((installedPackage) => installedPackage.name === name);
}

/** A `NodeSDK` is there, that of the application or of a framework. */
export const NODE_SDK_INSTALLED: Condition = any(
  launchedWith(STOCK_REGISTER),
  installed(STOCK_REGISTER),
  installed("@opentelemetry/sdk-node"),
);

/** The application itself starts `NodeSDK`, by code or by the stock register. */
export const NODE_SDK: Condition = all(
  any(launchedWith(STOCK_REGISTER), declared(STOCK_REGISTER), declared("@opentelemetry/sdk-node")),
  not(SDK_DISABLED),
);

/** The register of this project is loaded before the application. */
export const REGISTER: Condition = launchedWith("@auditspan/agent/");

/** This project audits inside the process: its register is loaded, or its package is there. */
export const AGENT: Condition = any(REGISTER, installed("@auditspan/agent"));
