import { describe, expect, it } from "vitest";
import type { JsonObject } from "../lib/json.ts";
import { agentConfigSchema } from "./agent-config.ts";
import { checkConfig, type KnownThings } from "./check-config.ts";

const KNOWN: KnownThings = {
  tools: {
    syscall: ["end_conversation", "set_custom_fields", "switch_language", "change_route"],
    api: ["lookup_order", "cancel_order", "change_route"],
    mcp: ["files/read"],
    integration: [],
    procedure: [],
    client: [],
  },
  transfers: ["front-desk"],
  modelProblem: (name) => (name.startsWith("openai/") ? null : `No key for ${name}: set ITS_KEY.`),
  voiceProblem: ({ provider, id }) =>
    provider === "operator" ? null : `No key for ${provider} of ${id}: set ITS_KEY.`,
  listenerProblem: (name) => (name === "local" ? null : `No key for ${name}: set ITS_KEY.`),
};

const fixed = (text: string) => ({ type: "fixed", text });
const routing = (text: string, ...routes: [name: string, instructions: string, description?: string][]) => ({
  type: "intent_routing",
  text,
  routes: routes.map(([name, instructions, description = "any"]) => ({ name, instructions, description })),
});

interface Parts {
  prompt?: unknown;
  runtime?: JsonObject;
  tools?: [ns: string, name: string][];
  transfers?: string[];
  personas?: unknown[];
  voice?: JsonObject;
  languages?: string[];
}

function check(parts: Parts, known = KNOWN) {
  const config = agentConfigSchema.parse({
    personas: parts.personas ?? [],
    voice: parts.voice ?? {},
    runtime: { model: "openai/gpt-4o", prompt: parts.prompt ?? fixed("Be kind."), ...parts.runtime },
    tool: {
      tools: (parts.tools ?? []).map(([ns, name]) => ({ ns, name })),
      transfers: (parts.transfers ?? []).map((id) => ({ id })),
    },
    language: { supported_languages: parts.languages ?? [] },
  });
  return checkConfig(config, known);
}

const variable = (name: string) => ({ name });

describe("checkConfig finds nothing wrong with", () => {
  it.each<[string, Parts]>([
    ["the smallest configuration", {}],
    [
      "installed tools and transfers",
      {
        tools: [
          ["syscall", "end_conversation"],
          ["api", "lookup_order"],
        ],
        transfers: ["front-desk"],
      },
    ],
    ["a provider that listens", { voice: { speech_to_text: "local" } }],
    ["a fallback model that is there", { runtime: { fallback_models: ["openai/gpt-4o-mini"] } }],
    ["a declared variable", { prompt: fixed("Hi $name"), runtime: { variables: [variable("name")] } }],
    ["an enabled tool in the prompt", { prompt: fixed("Use @lookup_order."), tools: [["api", "lookup_order"]] }],
    ["an enabled server's tool in the prompt", { prompt: fixed("Use @files/read."), tools: [["mcp", "files/read"]] }],
    ["an enabled transfer in the prompt", { prompt: fixed("Else @front-desk."), transfers: ["front-desk"] }],
    ["literal signs", { prompt: fixed("$$name, @@tool, $5, me@example.com") }],
    ["@change_route where there are routes", { prompt: routing("Use @change_route.", ["A", "Then @change_route."]) }],
    ["@switch_language where there are languages", { prompt: fixed("Use @switch_language."), languages: ["German"] }],
    [
      "one persona's name in two languages",
      {
        personas: [
          { name: "Ada", language: "English" },
          { name: "Ada", language: "German" },
        ],
      },
    ],
    ["change_route enabled by name too", { prompt: routing("", ["A", "x"]), tools: [["syscall", "change_route"]] }],
  ])("%s", (_name, parts) => {
    expect(check(parts)).toEqual([]);
  });
});

describe("checkConfig names", () => {
  it.each<[string, Parts, string, RegExp]>([
    [
      "a model that cannot be used",
      { runtime: { model: "acme/x" } },
      "config.runtime.model",
      /^No key for acme\/x: set ITS_KEY\.$/,
    ],
    [
      "a fallback model that cannot be used",
      { runtime: { fallback_models: ["openai/gpt-4o", "acme/y"] } },
      "config.runtime.fallback_models[1]",
      /acme\/y/,
    ],
    [
      "a voice that cannot be spoken with",
      { personas: [{ name: "Ada" }, { name: "Ben", voice: { provider: "acme", id: "x1" } }] },
      "config.personas[1].voice",
      /^No key for acme of x1: set ITS_KEY\.$/,
    ],
    [
      "a provider that does not listen",
      { voice: { speech_to_text: "acme" } },
      "config.voice.speech_to_text",
      /^No key for acme: set ITS_KEY\.$/,
    ],
    [
      "a tool that was mistyped",
      { tools: [["syscall", "end_convesation"]] },
      "config.tool.tools[0].name",
      /no syscall tool "end_convesation"\. Did you mean end_conversation\?/,
    ],
    [
      "a tool without a likeness, and lists what there is",
      {
        tools: [
          ["api", "lookup_order"],
          ["api", "weather"],
        ],
      },
      "config.tool.tools[1].name",
      /no api tool "weather"\. There are: lookup_order, cancel_order/,
    ],
    [
      "a tool of another kind",
      { tools: [["syscall", "lookup_order"]] },
      "config.tool.tools[0].name",
      /no syscall tool "lookup_order"/,
    ],
    [
      "a kind of tool of which nothing is installed",
      { tools: [["procedure", "summary"]] },
      "config.tool.tools[0].ns",
      /procedure are not available on this installation/,
    ],
    [
      "a tool enabled twice",
      {
        tools: [
          ["api", "lookup_order"],
          ["api", "cancel_order"],
          ["api", "lookup_order"],
        ],
      },
      "config.tool.tools[2].name",
      /config\.tool\.tools\[0\] has this name too/,
    ],
    [
      "two tools of one name and different kinds",
      {
        tools: [
          ["api", "change_route"],
          ["syscall", "change_route"],
        ],
      },
      "config.tool.tools[1].name",
      /config\.tool\.tools\[0\] has this name too/,
    ],
    [
      "a tool called like one that is switched on by itself",
      { prompt: routing("", ["A", "x"]), tools: [["api", "change_route"]] },
      "config.tool.tools[0].name",
      /platform's own change_route/,
    ],
    [
      "a transfer that was mistyped",
      { transfers: ["frontdesk2"] },
      "config.tool.transfers[0].id",
      /no transfer destination "frontdesk2"\. Did you mean front-desk\?/,
    ],
    [
      "an undeclared variable",
      { prompt: fixed("Hi $custmer"), runtime: { variables: [variable("customer")] } },
      "config.runtime.prompt.text",
      /^\$custmer is not declared\. Did you mean \$customer\? Add it to config\.runtime\.variables, or write \$\$custmer/,
    ],
    [
      "an undeclared variable in a directive",
      { prompt: fixed(':variable[Name]{name="customer"}') },
      "config.runtime.prompt.text",
      /^\$customer is not declared\. Add it/,
    ],
    [
      "a directive whose name is no name",
      { prompt: fixed(':variable[Name]{name="the customer"}') },
      "config.runtime.prompt.text",
      /directive names "the customer", and no variable can have that name/,
    ],
    [
      "an undeclared variable in a route's instructions",
      { prompt: routing("", ["A", "x"], ["B", "$x"]) },
      "config.runtime.prompt.routes[1].instructions",
      /^\$x is not declared/,
    ],
    [
      "an undeclared variable in a route's description",
      { prompt: routing("", ["A", "x", "When it is about $topic"]) },
      "config.runtime.prompt.routes[0].description",
      /^\$topic is not declared/,
    ],
    [
      "a reference to a tool that is installed but not enabled",
      { prompt: fixed("Use @lookup_order.") },
      "config.runtime.prompt.text",
      /^@lookup_order is not enabled on this agent: add \{"ns": "api", "name": "lookup_order"\} to config\.tool\.tools, or write @@lookup_order/,
    ],
    [
      "a reference to a transfer that is not enabled",
      { prompt: fixed("Else @front-desk.") },
      "config.runtime.prompt.text",
      /add \{"id": "front-desk"\} to config\.tool\.transfers/,
    ],
    [
      "a reference that was mistyped",
      { prompt: fixed("Use @lookup_ordr."), tools: [["api", "lookup_order"]] },
      "config.runtime.prompt.text",
      /^@lookup_ordr names no tool or transfer of this agent\. Did you mean @lookup_order\? .* @@lookup_ordr/,
    ],
    [
      "a reference in the common text of routes",
      { prompt: routing("@nothing", ["A", "x"]) },
      "config.runtime.prompt.text",
      /^@nothing/,
    ],
    [
      "a reference to a route",
      { prompt: routing("Go to @Billing.", ["Billing", "x"]) },
      "config.runtime.prompt.text",
      /^@Billing names a route, not a tool/,
    ],
    ["@change_route without routes", { prompt: fixed("@change_route") }, "config.runtime.prompt.text", /not enabled/],
    [
      "@switch_language with one language",
      { prompt: fixed("@switch_language"), languages: ["English"] },
      "config.runtime.prompt.text",
      /not enabled/,
    ],
    [
      "a variable declared twice",
      { runtime: { variables: [variable("a"), variable("b"), variable("a")] } },
      "config.runtime.variables[2].name",
      /config\.runtime\.variables\[0\] has this name too/,
    ],
    [
      "a route's name given twice, whatever its case",
      { prompt: routing("", ["Billing", "x"], ["billing", "y"]) },
      "config.runtime.prompt.routes[1].name",
      /routes\[0\] has this name too/,
    ],
    [
      "a persona given twice",
      { personas: [{ name: "Ada" }, { name: "Bea" }, { name: "Ada" }] },
      "config.personas[2].name",
      /config\.personas\[0\] is Ada \(all languages\) too/,
    ],
  ])("%s", (...[, parts, param, message]) => {
    const problems = check(parts);
    expect(problems.map((problem) => problem.param)).toEqual([param]);
    expect(problems[0]?.message).toMatch(message);
  });

  it("transfers where the installation has none", () => {
    const [problem] = check({ transfers: ["front-desk"] }, { ...KNOWN, transfers: [] });
    expect(problem?.message).toMatch(/Transfers are not available on this installation/);
  });

  it("everything that is wrong, in the configuration's order", () => {
    const problems = check({
      personas: [{ name: "Ada" }, { name: "Ada" }],
      prompt: routing("$a @b", ["A", "$c"]),
      runtime: { model: "acme/x" },
      tools: [["mcp", "files/write"]],
      transfers: ["x"],
    });
    expect(problems.map(({ param }) => param)).toEqual([
      "config.personas[1].name",
      "config.runtime.model",
      "config.runtime.prompt.text",
      "config.runtime.prompt.text",
      "config.runtime.prompt.routes[0].instructions",
      "config.tool.tools[0].name",
      "config.tool.transfers[0].id",
    ]);
  });

  it("a mention once for each text it stands in", () => {
    expect(check({ prompt: routing("$a $a", ["A", "$a $a"]) })).toHaveLength(2);
  });

  it("fifty problems at most", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `$v${index}`).join(" ");
    const variables = Array.from({ length: 200 }, (_, index) => variable("w".repeat(60) + index));
    expect(check({ prompt: fixed(text), runtime: { variables } })).toHaveLength(50);
  });

  it("very long names cut short", () => {
    const [problem] = check({ prompt: fixed(`$${"x".repeat(100_000)}`) });
    expect(problem?.message.length).toBeLessThan(400);
  });
});
