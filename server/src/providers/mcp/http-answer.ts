import { SafeFetchError, type SafeStream } from "../../lib/safe-fetch.ts";
import { OversizedEventError, SseDecoder } from "../../lib/sse-decoder.ts";
import { type IntakeLimit, LARGEST_MESSAGE, OversizedAnswerError } from "./limits.ts";

/** How long a stream goes on once it is done; then its connection is given up rather than kept for the next request. */
const AFTERMATH = 1_000;
const LARGEST_DISCARDED = 64 * 1024;

/** Reads a whole answer as UTF-8. One that is longer than `most` bytes is refused with an error, or cut. */
export async function collectText(stream: SafeStream, most: number, tooMuch: "refuse" | "cut"): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream.body) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes <= most) continue;
    if (tooMuch === "cut") break;
    throw new OversizedAnswerError(`answered with more than ${most / 1024 / 1024} MiB`);
  }
  return Buffer.concat(chunks).subarray(0, most).toString("utf8");
}

/** Reads an answer that nobody wants to its end, so that the connection can be used again. */
export async function discard(stream: SafeStream): Promise<void> {
  await collectText(stream, LARGEST_DISCARDED, "cut");
}

/** How far a stream of events was read. */
export interface Progress {
  /** Where to go on; null when the events had no ids. */
  readonly lastEventId: string | null;
  /** What the server asks to wait for before, in ms; null when it does not say. */
  readonly retry: number | null;
  /** Why it broke off; null when it ended. */
  readonly failure: Error | null;
}

/** How a stream of events is read. */
export interface EventReading {
  readonly intake: IntakeLimit;
  /** Whether all that was wanted of it is there. */
  isDone(): boolean;
  /** Takes one message's text. */
  onMessage(text: string): void;
}

/** Reads a stream of events to its end, be it good or bad. Throws `OversizedAnswerError` when it never ends. */
export async function readEvents(stream: SafeStream, reading: EventReading): Promise<Progress> {
  const decoder = new SseDecoder((data, name) => {
    // An event without data only says from where to go on.
    if (name === "message" && data !== "") reading.onMessage(data);
  }, LARGEST_MESSAGE);
  let aftermath: NodeJS.Timeout | undefined;
  const progress = (failure: Error | null) => ({ lastEventId: decoder.lastEventId, retry: decoder.retry, failure });
  try {
    for await (const chunk of stream.body) {
      reading.intake.take(chunk.length);
      decoder.push(chunk);
      if (reading.isDone()) aftermath ??= setTimeout(() => stream.close(), AFTERMATH);
    }
    return progress(null);
  } catch (error) {
    if (error instanceof OversizedEventError) throw new OversizedAnswerError("sends a message of more than 4 MiB");
    if (!(error instanceof SafeFetchError)) throw error;
    return progress(error);
  } finally {
    clearTimeout(aftermath);
  }
}
