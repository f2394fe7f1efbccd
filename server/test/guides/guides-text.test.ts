import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CliContext } from "../../../cli/src/context.ts";
import { buildProgram } from "../../../cli/src/program.ts";
import { environmentSchema } from "../../src/config.ts";
import { readContents } from "../../src/http/guide-contents.ts";
import { linkTarget } from "../../src/http/guide-links.ts";
import { renderGuide } from "../../src/http/guide-markdown.ts";
import type { OpenApiDocument } from "../../src/http/open-api-completion.ts";
import { buildHttpServer, type HttpServices } from "../../src/http/server.ts";
import { callerAddress } from "../../src/lib/caller-address.ts";
import { rateLimit } from "../../src/lib/rate-limit.ts";
import { UNOBSERVED } from "../../src/testing/unobserved.ts";
import { documentFiles, writtenPages } from "./document-files.ts";
import { codeIn, linksIn, type NamedThing } from "./document-words.ts";
import { type FencedBlock, readBlocks } from "./fenced-blocks.ts";
import { filledDocument } from "./filled-document.ts";
import {
  callsIn,
  commandsIn,
  dottedNamesIn,
  isPathOf,
  npmScriptsIn,
  programsIn,
  variablesIn,
  variablesSetIn,
} from "./named-things.ts";
import { isExecuted } from "./run-guide.ts";
import { usedBy } from "./used-files.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const read = (file: string) => readFileSync(join(REPOSITORY, file), "utf8");
const pages = readContents(REPOSITORY);
const WRITERS_PAGE = "docs/guides/README.md";
const FILES = documentFiles(REPOSITORY).filter((file) => file !== WRITERS_PAGE);

/** Blocks of these have no file in `examples/`, and are not run. */
const BLOCKS_OF_THEIR_OWN: Readonly<Record<string, string>> = {
  "README.md": "is read where the repository lies, before anything is started; the quickstart has the same, and is run",
  "sdk/README.md": "is run by a test of its own, sdk/test/readme.long.test.ts",
  "docs/command-line.md": "is written by scripts/write-command-docs.ts from the commands themselves",
  ...Object.fromEntries(
    writtenPages(REPOSITORY)
      .filter(({ slug }) => slug.startsWith("in-depth/"))
      .map(({ file }) => [
        file,
        "shows calls of carriers, telephones and mail servers; the guides have what can be run",
      ]),
  ),
};

/** Variables that are none of the platform's. */
const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  OPERATOR_HOST: "is read by the SDK's examples and the command line",
  RECEIVER_PORT: "is where a page's own server listens",
  CRM_TOKEN: "stands for a secret of the reader's own",
  OPERATOR_TOKEN: "is read by examples/realtime-events",
  NO_COLOR: "is read by the command line",
  POSTGRES_PASSWORD: "is read by PostgreSQL's own image",
  MEDIA_FUZZ_INPUTS: "is read by server/src/providers/sip/media",
  AES_CM_128_HMAC_SHA1_80: "is a cipher of SRTP",
  AF_UNIX: "is a family of sockets, for systemd",
  AF_NETLINK: "is a family of sockets, for systemd",
  AF_INET: "is a family of sockets, for systemd",
  AF_INET6: "is a family of sockets, for systemd",
};

/** Calls that are answered, and in no document of the API. */
const OTHER_CALLS = ["GET /docs", "GET /metrics", "GET /openapi.json", "GET /asyncapi.json", "GET /widget.js", "GET /"];

/** Calls of somebody else's API. */
const FOREIGN_CALLS: Readonly<Record<string, string>> = {
  "GET /orders/{id}": "is a call of the shop's API that the tools are made of",
  "GET /assistant/{id}": "is where Vapi gives an assistant away",
  "GET /tool": "is where Vapi gives its tools away",
  "GET /squad/{id}": "is where Vapi gives a squad away",
  "GET /get-agent/{id}": "is where Retell gives an agent away",
  "GET /get-retell-llm/{id}": "is where Retell gives an agent's prompt away",
  "GET /get-conversation-flow/{id}": "is where Retell gives an agent's flow away",
  "GET /v1/convai/agents/{id}": "is where ElevenLabs gives an agent away",
  "GET /v1/convai/tools/{id}": "is where ElevenLabs gives a tool away",
};

let server: FastifyInstance;
let referenceAnchors: Set<string>;
let openApi: OpenApiDocument;
let events: Set<string>;
let program: Command;

beforeAll(async () => {
  // The documents ask nothing of the services.
  server = await buildHttpServer({} as HttpServices, {
    logger: pino({ enabled: false }),
    ...UNOBSERVED,
    limit: rateLimit(1_000),
    addressOf: callerAddress([]),
    publicUrl: "http://localhost",
    pageDirectory: join(REPOSITORY, "docs/images"),
    documentsRoot: REPOSITORY,
  });
  const reference = (await server.inject("/docs/reference")).body;
  referenceAnchors = new Set([...reference.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string));
  openApi = (await server.inject("/openapi.json")).json();
  events = new Set(
    [...referenceAnchors].filter((id) => id.startsWith("event-")).map((id) => id.slice("event-".length)),
  );
  program = buildProgram({} as CliContext);
});

afterAll(() => server.close());

/** Lists those of the named things that are wrong, as `file:line: name`. */
function wrong(file: string, things: readonly NamedThing[], isRight: (name: string) => boolean): string[] {
  return things.filter(({ name }) => !isRight(name)).map(({ name, line }) => `${file}:${line}: ${name}`);
}

describe("the contents", () => {
  it("list pages that are there, and every document of docs", () => {
    const missing = writtenPages(REPOSITORY).filter(({ file }) => !existsSync(join(REPOSITORY, file)));
    expect(missing.map(({ file }) => file)).toEqual([]);
    const written = ["docs", "docs/guides"]
      .flatMap((folder) => readdirSync(join(REPOSITORY, folder)).map((name) => `${folder}/${name}`))
      .filter((file) => file.endsWith(".md") && file !== WRITERS_PAGE);
    const listed = new Set(pages.map(({ file }) => file));
    expect(written.filter((file) => !listed.has(file))).toEqual([]);
  });

  it("give no two pages one place", () => {
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  });
});

describe.each([...FILES, WRITERS_PAGE])("%s", (file) => {
  it("shows what its files hold", () => {
    expect(filledDocument(REPOSITORY, file, read(file)), "Run npx tsx scripts/fill-guides.ts.").toBe(read(file));
  });
});

describe.each(FILES)("%s", (file) => {
  const markdown = read(file);
  const code = codeIn(markdown);

  it("has links that lead somewhere", () => {
    expect(wrong(file, linksIn(markdown), (href) => leadsSomewhere(file, href))).toEqual([]);
  });

  it("names scripts and programs that are there", () => {
    const scriptsOf = (workspace?: string): Record<string, string> =>
      JSON.parse(read(workspace ? `${workspace}/package.json` : "package.json")).scripts;
    const isScript = (name: string) => {
      const [script = "", workspace] = name.split(" -w ");
      return script in scriptsOf(workspace);
    };
    expect(wrong(file, npmScriptsIn(code), isScript)).toEqual([]);
    expect(wrong(file, programsIn(code), (name) => existsSync(join(REPOSITORY, name)))).toEqual([]);
  });

  it("names commands and options that the command line has", () => {
    expect(wrong(file, commandsIn(code), (words) => isCommand(words))).toEqual([]);
  });

  it("names variables that somebody reads", () => {
    const known = Object.keys(environmentSchema.shape);
    const own = variablesSetIn(code.filter(({ language }) => language !== null));
    const isRight = (name: string) =>
      name.endsWith("_")
        ? known.some((one) => one.startsWith(name))
        : known.includes(name) || name in OTHER_VARIABLES || own.has(name);
    expect(wrong(file, variablesIn(code), isRight)).toEqual([]);
  });

  it("names calls that the API has", () => {
    const calls = Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
    const isRight = (name: string) => {
      const [method, path = ""] = name.split(" ");
      if (name in FOREIGN_CALLS || path.includes("…/") || path === "/" || path.startsWith("/examples/")) return true;
      if (OTHER_CALLS.some((call) => call === name || (method === "ANY" && call.endsWith(` ${path}`)))) return true;
      return calls.some((call) => (method === "ANY" || call.method === method) && isPathOf(path, call.path));
    };
    expect(wrong(file, callsIn(code), isRight)).toEqual([]);
  });

  it("names events that there are", () => {
    const kinds = new Set([...events].map((type) => type.split(".")[0]));
    const mayBe = (name: string) =>
      kinds.has(name.split(".")[0] ?? "") && !/\.(json|ya?ml|ts|js|md|env|log|txt|sh)$/.test(name);
    const things = dottedNamesIn(code).filter(({ name }) => mayBe(name) && !isField(name));
    expect(wrong(file, things, (name) => events.has(name))).toEqual([]);
  });

  if (file in BLOCKS_OF_THEIR_OWN) return;
  it("shows code that is a file, and executed", () => {
    const slug = pages.find((page) => page.file === file)?.slug ?? "";
    const blocks = readBlocks(markdown);
    const commands = blocks.filter(isExecuted).map(({ text }) => text);
    // The run itself reads these two.
    const ofTheRun = ["model.json", "server.env"].map((name) => `examples/${slug}/${name}`);
    const scripts = blocks.flatMap(({ by }) => by ?? []);
    const isUsed = usedBy(REPOSITORY, [...commands, ...ofTheRun, ...scripts].join("\n"));
    const faults = blocks.flatMap((block) => faultOf(block, file, isUsed) ?? []);
    expect(faults).toEqual([]);
  });
});

function leadsSomewhere(file: string, href: string): boolean {
  const target = linkTarget(href, file, pages);
  if ("file" in target) return existsSync(join(REPOSITORY, target.file));
  if (target.isElsewhere) return /^(https:\/\/|mailto:)/.test(target.href);
  const [path = "", anchor] = target.href.split("#");
  if (path.startsWith("/docs/images/")) return existsSync(join(REPOSITORY, path.slice(1)));
  const anchors = anchorsAt(path === "" ? file : (pages.find((page) => page.path === path)?.file ?? path));
  return anchors !== null && (anchor === undefined || anchors.has(anchor));
}

/** Lists the anchors of a document, or of what the platform serves itself at a path; null when there is neither. */
function anchorsAt(place: string): Set<string> | null {
  if (place === "/docs/reference") return referenceAnchors;
  if (place.startsWith("/")) return ["/", "/openapi.json", "/asyncapi.json"].includes(place) ? new Set() : null;
  if (!existsSync(join(REPOSITORY, place))) return null;
  const { sections } = renderGuide(read(place), { file: place, pages });
  return new Set(sections.map(({ anchor }) => anchor));
}

/** Says why a block is no executed file; null when it is one, or needs to be none. */
function faultOf(block: FencedBlock, page: string, isUsed: (file: string) => boolean): string | null {
  const { language, file, by, line } = block;
  const at = `${page}:${line}`;
  if (language === "text" || language === "diagram") return null;
  if (file === null) return `${at}: shows no file`;
  if (!file.startsWith("examples/")) return `${at}: ${file} does not lie in examples/`;
  if (by !== null) return runsPage(by, [page, file]) ? null : `${at}: ${by} names neither ${page} nor ${file}`;
  return isExecuted(block) || isUsed(file) ? null : `${at}: ${file} is used by no sh block of the page`;
}

/** Tells whether a script, or what lies beside it and is its own, names one of the files. */
function runsPage(script: string, files: readonly string[]): boolean {
  const isUsed = usedBy(REPOSITORY, script);
  return files.some((file) => isUsed(file));
}

/** Tells whether these words are a command, with options that it has. */
function isCommand(words: string): boolean {
  const left = words.split(/\s+/).filter(Boolean);
  let command = program;
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word.startsWith("-")) {
      const option = optionOf(command, word.split("=")[0] ?? "");
      if (option === null) return false;
      if (option.takesValue && !word.includes("=")) left.shift();
    } else if (command.commands.length > 0) {
      const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
      // An id, a file or `…` stands for what comes then.
      if (next === undefined) return !/^[a-z][a-z-]*$/.test(word);
      command = next;
    }
  }
  return true;
}

function optionOf(command: Command, name: string): { takesValue: boolean } | null {
  if (["--help", "-h", "--", "-"].includes(name)) return { takesValue: false };
  // A command may leave its options to the one that is meant when none is named; only the private field says which.
  const { _defaultCommandName: usual } = command as unknown as { _defaultCommandName: string | null };
  const places = [command, ...command.commands.filter((one) => one.name() === usual)];
  const found = places.flatMap(({ options }) => options).find(({ long, short }) => long === name || short === name);
  if (found) return { takesValue: found.required || found.optional };
  return command.parent === null ? null : optionOf(command.parent, name);
}

/** Tells whether this is the way to a field: of an agent's configuration, a channel, an event's payload. */
function isField(name: string): boolean {
  const fields = name.split(".");
  const named = new Set<string>();
  JSON.stringify(openApi.components.schemas, (key, value: unknown) => {
    if (key === "properties" && typeof value === "object" && value !== null)
      for (const field of Object.keys(value)) named.add(field);
    return value;
  });
  return !events.has(name) && fields.every((field) => named.has(field)) && fields.length === 2;
}
