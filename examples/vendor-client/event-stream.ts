import type { PlatformEvent } from "./documented.ts";

/** Reads events off an answer of `text/event-stream`: each is a block with its JSON after `data:`. Ends when the stream does. */
export async function* readEvents(response: Response): AsyncGenerator<PlatformEvent, void> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !type.startsWith("text/event-stream") || response.body === null)
    throw new Error(`No stream of events, but ${response.status}: ${await response.text()}`);
  let unread = "";
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (unread + value).split("\n\n");
      unread = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = dataOf(block);
        if (data !== "") yield JSON.parse(data) as PlatformEvent;
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** Comments and other fields are nothing to this client. */
function dataOf(block: string): string {
  const lines = block.split("\n").filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice("data:".length).replace(/^ /, "")).join("\n");
}
