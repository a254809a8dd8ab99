export { createEmitter } from "./emitter.ts";
export type { Emitter, EmitterStats } from "./emitter.ts";
export type { EmitterOptions } from "./emitter-options.ts";
export type { Loss, LossReason } from "./loss.ts";
export { createOtlpSender } from "./otlp-sender.ts";
export { otlpSettings } from "./otlp-settings.ts";
export type { Environment, OtlpOptions, OtlpSettings } from "./otlp-settings.ts";
export type { Sender, SendResult } from "./sender.ts";
export type { RetryOptions } from "./backoff.ts";
