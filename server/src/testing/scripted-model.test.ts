import { describe, expect, it } from "vitest";
import { ModelError } from "../ports/language-model.ts";
import { collect, languageModelContract, type ModelScenario, requestOf } from "./language-model-contract.ts";
import { type ScriptedPiece, type ScriptedStep, scriptedModel } from "./scripted-model.ts";

const API_KEY = "sk-secret";

languageModelContract("scripted", async () => {
  const steps: ScriptedStep[] = [];
  const model = scriptedModel(steps);
  return {
    model,
    modelName: "double",
    apiKey: API_KEY,
    next(scenario) {
      while (model.requests.length < steps.length) steps.pop();
      while (model.requests.length > steps.length) steps.push([]);
      steps.push(piecesOf(scenario));
    },
    lastSeen() {
      const request = model.requests.at(-1);
      if (!request) throw new Error("The double was not asked.");
      return {
        system: request.system,
        messages: request.messages.map((message) => ({
          role: message.role,
          text: message.role === "tool" ? message.output : message.text,
          callNames: message.role === "assistant" ? message.toolCalls.map(({ name }) => name) : [],
        })),
        toolNames: request.tools.map(({ name }) => name),
      };
    },
    close: async () => undefined,
  };
});

function piecesOf(scenario: ModelScenario): ScriptedPiece[] {
  const { text = "", calls = [], refuses, usage } = scenario;
  if (refuses) {
    const { status, message } = refuses;
    const isRetryable = status === 429 || status >= 500;
    const shown = `${status}: ${message.replaceAll(API_KEY, "")}`;
    return [{ fails: new ModelError(shown, { status, isRetryable }) }];
  }
  const words = text.split(/(?<= )/).filter((word) => word !== "");
  const said = scenario.isCut || scenario.stalls ? words.slice(0, 2) : words;
  return [
    ...said,
    ...calls.map(({ name, input }) => ({ calls: name, with: input })),
    ...(usage ? [{ uses: usage }] : []),
    ...(scenario.stalls ? [{ stalls: true as const }] : []),
    ...(scenario.isCut ? [{ fails: new ModelError("cut", { isRetryable: true }) }] : []),
  ];
}

describe("A scripted model", () => {
  it("throws when it is asked for more than its script has, and says what it was shown", async () => {
    const model = scriptedModel([["Hello."]]);
    await collect(model.stream(requestOf("double")));
    await expect(collect(model.stream(requestOf("double")))).rejects.toThrow("What is the weather?");
    expect(() => model.assertFinished()).toThrow("asked 2 times");
  });

  it("says when a step was left over", async () => {
    const model = scriptedModel([["Hello."], ["Bye."]]);
    await collect(model.stream(requestOf("double")));
    expect(model.stepsLeft).toBe(1);
    expect(() => model.assertFinished()).toThrow("2 steps");
    await collect(model.stream(requestOf("double")));
    expect(() => model.assertFinished()).not.toThrow();
  });

  it("keeps each request as it was, whatever becomes of the conversation afterwards", async () => {
    const model = scriptedModel([["Hello."]]);
    const messages = [{ role: "user" as const, text: "Hi" }];
    await collect(model.stream(requestOf("double", { messages })));
    messages.push({ role: "user", text: "Still there?" });
    expect(model.requests[0]?.messages).toEqual([{ role: "user", text: "Hi" }]);
  });

  it("holds its stream until the test lets it go on", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stream = scriptedModel([["a", { waitsFor: held }, "b"]])
      .stream(requestOf("double"))
      [Symbol.asyncIterator]();
    expect((await stream.next()).value).toEqual({ type: "text", text: "a" });
    let isOver = false;
    const second = stream.next().finally(() => {
      isOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    release();
    expect((await second).value).toEqual({ type: "text", text: "b" });
  });
});
