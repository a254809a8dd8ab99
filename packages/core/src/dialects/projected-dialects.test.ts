import { describe, expect, test } from "vitest";
import { ATTRIBUTES } from "../attributes.ts";
import { kindCheck } from "../kind-checks.ts";
import { project } from "../project.ts";
import type { AnyAttributes } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { KNOWN } from "../testing/told.ts";
import { DIALECTS } from "./registry.ts";

describe.each(DIALECTS)("$name", ({ scopes }) => {
  const CANARY = "Alice Smith";
  const everywhere = (value: unknown): AnyAttributes =>
    new Proxy(
      {},
      {
        get: (_target, key) => {
          if (/^(?:gen_ai\.operation\.name|openinference\.span\.kind)$/.test(String(key))) {
            return undefined;
          }
          return /\.(?:[3-9]|\d\d+)(?:\.|$)/.test(String(key)) ? undefined : value;
        },
      },
    );

  test.each<[what: string, value: unknown]>([
    ["a text", CANARY],
    ["a list", [CANARY, { [CANARY]: CANARY }]],
    ["messages", { messages: [{ role: "assistant", content: CANARY, name: CANARY }] }],
    ["JSON text", JSON.stringify([{ role: "user", content: CANARY, [CANARY]: CANARY }])],
  ])("no part of %s is kept, wherever it stands", (_what, value) => {
    for (const scope of [...scopes, CANARY]) {
      const record = spanRecord({
        scope: { name: scope, version: CANARY },
        name: CANARY,
        attributes: everywhere(value),
        resource: { "service.name": CANARY },
        events: [{ name: CANARY, attributes: { "exception.type": CANARY } }],
        statusCode: 2,
      });
      const context = projectionContext(KNOWN, { commitments: true });
      for (const event of project(record, context)) {
        const { attributes, name, type } = event;
        expect(JSON.stringify([attributes, name, type])).not.toMatch(/alice|smith/i);
        for (const [key, kept] of Object.entries(attributes)) {
          expect([key, kindCheck(ATTRIBUTES[key]!)(kept, context.names)]).toEqual([key, true]);
        }
      }
    }
  });
});
