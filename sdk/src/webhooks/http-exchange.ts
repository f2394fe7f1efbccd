import type { RequestHeaders } from "./request-headers.ts";

/** A request as it came, of whatever server. */
export interface WebhookRequest {
  readonly method: string;
  /** The path with its query as the client wrote it, `/hooks?shop=1`, or the whole address. */
  readonly url: string;
  readonly headers: RequestHeaders;
  /** The raw body, text or bytes. What a parser has made of it is refused, saying what to do. */
  readonly body: unknown;
}

/** What to answer. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
