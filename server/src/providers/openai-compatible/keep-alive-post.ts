import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/**
 * Sends a JSON body; resolves with the response as soon as its head is there. Rejects with the signal's reason. `path`
 * stands for the address's own, with its query.
 */
export type Post = (body: string, signal: AbortSignal, path?: string) => Promise<IncomingMessage>;

/** What a connection fails with when the peer closed it while it lay idle. */
const STALE = new Set(["ECONNRESET", "EPIPE"]);

/**
 * Creates a client for one address that keeps its connections open between requests. A kept connection may be closed
 * by the server at the very moment it is used again; such a request is sent once more on a new one, if nothing of an
 * answer had come. A model call has no side effect, so the worst of it is an answer computed twice.
 */
export function createPost(url: URL, headers: Readonly<Record<string, string>>): Post {
  const isSecure = url.protocol === "https:";
  const send = isSecure ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    method: "POST",
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    agent: isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true }),
  };
  const attempt = (body: string, signal: AbortSignal, where: Pick<RequestOptions, "agent" | "path">) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const length = { "content-length": Buffer.byteLength(body) };
      const request = send({ ...options, ...where, headers: { ...headers, ...length } });
      const onAbort = () => request.destroy();
      signal.addEventListener("abort", onAbort, { once: true });
      const settle = () => signal.removeEventListener("abort", onAbort);
      let hasAnswer = false;
      request.on("response", (response) => {
        hasAnswer = true;
        settle();
        resolve(response);
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        // A connection that breaks after the head is the response's to report.
        if (hasAnswer) return;
        settle();
        if (signal.aborted) return reject(signal.reason);
        const isStale = request.reusedSocket && STALE.has(error.code ?? "");
        if (!isStale) return reject(error);
        attempt(body, signal, { ...where, agent: false }).then(resolve, reject);
      });
      request.end(body);
    });
  return (body, signal, path) => {
    signal.throwIfAborted();
    return attempt(body, signal, path === undefined ? {} : { path });
  };
}
