import { describe, expect, it } from "vitest";
import { ModelError, type ModelToolCall } from "../ports/language-model.ts";
import { catalogOf, type ScriptedStep, scriptedModel } from "../testing/scripted-model.ts";
import { emptyReport, runTurn } from "./turn.ts";
import type { ToolAnswer, TurnEvent, TurnInput } from "./turn-types.ts";

const APOLOGY = "I am sorry.";
const LIMITS = { firstPart: 5_000, betweenParts: 5_000, beforeRetry: 0, maxSteps: 4 };

interface Setting {
  models: Record<string, readonly ScriptedStep[]>;
  /** The models to ask, in order; those of `models` when absent. */
  order?: readonly string[];
  callTool?: (call: ModelToolCall) => Promise<ToolAnswer | null>;
  limits?: Partial<TurnInput["limits"]>;
}

function setUp(setting: Setting) {
  const models = Object.fromEntries(
    Object.entries(setting.models).map(([name, steps]) => [name, scriptedModel(steps)]),
  );
  const interruption = new AbortController();
  let ids = 0;
  const input: TurnInput = {
    catalog: catalogOf(models),
    limits: { ...LIMITS, ...setting.limits },
    signal: interruption.signal,
    newId: (prefix) => `${prefix}_${++ids}`,
    prepareStep: async () => ({
      models: setting.order ?? Object.keys(models),
      system: "Be kind.",
      messages: [{ role: "user", text: "Hi" }],
      tools: [],
      apology: APOLOGY,
    }),
    report: emptyReport(),
    callTool: setting.callTool ?? (async () => succeeded("done")),
  };
  return { input, interruption, models };
}

const succeeded = (result: unknown): ToolAnswer => ({ outcome: { status: "succeeded", result }, effect: null });

async function collect(events: AsyncIterable<TurnEvent>): Promise<TurnEvent[]> {
  const all: TurnEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const run = async (setting: Setting) => collect(runTurn(setUp(setting).input));
const isReport = (event: TurnEvent) => event.type === "model_called";
const kinds = (events: readonly TurnEvent[]) => events.filter((event) => !isReport(event)).map((event) => event.type);
const reports = (events: readonly TurnEvent[]) =>
  events.flatMap((event) => (event.type === "model_called" ? [event.report] : []));
const nextBut = async (events: AsyncGenerator<TurnEvent>): Promise<TurnEvent | undefined> => {
  const { value } = await events.next();
  return value && isReport(value as TurnEvent) ? nextBut(events) : (value as TurnEvent | undefined);
};
const failures = (events: readonly TurnEvent[]) =>
  events.flatMap((event) => (event.type === "model_failed" ? [[event.model, event.failure.reason, event.next]] : []));
const lastMessage = (events: readonly TurnEvent[]) => {
  const last = events.at(-1);
  return last?.type === "finished" ? last.message?.text : undefined;
};

describe("a turn", () => {
  it("streams what the model says and finishes with the whole of it", async () => {
    const events = await run({ models: { "a/a": [["Hel", "lo"]] } });
    expect(kinds(events)).toEqual(["delta", "delta", "finished"]);
    expect(lastMessage(events)).toBe("Hello");
  });

  it("passes on the voice of a model that speaks by itself, between the words", async () => {
    const audio = { samples: new Int16Array(480), sampleRateHz: 16_000 };
    const events = await run({ models: { "a/a": [["Hel", { speaks: audio }, "lo", { speaks: audio }]] } });
    expect(kinds(events)).toEqual(["delta", "audio", "delta", "audio", "finished"]);
    expect(events[1]).toEqual({ type: "audio", generationId: "gen_1", audio });
    expect(lastMessage(events)).toBe("Hello");
  });

  it("takes a model that keeps speaking for alive, though its words have long come", async () => {
    const audio = { samples: new Int16Array(480), sampleRateHz: 16_000 };
    const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    // All pauses begin with the step: each piece comes 150 ms after the one before.
    const step = () => ["Hello", ...[150, 300, 450, 600].flatMap((ms) => [{ waitsFor: after(ms) }, { speaks: audio }])];
    const events = await run({ models: { "a/a": [step] }, limits: { betweenParts: 350 } });
    expect(failures(events)).toEqual([]);
  });

  it("calls the tools of one step side by side, then asks the model again", async () => {
    let running = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    const events = await run({
      models: { "a/a": [["One moment.", { calls: "x" }, { calls: "y" }], ["Done."]] },
      callTool: async () => {
        running += 1;
        most = Math.max(most, running);
        if (running === 2) release();
        await both;
        return succeeded(1);
      },
    });
    expect(most).toBe(2);
    expect(kinds(events)).toEqual(["delta", "message", "calls", "delta", "finished"]);
    expect(lastMessage(events)).toBe("Done.");
  });

  it("makes no call before its reader asks for the next event", async () => {
    const made: string[] = [];
    const { input } = setUp({
      models: { "a/a": [[{ calls: "x" }], ["Done."]] },
      callTool: async (call) => {
        made.push(call.name);
        return succeeded(1);
      },
    });
    const events = runTurn(input);
    expect(await nextBut(events)).toMatchObject({ type: "calls" });
    expect(made).toEqual([]);
    await events.next();
    expect(made).toEqual(["x"]);
  });

  it("is over after a tool that ends the conversation", async () => {
    const events = await run({
      models: { "a/a": [["Bye.", { calls: "end_conversation" }]] },
      callTool: async () => ({ outcome: { status: "succeeded", result: {} }, effect: { type: "end_conversation" } }),
    });
    expect(kinds(events)).toEqual(["delta", "message", "calls", "finished"]);
  });

  it("apologises when it comes to no end", async () => {
    const events = await run({
      models: { "a/a": [[{ calls: "x" }], [{ calls: "x" }]] },
      limits: { maxSteps: 2 },
    });
    expect(failures(events)).toEqual([["a/a", "too_many_steps", "apology"]]);
    expect(lastMessage(events)).toBe(APOLOGY);
  });

  it("counts the tokens and steps of the whole turn", async () => {
    const events = await run({
      models: {
        "a/a": [
          [{ calls: "x" }, { uses: { inputTokens: 3, outputTokens: 1 } }],
          ["Done.", { uses: { inputTokens: 4, outputTokens: null } }],
        ],
      },
    });
    expect(events.at(-1)).toMatchObject({ report: { steps: 2, inputTokens: 7, outputTokens: 1, model: "a/a" } });
  });
});

describe("a model that fails", () => {
  const overloaded = { fails: new ModelError("Overloaded.", { isRetryable: true, status: 529 }) };
  const refused = { fails: new ModelError("Bad key.", { isRetryable: false, status: 401 }) };

  it.each<[string, Setting["models"], string[][], string]>([
    ["is asked once more", { "a/a": [[overloaded], ["Hi"]] }, [["a/a", "error", "retry"]], "Hi"],
    [
      "twice gives way to the fallback",
      { "a/a": [[overloaded], [overloaded]], "b/b": [["Hi"]] },
      [
        ["a/a", "error", "retry"],
        ["a/a", "error", "fallback"],
      ],
      "Hi",
    ],
    ["for good gives way at once", { "a/a": [[refused]], "b/b": [["Hi"]] }, [["a/a", "error", "fallback"]], "Hi"],
    [
      "by a bug gives way at once",
      { "a/a": [[{ fails: new Error("bug") }]], "b/b": [["Hi"]] },
      [["a/a", "error", "fallback"]],
      "Hi",
    ],
    ["by saying nothing is asked once more", { "a/a": [[], ["Hi"]] }, [["a/a", "empty", "retry"]], "Hi"],
    ["by blank text is asked once more", { "a/a": [[" \n"], ["Hi"]] }, [["a/a", "empty", "retry"]], "Hi"],
    [
      "with all its fallbacks leaves the user an apology",
      { "a/a": [[refused]], "b/b": [[refused]] },
      [
        ["a/a", "error", "fallback"],
        ["b/b", "error", "apology"],
      ],
      APOLOGY,
    ],
  ])("%s", async (_what, models, rungs, said) => {
    const setting = setUp({ models });
    const events = await collect(runTurn(setting.input));
    expect(failures(events)).toEqual(rungs);
    expect(lastMessage(events)).toBe(said);
    for (const model of Object.values(setting.models)) model.assertFinished();
  });

  it("is passed over when the installation does not have it", async () => {
    const events = await run({ models: { "b/b": [["Hi"]] }, order: ["gone/model", "b/b"] });
    expect(failures(events)).toEqual([["gone/model", "unavailable", "fallback"]]);
    expect(lastMessage(events)).toBe("Hi");
  });

  it("by stalling is dropped and asked once more", async () => {
    const events = await run({ models: { "a/a": [[{ stalls: true }], ["Hi"]] }, limits: { firstPart: 20 } });
    expect(failures(events)).toEqual([["a/a", "stalled", "retry"]]);
    expect(lastMessage(events)).toBe("Hi");
  });

  it("in mid-sentence leaves what it said as a message that was cut off, and the next goes on", async () => {
    const events = await run({ models: { "a/a": [["Half a ", overloaded], ["sentence."]] } });
    expect(kinds(events)).toEqual(["delta", "message", "model_failed", "delta", "finished"]);
    expect(events.find((event) => event.type === "message")).toMatchObject({
      message: { text: "Half a ", interrupted: true },
    });
  });
});

describe("an interrupted turn", () => {
  it("drops the model's stream and yields nothing more", async () => {
    const setting = setUp({ models: { "a/a": [["One ", { stalls: true }]] } });
    const events = runTurn(setting.input);
    expect((await events.next()).value).toMatchObject({ type: "delta" });
    const rest = collect(events);
    setting.interruption.abort();
    expect(kinds(await rest)).toEqual([]);
  });

  it("waits no longer for the calls it made, and asks the model no more", async () => {
    const setting = setUp({ models: { "a/a": [[{ calls: "x" }]] }, callTool: () => new Promise(() => undefined) });
    const events = runTurn(setting.input);
    expect(await nextBut(events)).toMatchObject({ type: "calls" });
    const rest = collect(events);
    setting.interruption.abort();
    expect(kinds(await rest)).toEqual([]);
    setting.models["a/a"]?.assertFinished();
  });

  it("does not fall over a call that fails after it", async () => {
    let fail: (error: Error) => void = () => undefined;
    const callTool = () => new Promise<ToolAnswer>((_resolve, reject) => (fail = reject));
    const setting = setUp({ models: { "a/a": [[{ calls: "x" }]] }, callTool });
    const events = runTurn(setting.input);
    await nextBut(events);
    const rest = collect(events);
    setting.interruption.abort();
    fail(new Error("late"));
    expect(kinds(await rest)).toEqual([]);
  });
});

describe("a tool that runs in the background", () => {
  it("does not hold the turn up", async () => {
    const events = await run({ models: { "a/a": [[{ calls: "x" }], ["Go on."]] }, callTool: async () => null });
    expect(lastMessage(events)).toBe("Go on.");
  });
});

describe("every request to a model", () => {
  it("is reported, with what came of it", async () => {
    const refusal = new ModelError("No.", { isRetryable: false });
    const events = await run({ models: { "a/a": [[{ fails: refusal }]], "b/b": [["Hello"]] } });
    expect(reports(events)).toMatchObject([
      { model: "a/a", outcome: "failed", error: "No.", firstPart: null },
      { model: "b/b", outcome: "succeeded", error: null, firstPart: expect.any(Number) },
    ]);
  });

  it("is reported as interrupted when the user cut it off", async () => {
    const setting = setUp({ models: { "a/a": [["One ", { stalls: true }]] } });
    const events = runTurn(setting.input);
    await events.next();
    const rest = collect(events);
    setting.interruption.abort();
    expect(reports(await rest)).toMatchObject([{ model: "a/a", outcome: "interrupted" }]);
  });
});
