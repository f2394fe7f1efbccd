import { describe, expect, it } from "vitest";
import { createModelCatalog } from "./catalog.ts";

const bare = createModelCatalog({ servers: [] });
const full = createModelCatalog({
  openai: { apiKey: "sk-1" },
  anthropic: { apiKey: "sk-2" },
  google: { apiKey: "sk-3", baseUrl: "http://127.0.0.1:1" },
  servers: [{ name: "ollama", baseUrl: "http://127.0.0.1:11434/v1" }],
});

describe("The catalog of models", () => {
  it.each([
    ["openai/gpt-4o", "gpt-4o", false],
    ["anthropic/claude-sonnet-4-5", "claude-sonnet-4-5", false],
    ["google/gemini-2.5-flash", "gemini-2.5-flash", false],
    ["ollama/hf.co/team/model:Q4", "hf.co/team/model:Q4", false],
    ["simulated/assistant", "assistant", true],
  ])("finds %s", (name, modelName, isSimulated) => {
    expect(full.resolve(name)).toMatchObject({ modelName, isSimulated });
  });

  it("gives the same model for every name of a vendor, so that connections are shared", () => {
    const [first, second] = ["ollama/a", "ollama/b"].map((name) => full.resolve(name));
    if (!first || !second || "problem" in first || "problem" in second) throw new Error("A model is missing.");
    expect(first.model).toBe(second.model);
  });

  it.each([
    ["openai/gpt-realtime", true],
    ["openai/gpt-realtime-mini", true],
    ["openai/gpt-4o-realtime-preview-2025-06-03", true],
    ["openai/gpt-4o", false],
    ["ollama/realtime", false],
  ])("knows whether %s hears and speaks by itself: %s", (name, speaks) => {
    const found = full.resolve(name);
    if ("problem" in found) throw new Error(found.problem);
    expect(found.spoken !== undefined).toBe(speaks);
  });

  it.each([
    ["openai/gpt-4o", "Set OPENAI_API_KEY, and OPENAI_BASE_URL"],
    ["anthropic/claude-sonnet-4-5", "Set ANTHROPIC_API_KEY"],
    ["google/gemini-2.5-flash", "Set GOOGLE_API_KEY"],
    ["antropic/claude", 'Did you mean "anthropic"?'],
    ["ollama/llama3.2", "OPERATOR_MODEL_SERVERS=name=url"],
    ["gpt-4o", 'There is no vendor "gpt-4o".'],
    ["simulated/gpt", "The models of simulated are: simulated/assistant."],
    ["simulated/", "names no model"],
    ["openai", "names no model"],
    ["constructor/x", 'There is no vendor "constructor".'],
    ["", 'There is no vendor "".'],
  ])("says why it has no %s and what to do", (name, says) => {
    const answer = bare.resolve(name);
    expect("problem" in answer ? answer.problem : "found").toContain(says);
  });

  it("lists the vendors, real ones first, with what to set and what to begin with", () => {
    expect(bare.vendors().map(({ name, isConfigured }) => [name, isConfigured])).toEqual([
      ["openai", false],
      ["anthropic", false],
      ["google", false],
      ["simulated", true],
    ]);
    expect(full.vendors().map(({ name, suggestedModel }) => [name, suggestedModel])).toEqual([
      ["openai", "openai/gpt-4o"],
      ["anthropic", "anthropic/claude-sonnet-4-5"],
      ["google", "google/gemini-2.5-flash"],
      ["ollama", null],
      ["simulated", "simulated/assistant"],
    ]);
  });

  it("suggests only models that it can find itself", () => {
    for (const { suggestedModel, isConfigured } of full.vendors()) {
      if (suggestedModel !== null && isConfigured) expect(full.resolve(suggestedModel)).not.toHaveProperty("problem");
    }
  });

  it("keeps keys to itself", () => {
    expect(JSON.stringify([full.vendors(), bare.resolve("nobody/x")])).not.toMatch(/sk-\d/);
  });
});
