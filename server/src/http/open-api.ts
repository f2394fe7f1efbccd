import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { RouteOptions } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import type { ErrorCode } from "../domain/error.ts";
import { API_GUIDE, API_SUMMARY, API_VERSION } from "./api-guide.ts";
import { conditionsOf } from "./conditional-routes.ts";
import { relaxJsonSchema } from "./document-schemas.ts";
import { ERROR_CODES, statusOf } from "./error-codes.ts";
import { errorSchema } from "./errors.ts";
import type { Access } from "./gate.ts";
import { completeOpenApi } from "./open-api-completion.ts";
import { scopeOf } from "./scopes.ts";

/** Says what opens a route; the key's scope is named where OpenAPI has room for a role. */
function securityOf({ method, url }: RouteOptions, access: Access): readonly Record<string, readonly string[]>[] {
  if (access === "anybody") return [];
  const scope = scopeOf(String(method), url);
  const byKey = { api_key: scope === null ? [] : [scope] };
  return access === "key" ? [byKey] : [byKey, { conversation_token: [] }];
}

const CODES_OF_ACCESS: Record<Access, readonly ErrorCode[]> = {
  key: ["unsupported_version", "missing_key", "invalid_key", "not_allowed"],
  key_or_token: ["unsupported_version", "missing_key", "invalid_key", "invalid_token", "not_allowed"],
  anybody: [],
};

const TAGS = [
  { name: "Conversational agents", description: "Who talks: agents, their drafts and their released versions." },
  {
    name: "Procedural agents",
    description: "Who works without talking: after conversations, on demand, on a schedule.",
  },
  { name: "Procedures", description: "Runs of procedural agents: ordering, following and cancelling them." },
  { name: "Procedure schedules", description: "Letting procedural agents run again and again, at set times." },
  {
    name: "Procedure batches",
    description: "Running procedural agents over past conversations, and comparing versions.",
  },
  { name: "Conversations", description: "Creating conversations, following them, and telling them more." },
  {
    name: "Campaigns",
    description: "Lists of conversations to begin: with whom, when, how fast, and once more or not.",
  },
  { name: "Customers", description: "Whom agents talk with, and what is known of them." },
  { name: "API keys", description: "Who may call the API, and what for." },
  { name: "Signing key", description: "What receivers of signed requests check them with." },
  { name: "Test addresses", description: "Whom test conversations may reach." },
  { name: "Follow-ups", description: "What agents are to come back to, and when." },
  { name: "Mailboxes", description: "The addresses at which agents answer mails." },
  { name: "Tools", description: "What agents can call: the registry of tools, trials, and the ledger of calls." },
  { name: "MCP servers", description: "Servers of the Model Context Protocol, whose tools agents can call." },
  { name: "OpenAPI sources", description: "Making tools of the operations that an OpenAPI document describes." },
  { name: "Messages", description: "Text messages and mails that came and went: what became of each." },
  { name: "Phone numbers", description: "The installation's numbers, and who answers at each." },
  { name: "Transfers", description: "Whom agents may transfer calls to: numbers, SIP addresses, other agents." },
  {
    name: "Demo links",
    description: "Public links by which anybody can talk with an agent, on a page or in the widget.",
  },
  { name: "Voices", description: "The voices that agents can be given, each with a spoken sample." },
  {
    name: "Carriers",
    description: "What carriers of text messages, mails and calls call. Their signature takes the place of a key.",
  },
  { name: "Webhooks", description: "Being sent what happens: endpoints, their keys, and every delivery to them." },
  { name: "Statistics", description: "What conversations have come to over a time: how many, how, how fast." },
  { name: "Logs", description: "What was done: requests, deliveries, calls of tools and models, jobs, sign-ins." },
  { name: "Account", description: "Signing in on the pages. Browsers hold a session, which no other site can use." },
  { name: "Members", description: "Who may sign in on the pages, and as what." },
  { name: "Organization", description: "Whose installation it is, and for how long conversations are kept." },
  { name: "Platform", description: "The installation itself." },
];

const config = { override: relaxJsonSchema };
const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig: config });
const withComponents = createJsonSchemaTransformObject({ zodToJsonConfig: config });

/** Says how `/openapi.json` (OpenAPI 3.1.0) is made of the routes and the schemas that validate them. */
export function openApiOptions(publicUrl: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Operator API",
        version: API_VERSION,
        summary: API_SUMMARY,
        description: guideAsMarkdown(),
        license: { name: "Apache 2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: publicUrl, description: "This installation." }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: ({ route, ...rest }) => {
      const { schema, url } = toJsonSchema({ route, ...rest });
      return { url, schema: schema.hide ? schema : { ...schema, ...whatRoutesShare(route, schema.response) } };
    },
    transformObject: (document) => completeOpenApi(withComponents(document)),
  };
}

const SECURITY_SCHEMES = {
  api_key: {
    type: "http",
    scheme: "bearer",
    description: "An API key of the installation, `op_prod_…` or `op_test_…`.",
  },
  conversation_token: {
    type: "apiKey",
    in: "query",
    name: "token",
    description: "The token of the one conversation that is asked for.",
  },
} as const;

function whatRoutesShare(route: RouteOptions, response: unknown) {
  const access = route.config?.access ?? "key";
  return {
    security: securityOf(route, access),
    response: { ...(response as object), ...refusals(codesOf(route, access)) },
  };
}

function codesOf({ method, url, schema }: RouteOptions, access: Access): Set<ErrorCode> {
  const query = schema?.querystring;
  const isList = query instanceof z.ZodObject && "cursor" in query.shape;
  return new Set<ErrorCode>([
    ...(schema?.body ? BODY_CODES : []),
    ...(isList ? LIST_CODES : []),
    ...(method === "POST" && access !== "anybody" ? KEYED_CODES : []),
    ...conditionalCodes(String(method), url),
    ...CODES_OF_ACCESS[access],
    ...(schema?.errors ?? []),
    ...CODES_OF_ALL,
  ]);
}

function conditionalCodes(method: string, url: string): readonly ErrorCode[] {
  return conditionsOf(method, url).takesIfMatch ? ["etag_mismatch"] : [];
}

const BODY_CODES = ["malformed_json", "unsupported_media_type", "missing_field", "invalid_field", "too_large"] as const;
const LIST_CODES = ["invalid_cursor"] as const;
const KEYED_CODES = ["idempotency_conflict"] as const;
const CODES_OF_ALL = ["invalid_field", "rate_limited", "internal", "unavailable"] as const;

const ERROR_REFERENCE = `#/components/schemas/${z.globalRegistry.get(errorSchema)?.id}`;

/** Describes a route's refusals by their status, each code with its meaning. */
function refusals(codes: Iterable<ErrorCode>) {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const lines = byStatus.get(statusOf(code)) ?? [];
    byStatus.set(statusOf(code), [...lines, `- \`${code}\`: ${ERROR_CODES[code].meaning}`]);
  }
  const responses = [...byStatus].map(([status, lines]) => {
    return [status, { $ref: ERROR_REFERENCE, description: lines.join("\n") }] as const;
  });
  return Object.fromEntries(responses);
}

function guideAsMarkdown(): string {
  const sections = API_GUIDE.map(({ title, paragraphs }) => [`## ${title}`, ...paragraphs].join("\n\n"));
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { type, meaning }]) => `| \`${code}\` | ${statusOf(code as ErrorCode)} | \`${type}\` | ${meaning} |`,
  );
  const table = ["| code | status | type | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
  return [`${API_SUMMARY} The live session and the events are described in /asyncapi.json.`, ...sections, table].join(
    "\n\n",
  );
}
