import type { AttributeValue } from "../audit-event.ts";
import type { NamesFile } from "../known-names.ts";
import { project } from "../project.ts";
import type { SpanRecord } from "../record.ts";
import { projectionContext } from "./projection-context.ts";
import { spanRecord } from "./records.ts";

/** What the event of a span tells, in short. */
export interface Told {
  readonly type: string;
  readonly outcome: AttributeValue | undefined;
  readonly risk: AttributeValue | undefined;
  readonly steps: readonly string[];
  /** Attributes besides those of the event and its steps. */
  readonly details: Readonly<Record<string, AttributeValue>>;
}

export const KNOWN: NamesFile = {
  agents: ["support", "billing"],
  tools: ["lookup"],
  models: ["a-model"],
  providers: ["a-provider"],
};

/** Projects a span with known names, and tells its own event in short. */
export function told(parts: Partial<SpanRecord>, names: NamesFile = KNOWN): Told {
  const [event] = project(spanRecord(parts), projectionContext(names));
  if (event === undefined) throw new Error("expected an event of every span");
  const { attributes, type } = event;
  return {
    type,
    outcome: attributes["auditspan.event.outcome"],
    risk: attributes["auditspan.event.risk"],
    steps: (attributes["auditspan.step.kinds"] ?? []) as readonly string[],
    details: Object.fromEntries(
      Object.entries(attributes).filter(([name]) => !/^auditspan\.(event|step|io)\./.test(name)),
    ),
  };
}
