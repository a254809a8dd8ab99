import type { Rule } from "./rule.ts";
import { compareVersions, inRange, parseVersion } from "./version-range.ts";
import type { Version } from "./version-range.ts";

/** The oldest Node on which the register works. */
const OLDEST: Version = [22, 15, 0];
/** Releases that a range of versions may still admit, though they are too old. */
const TOO_OLD = ["18.20.8", "20.19.5", "22.14.0"];

/** Whether the Node that runs the application can load the register. */
export const NODE_VERSIONS: readonly Rule[] = [
  {
    id: "node-too-old",
    severity: "error",
    seen: ({ nodeVersion }) =>
      nodeVersion !== undefined && isTooOld(nodeVersion) ? [`Node ${nodeVersion}`] : undefined,
    message: "the register leaves this Node alone: nothing is audited",
    fix: "run the application on Node 22.15 or newer, or send its spans to `auditspan collect`",
  },
  {
    id: "node-pinned-too-old",
    severity: "error",
    seen: ({ app }) =>
      app?.pinnedNode !== undefined && isTooOld(app.pinnedNode.version)
        ? [app.pinnedNode.file]
        : undefined,
    message: "a Node is asked for that the register leaves alone",
    fix: "pin Node 22.15 or newer",
  },
  {
    id: "node-range",
    severity: "note",
    seen: ({ app }) => {
      const range = app?.manifest.engines?.node;
      const admits = typeof range === "string" && TOO_OLD.some((old) => inRange(old, range));
      return admits ? ["package.json (engines)"] : undefined;
    },
    message: "engines admits Node versions on which the register does nothing",
    fix: "narrow it to >=22.15",
  },
  {
    id: "node-unknown",
    severity: "note",
    seen: ({ nodeVersion, app }) =>
      nodeVersion === undefined && app?.pinnedNode === undefined ? ["Node"] : undefined,
    message: "which Node runs the application could not be seen",
    fix: "see that it is 22.15 or newer",
  },
];

// A pin may say less than a version (`22`): then the newest of it counts.
function isTooOld(text: string): boolean {
  const version = parseVersion(text);
  if (version === undefined) return false;
  const parts = text.replace(/^v/, "").split(".").length;
  const newest = [...version.slice(0, parts), Infinity, Infinity].slice(0, 3);
  return compareVersions(newest as unknown as Version, OLDEST) < 0;
}
