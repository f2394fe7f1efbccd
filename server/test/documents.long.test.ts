import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Parser } from "@asyncapi/parser";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { pino } from "pino";
import type { Browser } from "playwright-core";
import { BROWSER, startBrowser } from "../src/testing/browser.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SESSION_CLOSE_CODES } from "../src/domain/close-codes.ts";
import { SERVER_EVENTS } from "../src/domain/event-payloads.ts";
import { conditionsOf } from "../src/http/conditional-routes.ts";
import { supervisorPayloadSchemas } from "../src/domain/supervision.ts";
import { ERROR_CODES } from "../src/http/error-codes.ts";
import type { OpenApiDocument } from "../src/http/open-api-completion.ts";
import { buildHttpServer, type HttpServices } from "../src/http/server.ts";
import { callerAddress } from "../src/lib/caller-address.ts";
import { rateLimit } from "../src/lib/rate-limit.ts";
import { startTestApp, type TestApp } from "../src/testing/app.ts";
import { UNOBSERVED } from "../src/testing/unobserved.ts";

let app: TestApp;
let openApi: OpenApiDocument;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the document is what is being examined
let asyncApi: any;

const textOf = async (path: string) => (await fetch(`${app.url}${path}`)).text();

beforeAll(async () => {
  app = await startTestApp();
  openApi = JSON.parse(await textOf("/openapi.json"));
  asyncApi = JSON.parse(await textOf("/asyncapi.json"));
});

afterAll(() => app.stop());

/** Visits every object of a JSON value with the path to it. */
function* objectsIn(value: unknown, path = ""): Generator<{ path: string; object: Record<string, unknown> }> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield { path, object: value as Record<string, unknown> };
  for (const [name, part] of Object.entries(value)) {
    // Examples hold data, not schemas.
    if (name !== "examples" && name !== "example" && name !== "default") yield* objectsIn(part, `${path}/${name}`);
  }
}

/** Lists the fields of all schemas in a document that have no description of their own. */
function fieldsWithoutDescription(document: unknown): string[] {
  return [...objectsIn(document)].flatMap(({ path, object }) => {
    const { properties } = object as { properties?: Record<string, { description?: string; $ref?: string }> };
    // The payload of an envelope is described by the schema it refers to.
    const fields = path.endsWith("/properties") || typeof properties !== "object" ? [] : Object.entries(properties);
    return fields
      .filter(([, field]) => !field.description && !(path.startsWith("/components/messages") && field.$ref))
      .map(([name]) => `${path}.${name}`);
  });
}

const operations = () => Object.values(openApi.paths).flatMap((methods) => Object.values(methods));

/** Where the documents are served: their pages and what those load. */
const DOCUMENT_ROUTES = ["", "*", "/reference", "/reference.css", "/style.css", "/guides.js", "/search"].map(
  (path) => `/docs${path}`,
);

/** The page has every call and field on it, and axe looks at each element. */
const AXE_LOOKS_WITHIN = 90_000;

describe("/openapi.json", () => {
  it("passes the recommended rules of Redocly's linter", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const source = await textOf("/openapi.json");
    const problems = await lintFromString({ source, config, absoluteRef: "/openapi.json" });
    const told = problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);
    // The session takes it, and no REST call does; the SDK's types are made from this document.
    expect(told).toEqual(['no-unused-components: Component: "ClientEvent" is never used.']);
  });

  it("describes every field, parameter, call and answer", () => {
    expect(fieldsWithoutDescription(openApi)).toEqual([]);
    const parameters = [
      ...operations().flatMap((call) => call.parameters ?? []),
      ...Object.values(openApi.components.parameters ?? {}),
    ];
    expect(parameters.length).toBeGreaterThan(0);
    for (const parameter of parameters) expect("$ref" in parameter || parameter.description).toBeTruthy();
    for (const { operationId, summary, description, responses } of operations()) {
      expect(operationId).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      expect(summary && description).toBeTruthy();
      for (const response of Object.values(responses)) expect(response.description).not.toBe("Default Response");
    }
    for (const [name, schema] of Object.entries(openApi.components.schemas)) {
      expect(schema.description, name).toBeTruthy();
    }
  });

  it("describes every route of the server, and no other", async () => {
    const directory = await mkdtemp(join(tmpdir(), "operator-page-"));
    const server = await buildHttpServer({} as HttpServices, {
      logger: pino({ enabled: false }),
      ...UNOBSERVED,
      limit: rateLimit(1),
      addressOf: callerAddress([]),
      publicUrl: "http://localhost",
      pageDirectory: directory,
      documentsRoot: fileURLToPath(new URL("../..", import.meta.url)),
    });
    await server.ready();
    const routes = routesOf(server.printRoutes({ commonPrefix: false, includeHooks: false }));
    await server.close();
    await rm(directory, { recursive: true });
    const described = Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "{}")}`),
    );
    const forReaders = ["/openapi.json", "/asyncapi.json", ...DOCUMENT_ROUTES, "/metrics"].map((path) => `GET ${path}`);
    const forProcesses = ["POST /internal/jobs"];
    expect(routes.sort()).toEqual([...described, ...forReaders, ...forProcesses].sort());
  });

  it("asks for the version wherever a key is needed, and offers an idempotency key and conditions where they count", () => {
    for (const [path, methods] of Object.entries(openApi.paths)) {
      for (const [method, { security, parameters = [] }] of Object.entries(methods)) {
        const references = parameters.flatMap((parameter) => ("$ref" in parameter ? [parameter.$ref] : []));
        const takesKey = security.some((scheme) => "api_key" in scheme);
        const takesToken = security.some((scheme) => "conversation_token" in scheme);
        const version = takesToken ? "OperatorVersionWithKey" : "OperatorVersion";
        const conditions = conditionsOf(method.toUpperCase(), path.replaceAll(/\{([^}]+)\}/g, ":$1"));
        const expected = [
          ...(takesKey ? [version] : []),
          ...(takesKey && method === "post" ? ["IdempotencyKey"] : []),
          ...(conditions.takesIfMatch ? ["IfMatch"] : []),
          ...(conditions.takesIfNoneMatch ? ["IfNoneMatch"] : []),
        ];
        expect(references, `${method} ${path}`).toEqual(expected.map((name) => `#/components/parameters/${name}`));
      }
    }
    const withToken = operations().filter(({ security }) => security.some((scheme) => "conversation_token" in scheme));
    expect(withToken.map((call) => call.operationId)).toEqual([
      "getConversation",
      "getConversationRecording",
      "streamConversationEvents",
      "postSessionMessage",
    ]);
  });

  it("gives examples that its own schemas allow", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(openApi, "openapi");
    const shown = Object.entries(openApi.components.schemas).filter(([, schema]) => schema.examples);
    expect(shown.length).toBeGreaterThan(10);
    for (const [name, schema] of shown) {
      const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
      for (const example of schema.examples ?? []) {
        expect(validate(example), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  });

  it("keeps what is sent and what is answered apart: only answers always have the fields with defaults", () => {
    const { AgentConfig, AgentConfigInput } = openApi.components.schemas;
    expect(AgentConfigInput?.required).toEqual(["runtime"]);
    expect(AgentConfig?.required).toContain("language");
  });
});

/** Reads the routes out of Fastify's drawing of its tree, HEAD left out, which comes with every GET. */
function routesOf(drawing: string): string[] {
  const open: string[] = [];
  return drawing.split("\n").flatMap((line) => {
    const [, indent = "", part, methods] = /^([│ ]*)[├└]── (.*?)(?: \((.*)\))?$/.exec(line) ?? [];
    if (part === undefined) return [];
    open.length = indent.length / 4;
    open.push(part);
    // Two names for one place are drawn as `:id|:version_id`.
    const path = open.join("").replaceAll(/:[^/]+/g, "{}");
    return (methods?.split(", ") ?? []).filter((method) => method !== "HEAD").map((method) => `${method} ${path}`);
  });
}

describe("/asyncapi.json", () => {
  it("is a valid AsyncAPI 3.0 document in the eyes of its parser", async () => {
    const { document, diagnostics } = await new Parser().parse(await textOf("/asyncapi.json"));
    expect(document?.version()).toBe("3.0.0");
    const told = diagnostics.map(({ code, severity }) => ({ code, severity }));
    expect(told).toEqual([{ code: "asyncapi-latest-version", severity: 2 }]);
  });

  it("describes every event, of both sides, with every field, and an example that its schema allows", () => {
    expect(fieldsWithoutDescription(asyncApi)).toEqual([]);
    const messages: { name: string; summary: string; payload: object; examples: { payload: unknown }[] }[] =
      Object.values(asyncApi.components.messages);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(asyncApi, "asyncapi");
    for (const { name, summary, payload, examples } of messages) {
      expect(summary, name).toBeTruthy();
      const schema = JSON.parse(JSON.stringify(payload).replaceAll('"#/components', '"asyncapi#/components'));
      const validate = ajv.compile(schema);
      expect(examples).toHaveLength(1);
      expect(validate(examples[0]?.payload), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  it("says of every event of the platform whether it is stored and whether it is experimental", () => {
    for (const [type, { stored, experimental }] of Object.entries(SERVER_EVENTS)) {
      const message = Object.values(asyncApi.components.messages).find(
        (known) => (known as { name: string }).name === type,
      );
      expect(message).toMatchObject({ "x-stored": stored, "x-experimental": experimental });
    }
  });

  it("describes the socket of those who supervise, what they may send, and that they are sent every event", () => {
    const { supervision, session } = asyncApi.channels;
    expect(supervision.address).toBe("/conversations/{conversation_id}/supervision");
    const { operations } = asyncApi;
    const namesIn = (operation: { messages: { $ref: string }[] }) =>
      operation.messages.map(({ $ref }) => asyncApi.components.messages[String($ref.split("/").at(-1))].name);
    const received = namesIn(operations.receiveSupervisorEvent);
    expect(received).toEqual(supervisorPayloadSchemas.map(({ shape }) => shape.type.value));
    expect(namesIn(operations.sendSupervisedEvent)).toEqual(Object.keys(SERVER_EVENTS));
    expect(Object.keys(supervision.messages)).toHaveLength(received.length + Object.keys(SERVER_EVENTS).length);
    for (const code of [1000, 1012, 4400, 4401, 4403, 4404]) expect(supervision.description).toContain(`- ${code}: `);
    expect(Object.keys(session.messages)).not.toContain("SendSupervisorWhisper");
  });

  it("documents the close codes of the session", () => {
    const { description } = asyncApi.channels.session;
    for (const code of [1000, 1009, 1012, 4401, 4404, 4409]) expect(description).toContain(`- ${code}: `);
    expect(asyncApi.channels.session["x-close-codes"]).toEqual(Object.values(SESSION_CLOSE_CODES));
  });
});

describe.skipIf(BROWSER === null)("/docs/reference", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ["wide and light", { viewport: { width: 1440, height: 900 }, colorScheme: "light" }],
    ["narrow and dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
  ] as const)(
    "shows itself %s, without a console message, another host, or a need to scroll sideways",
    async (_how, options) => {
      const page = await browser.newPage(options);
      const faults: string[] = [];
      page.on("console", (message) => faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).origin));
      await page.goto(`${app.url}/docs/reference`);
      expect(await page.locator("h1").innerText()).toBe("API reference");
      // Written as text, for this program has no browser's types.
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      const background = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
      expect(background).toBe(options.colorScheme === "dark" ? "rgb(19, 21, 19)" : "rgb(246, 245, 242)");
      expect(faults).toEqual([]);
      expect([...hosts].filter((origin) => origin !== app.url && origin !== "null")).toEqual([]);
      await page.close();
    },
  );

  it.each(["light", "dark"] as const)(
    "has no fault that axe finds, in %s",
    async (colorScheme) => {
      const page = await browser.newPage({ colorScheme, bypassCSP: true });
      await page.goto(`${app.url}/docs/reference`);
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
      // Nothing is written down of the thousands of elements that are right: that would take most of the time.
      const looked = await page.evaluate('axe.run({ resultTypes: ["violations"], selectors: false })');
      const { violations } = looked as { violations: { id: string; help: string }[] };
      expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
      await page.close();
    },
    AXE_LOOKS_WITHIN,
  );

  it("has a place for every call, object, event, error and close code, and no link into the void", async () => {
    const page = await textOf("/docs/reference");
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const { operationId } of operations()) expect(ids).toContain(operationId);
    for (const type of Object.keys(SERVER_EVENTS)) expect(ids).toContain(`event-${type}`);
    for (const code of Object.keys(ERROR_CODES)) expect(ids).toContain(`error-${code}`);
    for (const { code } of Object.values(SESSION_CLOSE_CODES)) expect(page).toContain(`<code>${code}</code>`);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((target) => !ids.has(target))).toEqual([]);
    expect(page.split("undefined")).toHaveLength(1);
  });

  it("is allowed no inline script or style and no other host", async () => {
    const { headers } = await fetch(`${app.url}/docs/reference`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await textOf("/docs/reference");
    expect(page).not.toMatch(/<script(?! src="\/docs\/guides\.js" defer><)|<style| style=| on\w+=/i);
  });
});
