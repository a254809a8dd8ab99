/** Stands wherever a text can stand in a request. */
export const CANARY = "Marta.Lindqvist@example.com";
/** A number that is somebody's: wherever a number can stand that is no id and no time. */
export const NUMBER = 1_733_555_019;

const NOW = "1795324429636000000";
const LATER = "1795324429637000000";
const TEXT = { stringValue: CANARY };
const NESTED = {
  kvlistValue: { values: [{ key: CANARY, value: { arrayValue: { values: [TEXT] } } }] },
};

interface KeyValue {
  readonly key: string;
  readonly value: object;
}

/** What every span of these bodies keeps, so that a test sees that it came through. */
const KEPT: readonly KeyValue[] = [
  { key: "gen_ai.operation.name", value: { stringValue: "chat" } },
  { key: "gen_ai.provider.name", value: { stringValue: "openai.chat" } },
  { key: "gen_ai.request.model", value: { stringValue: "gpt-4o-2024-08-06" } },
  { key: "gen_ai.usage.input_tokens", value: { intValue: "17" } },
];

function span(more: object): object {
  return {
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    name: CANARY,
    kind: NUMBER,
    startTimeUnixNano: NOW,
    endTimeUnixNano: LATER,
    traceState: `vendor=${CANARY}`,
    flags: NUMBER,
    droppedAttributesCount: NUMBER,
    droppedEventsCount: NUMBER,
    droppedLinksCount: NUMBER,
    status: { code: NUMBER, message: CANARY },
    events: [{ name: CANARY, timeUnixNano: NOW, attributes: [{ key: CANARY, value: TEXT }] }],
    ...more,
  };
}

/**
 * A request of OTLP/JSON with a canary in every field that holds a text or a free number: in spans
 * whose kept keys hold values of every kind, and twice; the last has no kept key.
 */
export function hostileTraces(keys: readonly string[]): object {
  const values = [TEXT, NESTED, { arrayValue: { values: [TEXT] } }, { bytesValue: "TWFydGE=" }];
  const spans = values.map((value, i) =>
    span({
      spanId: String(i).padStart(16, "b"),
      attributes: [
        ...KEPT,
        ...keys
          .filter((key) => !KEPT.some((kept) => kept.key === key))
          .map((key) => ({ key, value })),
        { key: CANARY, value },
        { key: "redaction.redacted.keys", value: TEXT },
        { key: "redaction.masked.keys", value },
        { key: "session.id", value: TEXT },
        { key: "auditspan.event.type", value: TEXT },
        ...KEPT.map(({ key }) => ({ key, value })),
      ],
    }),
  );
  const bare = span({ spanId: "b".repeat(16), attributes: [{ key: CANARY, value: TEXT }] });
  return {
    resourceSpans: [{ ...group(), scopeSpans: [{ ...scoped(CANARY), spans: [...spans, bare] }] }],
  };
}

/** The same of log records, and one that claims to be ours. */
export function hostileLogs(keys: readonly string[]): object {
  const record = (body: object): object => ({
    timeUnixNano: NOW,
    observedTimeUnixNano: NOW,
    severityNumber: NUMBER,
    severityText: CANARY,
    eventName: CANARY,
    body,
    flags: NUMBER,
    droppedAttributesCount: NUMBER,
    attributes: [
      ...KEPT,
      ...keys.map((key) => ({ key, value: body })),
      { key: CANARY, value: body },
      { key: "redaction.redacted.keys", value: TEXT },
    ],
  });
  const logRecords = [TEXT, NESTED, { arrayValue: { values: [TEXT, NESTED] } }].map(record);
  return {
    resourceLogs: [
      {
        ...group(),
        scopeLogs: [
          { ...scoped(CANARY), logRecords },
          { ...scoped("auditspan"), logRecords },
        ],
      },
    ],
  };
}

function group(): object {
  return {
    schemaUrl: `https://${CANARY}`,
    resource: {
      droppedAttributesCount: NUMBER,
      attributes: [
        { key: "service.name", value: TEXT },
        { key: "process.owner", value: TEXT },
        { key: CANARY, value: NESTED },
      ],
      entityRefs: [
        { schemaUrl: CANARY, type: CANARY, idKeys: [CANARY], descriptionKeys: [CANARY] },
      ],
    },
  };
}

function scoped(name: string): object {
  return {
    schemaUrl: `https://${CANARY}`,
    scope: {
      name,
      version: CANARY,
      droppedAttributesCount: NUMBER,
      attributes: [{ key: CANARY, value: TEXT }],
    },
  };
}

/** Spans that no part of a collector can clean, each for a reason of its own. */
export function uncleanableTraces(): object {
  const links = [
    {
      traceId: "c".repeat(32),
      spanId: "d".repeat(16),
      traceState: `vendor=${CANARY}`,
      attributes: [{ key: CANARY, value: TEXT }],
    },
  ];
  const spans = [
    { links },
    { startTimeUnixNano: String(NUMBER) },
    { endTimeUnixNano: "1795324429635999999" },
    { endTimeUnixNano: "8000000000000000000" },
  ].map((more, i) => span({ spanId: String(i).padStart(16, "e"), attributes: KEPT, ...more }));
  const claims = [span({ spanId: "f".repeat(16), attributes: KEPT })];
  return {
    resourceSpans: [
      {
        ...group(),
        scopeSpans: [
          { ...scoped(CANARY), spans },
          { ...scoped("auditspan"), spans: claims },
        ],
      },
    ],
  };
}
