import type { Dialect } from "./dialect.ts";
import { serverAddress } from "./http.ts";

const PRODUCER = 4;

/** Queues, topics and sockets: what is sent is a message that leaves; receiving is an operation. */
export const messaging: Dialect = {
  name: "messaging",
  title: "Messaging: Kafka, RabbitMQ, SQS, SNS, socket.io and others",
  scopes: ["@opentelemetry/instrumentation-kafkajs", "@opentelemetry/instrumentation-amqplib"],
  speaks: ({ attributes }) =>
    (attributes["messaging.system"] ?? attributes["messaging.system.name"]) !== undefined,
  types: ["message_sent"],
  // Only the span that gives the message away is of this kind, not the request that carries it.
  typeOf: ({ kind }) => (kind === PRODUCER ? "message_sent" : undefined),
  fields: {
    "messaging.system": ["messaging.system", "messaging.system.name"],
    "messaging.batch.message_count": "messaging.batch.message_count",
    "server.address": serverAddress,
    "auditspan.io.input_size": [
      "messaging.message.body.size",
      "messaging.message_payload_size_bytes",
    ],
  },
};
