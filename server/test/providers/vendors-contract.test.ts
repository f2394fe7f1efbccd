import { createAnthropic } from "../../src/providers/anthropic/anthropic.ts";
import { createGoogle } from "../../src/providers/google/google.ts";
import { createOpenAi } from "../../src/providers/openai/openai.ts";
import { createOpenAiCompatible } from "../../src/providers/openai-compatible/openai-compatible.ts";
import { languageModelContract } from "../../src/testing/language-model-contract.ts";
import { startAtFake } from "./aimock-vendor.ts";

languageModelContract("openai", () =>
  startAtFake({
    modelName: "gpt-4o",
    connect: ({ origin, apiKey }) => createOpenAi({ apiKey, baseUrl: `${origin}/v1` }),
  }),
);

languageModelContract("anthropic", () =>
  startAtFake({
    modelName: "claude-sonnet-4-5",
    connect: ({ origin, apiKey }) => createAnthropic({ apiKey, baseUrl: `${origin}/v1` }),
  }),
);

languageModelContract("google", () =>
  startAtFake({
    modelName: "gemini-2.5-flash",
    connect: ({ origin, apiKey }) => createGoogle({ apiKey, baseUrl: `${origin}/v1beta` }),
  }),
);

languageModelContract("openai-compatible", () =>
  startAtFake({
    modelName: "llama3.2",
    connect: ({ origin, apiKey }) => createOpenAiCompatible({ name: "ollama", baseUrl: `${origin}/v1`, apiKey }),
  }),
);
