import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { anyStateOf } from "../../src/domain/precondition.ts";
import { LIVE_KEY, type McpWorld, startMcpWorld } from "./mcp-world.ts";
import { type Exchange, type ScriptedServer, startScriptedServer } from "./scripted-server.ts";

const worlds: McpWorld[] = [];
const scripted: ScriptedServer[] = [];

afterEach(async () => {
  for (const { faults } of worlds) expect(faults).toEqual([]);
  for (const world of worlds.splice(0).reverse()) await world.close();
  for (const server of scripted.splice(0)) await server.stop();
});

/** Two processes on one database, and a server that both may reach. */
async function twoProcesses() {
  const one = await startMcpWorld();
  const other = await startMcpWorld({ databaseUrl: one.databaseUrl });
  worlds.push(one, other);
  const server = await startScriptedServer([{ name: "book" }]);
  scripted.push(server);
  const { id, name } = await one.add({ type: "http", url: server.url, headers: {} });
  return { one, other, server, id, book: `${name}/book` };
}

const countOf = (server: ScriptedServer, wanted: string) =>
  server.received.filter(({ method }) => method === wanted).length;

async function makeDue(databaseUrl: string): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  await database
    .updateTable("mcp_servers")
    .set({ next_sync_at: new Date(0) })
    .execute();
  await database.destroy();
}

describe("processes that share a database", () => {
  it("each have a connection of their own, opened when it is first needed", async () => {
    const { one, other, server, book } = await twoProcesses();
    expect(countOf(server, "initialize")).toBe(1);
    for (const world of [one, other, one, other]) {
      expect(await world.call(book)).toMatchObject({ status: "succeeded" });
    }
    expect(countOf(server, "initialize")).toBe(2);
  });

  it("ask a server that is due once, and then again when it is due again", async () => {
    const { one, other, server } = await twoProcesses();
    for (const round of [1, 2]) {
      await makeDue(one.databaseUrl);
      await Promise.all([one.syncs.syncDue(), other.syncs.syncDue(), one.syncs.syncDue()]);
      await expect.poll(() => one.activities.length + other.activities.length).toBe(1 + round);
      expect(countOf(server, "tools/list")).toBe(1 + round);
      // It was settled, and is not due for a while.
      await Promise.all([one.syncs.syncDue(), other.syncs.syncDue()]);
    }
    expect(one.activities[0]).toMatchObject({
      kind: "job",
      outcome: "succeeded",
      summary: "MCP server server1: 1 tools added, 0 changed, 0 removed",
    });
  });

  it("notice what another one changed, and leave a server that was switched off", async () => {
    const { one, other, server, id, book } = await twoProcesses();
    await other.call(book);
    await one.servers.change(LIVE_KEY, anyStateOf(id), { is_enabled: false });
    expect(countOf(server, "DELETE")).toBe(1);
    await other.servers.followChanges();
    await expect.poll(() => countOf(server, "DELETE")).toBe(2);
    await expect(other.call(book)).rejects.toThrow("There is no tool");
  });

  it("call at the new address from the next call on, before they were told of it", async () => {
    const { one, other, server, id, book } = await twoProcesses();
    await other.call(book);
    const next = await startScriptedServer([{ name: "book" }]);
    scripted.push(next);
    await one.servers.change(LIVE_KEY, anyStateOf(id), { transport: { type: "http", url: next.url, headers: {} } });
    expect(await other.call(book)).toMatchObject({ status: "succeeded" });
    expect(countOf(next, "tools/call")).toBe(1);
    expect(countOf(server, "tools/call")).toBe(1);
  });

  it("do not overwrite what a later question found with the answer to an earlier one", async () => {
    const { one, other, server, id } = await twoProcesses();
    let late: Exchange | undefined;
    server.script = {
      "tools/list": (exchange) => {
        if (late) exchange.answer({ tools: [{ name: "new" }] });
        else late = exchange;
      },
    };
    const earlier = one.syncs.sync(id);
    await expect.poll(() => late !== undefined).toBe(true);
    expect(await other.syncs.sync(id)).toMatchObject({ added: ["new"], removed: ["book"] });
    late?.answer({ tools: [{ name: "book" }] });
    expect(await earlier).toMatchObject({ status: "ready", added: [], removed: [] });
    const { tools } = await other.servers.find(LIVE_KEY, id);
    expect(tools.map(({ name }) => name)).toEqual(["new"]);
  });

  it("drop what an old address answered once the settings changed", async () => {
    const { one, other, server, id } = await twoProcesses();
    let late: Exchange | undefined;
    server.script = { "tools/list": (exchange) => void (late = exchange) };
    const earlier = one.syncs.sync(id);
    await expect.poll(() => late !== undefined).toBe(true);
    const next = await startScriptedServer([{ name: "elsewhere" }]);
    scripted.push(next);
    await other.servers.change(LIVE_KEY, anyStateOf(id), { transport: { type: "http", url: next.url, headers: {} } });
    late?.answer({ tools: [{ name: "stale" }] });
    await earlier;
    const { tools, status } = await other.servers.find(LIVE_KEY, id);
    expect([status, tools.map(({ name }) => name)]).toEqual(["ready", ["elsewhere"]]);
  });
});

describe("a server that does not answer", () => {
  it("keeps its tools, is shown as unreachable, and is found again when it is back", async () => {
    const { one, server, id, book } = await twoProcesses();
    server.script = { "tools/list": ({ response }) => void response.writeHead(503).end("Maintenance.") };
    await makeDue(one.databaseUrl);
    await one.syncs.syncDue();
    const find = () => one.servers.find(LIVE_KEY, id);
    await expect.poll(async () => (await find()).status).toBe("unreachable");
    expect(await find()).toMatchObject({
      error: "The tools could not be listed. It answered 503 Service Unavailable: Maintenance.",
      tool_count: 1,
    });
    expect(one.activities.at(-1)).toMatchObject({ outcome: "failed" });
    expect(await one.call(book)).toMatchObject({ status: "succeeded" });
    server.script = {};
    await makeDue(one.databaseUrl);
    await one.syncs.syncDue();
    await expect.poll(async () => (await find()).status).toBe("ready");
    expect((await find()).error).toBeNull();
  });
});

describe("a name that resolves anew", () => {
  it("to a private address is not connected to", async () => {
    const server = await startScriptedServer([{ name: "book" }]);
    scripted.push(server);
    let address = "127.0.0.1";
    const world = await startMcpWorld({ resolve: async () => [address] });
    worlds.push(world);
    const url = server.url.replace("127.0.0.1", "rebinding.example");
    const { name } = await world.add({ type: "http", url, headers: {} });
    address = "127.0.0.2";
    // The connections that there are still lead to the address that was checked.
    server.script = { "tools/call": ({ request }) => void request.socket.destroy() };
    const call = () => world.call(`${name}/book`);
    await expect.poll(call).toMatchObject({
      status: "failed",
      error: expect.stringMatching(
        / was not called: rebinding\.example is a loopback address, which may not be called/,
      ),
    });
  });
});
