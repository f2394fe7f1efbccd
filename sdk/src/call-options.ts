/** What every call takes beside its own parameters. */
export interface CallOptions {
  /** Calls it off: the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long one try may take, in ms. Default: the client's. */
  timeout?: number | undefined;
  /**
   * The name under which a POST is carried out once, however often it is sent. Default: one made up for the call, which
   * its own repetitions share. Give one of your own to send a call again in another run of your program.
   */
  idempotencyKey?: string | undefined;
  /**
   * What `etagOf` said of the resource when you read it: the call is refused, with the code `etag_mismatch`, when it
   * was changed since. Undefined, as `etagOf` says for what has none, sets no condition.
   */
  ifMatch?: string | undefined;
}
