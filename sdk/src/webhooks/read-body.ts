import { join } from "./signed-bytes.ts";

/** Reads a body of at most so many bytes. Null when it is larger; what comes then is read and dropped, up to a bound. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  maxBodyBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length <= maxBodyBytes) kept.push(chunk);
    // A sender hears the answer once it has sent everything; one that never stops is cut off.
    else if (length > 4 * maxBodyBytes) break;
  }
  return length > maxBodyBytes ? null : join(...kept);
}
