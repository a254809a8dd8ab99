import type { Trail } from "@auditspan/trail";
import { CommandError, UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { eventJson } from "../event-json.ts";
import { createPaint } from "../paint.ts";
import { timeline } from "../timeline.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const UUID_LENGTH = 36;
/** Sessions among which the beginning of an id is looked for. */
const SEARCHED = 10_000;

export const sessionShowCommand: Command = {
  usage: "ID [--trail LOCATION] [--json]",
  summary: "show one session step by step",
  options: {
    trail: TRAIL_OPTION,
    json: { type: "boolean", help: "one JSON object an event, as `auditspan project` prints them" },
  },
  notes: ["ID is a session id, or its beginning when only one session begins so."],

  async run({ trail, json }, [id, ...rest], io) {
    if (id === undefined || rest.length > 0) throw new UsageError("expected one session id");
    return withTrail(trailLocation(trail, io), async (opened) => {
      const sessionId = await findSession(opened, id.toLowerCase());
      const events = sessionId === undefined ? [] : await opened.session(sessionId);
      if (sessionId === undefined || events.length === 0) {
        io.err("auditspan session show: no session of this id in the trail");
        return 1;
      }
      const lines =
        json === true ? events.map(eventJson) : timeline(sessionId, events, createPaint(io.colour));
      for (const line of lines) io.out(line);
      return 0;
    });
  },
};

async function findSession(trail: Trail, id: string): Promise<string | undefined> {
  if (!/^[0-9a-f-]+$/.test(id))
    throw new UsageError("expected a session id of hex digits and dashes");
  if (id.length === UUID_LENGTH) return id;
  const sessions = await trail.sessions({ limit: SEARCHED });
  const found = sessions.filter(({ sessionId }) => sessionId.startsWith(id));
  if (found.length > 1)
    throw new CommandError(`${found.length} sessions begin with ${id}: give more of the id`);
  return found[0]?.sessionId;
}
