import { createGoogleGenerativeAI } from "@ai-sdk/google";
import type { LanguageModel, ModelRequest } from "../../ports/language-model.ts";
import { createAiSdkModel } from "../ai-sdk/ai-sdk-model.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://generativelanguage.googleapis.com/v1beta";
/** Gemini 2.5 is given a budget of tokens for thinking, later models a level; earlier ones cannot be told. */
const TAKES_BUDGET = /^(?:models\/)?gemini-2\.5/;
const TAKES_LEVEL = /^(?:models\/)?gemini-(?:[3-9]|\d{2})/;
const BUDGET = { low: 1_024, medium: 8_192, high: 24_576 };

/** Creates Google's Gemini models, over the Gemini API. */
export function createGoogle({ apiKey, baseUrl = BASE_URL }: VendorAccess): LanguageModel {
  const provider = createGoogleGenerativeAI({ apiKey, baseURL: baseUrl });
  return createAiSdkModel({
    name: "google",
    apiKey,
    keyHint: "Check GOOGLE_API_KEY.",
    notFoundHint: "Check the model's name, and GOOGLE_BASE_URL if it is set.",
    languageModel: (model) => provider.languageModel(model),
    reasoningOptions,
  });
}

function reasoningOptions({ model, reasoningEffort }: ModelRequest) {
  if (reasoningEffort === undefined) return undefined;
  if (TAKES_LEVEL.test(model)) return { google: { thinkingConfig: { thinkingLevel: reasoningEffort } } };
  if (!TAKES_BUDGET.test(model)) return undefined;
  return { google: { thinkingConfig: { thinkingBudget: BUDGET[reasoningEffort] } } };
}
