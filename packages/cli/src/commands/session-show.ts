import type { Trail } from "@auditspan/trail";
import { CommandError, UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { eventJson } from "../event-json.ts";
import { FINGERPRINT_OPTION, fingerprintOf } from "../fingerprint-option.ts";
import { createPaint } from "../paint.ts";
import { timeline } from "../timeline.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const UUID_LENGTH = 36;
/** Sessions among which the beginning of an id is looked for. */
const SEARCHED = 10_000;

export const sessionShowCommand: Command = {
  usage: "ID|--fingerprint DIGEST [--trail LOCATION] [--json]",
  summary: "show one session step by step",
  options: {
    trail: TRAIL_OPTION,
    fingerprint: {
      ...FINGERPRINT_OPTION,
      help: "the one session of this configuration; the beginning of its digest does as well",
    },
    json: { type: "boolean", help: "one JSON object an event, as `auditspan project` prints them" },
  },
  notes: ["ID is a session id, or its beginning when only one session begins so."],

  async run({ trail, fingerprint, json }, [id, ...rest], io) {
    if ((id === undefined) === (fingerprint === undefined) || rest.length > 0)
      throw new UsageError("expected one session id, or --fingerprint");
    return withTrail(trailLocation(trail, io), async (opened) => {
      const sessionId =
        id === undefined
          ? await sessionOf(opened, fingerprint)
          : await findSession(opened, id.toLowerCase());
      const events = sessionId === undefined ? [] : await opened.session(sessionId);
      if (sessionId === undefined || events.length === 0) {
        const what = id === undefined ? "configuration" : "id";
        io.err(`auditspan session show: no session of this ${what} in the trail`);
        return 1;
      }
      // Its summary says what is borne out by statements, where an event has the agent's own word.
      const [head] = await opened.sessions({ session: sessionId });
      const lines =
        json === true
          ? events.map(eventJson)
          : timeline(sessionId, events, createPaint(io.colour), head);
      for (const line of lines) io.out(line);
      return 0;
    });
  },
};

async function sessionOf(trail: Trail, option: unknown): Promise<string | undefined> {
  const fingerprint = await fingerprintOf(trail, option);
  if (fingerprint === undefined) return undefined;
  const [session, another] = await trail.sessions({ fingerprint, limit: 2 });
  if (another !== undefined)
    throw new CommandError(
      "several sessions have this configuration: `session list` with the same option lists them",
    );
  return session?.sessionId;
}

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
