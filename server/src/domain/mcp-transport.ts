import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";
import { joinPath } from "../lib/unknown-fields.ts";
import type { Problem } from "./error.ts";

const MOST_VALUES = 50;
const LONGEST_VALUE = 8_192;

/** A text that a program can be given: the operating system ends one at a NUL character. */
const programText = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/, "must not hold a NUL character");

const url = z
  .string()
  .max(4_096)
  .refine(isServerUrl, "must be an http:// or https:// address without a user name, a password or a fragment")
  .describe(
    "Where the server is reached; private addresses only as far as the installation allows them. Everybody who may read " +
      "this sees it: put secrets in `headers`.",
  );
const program = programText(4_096)
  .min(1)
  .describe("The program, spelt as the installation's `OPERATOR_MCP_PROGRAMS` allows it.");
const programArguments = z
  .array(programText(LONGEST_VALUE))
  .max(100)
  .describe("What the program is started with. Everybody who may read this sees it: put secrets in `environment`.");
const secrets = z.record(z.string().max(128), z.string().max(LONGEST_VALUE).nullable());
const shownSecrets = z.record(z.string(), z.null());
const HEADERS = "Headers of each request, by name. Every value is kept as a secret and shown as null.";
const ENVIRONMENT =
  "Environment variables beside PATH and HOME, by name. Every value is kept as a secret and shown as null.";
const KEPT =
  "A null keeps the value that is stored, for the same host or program as before; a name that is left out is dropped.";

/** How a server is reached, as callers say it; null stands for a secret that is stored already. */
export const mcpTransportInputSchema = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("http").describe("Streamable HTTP."),
      url,
      headers: secrets.default({}).describe(`${HEADERS} ${KEPT}`),
    }),
    z.strictObject({
      type: z.literal("stdio").describe("A program on the platform's machine, spoken to over its standard streams."),
      program,
      arguments: programArguments.default([]),
      environment: secrets.default({}).describe(`${ENVIRONMENT} ${KEPT}`),
    }),
  ])
  .meta({ id: "NewMcpTransport", description: "How an MCP server is to be reached." });

/** How a server is reached, as it is answered and stored: no value of a secret is in it. */
export const mcpTransportSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("http").describe("Streamable HTTP."), url, headers: shownSecrets.describe(HEADERS) }),
    z.object({
      type: z.literal("stdio").describe("A program on the platform's machine."),
      program,
      arguments: programArguments,
      environment: shownSecrets.describe(ENVIRONMENT),
    }),
  ])
  .meta({ id: "McpTransport", description: "How an MCP server is reached." });

/** How a server is to be reached, as callers say it. */
export type McpTransportInput = z.output<typeof mcpTransportInputSchema>;

/** How a server is reached, without its secrets. */
export type McpTransport = z.output<typeof mcpTransportSchema>;

/** The values of headers or environment variables, by name. */
export type McpSecrets = Readonly<Record<string, string>>;

/** How a server is reached, with its secrets. */
export interface OpenTransport {
  readonly transport: McpTransport;
  readonly secrets: McpSecrets;
}

/** What a caller's input comes to, or all that is wrong with it. */
export type ReadTransport = OpenTransport | { readonly problems: Problem[] };

/**
 * Parts the secrets of an input from the rest, and checks them; those that it leaves as they are come from what is
 * stored, and never go to another host or program than they were given for. No message holds a value.
 */
export function readTransport(input: McpTransportInput, stored: OpenTransport | null): ReadTransport {
  const { param, given } = secretsOf(input);
  const names = Object.keys(given);
  if (names.length > MOST_VALUES) {
    return {
      problems: [{ param, message: `${param} has ${names.length} entries; at most ${MOST_VALUES} can be set.` }],
    };
  }
  const kept = stored !== null && mayKeepSecrets(input, stored.transport) ? stored.secrets : {};
  const values = Object.entries(given).map(
    ([name, value]) => [name, value ?? (Object.hasOwn(kept, name) ? (kept[name] ?? null) : null)] as const,
  );
  const problems = values.flatMap(([name, value]) => {
    const place = joinPath(param, name);
    const message = input.type === "http" ? headerProblem(name, value, names) : variableProblem(name, value);
    return message === null ? [] : [{ param: place, message: `${place} ${message}` }];
  });
  if (problems.length > 0) return { problems };
  const hidden = Object.fromEntries(names.map((name) => [name, null]));
  const transport = input.type === "http" ? { ...input, headers: hidden } : { ...input, environment: hidden };
  return { transport, secrets: Object.fromEntries(values) as McpSecrets };
}

function secretsOf(input: McpTransportInput): { param: string; given: Readonly<Record<string, string | null>> } {
  return input.type === "http"
    ? { param: "transport.headers", given: input.headers }
    : { param: "transport.environment", given: input.environment };
}

function mayKeepSecrets(input: McpTransportInput, former: McpTransport): boolean {
  if (input.type === "http") return former.type === "http" && new URL(input.url).origin === new URL(former.url).origin;
  return former.type === "stdio" && input.program === former.program;
}

/** What belongs to the connection or to the protocol, by lower-case name. */
const RESERVED_HEADER =
  /^(host|content-length|content-type|transfer-encoding|connection|proxy-connection|keep-alive|upgrade|expect|te|trailer|accept|accept-encoding|last-event-id|mcp-.*)$/;

function headerProblem(name: string, value: string | null, names: readonly string[]): string | null {
  const lowerCase = name.toLowerCase();
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return "cannot be the name of a header: use letters, digits and -.";
  if (RESERVED_HEADER.test(lowerCase)) return "is set by the platform alone: leave it out.";
  if (names.some((other) => other !== name && other.toLowerCase() === lowerCase)) {
    return "is there twice: upper and lower case are the same in a header's name.";
  }
  if (value === null) return MISSING;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    return "has a character that no header may hold, such as a line break or one beyond Latin-1.";
  }
  return null;
}

/** Variables by which a program could be made to run other code than its own, and those that are set anyway. */
const RESERVED_VARIABLE =
  /^(PATH|HOME|LD_.*|DYLD_.*|NODE_OPTIONS|BASH_ENV|ENV|PYTHON(PATH|STARTUP|HOME)|PERL5(LIB|OPT)|RUBY(LIB|OPT)|JAVA_TOOL_OPTIONS|GIT_SSH.*)$/;

function variableProblem(name: string, value: string | null): string | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return "cannot be the name of a variable: use letters, digits and _, no digit first.";
  }
  if (RESERVED_VARIABLE.test(name)) return "may not be set, for it decides which code is run.";
  if (value === null) return MISSING;
  return value.includes("\0") ? "holds a NUL character." : null;
}

const MISSING = "has no stored value that it could keep here: give it one.";

function isServerUrl(text: string): boolean {
  const url = readUrl(text);
  if (url === null) return false;
  const { protocol, username, password, hash } = url;
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "" && hash === "";
}
