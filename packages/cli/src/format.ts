import { printable } from "@auditspan/emitter/printable";

const NANOS = 1_000_000_000n;

/** A duration in nanoseconds, in the unit that suits it. */
export function formatDuration(nanos: bigint): string {
  const ms = Number(nanos) / 1e6;
  if (ms < 0.01) return "";
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** Unix nanoseconds as UTC to the millisecond. */
export function formatTime(nanos: bigint): string {
  const date = new Date(Number(nanos / 1_000_000n));
  return Number.isNaN(date.getTime()) ? "?" : date.toISOString().replace("T", " ");
}

/** Seconds since the beginning of the session. */
export function formatOffset(nanos: bigint): string {
  const tenths = (nanos % NANOS) / 1_000_000n;
  return `+${nanos / NANOS}.${String(tenths < 0n ? -tenths : tenths).padStart(3, "0")}`;
}

/** Lines of a table, printable; columns as wide as their widest cell, numbers to the right. */
export function formatTable(
  given: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const rows = given.map((row) => row.map(printable));
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
}
