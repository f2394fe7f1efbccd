import type { ServerResponse } from "node:http";
import { readWav } from "../../src/lib/wav.ts";
import type { SpeechToText } from "../../src/ports/speech-to-text.ts";
import type { TranscriptionServer } from "../../src/providers/openai/listener.ts";
import type { ListenerUnderTest, ListenScenario, SeenListening } from "../../src/testing/speech-to-text-contract.ts";
import { type RawRequest, sendJson, startRawServer } from "../providers/raw-server.ts";

const API_KEY = "sk-test-4f9a7c31e2d8";
/** The suite speaks for longer or shorter: a second, with what is taken along before it or not, is a guess in between. */
const GUESS_SAMPLES = [16_000, 20_800];

/** Puts a provider before a fake of a server with OpenAI's `/audio/transcriptions`. */
export async function startAtTranscriptionServer(
  connect: (server: TranscriptionServer) => SpeechToText,
): Promise<ListenerUnderTest> {
  const faults: unknown[] = [];
  const state = { scenario: {} as ListenScenario, utterance: 0, seen: null as SeenListening | null };
  const server = await startRawServer((exchange) => {
    answer(exchange, state).catch((error: unknown) => {
      faults.push(error);
      exchange.response.destroy();
    });
  });
  const access = { name: "openai", baseUrl: `${server.origin}/v1/`, apiKey: API_KEY, model: "gpt-4o-transcribe" };
  return {
    listener: connect(access),
    impatient: connect({ ...access, answerWithin: 300 }),
    next(scenario) {
      Object.assign(state, { scenario, utterance: 0, seen: null });
    },
    lastSeen() {
      if (state.seen === null) throw new Error("Nothing was transcribed.");
      return state.seen;
    },
    apiKey: API_KEY,
    garbage: "fails",
    openConnections: () => server.openAnswers(),
    async close() {
      await server.close();
      if (faults.length > 0) throw new AggregateError(faults, faults.map(String).join("; "));
    },
  };
}

interface ServerState {
  scenario: ListenScenario;
  utterance: number;
  seen: SeenListening | null;
}

async function answer(exchange: RawRequest, state: ServerState): Promise<void> {
  const { response } = exchange;
  const { scenario } = state;
  const form = await readForm(exchange);
  const { samples } = readWav(new Uint8Array(await (form.get("file") as File).arrayBuffer()));
  if (misbehaves(scenario, response)) return;
  if (scenario.connectsAfter) await new Promise((resolve) => setTimeout(resolve, scenario.connectsAfter));
  const utterance = scenario.utterances?.[state.utterance];
  if (GUESS_SAMPLES.includes(samples.length)) return sendJson(response, 200, { text: utterance?.partials?.[0] ?? "" });
  if (utterance === undefined) throw new Error(`The script has no utterance ${state.utterance + 1}.`);
  state.utterance += 1;
  const keywords = form.get("prompt");
  state.seen = {
    languages: form.getAll("language").map(String),
    keywords: typeof keywords === "string" ? keywords.split(", ") : [],
    samples: [...samples],
  };
  sendJson(response, 200, { text: utterance.text });
}

/** Does what goes wrong in a scenario; returns false where nothing does. */
function misbehaves({ stalls, breaks, refuses, garbles }: ListenScenario, response: ServerResponse): boolean {
  if (breaks) breakOff(response);
  else if (refuses) sendJson(response, refuses.status, { error: { message: refuses.message } });
  else if (garbles) sendJson(response, 200, { words: [] });
  return Boolean(stalls || breaks || refuses || garbles);
}

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"text": "half of');
  // The head is let out before the connection is torn down.
  setTimeout(() => response.destroy(), 20);
}

/** Reads a request; one that OpenAI would not take throws. */
async function readForm({ request, bytes }: RawRequest): Promise<FormData> {
  if (request.url !== "/v1/audio/transcriptions") throw new Error(`The server has no ${request.url}.`);
  if (request.headers.authorization !== `Bearer ${API_KEY}`) throw new Error("The server wants `Bearer KEY`.");
  const form = await formOf(bytes, request.headers["content-type"] ?? "");
  if (!(form.get("file") instanceof File)) throw new Error("There is no file.");
  if (form.get("model") !== "gpt-4o-transcribe") throw new Error("There is no such model.");
  return form;
}

function formOf(bytes: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData() as Promise<FormData>;
}
