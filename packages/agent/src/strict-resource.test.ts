import { expect, test } from "vitest";
import { strictResource } from "./strict-resource.ts";

test("of a resource what names the deployment remains, and no words of a person", () => {
  const strict = strictResource({
    attributes: {
      "service.name": "shop",
      "telemetry.sdk.language": "nodejs",
      "process.owner": "anne",
      "process.command_args": ["node", "agent.js", "call me anne"],
      "host.name": "annes-laptop",
      "enduser.id": "anne",
    },
  });
  expect(strict.attributes).toEqual({ "service.name": "shop", "telemetry.sdk.language": "nodejs" });
});

test("one resource has one strict form, by which exporters group", () => {
  const resource = { attributes: {} };
  const strict = strictResource(resource);
  expect(strictResource(resource)).toBe(strict);
  expect(strictResource(strict)).toBe(strict);
});

test("attributes that a detector finds later are waited for and filtered", async () => {
  const attributes: Record<string, string> = {};
  const resource = {
    attributes,
    asyncAttributesPending: true,
    async waitForAsyncAttributes() {
      Object.assign(attributes, { "cloud.region": "eu-north-1", "process.owner": "anne" });
      resource.asyncAttributesPending = false;
    },
  };
  const strict = strictResource(resource);
  expect(strict.asyncAttributesPending).toBe(true);
  await strict.waitForAsyncAttributes?.();
  expect(strict.asyncAttributesPending).toBe(false);
  expect(strict.attributes).toEqual({ "cloud.region": "eu-north-1" });
});
