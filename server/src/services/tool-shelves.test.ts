import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { newToolSchema, type Tool } from "../domain/tool.ts";
import { anyStateOf } from "../domain/precondition.ts";
import type { SafeRequest, SafeResponse } from "../lib/safe-fetch.ts";
import { createSecretBox } from "../lib/secret-box.ts";
import type { ToolCall, ToolOutcome, ToolShelf } from "../ports/tool.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { clientShelf, httpShelf, type ResultMismatch } from "./tool-shelves.ts";
import { Tools } from "./tools.ts";

let testDatabase: TestDatabase;
let database: Database;
let tools: Tools;
let http: ToolShelf;
let client: ToolShelf;
let sent: SafeRequest[];
let answer: SafeResponse;
let mismatches: ResultMismatch[];

const box = () => createSecretBox([randomBytes(32)]);
const KEY = { id: "key_1", name: "Test", livemode: true, scopes: null };
const secretBox = box();

function shelfOptions() {
  return {
    database,
    secretBox,
    fetch: {
      send: async (request: SafeRequest) => {
        sent.push(request);
        return answer;
      },
    },
    signingKeys: () => ({ current: "k3y", next: null }),
    onMismatch: (mismatch: ResultMismatch) => void mismatches.push(mismatch),
  };
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, { connections: 4 });
  tools = new Tools({ database, secretBox, fetch: { refusal: () => null } });
  http = httpShelf(shelfOptions());
  client = clientShelf(shelfOptions());
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});
beforeEach(async () => {
  sent = [];
  mismatches = [];
  answer = { status: 200, headers: {}, body: '{"ok":true}' };
  await database.deleteFrom("tools").execute();
});

const make = (name: string, more: Record<string, unknown> = {}) =>
  tools.create(
    KEY,
    newToolSchema.parse({
      name,
      description: `Does ${name}.`,
      method: "POST",
      url: "https://a.example/x",
      input_schema: { type: "object", properties: { day: { type: "string" } } },
      ...more,
    }),
  );
const CLIENT = { type: "client", method: null, url: null };

/** Finds a tool on a shelf, as an agent does at the beginning of a turn. */
async function found(shelf: ToolShelf, name: string) {
  const [tool] = await shelf.find([name]);
  if (!tool) throw new Error(`${name} is not on the shelf.`);
  return tool;
}

const NEVER = new AbortController().signal;
const callOf = (args: unknown, more: Partial<ToolCall> = {}): ToolCall => ({
  arguments: args,
  callId: "call_1",
  conversationId: "conv_1",
  stopping: NEVER,
  unsent: NEVER,
  awaitClient: async () => ({ status: "failed", error: "Nobody was to be asked." }),
  ...more,
});

describe("the shelf of tools over HTTP", () => {
  it("has those alone, by name, in the order that is asked for", async () => {
    for (const name of ["b", "c", "a"]) await make(name);
    await make("mine", CLIENT);
    expect(await http.names()).toEqual(["a", "b", "c"]);
    const some = await http.find(["c", "mine", "a", "gone"]);
    expect(some.map(({ name }) => name)).toEqual(["c", "a"]);
    expect(await http.find([])).toEqual([]);
  });

  it("says of a tool what an agent has to know", async () => {
    const { input_schema } = await make("book", { runs_in_background: true, on_interrupt: "cancel" });
    expect(await found(http, "book")).toMatchObject({
      ns: "api",
      name: "book",
      description: "Does book.",
      inputSchema: input_schema,
      runsInBackground: true,
      onInterrupt: "cancel",
    });
  });

  it("sends a call signed, with the tool's headers, under the call's id", async () => {
    await make("book", { headers: { Authorization: "Bearer planted-secret" } });
    const tool = await found(http, "book");
    expect(await tool.call(callOf({ day: "x" }))).toEqual({ status: "succeeded", result: { ok: true } });
    expect(sent).toMatchObject([
      {
        url: "https://a.example/x",
        body: '{"day":"x"}',
        headers: { authorization: "Bearer planted-secret", "X-Idempotency-Key": "call_1" },
      },
    ]);
    const { rows } = await database.executeQuery<object>(database.selectFrom("tools").selectAll().compile());
    expect(JSON.stringify(rows)).not.toContain("planted");
  });

  it("calls a tool as it stands then, not as it was found", async () => {
    await make("book", { headers: { "X-A": "old" } });
    const tool = await found(http, "book");
    const request: Tool["request"] = { parameters: [], body: { type: "form", argument: null } };
    await tools.change(KEY, anyStateOf("book"), { url: "https://b.example/y", headers: { "X-B": "new" }, request });
    await tool.call(callOf({ day: "x" }));
    expect(sent).toMatchObject([{ url: "https://b.example/y", body: "day=x", headers: { "x-b": "new" } }]);
    expect(sent[0]?.headers).not.toHaveProperty("x-a");
  });

  it("says in plain words that a tool was removed meanwhile", async () => {
    await make("book");
    const tool = await found(http, "book");
    await tools.delete(KEY, anyStateOf("book"));
    const error = "book is not there any more: it was removed. Go on without it.";
    expect(await tool.call(callOf({}))).toEqual({ status: "failed", error });
    expect(sent).toEqual([]);
  });

  it("sends nothing without the headers, when their key is gone", async () => {
    await make("book", { headers: { Authorization: "Bearer planted-secret" } });
    const tool = await found(httpShelf({ ...shelfOptions(), secretBox: box() }), "book");
    const outcome = await tool.call(callOf({}));
    expect(outcome).toMatchObject({ status: "failed", error: expect.stringContaining("cannot be decrypted") });
    expect(sent).toEqual([]);
  });

  it("gives a result that does not fit its schema, and tells of it", async () => {
    await make("book", { output_schema: { type: "object", required: ["code"] } });
    const tool = await found(http, "book");
    expect(await tool.call(callOf({}))).toEqual({ status: "succeeded", result: { ok: true } });
    const problems = ['"code" is missing.'];
    expect(mismatches).toEqual([{ tool: "book", callId: "call_1", conversationId: "conv_1", problems }]);
  });

  it("tells of nothing when the result fits, or there is none", async () => {
    await make("book", { output_schema: { type: "object", required: ["ok"] } });
    const tool = await found(http, "book");
    await tool.call(callOf({}));
    answer = { status: 400, headers: {}, body: "no" };
    await tool.call(callOf({}));
    expect(mismatches).toEqual([]);
  });

  it("hands on that a call is called off", async () => {
    await make("book");
    const unsent = AbortSignal.abort();
    await (await found(http, "book")).call(callOf({}, { unsent }));
    expect(sent).toMatchObject([{ unsent }]);
  });
});

describe("the shelf of tools of the client", () => {
  it("asks the client within the tool's time limit", async () => {
    await make("battery", { ...CLIENT, time_limit_sec: 2.5 });
    const asked: number[] = [];
    const awaitClient = async (timeLimit: number): Promise<ToolOutcome> => {
      asked.push(timeLimit);
      return { status: "succeeded", result: "81 %" };
    };
    const tool = await found(client, "battery");
    expect(tool.ns).toBe("client");
    expect(await tool.call(callOf({}, { awaitClient }))).toEqual({ status: "succeeded", result: "81 %" });
    expect(asked).toEqual([2_500]);
    expect(await client.names()).toEqual(["battery"]);
  });

  it("does not ask when the arguments do not fit", async () => {
    await make("battery", CLIENT);
    const outcome = await (await found(client, "battery")).call(callOf({ day: 7 }));
    expect(outcome).toMatchObject({ status: "failed", error: expect.stringContaining('"day" must be text') });
  });

  it("tells of a result that does not fit", async () => {
    await make("battery", { ...CLIENT, output_schema: { type: "number" } });
    const awaitClient = async (): Promise<ToolOutcome> => ({ status: "succeeded", result: "81 %" });
    await (await found(client, "battery")).call(callOf({}, { awaitClient }));
    expect(mismatches).toMatchObject([{ tool: "battery", problems: ["The value must be a number."] }]);
  });
});

describe("a tool whose headers cannot be decrypted", () => {
  it("is shown and listed all the same, and can be given new ones", async () => {
    await make("book", { headers: { Authorization: "Bearer planted-secret" } });
    const elsewhere = new Tools({ database, secretBox: box(), fetch: { refusal: () => null } });
    expect((await elsewhere.find(KEY, "book")).headers).toEqual({ Authorization: null });
    const list = await elsewhere.list(KEY, null, { position: null, limit: 10 });
    expect(list.data.map(({ name }) => name)).toEqual(["book"]);
    await expect(elsewhere.change(KEY, anyStateOf("book"), { description: "New." })).rejects.toMatchObject({
      code: "invalid_field",
      param: "headers",
    });
    const changed = await elsewhere.change(KEY, anyStateOf("book"), { headers: { Authorization: "Bearer other" } });
    expect(changed.headers).toEqual({ Authorization: null });
  });
});
