import { vi } from "vitest";
import type { Log } from "../../src/domain/log.ts";
import type { TestApp } from "../../src/testing/app.ts";

/** Waits until the log has at least `count` entries that fit, and returns them, newest first. */
export function logged(app: Pick<TestApp, "call">, query: string, count = 1): Promise<Log[]> {
  const look = async () => {
    const found = (await app.call("GET", `/logs?${query}`)).body["data"] as Log[];
    if (found.length < count) throw new Error(`The log has ${found.length} entries of ${query}.`);
    return found;
  };
  return vi.waitFor(look, { timeout: 30_000, interval: 100 });
}

/** Somebody who follows the log. */
export interface LogFollower {
  status: number;
  /** What came so far. */
  entries: Log[];
  /** The ids of the blocks, as they stand beside the entries. */
  ids: string[];
  /** Waits for the next entry. */
  next(): Promise<Log>;
  /** Waits until the server ends the stream. */
  ended(): Promise<void>;
  close(): void;
}

/** Follows the log; what is stored after this resolves comes. */
export async function followLog(url: string, query: string, headers: Record<string, string>): Promise<LogFollower> {
  const controller = new AbortController();
  const response = await fetch(`${url}/logs/stream?${query}`, { headers, signal: controller.signal });
  const blocks = response.ok && response.body ? blocksOf(response.body) : null;
  const entries: Log[] = [];
  const ids: string[] = [];
  const pull = async (): Promise<boolean> => {
    const next = await blocks?.next();
    if (!next || next.done) return false;
    const [id = "", data = ""] = next.value.split("\n");
    ids.push(id.replace(/^id: /, ""));
    entries.push(JSON.parse(data.replace(/^data: /, "")) as Log);
    return true;
  };
  return {
    status: response.status,
    entries,
    ids,
    async next() {
      if (!(await pull())) throw new Error("The stream ended.");
      return entries.at(-1) as Log;
    },
    async ended() {
      while (await pull());
    },
    close: () => controller.abort(),
  };
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) if (!block.startsWith(":")) yield block;
  }
}
