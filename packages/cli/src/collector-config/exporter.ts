/**
 * An `otlp_http` exporter that loses nothing in silence: what it has accepted lies on disk until the
 * other side has it, and a full queue holds up the sender.
 */
export function exporter(endpoint: string, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    endpoint: `\${env:${endpoint}}`,
    ...more,
    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
    sending_queue: {
      enabled: true,
      storage: "file_storage",
      sizer: "items",
      queue_size: 200_000,
      block_on_overflow: true,
    },
  };
}
