/** What is read of a sampler's answer: 0 not recorded, 1 recorded, 2 recorded and sampled. */
export interface SamplingResultLike {
  readonly decision: number;
}

/** A sampler of SDK 1.x, 2.x or 3.x. */
export interface SamplerLike {
  shouldSample(...args: never[]): SamplingResultLike;
  toString(): string;
}

const NOT_RECORD = 0;
const RECORD = 1;

/**
 * The same sampler, except that spans it would not record are recorded, unsampled.
 *
 * An audit processor then sees every span, while exporters that honour the sampled flag, and the
 * flag that is propagated, stay as they were.
 */
export function alwaysRecord<S extends SamplerLike>(sampler: S): Pick<S, keyof SamplerLike> {
  const recording: SamplerLike = {
    shouldSample(...args) {
      const result = sampler.shouldSample(...args);
      return result.decision === NOT_RECORD ? { ...result, decision: RECORD } : result;
    },
    toString: () => `AlwaysRecord{${sampler.toString()}}`,
  };
  return recording;
}
