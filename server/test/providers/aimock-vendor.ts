import { type FixtureOpts, LLMock } from "@copilotkit/aimock";
import type { LanguageModel, ModelUsage } from "../../src/ports/language-model.ts";
import type { ModelScenario, ModelUnderTest, SeenRequest } from "../../src/testing/language-model-contract.ts";

/** How a provider is pointed at the fake. */
export interface VendorAtFake {
  modelName: string;
  /** `origin` is the fake's address without a path. */
  connect(access: { origin: string; apiKey: string }): LanguageModel;
}

const API_KEY = "sk-test-4f9a7c31e2";
/** The first chunks come at once, the others later than any test waits. */
const STALL = { ttftMs: 0, interChunkDelaysMs: [1, 1, 1, 1, 5_000, 5_000, 5_000, 5_000], totalDurationMs: 20_004 };

/** Starts aimock, a fake of the vendors' HTTP interfaces that others wrote, and connects a provider to it. */
export async function startAtFake(vendor: VendorAtFake): Promise<ModelUnderTest> {
  const fake = new LLMock({ port: 0, chunkSize: 6 });
  await fake.start();
  return {
    model: vendor.connect({ origin: fake.url, apiKey: API_KEY }),
    modelName: vendor.modelName,
    apiKey: API_KEY,
    next(scenario) {
      fake.clearFixtures();
      fake.on({ predicate: () => true }, responseTo(scenario), optionsFor(scenario));
    },
    lastSeen: () => readSeen(fake.getLastRequest()?.body),
    close: () => fake.stop(),
  };
}

type FakeResponse = Parameters<LLMock["on"]>[1];

function responseTo(scenario: ModelScenario): FakeResponse {
  if (scenario.refuses) {
    const { status, message } = scenario.refuses;
    return { error: { message, type: "test_error" }, status };
  }
  const toolCalls = scenario.calls?.map(({ name, input }) => ({ name, arguments: JSON.stringify(input) }));
  return {
    ...(scenario.text !== undefined && { content: scenario.text }),
    ...(toolCalls && { toolCalls }),
    ...(scenario.usage && { usage: usageInAllDialects(scenario.usage) }),
  } as FakeResponse;
}

function usageInAllDialects({ inputTokens, outputTokens }: ModelUsage): Record<string, number> {
  const input = inputTokens ?? 0;
  const output = outputTokens ?? 0;
  return {
    prompt_tokens: input,
    completion_tokens: output,
    input_tokens: input,
    output_tokens: output,
    promptTokenCount: input,
    candidatesTokenCount: output,
  };
}

function optionsFor(scenario: ModelScenario): FixtureOpts {
  // The pause lets each chunk out of the socket before the connection is torn down.
  if (scenario.isCut) return { truncateAfterChunks: 4, latency: 10 };
  return scenario.stalls ? { recordedTimings: STALL } : {};
}

interface ChatBody {
  messages: { role: string; content: unknown; tool_calls?: { function: { name: string } }[] }[];
  tools?: { function: { name: string } }[];
}

function readSeen(body: unknown): SeenRequest {
  const { messages, tools = [] } = body as ChatBody;
  const isSystem = ({ role }: { role: string }) => role === "system" || role === "developer";
  return {
    system: messages.filter(isSystem).map(plainText).join("\n"),
    messages: messages
      .filter((message) => !isSystem(message))
      .map((message) => ({
        role: message.role,
        text: plainText(message),
        callNames: (message.tool_calls ?? []).map((call) => call.function.name),
      })),
    toolNames: tools.map((tool) => tool.function.name),
  };
}

function plainText({ content }: { content: unknown }): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? "").join("") : "";
}
