import { expect, test } from "vitest";
import { agentConfigSchema } from "../../../server/src/domain/agent-config.ts";
import { checkTool } from "../../../server/src/domain/check-tool.ts";
import { proceduralAgentConfigSchema } from "../../../server/src/domain/procedural-agent-config.ts";
import { newToolSchema } from "../../../server/src/domain/tool.ts";
import { newTransferSchema } from "../../../server/src/domain/transfer.ts";
import { EXPORTS, imported, importedDocument } from "./exports.ts";

const PLATFORM = { platformNames: ["transfer", "end_conversation", "send_sms"], targetProblem: () => null };

test.each(EXPORTS)("The platform has nothing against what came of an export of %s: %s", (vendor, names) => {
  const { conversationalAgents, proceduralAgents, tools, transfers } = imported(vendor, names).project;
  for (const tool of tools) {
    const given = JSON.parse(JSON.stringify(tool).replace(/\$\{env:\w+\}/g, "secret")) as unknown;
    expect(checkTool(newToolSchema.parse(given), PLATFORM), tool.name).toEqual([]);
  }
  for (const { slug: _, ...transfer } of transfers) {
    if (transfer.kind !== "agent") newTransferSchema.parse(transfer);
  }
  for (const { config } of conversationalAgents) agentConfigSchema.parse(config);
  for (const { config } of proceduralAgents) proceduralAgentConfigSchema.parse(config);
});

function toolOf(tool: Record<string, unknown>, vendor: "vapi" | "retell" | "elevenlabs" = "retell") {
  const content =
    vendor === "vapi"
      ? { name: "A", model: { provider: "openai", model: "gpt-4o", tools: [tool] } }
      : { agent_name: "A", retellLlmData: { general_prompt: "Hi.", general_tools: [tool] } };
  return importedDocument(vendor, content);
}

const CUSTOM = { type: "custom", name: "look", description: "Looks.", url: "https://a.example/x" };

test("Arguments go where the vendor sent them: the path, the query, headers, a form", () => {
  const { tools } = imported("elevenlabs", ["library.json", "library-tools.json"]).project;
  expect(tools.find(({ name }) => name === "renew_loan")).toMatchObject({
    method: "POST",
    url: "https://api.library.example/loans/{loan_id}/renew",
    time_limit_sec: 12,
    headers: { Authorization: "${env:RENEW_LOAN_AUTHORIZATION}", "X-Key": "${env:RENEW_LOAN_X_KEY}" },
    input_schema: {
      properties: {
        source: { type: "string", const: "voice" },
        weeks: { type: "integer" },
        card_no: { type: "string" },
      },
    },
    request: {
      parameters: [
        { argument: "loan_id", in: "path", name: "loan_id", style: "simple", explode: false },
        { argument: "notify", in: "query", name: "notify", style: "form", explode: true },
        { argument: "reader_card", in: "header", name: "X-Reader", style: "simple", explode: false },
      ],
      body: { type: "json", argument: null },
    },
  });
  expect(tools.find(({ name }) => name === "find_floor")).toMatchObject({
    method: "GET",
    input_schema: { required: ["subject"] },
  });
  expect(imported("retell", ["energy-flow.json"]).project.tools[0]).toMatchObject({
    request: { parameters: [], body: { type: "form", argument: null } },
  });
});

test("Fields that hold secrets, are filled in by the vendor or left out are no arguments", () => {
  const { tools } = imported("elevenlabs", ["library.json", "library-tools.json"]).project;
  const schema = tools.find(({ name }) => name === "renew_loan")?.input_schema as {
    properties: object;
    required: string[];
  };
  expect(Object.keys(schema.properties)).toEqual(["weeks", "source", "card_no", "loan_id", "notify", "reader_card"]);
  expect(schema.required).toEqual(["weeks", "source", "loan_id", "notify", "reader_card"]);
});

test.each([
  ["no address", { url: "nothing" }],
  ["a host that is a variable", { url: "https://{{host}}/x" }],
  ["another scheme", { url: "ftp://a.example/x" }],
  ["braces that are no variable", { url: "https://a.example/{x" }],
])("A tool with %s is left out, and said to be", (_what, change) => {
  const { project, report } = toolOf({ ...CUSTOM, ...change });
  expect(project.tools).toEqual([]);
  expect(report.find(({ path }) => path.endsWith(".url"))).toMatchObject({ outcome: "dropped", todo: "rebuild" });
});

test("Secrets in an address are taken out of it", () => {
  const { project, report } = toolOf({ ...CUSTOM, url: "https://me:pw9@a.example/x?api_key=abc9&day={{day}}#top" });
  expect(project.tools[0]?.url).toBe("https://a.example/x?api_key=${env:LOOK_API_KEY}&day={day}");
  expect(JSON.stringify([project, report])).not.toMatch(/pw9|abc9/);
  expect(report.find(({ path }) => path.endsWith(".url"))).toMatchObject({ todo: "secret" });
});

test("A private address is said to need a setting", () => {
  const { report } = toolOf({ ...CUSTOM, url: "http://localhost:3000/x" });
  expect(report.find(({ path }) => path.endsWith(".url"))?.message).toContain("OPERATOR_ALLOWED_ADDRESSES");
});

test("Tools of one name are told apart, and the same tool is there once", () => {
  const tool = (url: string) => ({ ...CUSTOM, url });
  const llm = {
    general_prompt: "Hi.",
    general_tools: [tool("https://a.example/1"), tool("https://a.example/2"), tool("https://a.example/1")],
  };
  const { project } = importedDocument("retell", { agent_name: "A", retellLlmData: llm });
  expect(project.tools.map(({ name }) => name)).toEqual(["look", "look_2"]);
});

test("A tool with the name of one of the platform's own gets another, in the prompt too", () => {
  const tools = [{ ...CUSTOM, name: "send_sms" }];
  const { project } = importedDocument("retell", {
    agent_name: "A",
    retellLlmData: { general_prompt: "Use send_sms.", general_tools: tools },
  });
  expect(project.tools[0]?.name).toBe("send_sms_2");
  expect(project.conversationalAgents[0]?.config).toMatchObject({ runtime: { prompt: { text: "Use @send_sms_2." } } });
});

test("A function of Vapi without an address is carried out by the client", () => {
  const { project } = toolOf({ type: "function", function: { name: "show" } }, "vapi");
  expect(project.tools[0]).toMatchObject({ type: "client", name: "show", input_schema: { type: "object" } });
});

test("Schemas that are no schemas are mended, and said to be", () => {
  const parameters = {
    type: "OBJECT",
    properties: {
      a: { type: "text", pattern: "(" },
      b: { $ref: "https://x.example/s" },
      c: { type: ["String", "null"] },
    },
    required: "a",
  };
  const { project, report } = toolOf({ ...CUSTOM, parameters });
  expect(project.tools[0]?.input_schema).toEqual({
    type: "object",
    properties: { a: {}, b: {}, c: { type: ["string", "null"] } },
  });
  expect(report.filter(({ todo, path }) => todo === "check" && path.includes("parameters"))).toHaveLength(3);
});
