import { createClient } from "@operator/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callServer, type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";
import { RESOURCES } from "../src/resources/all.ts";
import { LOG_FILTERS } from "../src/resources/watching.ts";
import { runHere } from "./run-here.ts";

interface Parameter {
  name: string;
  in: string;
  schema: { enum?: string[] };
}

let server: ServerProcess;
let paths: Record<string, Record<string, { parameters?: Parameter[] }>>;

beforeAll(async () => {
  server = await startServerProcess();
  paths = (await callServer(server, { method: "GET", path: "/openapi.json" }))["paths"];
}, 90_000);

afterAll(() => server?.cleanUp());

const run = (...args: string[]) => runHere(args, { server });

async function json(...args: string[]) {
  const { code, stdout, stderr } = await run(...args, "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What the document says of the filters of a path. */
function filtersAt(path: string): Record<string, string[] | undefined> {
  const parameters = paths[path]?.["get"]?.parameters ?? [];
  const filters = parameters.filter(({ in: where, name }) => where === "query" && !["cursor", "limit"].includes(name));
  return Object.fromEntries(filters.map(({ name, schema }) => [name, schema.enum]));
}

const LISTS = RESOURCES.flatMap((resource) =>
  resource.verbs
    .filter(({ kind }) => kind === "list")
    .map((verb) => ({ resource, verb, title: `${resource.name} ${verb.name}` })),
);

describe("the table of resources", () => {
  it("has a verb for every call of the SDK", () => {
    const inTable = new Set(RESOURCES.flatMap(({ group, verbs }) => verbs.map(({ method }) => `${group}.${method}`)));
    const elsewhere = ["conversations.events", "conversations.session", "procedures.events", "installation.get"];
    const client = createClient({ host: "http://operator.test", key: "op_prod_0000000000000000" });
    const calls = Object.entries(client).flatMap(([group, methods]) =>
      typeof methods === "function" ? [] : Object.keys(methods).map((method) => `${group}.${method}`),
    );
    // The log has a command of its own; an account is that of a page's cookie, which a command line does not have.
    const others = /^(logs|account)\./;
    const missing = calls.filter((call) => !inTable.has(call) && !elsewhere.includes(call) && !others.test(call));
    expect(missing).toEqual([]);
  });

  it.each(LISTS)("offers the API's filters as options of $title, and no others", ({ resource, verb }) => {
    const base = `/${snake(resource.group)}`;
    const described = filtersAt(verb.method === "list" ? base : `${base}/{id}/${snake(verb.method)}`);
    const filters = ("filters" in verb ? verb.filters : undefined) ?? [];
    expect(filters.map(({ name }) => name).sort()).toEqual(Object.keys(described).sort());
    for (const { name, choices } of filters)
      if (choices !== undefined) expect([name, [...choices].sort()]).toEqual([name, described[name]?.toSorted()]);
  });

  it("offers the filters of the log", () => {
    expect(LOG_FILTERS.map(({ name }) => name).sort()).toEqual(Object.keys(filtersAt("/logs")).sort());
    for (const { name, choices } of LOG_FILTERS)
      if (choices) expect([...choices].sort()).toEqual(filtersAt("/logs")[name]?.toSorted());
  });

  it.each(LISTS.filter(({ verb }) => verb.ids === undefined))(
    "lists what there is with $title",
    async ({ resource, verb }) => {
      expect(await json(resource.name, verb.name, "--all")).toBeInstanceOf(Array);
      const { code, stdout, stderr } = await run(resource.name, verb.name, "--all");
      expect(code).toBe(0);
      if (stdout === "") expect(stderr).toBe("There are none.\n");
    },
  );
});

describe("verbs", () => {
  it("make, show, change, release, roll back and delete an agent", async () => {
    const config = '{"runtime": {"model": "simulated/assistant", "prompt": {"type": "fixed", "text": "Greet."}}}';
    const data = `description: Greets\nconfig: ${config}`;
    const { id, version_id } = await json("agents", "create", "--name", "Desk", "--data", data);
    await json("agents", "release", version_id);
    const changed = await json("agents", "update", id, "--data", `{"config": ${config}}`, "--name", "Desk 2");
    expect(changed.version_id).toBe(`${id}@v1`);
    await json("agents", "release", changed.version_id);
    expect((await run("agents", "versions", id)).stdout).toMatch(/@v1 +released[\s\S]*@v0 +archived/);
    expect((await run("agents", "rollback", id)).stdout).toContain(`${id}@v0 is released.`);
    expect((await run("agents", "rollback", id)).code).toBe(4);
    expect((await run("agents", "rollback", id, "--to", "1")).stdout).toContain(`${id}@v1 is released.`);
    expect((await run("agents", "show", `${id}@v1`)).stdout).toMatch(/name: Desk 2[\s\S]*text: Greet\./);
    expect((await run("agents", "delete", id)).stdout).toBe(`Deleted ${id}.\n`);
    expect((await run("agents", "show", id)).code).toBe(1);
  });

  it("refuse a change that was made under somebody else's hands", async () => {
    const { id } = await json("customers", "create", "--name", "Ada", "--email", "ada@example.com");
    const etag = (await run("customers", "show", id, "--etag")).stdout.trim();
    await json("customers", "change", id, "--data", '{"name": "Ada L."}');
    const late = await run("customers", "change", id, "--data", '{"name": "A."}', "--if-match", etag);
    expect(late.code).toBe(4);
    expect(late.stderr).toContain("changed");
    expect((await json("customers", "list", "--email", "ada@example.com"))[0].name).toBe("Ada L.");
  });

  it("make, restrict and revoke keys", async () => {
    const made = await json(
      "api-keys",
      "create",
      "--name",
      "Shop",
      "--scope",
      "customers:read",
      "--scope",
      "logs:read",
    );
    expect(made).toMatchObject({ livemode: true, scopes: ["customers:read", "logs:read"] });
    const rotated = await json("keys", "rotate", made.id, "--overlap-seconds", "0");
    expect(rotated.secret).not.toBe(made.secret);
    const { stdout } = await run("api-keys", "list");
    expect(stdout).toContain("customers:read, logs:read");
    expect(stdout).not.toContain(rotated.secret);
    expect((await run("api-keys", "revoke", made.id)).stdout).toBe(`Revoked ${made.id}.\n`);
  });

  it("begin a conversation, send to it, and read it as events and as a transcript", async () => {
    const [agent] = await json("agents", "list");
    const { id } = await json("conversations", "create", "--agent", agent.id, "--channel", "chat_async", "--test");
    const said = await run("conversations", "send", id, "Hello");
    expect(said.stdout).toMatch(/you › Hello\nagent › ./);
    const events = (await run("conversations", "events", id, "--json")).stdout.trim().split("\n");
    const types = events.map((line) => JSON.parse(line).payload.type);
    expect(types[0]).toBe("conversation.setup");
    expect(types).toContain("user.message.received");
    expect(types).not.toContain("conversation.ended");
    await json("conversations", "end", id);
    const all = await run("conversations", "events", id, "--follow");
    expect(all.stdout).toMatch(/conversation\.setup[\s\S]*user\.message\.received Hello[\s\S]*conversation\.ended/);
    const transcript = await json("conversations", "transcript", id);
    expect(transcript).toContainEqual(expect.objectContaining({ kind: "user_message", text: "Hello" }));
    expect(await json("conversations", "list", "--livemode", "false", "--created-at-gte", "1h")).toHaveLength(1);
    expect(await json("conversations", "list", "--created-at-lt", "1h")).toEqual([]);
  });

  it("show as many items as are wanted, and say when there are more", async () => {
    for (const number of [1, 2, 3]) await json("do-not-call", "add", "--number", `+4144000000${number}`);
    const some = await run("do-not-call", "list", "--limit", "2");
    expect(some.stdout.trim().split("\n")).toHaveLength(3);
    expect(some.stderr).toContain("--all");
    const all = await run("do-not-call", "list", "--all");
    expect(all.stdout.trim().split("\n")).toHaveLength(4);
    expect(all.stderr).toBe("");
  });

  it("fetch files", async () => {
    const { code, stdout } = await run("voices", "sample", "local", "flite-slt");
    expect(code).toBe(0);
    expect(stdout.slice(0, 4)).toBe("RIFF");
  });
});

describe("what is wrong", () => {
  it.each([
    ["a command is unknown", 2, ["agnets", "list"], "agnets"],
    ["a verb is missing", 2, ["agents"], "Usage: operator agents"],
    ["an id is missing", 2, ["agents", "show"], "id"],
    ["an id leads elsewhere", 2, ["agents", "show", ".."], '".."'],
    ["a choice is none", 2, ["conversations", "list", "--status", "over"], "in-progress"],
    ["a moment is none", 2, ["logs", "--at-gte", "yesterday"], "15m"],
    ["a body is neither JSON nor YAML", 2, ["tools", "create", "--data", "{]"], "neither JSON nor YAML"],
    ["a body is no object", 2, ["tools", "create", "--data", "[1]"], "object"],
    ["a file is not there", 2, ["tools", "create", "--data", "@/nowhere.yaml"], "/nowhere.yaml"],
    ["a host is none", 2, ["agents", "list", "--host", "http://[x"], "http://[x"],
    ["the server refuses", 1, ["agents", "create", "--name", "x"], "description"],
    ["nothing has that id", 1, ["agents", "show", "ca_00000000000"], "ca_00000000000"],
  ])("is said when %s", async (_what, code, args, expected) => {
    const result = await run(...args);
    expect(result.stderr).toContain(expected);
    expect(result.stderr).not.toMatch(/^ {4}at /m);
    expect(result.code).toBe(code);
  });

  it("is a conflict when something is not in a state for that", async () => {
    const [agent] = await json("agents", "list");
    const { id } = await json("conversations", "create", "--agent", agent.id, "--channel", "chat_async");
    expect((await run("agents", "delete", agent.id)).code).toBe(4);
    await json("conversations", "end", id);
  });

  it("is a document for programs", async () => {
    const { code, stderr, stdout } = await run("agents", "show", "ca_00000000000", "--json");
    expect(stdout).toBe("");
    expect(JSON.parse(stderr).error).toMatchObject({ type: "not_found", status: 404, exit_code: 1 });
    expect(code).toBe(1);
  });
});
