import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../src/lib/json.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { isGenuine, startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";
import { Service } from "./arrived-request.ts";
import { type Fullness, sampleOf } from "./sample-arguments.ts";

let app: TestApp;
let receiver: ToolReceiver;
let signingKey: string;

beforeAll(async () => {
  receiver = await startToolReceiver();
  app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: receiver.host });
  signingKey = (await app.call("GET", "/signing_key")).body["current"].key;
});
afterAll(async () => {
  await app.stop();
  await receiver.close();
});

interface Imported {
  operation: string;
  method: string;
  path: string;
  name: string;
}

async function importDocument(
  file: string,
  headers: Record<string, string>,
): Promise<{ text: string; tools: Imported[] }> {
  const text = await readFile(join(import.meta.dirname, "fixtures", file), "utf8");
  const prefix = `${file.split(".")[0]}_`;
  const body = { name: file, document: text, base_url: `${receiver.url}/base`, name_prefix: prefix, headers };
  const made = await app.call("POST", "/openapi_sources", body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return { text, tools: made.body["tools"] };
}

/** What was given, with every value as the text that it is in a query; what is empty leaves no trace there. */
function asTexts(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const entries = value.map(asTexts).filter((entry) => entry !== undefined);
    return entries.length === 0 ? undefined : entries;
  }
  if (!isJsonObject(value)) return String(value);
  const fields = Object.entries(value).map(([name, field]) => [name, asTexts(field)] as const);
  const filled = fields.filter(([, field]) => field !== undefined);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/** Puts the arguments of a call as the service got them beside those that were given. */
function compare(args: JsonObject, given: JsonObject): { sent: unknown; got: unknown } {
  const { "the body": body, ...parameters } = given;
  const rest = Object.fromEntries(Object.entries(args).filter(([name]) => !Object.hasOwn(parameters, name)));
  const isWhole =
    body !== undefined &&
    isJsonObject(rest) &&
    Object.keys(rest).length === 1 &&
    isJsonObject(body) &&
    !Object.hasOwn(body, Object.keys(rest)[0] ?? "");
  const content = isWhole || !isJsonObject(body) ? Object.values(rest)[0] : rest;
  return {
    sent: [
      asTexts(Object.fromEntries(Object.keys(parameters).map((name) => [name, args[name]]))),
      asTexts(body === undefined ? rest : content),
    ],
    got: [asTexts(parameters), asTexts(body ?? {})],
  };
}

describe.each<[string, number, Record<string, string>]>([
  ["stripe.json", 48, { Authorization: "Bearer sk_test" }],
  ["github.json", 71, {}],
  ["figma.yaml", 54, { "X-Figma-Token": "figd_test" }],
  ["discourse.json", 83, { "Api-Key": "test", "Api-Username": "kim" }],
])("each tool of %s", (file, count, headers) => {
  let tools: Imported[];
  let service: Service;
  beforeAll(async () => {
    const imported = await importDocument(file, headers);
    tools = imported.tools;
    service = new Service(imported.text);
  }, 60_000);

  it(`is there: ${count} of its operations`, () => {
    expect(tools).toHaveLength(count);
    expect(new Set(tools.map(({ name }) => name)).size).toBe(count);
    const known = service.operations().map(({ method, path }) => `${method} ${path}`);
    for (const { method, path } of tools) expect(known).toContain(`${method} ${path}`);
  });

  it.each<Fullness>(["everything", "the least"])(
    "arrives as the document describes it when given %s",
    async (fullness) => {
      for (const { method, path, name } of tools) {
        const { body: tool } = await app.call("GET", `/tools/${name}`);
        const args = sampleOf(tool["input_schema"] as JsonObject, fullness) as JsonObject;
        receiver.calls.length = 0;
        const tried = await app.call("POST", `/tools/${name}/try`, { arguments: args });
        expect(tried.body["outcome"], `${name} ${JSON.stringify(args)}`).toMatchObject({ status: "succeeded" });
        const [call] = receiver.calls;
        if (call === undefined || receiver.calls.length !== 1)
          throw new Error(`${name}: ${receiver.calls.length} calls arrived.`);
        expect(isGenuine(receiver, call, [signingKey]), `${name} is signed`).toBe(true);
        expect(call.path.startsWith("/base/"), call.path).toBe(true);
        const { given, problems } = service.read(method, path, call);
        for (const header of Object.keys(headers)) delete given[header];
        expect(problems, `${name}: ${call.path} ${call.body}`).toEqual([]);
        const { sent, got } = compare(args, given);
        expect(got, `${name}: ${call.path} ${call.body}`).toEqual(sent);
        for (const [header, value] of Object.entries(headers)) expect(call.headers[header.toLowerCase()]).toBe(value);
      }
    },
    120_000,
  );
});
