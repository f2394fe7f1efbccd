import { describe, expect, it } from "vitest";
import { agentConfigSchema } from "../domain/agent-config.ts";
import type { JsonObject } from "../lib/json.ts";
import { PLATFORM_TOOL_NAMES, platformTools, type ToolSituation } from "./platform-tools.ts";

const ROUTING = {
  type: "intent_routing",
  routes: ["Billing", "Tech support"].map((name) => ({ name, description: "d", instructions: "i" })),
};

interface Parts {
  prompt?: unknown;
  tools?: string[];
  languages?: string[];
  ns?: string;
}

function configWith({ prompt, tools = [], languages = [], ns = "syscall" }: Parts) {
  return agentConfigSchema.parse({
    runtime: { model: "simulated/assistant", prompt: prompt ?? { type: "fixed", text: "Be kind." } },
    tool: { tools: tools.map((name) => ({ ns, name })) },
    language: { supported_languages: languages },
  });
}

function call(name: string, args: JsonObject, about: { parts?: Parts; situation?: Partial<ToolSituation> } = {}) {
  const config = configWith({
    prompt: ROUTING,
    languages: ["German"],
    tools: [...PLATFORM_TOOL_NAMES],
    ...about.parts,
  });
  const tool = platformTools(config).find((candidate) => candidate.name === name);
  if (tool === undefined) throw new Error(`${name} is not offered`);
  return tool.run(args, {
    config,
    language: "English",
    route: null,
    customFields: {},
    now: new Date(0),
    ...about.situation,
  });
}

describe("platformTools", () => {
  it.each<[string, Parts, string[]]>([
    ["none by itself", {}, []],
    [
      "those enabled as syscall",
      { tools: ["set_custom_fields", "end_conversation"] },
      ["end_conversation", "set_custom_fields"],
    ],
    ["none that another kind of tool is named after", { tools: ["end_conversation"], ns: "api" }, []],
    ["no tool it does not know", { tools: ["send_fax"] }, []],
    ["change_route where there are routes", { prompt: ROUTING }, ["change_route"]],
    ["switch_language where there are several languages", { languages: ["English", "German"] }, ["switch_language"]],
    ["no switch_language with the default language alone", { languages: ["English"] }, []],
    ["each once when it is enabled and implied", { prompt: ROUTING, tools: ["change_route"] }, ["change_route"]],
    ["nothing that has no choice to offer", { tools: ["change_route", "switch_language"] }, []],
  ])("offers %s", (_name, parts, names) => {
    expect(platformTools(configWith(parts)).map(({ name }) => name)).toEqual(names);
  });

  it("describes every tool by a schema of an object", () => {
    const tools = platformTools(
      configWith({ prompt: ROUTING, languages: ["German"], tools: [...PLATFORM_TOOL_NAMES] }),
    );
    expect(tools.map(({ name }) => name)).toEqual(PLATFORM_TOOL_NAMES);
    for (const tool of tools) {
      expect(tool.inputSchema["type"]).toBe("object");
      expect(tool.description).not.toBe("");
    }
  });

  it("names the agent's routes and languages in the schemas", () => {
    const [language, route] = platformTools(configWith({ prompt: ROUTING, languages: ["German", "French"] }));
    expect(language?.inputSchema).toMatchObject({
      properties: { language: { enum: ["English", "German", "French"] } },
    });
    expect(route?.inputSchema).toMatchObject({ properties: { route: { enum: ["Billing", "Tech support"] } } });
  });
});

describe("a platform tool", () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    ["ends the conversation", "end_conversation", {}, { type: "end_conversation" }],
    ["ends it whatever else the model sends", "end_conversation", { reason: "x" }, { type: "end_conversation" }],
    [
      "sets custom fields",
      "set_custom_fields",
      { fields: { order: "A1", items: [1], note: null } },
      { type: "set_custom_fields", fields: { order: "A1", items: [1], note: null } },
    ],
    [
      "switches the language",
      "switch_language",
      { language: "German" },
      { type: "switch_language", language: "German" },
    ],
    [
      "knows a language whatever its case",
      "switch_language",
      { language: " german" },
      { type: "switch_language", language: "German" },
    ],
    [
      "knows a language by its code",
      "switch_language",
      { language: "DE" },
      { type: "switch_language", language: "German" },
    ],
    ["takes a route", "change_route", { route: "Billing" }, { type: "change_route", route: "Billing" }],
    [
      "knows a route whatever its case",
      "change_route",
      { route: "tech SUPPORT " },
      { type: "change_route", route: "Tech support" },
    ],
  ])("%s", (...[, name, args, effect]) => {
    expect(call(name, args)).toMatchObject({ effect });
  });

  it.each<[string, string, JsonObject, RegExp]>([
    ["fields that are missing", "set_custom_fields", { order: "A1" }, /object named "fields"/],
    ["fields that are a list", "set_custom_fields", { fields: ["a"] }, /object named "fields"/],
    ["no fields", "set_custom_fields", { fields: {} }, /at least one field/],
    ["a field without a name", "set_custom_fields", { fields: { " ": 1 } }, /cannot be a field's name/],
    [
      "a hostile name",
      "set_custom_fields",
      { fields: JSON.parse('{"__proto__": {"a": 1}}') },
      /cannot be a field's name/,
    ],
    ["a name that is too long", "set_custom_fields", { fields: { ["x".repeat(101)]: 1 } }, /1 to 100 characters/],
    [
      "too many fields",
      "set_custom_fields",
      { fields: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, i])) },
      /At most 50/,
    ],
    ["fields that are too long", "set_custom_fields", { fields: { a: "x".repeat(20_000) } }, /longer than 16384/],
    [
      "an unknown language",
      "switch_language",
      { language: "Klingon" },
      /no language "Klingon"\. Choose one of: English, German/,
    ],
    [
      "a language it knows but this agent does not",
      "switch_language",
      { language: "fr" },
      /Choose one of: English, German/,
    ],
    ["a missing language", "switch_language", {}, /Say which language.*English, German/],
    ["the language that is spoken already", "switch_language", { language: "English" }, /in English already/],
    [
      "an unknown route",
      "change_route",
      { route: "Biling" },
      /no route "Biling"\. Did you mean "Billing"\? Choose one of: Billing, Tech support/,
    ],
    ["a route that is no text", "change_route", { route: 1 }, /Say which route.*Billing, Tech support/],
  ])("answers %s with an error the model can act on", (...[, name, args, message]) => {
    const answer = call(name, args);
    expect(answer).not.toHaveProperty("effect");
    expect("error" in answer && answer.error).toMatch(message);
  });

  it.each<[JsonObject, string]>([
    [{ seconds: 600, reason: " tea " }, "1970-01-01T00:10:00.000Z"],
    [{ seconds: 1.5 }, "1970-01-01T00:00:02.000Z"],
    [{ seconds: 604_800 }, "1970-01-08T00:00:00.000Z"],
  ])("waits as long as %j says", (args, until) => {
    expect(call("wait", args)).toMatchObject({
      result: { waiting_until: until },
      effect: { type: "wait", until: new Date(until), reason: args["reason"] === undefined ? null : "tea" },
    });
  });

  it.each([{}, { seconds: "600" }, { seconds: 0 }, { seconds: -5 }, { seconds: 604_801 }, { seconds: Number.NaN }])(
    "does not wait when told %j",
    (args) => {
      expect(call("wait", args)).toMatchObject({ error: expect.stringContaining("1 to 604800") });
    },
  );

  it("refuses the route that is followed already", () => {
    expect(call("change_route", { route: "Billing" }, { situation: { route: "Billing" } })).toEqual({
      error: "You are on the route Billing already. Follow its instructions.",
    });
  });

  it("answers with all custom fields after the change", () => {
    const answer = call("set_custom_fields", { fields: { b: 2 } }, { situation: { customFields: { a: 1, b: 1 } } });
    expect(answer).toMatchObject({ result: { custom_fields: { a: 1, b: 2 } } });
  });
});
