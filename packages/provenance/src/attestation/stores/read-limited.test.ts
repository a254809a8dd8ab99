import { expect, test } from "vitest";
import { readLimited } from "./read-limited.ts";

/** An answer of so many chunks of 1 KiB, and how many were taken from it. */
function answer(chunks: number): { response: Response; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken++ < chunks) controller.enqueue(new Uint8Array(1024));
      else controller.close();
    },
  });
  return { response: new Response(body), taken: () => taken };
}

test("reads a body up to its limit", async () => {
  expect(await readLimited(answer(4).response, 4096)).toHaveLength(4096);
  expect(await readLimited(new Response(null), 0)).toHaveLength(0);
});

test("stops reading a body that is larger, however long it goes on", async () => {
  const { response, taken } = answer(10_000);
  await expect(readLimited(response, 4096)).rejects.toMatchObject({ code: "too_large" });
  expect(taken()).toBeLessThan(10);
});

test("tells a body that breaks off", async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error("CANARY")) });
  const error = await readLimited(new Response(body), 10).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "unreachable" });
  expect(String(error)).not.toContain("CANARY");
});
