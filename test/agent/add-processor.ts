interface SdkProvider {
  readonly _activeSpanProcessor: { readonly _spanProcessors: object[] };
}

/**
 * Adds a span processor to a provider of SDK 2.x or 3.x that is registered: there is no way for it,
 * and tools do it all the same.
 */
export function addProcessor(provider: object, processor: object): void {
  const { getDelegate } = provider as { readonly getDelegate?: () => SdkProvider };
  const registered = getDelegate?.call(provider) ?? (provider as SdkProvider);
  // oxlint-disable-next-line no-underscore-dangle -- the names that they have there
  registered._activeSpanProcessor._spanProcessors.push(processor);
}
