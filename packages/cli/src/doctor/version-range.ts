/** A version as numbers; what stands behind them (a prerelease, a build) does not count. */
export type Version = readonly [major: number, minor: number, patch: number];

/** Reads a version, or the beginning of one (`22`, `v22.15`). Undefined when it is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /^\s*v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(text);
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/** Below 0 when `a` is older, above 0 when it is newer. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * Whether a version is in a range as package manifests write them: comparators, `^`, `~`, `x`,
 * hyphens and `||`. A version or a range that cannot be read is taken as in range, since nothing can
 * be said about it.
 */
export function inRange(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  return parsed === undefined || range.split("||").some((part) => inEvery(parsed, part.trim()));
}

function inEvery(version: Version, part: string): boolean {
  const spaced = part.replace(/^(\S+)\s+-\s+(\S+)$/, ">=$1 <=$2").replace(/([<>=^~]+)\s+/g, "$1");
  return spaced.split(/\s+/).every((comparator) => inComparator(version, comparator));
}

function inComparator(version: Version, comparator: string): boolean {
  const [, sign = "", text = ""] = /^([<>]=?|=|\^|~>?)?(.*)$/.exec(comparator) ?? [];
  const bound = parseVersion(text);
  if (bound === undefined) return true;
  const order = compareVersions(version, bound);
  switch (sign) {
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "^":
      return order >= 0 && sameUpTo(version, bound, bound[0] > 0 ? 1 : bound[1] > 0 ? 2 : 3);
    case "~":
    case "~>":
      return order >= 0 && sameUpTo(version, bound, Math.min(2, partsOf(text)));
    default:
      return sameUpTo(version, bound, partsOf(text));
  }
}

function sameUpTo(a: Version, b: Version, parts: number): boolean {
  return a.slice(0, parts).every((part, at) => part === b[at]);
}

function partsOf(text: string): number {
  return /^v?\d+(\.\d+)?(\.\d+)?/.exec(text)![0].split(".").length;
}
