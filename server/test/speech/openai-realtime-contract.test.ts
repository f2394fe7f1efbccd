import type { LanguageModel } from "../../src/ports/language-model.ts";
import { createOpenAiRealtime } from "../../src/providers/openai-realtime/openai-realtime.ts";
import {
  languageModelContract,
  type ModelScenario,
  type ModelUnderTest,
  type SeenRequest,
} from "../../src/testing/language-model-contract.ts";
import type { ScriptedAnswer, ServedItem } from "./realtime-served.ts";
import { type RealtimeServer, startRealtimeServer } from "./realtime-server.ts";

const API_KEY = "sk-test-4f9a7c31e2";
const MODEL = "gpt-realtime";

languageModelContract("openai-realtime, asked in writing", async () => {
  const server = await startRealtimeServer();
  const { written } = createOpenAiRealtime({ apiKey: API_KEY, baseUrl: server.baseUrl });
  return underTest(server, written, { voicePerPiece: 0, openRequests: server.openConnections });
});

languageModelContract("openai-realtime, speaking", async () => {
  const server = await startRealtimeServer();
  const { spoken } = createOpenAiRealtime({ apiKey: API_KEY, baseUrl: server.baseUrl });
  const calls = new Set<AbortController>();
  const open = () => {
    const abort = new AbortController();
    calls.add(abort);
    return spoken.open({ model: MODEL, sampleRateHz: 16_000, voiceId: null, signal: abort.signal });
  };
  let session = open();
  const model: LanguageModel = { stream: (request) => session.model.stream(request) };
  const test = underTest(server, model, { voicePerPiece: 40, openRequests: server.openAnswers });
  return {
    ...test,
    next(scenario) {
      test.next(scenario);
      // Refusals are of connections.
      if (scenario.refuses) session = open();
    },
    close: async () => {
      for (const abort of calls) abort.abort();
      await test.close();
    },
  };
});

function underTest(
  server: RealtimeServer,
  model: LanguageModel,
  { voicePerPiece, openRequests }: { voicePerPiece: number; openRequests: () => number },
): ModelUnderTest {
  return {
    model,
    modelName: MODEL,
    apiKey: API_KEY,
    openRequests,
    next({ refuses, ...scenario }) {
      server.refuse(refuses ? { status: refuses.status, body: refusalOf(refuses.message) } : null);
      if (!refuses) server.answers({ ...answerTo(scenario), voicePerPiece });
    },
    lastSeen: () => seenBy(server),
    close: async () => {
      server.assertFinished();
      await server.close();
    },
  };
}

const refusalOf = (message: string) => JSON.stringify({ error: { message, type: "test_error" } });

function answerTo({ text, calls, usage, isCut, stalls }: ModelScenario): ScriptedAnswer {
  return {
    ...(text !== undefined && { text }),
    ...(calls && { calls }),
    ...(usage && { usage: { input_tokens: usage.inputTokens ?? 0, output_tokens: usage.outputTokens ?? 0 } }),
    ...(isCut && { isCut }),
    ...(stalls && { stalls }),
  };
}

function seenBy(server: RealtimeServer): SeenRequest {
  const { items, settings } = server.lastAsked();
  const tools = (settings["tools"] ?? []) as { name: string }[];
  return {
    system: String(settings["instructions"]),
    messages: items.map(seenItem),
    toolNames: tools.map(({ name }) => name),
  };
}

function seenItem(item: ServedItem): SeenRequest["messages"][number] {
  if (item.type === "function_call") return { role: "assistant", text: "", callNames: [item.name ?? ""] };
  const role = item.type === "function_call_output" ? "tool" : (item.role ?? "");
  return { role, text: item.text, callNames: [] };
}
