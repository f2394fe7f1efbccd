import type { WebhookHandler } from "./handler-types.ts";
import type { WebhookResponse } from "./http-exchange.ts";
import { readBody } from "./read-body.ts";
import { tooLarge } from "./responses.ts";

/** What is used of a request of `node:http`, and of the servers that are built upon it. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The address before a router cut off where it is mounted: Express. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded: boolean;
  /** What a parser has made of the body: Express. */
  readonly body?: unknown;
  /** The body's bytes where somebody kept them beside what a parser made of them. */
  readonly rawBody?: unknown;
}

/** What is used of a response of `node:http`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
  destroy(error?: Error): unknown;
}

/** Makes a listener for `http.createServer`. */
export function nodeListener(handler: WebhookHandler): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    answer(handler, request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(body);
      },
      // Only reading the request rejects: whoever sent it is gone.
      () => response.destroy(),
    );
  };
}

/**
 * Makes a handler for Express 4 and 5: `app.use("/hooks", expressHandler(handler))`. Mount it before `express.json()`, which takes
 * the raw body away; `express.raw({type: "*\/*"})` before it does no harm.
 */
export function expressHandler(handler: WebhookHandler): (request: NodeRequest, response: NodeResponse) => void {
  return nodeListener(handler);
}

async function answer(handler: WebhookHandler, request: NodeRequest): Promise<WebhookResponse> {
  const body = await bodyOf(request, handler.maxBodyBytes);
  if (body === null) return tooLarge(handler.maxBodyBytes);
  const { method = "", url = "", originalUrl = url, headers } = request;
  return handler.handle({ method, url: originalUrl, headers, body });
}

/** Returns the raw body; what a parser left of it when that is all there is, and null when it is too large. */
async function bodyOf(request: NodeRequest, maxBodyBytes: number): Promise<unknown> {
  const { body, rawBody, readableEnded } = request;
  const raw = [rawBody, body].find((each) => typeof each === "string" || each instanceof Uint8Array);
  if (raw !== undefined) return raw;
  if (!readableEnded) return readBody(request, maxBodyBytes);
  return hasBody(request) ? (body ?? {}) : "";
}

function hasBody({ headers }: NodeRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
