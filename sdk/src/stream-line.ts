import { OperatorApiError, unreadable } from "./error.ts";
import { SseDecoder } from "./sse-decoder.ts";

/** What every event of a stream has. */
export interface Identified {
  id: string;
}

interface LineOptions {
  signal?: AbortSignal | undefined;
  deadAfter?: number | undefined;
}

/** The server gives a sign of life every 15 s: two that are missing in a row are no coincidence. */
const DEAD_AFTER = 40_000;

/**
 * Reads the events of one connection until it ends; what is no event, as a newer server might send, is passed over.
 * Rejects with an `OperatorApiError` when the connection breaks or falls silent. It asks for more only when it is asked,
 * so that nothing piles up here, and ends the connection when its reader stops.
 */
export async function* readLine<Event extends Identified>(
  response: Response,
  options: LineOptions,
): AsyncGenerator<Event> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const text = new TextDecoder();
  const decoder = new SseDecoder();
  try {
    for (;;) {
      const { done, value } = await alive(reader.read(), options);
      if (done) return;
      for (const data of take(decoder, text.decode(value, { stream: true }), response)) {
        const event = parseEvent<Event>(data);
        if (event !== null) yield event;
      }
    }
  } finally {
    // The connection may be broken already, which says nothing new.
    reader.cancel().catch(() => undefined);
  }
}

/** Waits for the next piece; rejects when the connection breaks, falls silent, or is no longer wanted. */
function alive<Piece>(next: Promise<Piece>, { signal, deadAfter = DEAD_AFTER }: LineOptions): Promise<Piece> {
  return new Promise((resolve, reject) => {
    const callOff = () => reject(signal?.reason);
    const timer = setTimeout(() => reject(lost(`gave no sign of life for ${deadAfter} ms`)), deadAfter);
    signal?.addEventListener("abort", callOff, { once: true });
    if (signal?.aborted) callOff();
    next
      .then(resolve, (cause: unknown) => reject(lost("broke", cause)))
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", callOff);
      });
  });
}

function take(decoder: SseDecoder, text: string, response: Response): string[] {
  try {
    return decoder.push(text);
  } catch {
    throw unreadable(response, "an event that has no end");
  }
}

function lost(how: string, cause?: unknown): OperatorApiError {
  const message = `The connection of the stream ${how}, and could not be made again.`;
  return new OperatorApiError(message, { status: null, type: "unreachable", code: "stream_lost", cause });
}

function parseEvent<Event extends Identified>(data: string): Event | null {
  try {
    const event = JSON.parse(data) as Partial<Event> | null;
    return typeof event?.id === "string" ? (event as Event) : null;
  } catch {
    return null;
  }
}
