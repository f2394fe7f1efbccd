/** One for all copies of this package, so that a resource that one has read is understood by another. */
const ETAG = Symbol.for("@operator/sdk etag");

/**
 * Returns the version of a resource as the server named it when `get`, `create` or `update` answered: give it to
 * `ifMatch`, and the change is refused when somebody else was faster. Undefined for what has none.
 */
export function etagOf(resource: object): string | undefined {
  return (resource as { [ETAG]?: string })[ETAG];
}

/** Notes on an answer which version of its resource it is, without a trace in its JSON. */
export function noteEtag(answer: unknown, etag: string | null): void {
  if (etag === null || typeof answer !== "object" || answer === null) return;
  Object.defineProperty(answer, ETAG, { value: etag });
}
