/**
 * Whether the environment turns OpenTelemetry off for all signals (OpenTelemetry specification,
 * "General SDK configuration"): `OTEL_SDK_DISABLED` is `true` in any case of letters. Any other value
 * has no effect.
 */
export function isSdkDisabled(env: NodeJS.ProcessEnv): boolean {
  return env["OTEL_SDK_DISABLED"]?.trim().toLowerCase() === "true";
}
