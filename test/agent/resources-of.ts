import { createRequire } from "node:module";

interface Resources {
  readonly Resource?: new (attributes: Record<string, string>) => object;
  readonly resourceFromAttributes?: (attributes: Record<string, string>) => object;
}

/** Makes resources with the `@opentelemetry/resources` that an SDK package brings. */
export function resourcesOf(
  sdk: string,
  from: string,
): (attributes: Record<string, string>) => object {
  const resolved = createRequire(from).resolve(sdk);
  const { Resource, resourceFromAttributes } = createRequire(resolved)(
    "@opentelemetry/resources",
  ) as Resources;
  return (attributes) => resourceFromAttributes?.(attributes) ?? new Resource!(attributes);
}
