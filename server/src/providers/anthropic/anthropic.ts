import { createAnthropic as createAnthropicProvider } from "@ai-sdk/anthropic";
import type { LanguageModel, ModelMessage, ModelRequest } from "../../ports/language-model.ts";
import { createAiSdkModel } from "../ai-sdk/ai-sdk-model.ts";
import { providerDataOf } from "../ai-sdk/prompt.ts";
import type { VendorAccess } from "../vendor-access.ts";

const NAME = "anthropic";
const BASE_URL = "https://api.anthropic.com/v1";
/** From 4.6 on a model decides itself how long to think, within an effort; before, it is given a budget of tokens. */
const CHOOSES_ITSELF = /^claude-[a-z]+-(?:4-[6-9](?!\d)|[5-9]|\d{2})/;
const CANNOT_THINK = /^claude-(?:instant|2|3-5|3-haiku|3-opus|3-sonnet)/;
/** Thinking tokens for each effort; the vendor's least is 1,024. */
const BUDGET = { low: 2_048, medium: 8_192, high: 24_576 };

/** Creates Anthropic's models, over its messages interface. */
export function createAnthropic({ apiKey, baseUrl = BASE_URL }: VendorAccess): LanguageModel {
  const provider = createAnthropicProvider({ apiKey, baseURL: baseUrl });
  return createAiSdkModel({
    name: NAME,
    apiKey,
    keyHint: "Check ANTHROPIC_API_KEY.",
    notFoundHint: "Check the model's name, and ANTHROPIC_BASE_URL if it is set.",
    languageModel: (model) => provider.languageModel(model),
    reasoningOptions,
  });
}

function reasoningOptions({ model, messages, reasoningEffort }: ModelRequest) {
  if (reasoningEffort === undefined || CANNOT_THINK.test(model)) return undefined;
  if (CHOOSES_ITSELF.test(model)) {
    return { anthropic: { effort: reasoningEffort, thinking: { type: "adaptive" as const } } };
  }
  if (!callsHaveTheirThinking(messages)) return undefined;
  return { anthropic: { thinking: { type: "enabled" as const, budgetTokens: BUDGET[reasoningEffort] } } };
}

/**
 * With a budget, a call of the turn in progress must come with the thinking that led to it. One that another vendor's
 * model made, or that was made before a restart, has none: the rest of that turn is then done without thinking.
 */
function callsHaveTheirThinking(messages: readonly ModelMessage[]): boolean {
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user") + 1);
  const firstCalls = turn.flatMap((message) => (message.role === "assistant" ? message.toolCalls.slice(0, 1) : []));
  return firstCalls.every((call) => providerDataOf(call, NAME)?.thinking !== undefined);
}
