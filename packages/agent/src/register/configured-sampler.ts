import type { SamplerLike } from "../always-record.ts";
import type { Warn } from "./settings.ts";

/** The sampler classes of an SDK, under the names that they have in all three lines. */
export interface SamplerClasses {
  readonly AlwaysOnSampler: new () => SamplerLike;
  readonly AlwaysOffSampler: new () => SamplerLike;
  readonly TraceIdRatioBasedSampler: new (ratio: number) => SamplerLike;
  readonly ParentBasedSampler: new (options: { root: SamplerLike }) => SamplerLike;
}

/**
 * The sampler that `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG` ask for (OpenTelemetry
 * specification, "General SDK configuration"); `parentbased_always_on` by default, and with a word
 * on stderr when the setting is not valid.
 */
export function configuredSampler(
  sdk: SamplerClasses,
  env: NodeJS.ProcessEnv,
  warn: Warn,
): SamplerLike {
  const name = env["OTEL_TRACES_SAMPLER"] || "parentbased_always_on";
  const [, parentBased, root] =
    /^(parentbased_)?(always_on|always_off|traceidratio)$/.exec(name) ?? [];
  if (root === undefined) {
    warn(
      "OTEL_TRACES_SAMPLER: expected a sampler of the specification, got another; using parentbased_always_on",
    );
    return new sdk.ParentBasedSampler({ root: new sdk.AlwaysOnSampler() });
  }
  const sampler = rootSampler(root, sdk, env, warn);
  return parentBased === undefined ? sampler : new sdk.ParentBasedSampler({ root: sampler });
}

function rootSampler(
  root: string,
  sdk: SamplerClasses,
  env: NodeJS.ProcessEnv,
  warn: Warn,
): SamplerLike {
  if (root === "always_on") return new sdk.AlwaysOnSampler();
  if (root === "always_off") return new sdk.AlwaysOffSampler();
  const text = env["OTEL_TRACES_SAMPLER_ARG"] || "1";
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return new sdk.TraceIdRatioBasedSampler(ratio);
  warn("OTEL_TRACES_SAMPLER_ARG: expected a number from 0 to 1, got another; using 1");
  return new sdk.TraceIdRatioBasedSampler(1);
}
