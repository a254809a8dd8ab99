import { createRequestHead } from "@auditspan/core";
import { Backoff } from "./backoff.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { Delivery, type DeliveryParts } from "./delivery.ts";
import { checkInteger, type EmitterOptions } from "./emitter-options.ts";
import { createOtlpSender } from "./otlp-sender.ts";
import { otlpSettings, type OtlpSettings } from "./otlp-settings.ts";
import { OutageTeller, receiverName } from "./outage.ts";
import { protocolProblem } from "./protocol-problem.ts";
import { say } from "./say.ts";
import { VERSION } from "./version.ts";

/** Wires the delivery of a queue from the options of its emitter. Throws on settings it cannot use. */
export function createDelivery(
  options: EmitterOptions,
  queue: ByteQueue,
  onSettled: DeliveryParts["onSettled"],
): Delivery {
  const { resource = {}, delayMillis = 1000, maxConcurrentRequests = 4 } = options;
  const { serviceName = "auditspan", serviceVersion } = resource;
  const settings = options.sender === undefined ? otlpSettings(options.otlp) : undefined;
  const tell = options.onOutage ?? say;
  const outage = new OutageTeller(settings ? receiverName(settings) : "the receiver", tell);
  const delivery = new Delivery({
    queue,
    sender: options.sender ?? createOtlpSender(settings as OtlpSettings),
    head: createRequestHead({ serviceName, serviceVersion, sdkVersion: VERSION }),
    backoff: new Backoff(options.retry),
    maxConcurrentRequests: checkInteger("maxConcurrentRequests", maxConcurrentRequests, 1),
    delayMillis: checkInteger("delayMillis", delayMillis, 0),
    runDetached: options.runDetached ?? ((fn) => fn()),
    onSettled,
    onResult: (result) => outage.note(result),
  });
  const problem = settings && protocolProblem();
  if (problem !== undefined) say(problem);
  return delivery;
}
