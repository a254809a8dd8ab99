import { stringify } from "yaml";

/** Release of the collector whose parts the presets are tested with. */
const RELEASE = "0.160.0";
/** The modules that are stable have a number of their own. */
const STABLE = "1.66.0";

const CORE = "go.opentelemetry.io/collector";
const CONTRIB = "github.com/open-telemetry/opentelemetry-collector-contrib";

/** The manifest for the collector builder (ocb): just the parts that the presets use. */
export function builderManifest(): string {
  const manifest = {
    dist: {
      name: "otelcol-auditspan",
      description: "OpenTelemetry Collector with the parts that the Auditspan presets use",
      version: RELEASE,
      output_path: "./otelcol-auditspan",
    },
    receivers: [core("receiver/otlpreceiver")],
    processors: [
      core("processor/memorylimiterprocessor"),
      contrib("processor/filterprocessor"),
      contrib("processor/transformprocessor"),
      contrib("processor/groupbyattrsprocessor"),
      contrib("processor/redactionprocessor"),
      contrib("processor/k8sattributesprocessor"),
    ],
    exporters: [core("exporter/otlphttpexporter")],
    extensions: [
      contrib("extension/bearertokenauthextension"),
      contrib("extension/healthcheckextension"),
      contrib("extension/storage/filestorage"),
    ],
    providers: ["env", "file", "yaml"].map((name) => ({
      gomod: `${CORE}/confmap/provider/${name}provider v${STABLE}`,
    })),
  };
  return `# Builds a stock OpenTelemetry Collector of these parts alone: ocb --config builder.yaml\n${stringify(manifest, { lineWidth: 0 })}`;
}

function core(path: string): object {
  return { gomod: `${CORE}/${path} v${RELEASE}` };
}

function contrib(path: string): object {
  return { gomod: `${CONTRIB}/${path} v${RELEASE}` };
}
