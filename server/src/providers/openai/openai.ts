import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModel, ModelRequest } from "../../ports/language-model.ts";
import { createAiSdkModel } from "../ai-sdk/ai-sdk-model.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://api.openai.com/v1";
/** The others refuse a request that speaks of effort. */
const THINKING_MODEL = /^(?:ft:)?(?:o\d|gpt-(?:[5-9]|\d{2})(?!\S*-chat))/;

/** Creates OpenAI's models, over chat completions: the dialect that gateways set as its base URL speak as well. */
export function createOpenAi({ apiKey, baseUrl = BASE_URL }: VendorAccess): LanguageModel {
  const provider = createOpenAI({ apiKey, baseURL: baseUrl });
  return createAiSdkModel({
    name: "openai",
    apiKey,
    keyHint: "Check OPENAI_API_KEY.",
    notFoundHint: "Check the model's name, and OPENAI_BASE_URL if it is set.",
    languageModel: (model) => provider.chat(model),
    reasoningOptions,
  });
}

function reasoningOptions({ model, reasoningEffort }: ModelRequest) {
  if (reasoningEffort === undefined || !THINKING_MODEL.test(model)) return undefined;
  return { openai: { reasoningEffort } };
}
