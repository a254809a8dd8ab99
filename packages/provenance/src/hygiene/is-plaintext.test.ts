import { describe, expect, test } from "vitest";
import { isPlaintext } from "./is-plaintext.ts";

describe("a value that is the secret itself", () => {
  test.each([
    ["a key", "sk-live-4711"],
    ["a number", "123456"],
    ["a placeholder that would run", "changeme"],
    ["a dollar within a password", "S3cr$tABC"],
    ["two dollars", "pa$$WORD"],
    ["a vault without a path", "vault:hunter2"],
    ["an unclosed reference", "${OPEN"],
    ["a fallback", "${KEY:-sk-live}"],
    ["a fallback without colon", "${KEY-sk-live}"],
    ["a fallback in quotes", '${KEY:-"sk-live"}'],
    ["a fallback of a fallback", "${KEY:-${OTHER:-sk-live}}"],
    ["an alternative", "${KEY:+sk-live}"],
    ["a fallback of a workflow", "${{ secrets.KEY || 'sk-live' }}"],
    ["a literal of a workflow", "${{ 'sk-live' }}"],
    ["a choice of a workflow", "${{ (github.ref == 'main' && 'sk-live') || secrets.KEY }}"],
    ["a default of a template", '{{ .Values.key | default "sk-live" }}'],
    ["a default of a template, first", '{{ default "sk-live" .Values.key }}'],
    ["a string of a template", '{{ "sk-live" | b64enc }}'],
    ["a default of Jinja", "{{ key | default('sk-live') }}"],
    ["a password in a URL", "postgres://agent:hunter2@db/${DATABASE}"],
    ["a part of a password in a URL", "postgres://agent:hunter${TWO}@db/x"],
    ["a key of several lines", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"],
  ])("%s", (_, value) => expect(isPlaintext(value)).toBe(true));
});

describe("a value that is not the secret", () => {
  test.each([
    ["nothing", ""],
    ["space", " \n"],
    ["a variable", "$KEY"],
    ["a variable in small letters", "$my_key"],
    ["a variable in braces", "${KEY}"],
    ["a variable that must be set", "${KEY:?set it}"],
    ["an empty fallback", "${KEY:-}"],
    ["a fallback to a reference", "${KEY:-$OTHER}"],
    ["a variable of Kubernetes", "$(KEY)"],
    ["a command", "$(op read op://agents/key)"],
    ["a command in backticks", "`cat key`"],
    ["a secret of a workflow", "${{ secrets.KEY }}"],
    ["an index of a workflow", "${{ secrets['KEY'] || '' }}"],
    ["a comparison of a workflow", "${{ inputs.x == 'live' && secrets.A || secrets.B }}"],
    ["a template", "{{ .Values.key | quote }}"],
    ["an input of GitLab", "$[[ inputs.key ]]"],
    ["a reference with words around it", "Bearer $TOKEN"],
    ["a URL whose password is a reference", "postgres://agent:${PASSWORD}@db/x"],
    ["a placeholder", "<your key here>"],
    ["a mask", "********"],
    ["a vault", "vault:agents/support#key"],
    ["1Password", "op://agents/support/key"],
    ["vals", "ref+awssecrets://agents/key"],
    ["AWS", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key"],
    ["AWS in a template", "{{resolve:secretsmanager:agents:SecretString:key}}"],
    ["Google", "projects/agents/secrets/key/versions/latest"],
    ["Azure", "@Microsoft.KeyVault(SecretUri=https://agents.vault.azure.net/secrets/key/)"],
    ["a mounted file", "/run/secrets/key"],
    ["sops", "ENC[AES256_GCM,data:abc,iv:d,tag:e,type:str]"],
  ])("%s", (_, value) => expect(isPlaintext(value)).toBe(false));
});

test("a hostile value takes no longer than its length", () => {
  const started = performance.now();
  for (const part of ["${", "{{", "${A:-", "://:", "$(", "'||", "<"])
    isPlaintext(part.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
