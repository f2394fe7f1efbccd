/** A speech provider refused, or the connection to it broke. The message may be shown to people. */
export class SpeechError extends Error {
  /** Whether the same request may succeed when it is made again. */
  readonly isRetryable: boolean;
  /** The HTTP status, or the WebSocket's close code; null when there was none. */
  readonly status: number | null;

  constructor(message: string, details: { isRetryable: boolean; status?: number; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = "SpeechError";
    this.isRetryable = details.isRetryable;
    this.status = details.status ?? null;
  }
}
