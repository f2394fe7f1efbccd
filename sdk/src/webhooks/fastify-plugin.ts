import type { WebhookHandler } from "./handler-types.ts";

/** What is used of a Fastify instance. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    options: { parseAs: "buffer"; bodyLimit: number },
    parser: (request: unknown, body: Uint8Array, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>): unknown;
}

/** What is used of a request of Fastify. */
export interface FastifyRequestLike {
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** What is used of a reply of Fastify. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
}

/**
 * Makes a plugin for Fastify that takes everything below where it is registered:
 * `app.register(fastifyPlugin(handler), {prefix: "/hooks"})`. Bodies stay raw within it, and are parsed as ever outside.
 */
export function fastifyPlugin(handler: WebhookHandler): (app: FastifyLike) => Promise<void> {
  return async (app) => {
    app.removeAllContentTypeParsers();
    const options = { parseAs: "buffer", bodyLimit: handler.maxBodyBytes } as const;
    app.addContentTypeParser("*", options, (_request, body, done) => done(null, body));
    for (const path of ["/", "/*"]) app.all(path, (request, reply) => answer(handler, request, reply));
  };
}

async function answer(handler: WebhookHandler, request: FastifyRequestLike, reply: FastifyReplyLike): Promise<unknown> {
  const { method, originalUrl: url, headers, body } = request;
  const response = await handler.handle({ method, url, headers, body: body ?? "" });
  reply.code(response.status);
  reply.headers({ ...response.headers });
  return reply.send(response.body);
}
