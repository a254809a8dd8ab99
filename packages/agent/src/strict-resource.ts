/** A resource of SDK 2.x or 3.x. */
export interface SdkResource {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly asyncAttributesPending?: boolean | undefined;
  readonly schemaUrl?: string | undefined;
  waitForAsyncAttributes?(): Promise<void>;
}

// What the operator or the platform says of a deployment. Command lines, owners and host names, which
// detectors add, are the words of a person.
const KEPT: ReadonlySet<string> = new Set([
  "service.name",
  "service.namespace",
  "service.version",
  "service.instance.id",
  "deployment.environment",
  "deployment.environment.name",
  "telemetry.sdk.name",
  "telemetry.sdk.language",
  "telemetry.sdk.version",
  "telemetry.distro.name",
  "telemetry.distro.version",
  "cloud.provider",
  "cloud.platform",
  "cloud.region",
  "k8s.cluster.name",
  "k8s.namespace.name",
  "k8s.deployment.name",
  "k8s.pod.uid",
  "container.id",
  "process.pid",
  "process.runtime.name",
  "process.runtime.version",
]);

// One for each, since exporters group by identity.
const made = new WeakMap<SdkResource, StrictResource>();

/** The resource of an application without what could name a person or quote one. */
export function strictResource(resource: SdkResource): SdkResource {
  if (resource instanceof StrictResource) return resource;
  let strict = made.get(resource);
  if (strict === undefined) made.set(resource, (strict = new StrictResource(resource)));
  return strict;
}

/** Reads through to the resource that it stands for: detectors may still be at work on that one. */
class StrictResource implements SdkResource {
  readonly #resource: SdkResource;

  constructor(resource: SdkResource) {
    this.#resource = resource;
  }

  get attributes(): Record<string, unknown> {
    return Object.fromEntries(this.getRawAttributes());
  }

  get asyncAttributesPending(): boolean {
    return this.#resource.asyncAttributesPending ?? false;
  }

  get schemaUrl(): string | undefined {
    return this.#resource.schemaUrl;
  }

  async waitForAsyncAttributes(): Promise<void> {
    await this.#resource.waitForAsyncAttributes?.();
  }

  getRawAttributes(): [string, unknown][] {
    return Object.entries(this.#resource.attributes).filter(([key]) => KEPT.has(key));
  }

  /** Keeps its own attributes alone. */
  merge(): this {
    return this;
  }
}
