import { sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { freshKey, sampleEnvelope, sampleStatement } from "../testing/sample-attestation.ts";
import { IN_TOTO, MAX_ENVELOPE_BYTES } from "./envelope.ts";
import { preAuthEncoding } from "./pre-auth-encoding.ts";
import { signEnvelope } from "./sign-envelope.ts";
import { statementBytes } from "./statement.ts";
import { verifyEnvelope } from "./verify-envelope.ts";

const { key, keys } = freshKey();
const stranger = freshKey();
const PAYLOAD = statementBytes(sampleStatement());

interface Json {
  payloadType: string;
  payload: string;
  signatures: { keyid?: string; sig: string }[];
}

/** The code that an envelope is refused with, after its JSON was changed. */
function codeOf(change: (json: Json) => unknown, by = key): string {
  const json = JSON.parse(Buffer.from(sampleEnvelope(by)).toString()) as Json;
  return codeOfText(JSON.stringify(change(json) ?? json));
}

function codeOfText(text: string): string {
  const result = verifyEnvelope(Buffer.from(text), keys);
  return result.ok ? "ok" : result.code;
}

test("the payload that is returned is byte for byte the one that was signed", () => {
  // A statement that is not in canonical form, as another implementation may sign it.
  const loose = Buffer.from('{ "b": 1,\n "a": 1.0 }');
  const result = verifyEnvelope(signEnvelope(loose, key), [...stranger.keys, ...keys]);
  expect(result).toMatchObject({ ok: true, keyId: key.keyId });
  expect(result.ok && Buffer.from(result.payload).equals(loose)).toBe(true);
});

test("the encoding that is signed is that of the DSSE specification", () => {
  const encoded = preAuthEncoding("http://example.com/HelloWorld", Buffer.from("hello world"));
  expect(Buffer.from(encoded).toString()).toBe(
    "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
  );
});

describe("an envelope is refused", () => {
  test("as tampered when a byte of its payload changed", () => {
    const changed = Buffer.from(PAYLOAD);
    changed[changed.indexOf("1.2.3")] = "9".charCodeAt(0);
    expect(codeOf((json) => (json.payload = changed.toString("base64")) && json)).toBe("tampered");
  });

  test("as tampered when a byte of its signature changed", () => {
    const change = (json: Json): void => {
      const sig = Buffer.from(json.signatures[0]!.sig, "base64");
      sig[sig.length - 1]! ^= 1;
      json.signatures[0]!.sig = sig.toString("base64");
    };
    expect(codeOf(change)).toBe("tampered");
  });

  test("as of a wrong key when a stranger signed it, whatever key it names", () => {
    expect(codeOf(() => undefined, stranger.key)).toBe("wrong_key");
    const named = codeOf((json) => void (json.signatures[0]!.keyid = key.keyId), stranger.key);
    expect(named).toBe("tampered");
  });

  test("as re-serialised when the same statement stands in other bytes", () => {
    const other = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(PAYLOAD).toString()), null, 2));
    expect(codeOf((json) => void (json.payload = other.toString("base64")))).toBe(
      "reserialised_payload",
    );
  });

  test("when it has two signatures, though both hold", () => {
    expect(codeOf((json) => void json.signatures.push(json.signatures[0]!))).toBe(
      "several_signatures",
    );
  });

  test("when it has no signature", () => {
    expect(codeOf((json) => void (json.signatures = []))).toBe("no_signature");
  });

  test("when its payload is passed off as another type", () => {
    expect(codeOf((json) => void (json.payloadType = "application/json"))).toBe(
      "wrong_payload_type",
    );
  });

  test("when it was signed as another type and passed off as a statement", () => {
    const sig = sign("sha256", preAuthEncoding("application/json", PAYLOAD), key.privateKey);
    expect(codeOf((json) => void (json.signatures[0]!.sig = sig.toString("base64")))).toBe(
      "tampered",
    );
  });

  test("when it was signed as another type and says so", () => {
    const sig = sign("sha256", preAuthEncoding("text/plain", PAYLOAD), key.privateKey);
    const change = (json: Json): Json => ({
      ...json,
      payloadType: "text/plain",
      signatures: [{ sig: sig.toString("base64") }],
    });
    expect(codeOf(change)).toBe("wrong_payload_type");
  });

  test.each([
    ["payload", (json: Json): void => void (json.payload = `${json.payload.slice(0, 8)}\n`)],
    ["signature", (json: Json): void => void (json.signatures[0]!.sig += "!")],
  ])("when its %s is not strict base64", (_, change) => {
    expect(codeOf(change)).toBe("malformed_base64");
  });

  test("when it is larger than 1 MiB, before it is read", () => {
    expect(codeOfText(" ".repeat(MAX_ENVELOPE_BYTES + 1))).toBe("too_large");
  });

  test.each([
    ["text that is no JSON", "sha256"],
    ["a list", "[]"],
    ["a payload that is no text", '{"payloadType":"x","payload":1,"signatures":[]}'],
    ["no signatures", '{"payloadType":"x","payload":""}'],
    ["a signature without sig", '{"payloadType":"x","payload":"","signatures":[{}]}'],
    ["a member twice", `{"payloadType":"x","payload":"","payload":"","signatures":[{"sig":""}]}`],
  ])("as malformed when it holds %s", (_, text) => {
    expect(codeOfText(text)).toBe("malformed_envelope");
  });

  test("when there are no keys at all", () => {
    expect(verifyEnvelope(sampleEnvelope(key), [])).toMatchObject({ code: "wrong_key" });
  });

  test("when its signature is of the form r and s instead of DER", () => {
    const options = { key: key.privateKey, dsaEncoding: "ieee-p1363" } as const;
    const sig = sign("sha256", preAuthEncoding(IN_TOTO, PAYLOAD), options);
    expect(codeOf((json) => void (json.signatures[0]!.sig = sig.toString("base64")))).toBe(
      "tampered",
    );
  });
});

test("members that DSSE does not know are ignored, and a missing key id is no fault", () => {
  expect(codeOf((json) => ({ ...json, extra: 1 }))).toBe("ok");
  expect(codeOf((json) => void delete json.signatures[0]!.keyid)).toBe("ok");
  expect(codeOf((json) => void (json.signatures[0]!.keyid = "another"))).toBe("ok");
});

test("the URL-safe alphabet is accepted", () => {
  const change = (json: Json): void => {
    json.payload = Buffer.from(json.payload, "base64").toString("base64url");
  };
  expect(codeOf(change)).toBe("ok");
});
