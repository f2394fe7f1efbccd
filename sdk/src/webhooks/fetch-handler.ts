import type { WebhookHandler } from "./handler-types.ts";
import { readBody } from "./read-body.ts";
import { tooLarge } from "./responses.ts";

/** Makes a handler for servers that take a `Request` and give a `Response`: Hono, Next.js, Deno, Bun, workers at the edge. */
export function fetchHandler(handler: WebhookHandler): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers } = request;
    const body = request.body === null ? "" : await readBody(chunksOf(request.body), handler.maxBodyBytes);
    const answer =
      body === null ? tooLarge(handler.maxBodyBytes) : await handler.handle({ method, url, headers, body });
    // A 204 must not have a body, not even an empty one.
    return new Response(answer.body === "" ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}

/** By hand, for not every browser iterates over a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
