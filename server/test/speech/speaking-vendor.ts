import { isDeepStrictEqual } from "node:util";
import type { TextToSpeech } from "../../src/ports/text-to-speech.ts";
import {
  PATIENCE,
  type SeenSentence,
  SPOKEN,
  type SpeakerUnderTest,
  type SpeakingScenario,
} from "../../src/testing/text-to-speech-contract.ts";
import { type RawRequest, startRawServer } from "../providers/raw-server.ts";

/** A request as the dialect of a vendor is read from it. */
export interface VendorCall {
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

type Response = RawRequest["response"];

/** How a vendor is spoken to. */
export interface SpeakingDialect {
  connect(access: { origin: string; apiKey: string; patience: number }): TextToSpeech;
  /** Reads what is to be spoken. Throws for anything that the vendor's reference does not have. */
  read(call: VendorCall): SeenSentence;
  /** The body of a refusal. */
  refusal(message: string): unknown;
}

const API_KEY = "sk-speech-7c1f40a95be2";

/** Throws when two things are not the same, to the letter. */
export function exactly(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what} is ${JSON.stringify(actual)}, and should be ${JSON.stringify(expected)}.`);
}

/** Returns a text of a call; throws when it is none. */
export function textIn(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error(`A text was expected, not ${JSON.stringify(value)}.`);
  return value;
}

/** Writes samples as the vendors send them. */
export function bytesOf(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(sample, index * 2);
  return bytes;
}

/** Starts a fake of a vendor, which takes nothing that is not in its dialect and nothing that no scenario waits for. */
export async function startSpeakingVendor(dialect: SpeakingDialect): Promise<SpeakerUnderTest> {
  const problems: string[] = [];
  let scenario: SpeakingScenario | null = null;
  let seen: SeenSentence | null = null;
  const server = await startRawServer((exchange) => {
    try {
      seen = dialect.read(callOf(exchange));
      if (scenario === null) throw new Error("Nothing was scripted for this request.");
      void answer(exchange, scenario, dialect);
      scenario = null;
    } catch (error) {
      problems.push(String(error));
      exchange.response.writeHead(599).end(String(error));
    }
  });
  return {
    speaker: dialect.connect({ origin: server.origin, apiKey: API_KEY, patience: PATIENCE }),
    apiKey: API_KEY,
    givesUp: true,
    next: (wanted) => {
      scenario = wanted;
    },
    lastSeen() {
      if (seen === null) throw new Error("The vendor was asked for nothing.");
      return seen;
    },
    openRequests: server.openAnswers,
    async close() {
      await server.close();
      if (scenario !== null) problems.push(`Left over: ${Object.keys(scenario).join(", ")}.`);
      if (problems.length > 0) throw new Error(problems.join("\n"));
    },
  };
}

function callOf({ request, body }: RawRequest): VendorCall {
  const url = new URL(request.url ?? "", "http://vendor");
  exactly("The method", request.method, "POST");
  exactly("The content type", request.headers["content-type"], "application/json");
  return {
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: JSON.parse(body) as Record<string, unknown>,
  };
}

async function answer({ response }: RawRequest, scenario: SpeakingScenario, dialect: SpeakingDialect): Promise<void> {
  const { refuses, stalls, samples = SPOKEN, halfway, isCut } = scenario;
  if (stalls === "at_once") return;
  if (refuses) {
    response.writeHead(refuses.status, { "content-type": "application/json" });
    response.end(JSON.stringify(dialect.refusal(refuses.message)));
    return;
  }
  const bytes = bytesOf(samples);
  response.writeHead(200, { "content-type": "application/octet-stream" });
  await send(response, bytes.subarray(0, bytes.length / 2), scenario);
  if (stalls === "halfway") return;
  await halfway;
  if (isCut) return cut(response);
  await send(response, bytes.subarray(bytes.length / 2), scenario);
  response.end();
}

async function send(response: Response, bytes: Buffer, { cutsAt = 4_096 }: SpeakingScenario): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += cutsAt) {
    await new Promise<void>((resolve) => response.write(bytes.subarray(at, at + cutsAt), () => resolve()));
  }
}

/** Breaks the connection when what was written is on its way. */
async function cut(response: Response): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  response.destroy();
}
