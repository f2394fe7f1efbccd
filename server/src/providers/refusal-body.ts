import type { IncomingMessage } from "node:http";

const MOST_BYTES = 64 * 1024;

/**
 * Reads the beginning of the body of an answer that is a refusal. Its status is known already, so a body that breaks is
 * no matter. Rejects with the signal's reason when nobody waits any more.
 */
export function readRefusal(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onAbort = () => response.destroy();
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) response.destroy();
    });
    response.on("error", () => response.destroy());
    response.on("close", () => {
      signal.removeEventListener("abort", onAbort);
      if (signal.aborted) reject(signal.reason);
      else resolve(Buffer.concat(chunks).toString("utf8"));
    });
  });
}
