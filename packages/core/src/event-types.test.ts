import { expect, test } from "vitest";
import { ATTRIBUTE_GROUPS, ATTRIBUTES } from "./attributes.ts";
import { EVENT_TYPES, isEventType, PHASES } from "./event-types.ts";

/** The closed table of event types by risk: the contract, written a second time. */
const BY_RISK: Readonly<Record<string, string>> = {
  low: `model_completion embedding retrieval agent_invocation workflow_step memory_read operation
    session_started session_ended checkpoint`,
  medium: `tool_call agent_handoff memory_write http_request db_query file_read guardrail_check
    policy_decision human_approval session_rotated generation_started annotation registry_expired`,
  high: `file_write credential_access message_sent data_export process_execution model_training
    registry_lookup registry_hold unregistered_tool unregistered_event config_mismatch
    events_dropped`,
  critical: `runtime_context_changed containment_lost secret_detected session_revoked
    generation_revoked seal_broken`,
};

test.each(Object.entries(BY_RISK))(
  "the types of %s risk are those of the schema",
  (risk, names) => {
    const types = Object.entries(EVENT_TYPES).filter(([, definition]) => definition.risk === risk);
    expect(types.map(([name]) => name).toSorted()).toEqual(names.split(/\s+/).toSorted());
  },
);

test.each(Object.entries(EVENT_TYPES))("%s is defined in terms of the schema", (_name, type) => {
  for (const name of type.must) expect(ATTRIBUTES).toHaveProperty([name]);
  for (const name of type.may)
    expect({ ...ATTRIBUTE_GROUPS, ...ATTRIBUTES }).toHaveProperty([name]);
  expect(PHASES).toContain(type.phase);
  expect(type.summary).toMatch(/^[A-Z].*\.$/);
});

test.each(["constructor", "__proto__", "toString", "", "Tool_Call", "unregistered"])(
  "%j is no event type",
  (name) => {
    expect(isEventType(name)).toBe(false);
  },
);
