import { expect, test } from "vitest";
import { toldOfAny } from "../testing/told-of-any.ts";
import { told } from "../testing/told.ts";

const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;

test.each([
  ["kafka", "kafka"],
  ["rabbitmq", "rabbitmq"],
  ["aws_sqs", "aws_sqs"],
  ["aws.sns", "aws.sns"],
  ["socket.io", "socket.io"],
  ["BullMQ", "bullmq"],
  ["alice's bus", "other"],
])("what is sent by %s is a message", (system, kept) => {
  const attributes = {
    "messaging.system": system,
    "messaging.destination.name": "alice",
    "messaging.kafka.message.key": "alice",
    "messaging.batch.message_count": 3,
  };
  const { type, risk, details } = told({ kind: PRODUCER, name: "send alice", attributes });
  expect([type, risk]).toEqual(["message_sent", "high"]);
  expect(details).toEqual({ "messaging.system": kept, "messaging.batch.message_count": 3 });
});

test.each([
  ["receiving", CONSUMER],
  ["the request that carries it", CLIENT],
])("%s sends none", (_, kind) => {
  const attributes = { "messaging.system": "kafka", "messaging.operation": "receive" };
  expect(told({ kind, attributes }).type).toBe("operation");
});

test("a queue of AWS is told as a queue, not as a remote call", () => {
  const attributes = {
    "rpc.system": "aws-api",
    "rpc.service": "SQS",
    "rpc.method": "SendMessage",
    "messaging.system": "aws_sqs",
  };
  expect(told({ kind: PRODUCER, attributes }).type).toBe("message_sent");
});

test.each([
  "messaging.system",
  "messaging.system.name",
  "messaging.batch.message_count",
  "messaging.destination.name",
  "messaging.message.body.size",
  "messaging.message_payload_size_bytes",
  "server.address",
  "net.peer.name",
])("whatever stands under %s, nothing of it is kept", (key) => {
  const attributes = { "messaging.system": "kafka", "messaging.system.name": "kafka" };
  for (const { what, type, kept } of toldOfAny({ kind: PRODUCER, attributes }, key)) {
    expect([what, type, kept]).toEqual([what, "message_sent", []]);
  }
});
