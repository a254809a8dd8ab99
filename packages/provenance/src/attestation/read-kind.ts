import type { JsonValue, Kind } from "@auditspan/core";
import { readList, readMembers, readNumber, readObject, readText, readWord } from "./read-json.ts";
import { StatementFault } from "./statement-fault.ts";

const SETS = ["tools", "models", "agents", "providers", "hosts", "mcpServers"] as const;

/**
 * Reads the kind that a field of a tool is kept by; throws a `StatementFault` when it is none of those
 * that a manifest may name.
 */
export function readKind(json: JsonValue, place: string): Kind {
  const kind = readObject(json, place)["kind"];
  switch (kind) {
    case "flag":
    case "size":
      readMembers(json, place, ["kind"]);
      return { kind };
    case "count":
      return { kind, max: readNumber(readMembers(json, place, ["kind", "max"])["max"], place) };
    case "ratio": {
      const { min, max } = readMembers(json, place, ["kind", "min", "max"]);
      return { kind, min: readNumber(min, place), max: readNumber(max, place) };
    }
    case "enum": {
      const { values } = readMembers(json, place, ["kind", "values"]);
      return { kind, values: readList(values, place).map((value) => readText(value, place)) };
    }
    case "member":
      return { kind, set: readWord(readMembers(json, place, ["kind", "set"])["set"], place, SETS) };
    case "list": {
      const { of, max } = readMembers(json, place, ["kind", "of", "max"]);
      return { kind, of: readKind(of!, place), max: readNumber(max, place) };
    }
    default:
      throw new StatementFault(
        "malformed_statement",
        `${place}: expected a kind, got something else`,
      );
  }
}
