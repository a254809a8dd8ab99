import type { KnownNames } from "@auditspan/core";
import { stringify } from "yaml";
import { builderManifest } from "./builder-manifest.ts";
import { exporter } from "./exporter.ts";
import { lanes } from "./lanes.ts";

/** The files of `collector-config` that are made from the schema, by name. */
export function collectorConfigFiles(names: KnownNames): Readonly<Record<string, string>> {
  return {
    "gateway.yaml": page(
      "Gateway for a whole deployment: content is taken out, audit events pass unchanged.",
      {
        ...lanes({ names, host: "localhost", ...TO_BACKENDS }),
      },
    ),
    "agent.yaml": page("Sidecar beside one agent: the same two lanes, on to the gateway.", {
      ...lanes({ names, host: "localhost", ...TO_GATEWAY }),
    }),
    "k8s.yaml": page(
      "Collector of a Kubernetes node: the gateway, and the pod that each connection comes from.",
      lanes({ names, host: "${env:POD_IP}", observers: OBSERVERS, ...TO_BACKENDS }),
    ),
    "builder.yaml": builderManifest(),
  };
}

const TO_BACKENDS = {
  exporters: {
    "otlp_http/trail": exporter("AUDITSPAN_TRAIL_ENDPOINT"),
    "otlp_http/traces": exporter("AUDITSPAN_TRACES_ENDPOINT"),
  },
  contentExporters: ["otlp_http/trail", "otlp_http/traces"],
  auditExporters: ["otlp_http/trail", "otlp_http/traces"],
};

const TO_GATEWAY = {
  exporters: {
    "otlp_http/content": exporter("AUDITSPAN_GATEWAY_CONTENT_ENDPOINT"),
    "otlp_http/audit": exporter("AUDITSPAN_GATEWAY_AUDIT_ENDPOINT", {
      auth: { authenticator: "bearertokenauth/audit" },
    }),
  },
  contentExporters: ["otlp_http/content"],
  auditExporters: ["otlp_http/audit"],
};

const OBSERVERS = {
  k8sattributes: {
    auth_type: "serviceAccount",
    filter: { node_from_env_var: "K8S_NODE_NAME" },
    extract: { metadata: ["k8s.pod.uid"] },
    // The default rules would believe what a client says of its pod.
    pod_association: [{ sources: [{ from: "connection" }] }],
  },
};

function page(summary: string, config: object): string {
  const made =
    "Made by `auditspan collector-config generate`; docs/collector-config.md explains it.";
  return `# ${summary}\n# ${made}\n${stringify(config, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
