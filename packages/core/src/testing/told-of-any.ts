import { ATTRIBUTES } from "../attributes.ts";
import { kindCheck } from "../kind-checks.ts";
import { project } from "../project.ts";
import type { SpanRecord } from "../record.ts";
import { HOSTILE_VALUES } from "./hostile-values.ts";
import { projectionContext } from "./projection-context.ts";
import { spanRecord } from "./records.ts";
import { KNOWN } from "./told.ts";

const CANARY = "alice.smith@example.com +4915732817957";

/** What one hostile value under a key led to. */
interface ToldOfAny {
  readonly what: string;
  readonly type: string;
  /** Attributes whose value is not of their kind, or holds something of the value. */
  readonly kept: readonly string[];
}

/** Projects a span once for each hostile value and form of a canary under one of its keys. */
export function toldOfAny(parts: Partial<SpanRecord>, key: string): readonly ToldOfAny[] {
  const context = projectionContext(KNOWN, { commitments: true });
  return VALUES.map(([what, value]) => {
    const attributes = { ...parts.attributes, [key]: value };
    const [event] = project(spanRecord({ ...parts, attributes }), context);
    const kept = Object.entries(event!.attributes)
      .filter(([name, found]) => {
        const fits = kindCheck(ATTRIBUTES[name]!)(found, context.names);
        return !fits || /alice|smith|4915732817957/i.test(JSON.stringify(found));
      })
      .map(([name]) => name);
    return { what, type: event!.type, kept };
  });
}

const VALUES: readonly (readonly [what: string, value: unknown])[] = [
  // What throws when it is touched stops the projection, which the host of it answers for.
  ...HOSTILE_VALUES.filter(([what]) => !what.includes("throws")),
  ["a canary", CANARY],
  ["a canary behind a known word", `SELECT GET grpc ${CANARY}`],
  ["a list of canaries", [CANARY, [CANARY]]],
  ["an object of canaries", { [CANARY]: CANARY }],
  ["a phone number", 4_915_732_817_957],
];
