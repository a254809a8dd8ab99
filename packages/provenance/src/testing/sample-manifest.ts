export const SAMPLE_DIGEST: string = `sha256:${"0123456789abcdef".repeat(4)}`;

/** A manifest that uses every field, with the files it names. */
export const SAMPLE_MANIFEST: Readonly<Record<string, string>> = {
  "auditspan.manifest.yaml": `# What the support agent is.
agent:
  name: support
  version: 1.2.3
image: ghcr.io/acme/support@${SAMPLE_DIGEST}
models:
  - name: gpt-4o
    provider: openai
    version: "2024-08-06"
  - {name: llama-3.1-8b, digest: "${SAMPLE_DIGEST}"}
tools:
  - name: query_database
    version: 1.2.3
    schemaDigest: ${SAMPLE_DIGEST}
    eventType: db_query
    risk: medium
    parameters:
      limit: count(1000)
      table: enum(orders, refunds)
    results:
      rows: size
  - name: send_mail
    version: "4"
    eventType: message_sent
agents: [billing, refunds]
mcpServers:
  - {name: files, version: 2.0.0}
hosts:
  - api.openai.com
  - mail.example.com
isolation:
  seccompProfile: ${SAMPLE_DIGEST}
  bpf: {x86_64-6.8: "${SAMPLE_DIGEST}"}
  nonRoot: true
  noNewPrivileges: true
  capabilities: [CAP_NET_BIND_SERVICE]
prompts:
  system: prompts/system.md
policies:
  main: policies/main.rego
processingActivity: customer-support
eventTypes: event-types.json
config:
  temperature: {class: identity, value: 0.7}
  stop_words: {class: identity, value: [a, b]}
  log_level: {class: operational, value: "\${LOG_LEVEL}"}
  data_path: {class: operational, value: /var/lib/agent}
  build_number: {class: operational, value: 4711}
  api_key: {class: secret, value: "vault:prod/openai#key"}
`,
  "prompts/system.md": "You are a support agent.\nBe kind.\n",
  "policies/main.rego": "package main\n\nallow := false\n",
  "event-types.json": '{"version": 1}\n',
};
