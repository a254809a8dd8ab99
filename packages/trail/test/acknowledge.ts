import { randomUUID } from "node:crypto";
import { openTrail } from "../src/index.ts";
import { newEventId, sampleEvent } from "./sample-events.ts";

// Ingests batches until it is ended, or as many as told, and prints the ids of those acknowledged.
const [location = "", sessionId = randomUUID(), batches = "Infinity"] = process.argv.slice(2);
const trail = await openTrail(location);
for (let batch = 0; batch < Number(batches); batch++) {
  const ids = Array.from({ length: 20 }, () => newEventId());
  await trail.ingest(ids.map((id) => sampleEvent({ sessionId, id })));
  process.stdout.write(`${ids.join("\n")}\n`);
}
