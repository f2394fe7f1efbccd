import type { EventEnvelope } from "../../src/domain/event.ts";

/** One block of a stream, line by line as it came. */
export interface Block {
  lines: string[];
  /** What its `id:` says; null without one. */
  id: string | null;
  event: EventEnvelope;
}

/** A reader of an events stream that looks at every byte, as a browser's EventSource would not let it. */
export interface EventReader {
  status: number;
  headers: Headers;
  /** What came so far; comments are left out. */
  blocks: Block[];
  /** The answer's text, when it is no stream. */
  text(): Promise<string>;
  /** Waits for the next event of that type. */
  next(type: EventEnvelope["payload"]["type"]): Promise<Block>;
  /** Waits until the server ends the stream. */
  ended(): Promise<void>;
  close(): void;
}

/**
 * Opens an events stream, by posting `body` when there is one. Rejects when the stream ends before what is waited for
 * comes.
 */
export async function readEvents(
  url: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<EventReader> {
  const controller = new AbortController();
  const typed = { "content-type": "application/json", ...headers };
  const request = body === undefined ? { headers } : { method: "POST", body: JSON.stringify(body), headers: typed };
  const response = await fetch(url, { ...request, signal: controller.signal });
  const blocks: Block[] = [];
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const coming = isStream && response.body ? parse(response.body) : null;
  let seen = 0;
  const pull = async (): Promise<boolean> => {
    const next = await coming?.next();
    if (!next || next.done) return false;
    blocks.push(next.value);
    return true;
  };
  return {
    status: response.status,
    headers: response.headers,
    blocks,
    text: () => response.text(),
    async next(type) {
      for (;;) {
        const index = blocks.findIndex((block, place) => place >= seen && block.event.payload.type === type);
        if (index >= 0) {
          seen = index + 1;
          return blocks[index] as Block;
        }
        if (!(await pull())) throw new Error(`The stream ended without ${type}.`);
      }
    },
    async ended() {
      while (await pull());
    },
    close: () => controller.abort(),
  };
}

async function* parse(body: ReadableStream<Uint8Array>): AsyncGenerator<Block, void> {
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const lines = part.split("\n");
      const valueOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = valueOf("data");
      if (data !== undefined) yield { lines, id: valueOf("id") ?? null, event: JSON.parse(data) as EventEnvelope };
    }
  }
}
