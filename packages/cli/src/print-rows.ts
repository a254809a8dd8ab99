import { printable } from "@auditspan/emitter/printable";
import type { CommandIo } from "./command.ts";
import { formatTable } from "./format.ts";
import { createPaint } from "./paint.ts";

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly head: readonly string[];
  /** The cells of a row in the table. */
  readonly cells: (row: Row) => readonly string[];
  /** Columns whose cells stand to the right. Defaults to none. */
  readonly right?: readonly number[] | undefined;
  /** The row as it is printed with `--json`. */
  readonly json: (row: Row) => object;
  /** What is said on standard error when there are none. */
  readonly none: string;
}

/** Prints rows as a table, or one JSON object a line. */
export function printRows<Row>(
  { rows, head, cells, right = [], json, none }: Rows<Row>,
  asJson: boolean,
  io: CommandIo,
): void {
  if (asJson) {
    for (const row of rows) io.out(printable(JSON.stringify(json(row))));
  } else if (rows.length === 0) {
    io.err(none);
  } else {
    const [first, ...lines] = formatTable([head, ...rows.map(cells)], right);
    io.out(createPaint(io.colour)("dim", first!));
    for (const line of lines) io.out(line);
  }
}
