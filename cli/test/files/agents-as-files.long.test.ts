import { cp, mkdtemp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@operator/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ServerProcess, startServerProcess } from "../../../server/src/testing/server-process.ts";
import { startOperator } from "../operator-process.ts";
import { runHere } from "./operator-run.ts";

let server: ServerProcess;
let client: Client;
let folder: string;
let count = 0;

beforeAll(async () => {
  server = await startServerProcess({ environment: { OPERATOR_QUICKSTART: "false", OPERATOR_RATE_LIMIT: "100000" } });
  client = createClient({ host: server.url(), key: server.apiKey });
});
afterAll(() => server.cleanUp());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a command on a folder, that of the test when no other is named. */
const operator = (
  args: readonly string[],
  { at = folder, host = server.url(), ...more }: Record<string, string> = {},
) => runHere([...args, "--folder", at], { OPERATOR_HOST: host, OPERATOR_API_KEY: server.apiKey, ...more });
const apply = (...args: string[]) => operator(["apply", "--yes", ...args]);
const write = async (path: string, text: string, at = folder) => {
  await mkdir(join(at, path, ".."), { recursive: true });
  await writeFile(join(at, path), text);
};
const read = (path: string, at = folder) => readFile(join(at, path), "utf8");
const locked = async (at = folder) => {
  const { servers } = JSON.parse(await read("operator.lock.json", at));
  return servers[server.url()];
};
const idOf = async (slug: string, kind = "conversational_agents") => (await locked())[kind][slug].id as string;
const agentYaml = (name: string, more = "", config = "") =>
  `name: ${name}\ndescription: Answers.\n${more}config:\n  runtime:\n    model: simulated/assistant\n${config}`;

/** Writes an agent; returns its folder's name, which no other test has. */
async function writeAgent(prompt = "Answer.", more = "", config = ""): Promise<string> {
  const slug = `agent-${++count}`;
  await write(`conversational_agents/${slug}/agent.yaml`, agentYaml(slug, more, config));
  await write(`conversational_agents/${slug}/prompt.md`, `${prompt}\n`);
  return slug;
}

/** Writes a project in which everything refers to something, in a circle, too; returns its names. */
async function writeProject() {
  const n = ++count;
  const names = { desk: `desk-${n}`, night: `night-${n}`, notes: `notes-${n}`, book: `book_${n}`, to: `to_night_${n}` };
  await write(
    `tools/${names.book}.yaml`,
    `name: ${names.book}\ndescription: Books.\nmethod: POST\nurl: https://shop.example/book\ninput_schema: { type: object }\n` +
      `headers: { Authorization: "Bearer \${env:SHOP_KEY}" }\n`,
  );
  await write(
    `transfers/${names.to}.yaml`,
    `name: ${names.to}\ndescription: At night.\nkind: agent\ndestination: ${names.night}\n`,
  );
  await write(`procedural_agents/${names.notes}/agent.yaml`, agentYaml(names.notes));
  await write(`procedural_agents/${names.notes}/prompt.md`, "Note what was agreed.\n");
  const tools = `  tool:\n    tools: [{ ns: api, name: ${names.book} }, { ns: syscall, name: transfer }]\n    transfers: [{ id: ${names.to} }]\n`;
  const more = `postprocess_agents: [${names.notes}]\n`;
  await write(`conversational_agents/${names.desk}/agent.yaml`, agentYaml(names.desk, more, tools));
  await write(`conversational_agents/${names.desk}/prompt.md`, `Book with @${names.book}, or use @${names.to}.\n`);
  await write(`conversational_agents/${names.night}/agent.yaml`, agentYaml(names.night, "", tools));
  await write(`conversational_agents/${names.night}/prompt.md`, "Answer at night.\n");
  return names;
}

const SECRET = { SHOP_KEY: "s3cret-of-the-shop" };

describe("apply", () => {
  it("makes everything in the order in which it is needed, references by folder, and twice does nothing", async () => {
    const names = await writeProject();
    const planned = await operator(["plan", "--release"]);
    expect(planned).toMatchObject({ code: 3, err: "" });
    expect(planned.out).toContain(`create agent ${names.desk}, release it`);
    const applied = await operator(["apply", "--release", "--yes"], SECRET);
    expect(applied, applied.err).toMatchObject({ code: 0 });
    const desk = await client.conversationalAgents.get(await idOf(names.desk));
    expect(desk).toMatchObject({
      name: names.desk,
      is_released: true,
      postprocess_agents: [await idOf(names.notes, "procedural_agents")],
      config: { tool: { transfers: [{ id: await idOf(names.to, "transfers") }] } },
    });
    const transfer = await client.transfers.get(await idOf(names.to, "transfers"));
    expect(transfer.destination).toBe(await idOf(names.night));
    expect((await client.tools.get(names.book)).headers).toEqual({ Authorization: null });
    expect(await read("operator.lock.json")).not.toContain("s3cret");
    for (const args of [["plan", "--release"], ["diff"], ["apply", "--release", "--yes"]]) {
      const again = await operator(args);
      expect(again, JSON.stringify(again)).toMatchObject({ code: 0, err: "" });
    }
    const { version_id } = await client.conversationalAgents.get(await idOf(names.desk));
    expect(version_id).toMatch(/@v0$/);
  });

  it("opens a draft for a change, and releases it when it is asked to", async () => {
    const slug = await writeAgent();
    await apply("--release");
    await write(`conversational_agents/${slug}/prompt.md`, "Answer kindly.\n");
    const planned = await operator(["plan"]);
    expect(planned).toMatchObject({ code: 3, out: `  update agent ${slug}\n` });
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await client.conversationalAgents.get(await idOf(slug))).toMatchObject({
      version_status: "draft",
      config: { runtime: { prompt: { text: "Answer kindly." } } },
    });
    expect((await operator(["diff", "--released"])).code).toBe(3);
    expect((await operator(["plan", "--release"])).out).toBe(`  release agent ${slug}\n`);
    expect(await apply("--release")).toMatchObject({ code: 0 });
    expect((await operator(["diff", "--released"])).code).toBe(0);
  });

  it("deletes only with --prune what the folder holds no more, agents before what they use", async () => {
    const names = await writeProject();
    await operator(["apply", "--yes"], SECRET);
    const ids = { desk: await idOf(names.desk), to: await idOf(names.to, "transfers") };
    for (const gone of ["conversational_agents", "transfers", "tools", "procedural_agents"]) {
      await rm(join(folder, gone), { recursive: true });
    }
    const kept = await apply();
    expect(kept).toMatchObject({ code: 0 });
    expect(kept.err).toContain(`agent ${names.desk} is in the folder no more, and stays on the server`);
    expect(await client.conversationalAgents.get(ids.desk)).toMatchObject({ id: ids.desk });
    const pruned = await apply("--prune");
    expect(pruned, pruned.err).toMatchObject({ code: 0 });
    await expect(client.conversationalAgents.get(ids.desk)).rejects.toMatchObject({ status: 404 });
    await expect(client.transfers.get(ids.to)).rejects.toMatchObject({ status: 404 });
    await expect(client.tools.get(names.book)).rejects.toMatchObject({ status: 404 });
    expect((await operator(["plan"])).code).toBe(0);
  });

  it("asks first, and does nothing where nobody can be asked", async () => {
    await writeAgent();
    const asked = await operator(["apply"]);
    expect(asked).toMatchObject({ code: 2, out: "" });
    expect(asked.err).toContain("--yes");
  });

  it("names the variable that a secret lacks, and keeps the key of the platform to itself", async () => {
    const name = `look_${++count}`;
    const tool = (header: string) =>
      `description: Looks.\nurl: https://shop.example/\nmethod: GET\ninput_schema: { type: object }\nheaders: { X-Key: "${header}" }\n`;
    await write(`tools/${name}.yaml`, tool("${env:MISSING_KEY}"));
    expect(await apply()).toMatchObject({ code: 2, err: expect.stringContaining("MISSING_KEY") as string });
    await write(`tools/${name}.yaml`, tool("${env:OPERATOR_API_KEY}"));
    expect(await apply()).toMatchObject({ code: 2, err: expect.stringContaining("OPERATOR_API_KEY") as string });
    await expect(client.tools.get(name)).rejects.toMatchObject({ status: 404 });
    await write(`tools/${name}.yaml`, tool("plain").replace('"plain"', "null"));
    expect((await apply()).err).toContain("${env:NAME}");
  });

  it("writes a secret anew with --secrets, whose change no server shows", async () => {
    const name = `sign_${++count}`;
    await write(
      `tools/${name}.yaml`,
      `description: Signs.\nurl: https://shop.example/\nmethod: GET\ninput_schema: { type: object }\nheaders: { X-Key: "\${env:SIGN_KEY}" }\n`,
    );
    await operator(["apply", "--yes"], { SIGN_KEY: "one" });
    const before = (await client.tools.get(name)).updated_at;
    expect(await operator(["apply", "--yes"], { SIGN_KEY: "two" })).toMatchObject({ code: 0 });
    expect((await client.tools.get(name)).updated_at).toBe(before);
    expect(await operator(["apply", "--yes", "--secrets"], { SIGN_KEY: "two" })).toMatchObject({ code: 0 });
    expect((await client.tools.get(name)).updated_at).not.toBe(before);
  });

  it("shows what the server noticed in a field that it does not know", async () => {
    await writeAgent("Answer.", "", "  vocie: {}\n");
    expect((await apply()).err).toContain("config.vocie");
  });

  it("stops where the server refuses, and goes on from there once that is mended", async () => {
    const first = await writeAgent();
    const second = await writeAgent("Use @nothing.");
    const refused = await apply();
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain(`agent ${second}:`);
    const made = await idOf(first);
    await write(`conversational_agents/${second}/prompt.md`, "Answer.\n");
    const mended = await apply();
    expect(mended.err).toBe("");
    expect(await idOf(first)).toBe(made);
  });
});

describe("two people", () => {
  /** Copies the folder as a colleague has it. */
  async function colleague(): Promise<string> {
    const other = await mkdtemp(join(tmpdir(), "operator-files-"));
    await cp(folder, other, { recursive: true });
    return other;
  }

  it("cannot overwrite each other: the second is told whom to pull, and nothing of the first is lost", async () => {
    const slug = await writeAgent();
    await apply();
    const other = await colleague();
    await write(`conversational_agents/${slug}/prompt.md`, "Answer in verse.\n");
    expect(await apply()).toMatchObject({ code: 0 });
    await write(`conversational_agents/${slug}/prompt.md`, "Answer in prose.\n", other);
    const planned = await operator(["plan", "--json"], { at: other });
    expect(planned.code).toBe(4);
    expect(JSON.parse(planned.out)).toMatchObject({ steps: [], conflicts: [{ kind: "conversational_agents", slug }] });
    const refused = await operator(["apply", "--yes"], { at: other });
    expect(refused).toMatchObject({ code: 4 });
    expect(refused.err).toContain(`Agent ${slug} was changed on the server since you pulled it`);
    const pulled = await operator(["pull"], { at: other });
    expect(pulled).toMatchObject({ code: 4, err: expect.stringContaining(`agent ${slug}`) as string });
    expect(await read(`conversational_agents/${slug}/prompt.md`, other)).toBe("Answer in prose.\n");
    expect(await operator(["pull", "--force", slug], { at: other })).toMatchObject({ code: 0 });
    expect(await read(`conversational_agents/${slug}/prompt.md`, other)).toBe("Answer in verse.\n");
    await write(`conversational_agents/${slug}/prompt.md`, "Answer in verse and prose.\n", other);
    expect(await operator(["apply", "--yes"], { at: other })).toMatchObject({ code: 0 });
    await rm(other, { recursive: true });
  });

  it("who apply at the same moment win once, whatever each has planned", async () => {
    const slug = await writeAgent();
    await apply();
    const id = await idOf(slug);
    const other = await colleague();
    // The colleague's change comes between this one's plan and its writing.
    const proxy = await startProxy(async (message) => {
      if (message.method === "PUT") await client.conversationalAgents.update(id, { name: "Theirs" });
    });
    await write(`conversational_agents/${slug}/prompt.md`, "Answer in verse.\n");
    const lost = await operator(["apply", "--yes"], { host: proxy.url });
    expect(lost, lost.err).toMatchObject({ code: 4 });
    expect(lost.err).toContain(`Somebody has changed agent ${slug}`);
    expect(await client.conversationalAgents.get(id)).toMatchObject({
      name: "Theirs",
      config: { runtime: { prompt: { text: "Answer." } } },
    });
    await proxy.close();
    await rm(other, { recursive: true });
  });

  it("may change different things", async () => {
    const [one, two] = [await writeAgent(), await writeAgent()];
    await apply();
    const other = await colleague();
    await write(`conversational_agents/${one}/prompt.md`, "One.\n");
    await write(`conversational_agents/${two}/prompt.md`, "Two.\n", other);
    expect(await apply()).toMatchObject({ code: 0 });
    const pulled = await operator(["pull", one, two], { at: other });
    expect(pulled).toMatchObject({ code: 0 });
    expect(pulled.out).toContain(`Wrote agent ${one}`);
    expect(pulled.out).toContain(`Kept your change of agent ${two}`);
    expect(await operator(["apply", "--yes"], { at: other })).toMatchObject({ code: 0 });
    expect(await read(`conversational_agents/${one}/prompt.md`, other)).toBe("One.\n");
    await rm(other, { recursive: true });
  });
});

describe("a run of apply that is killed", () => {
  it.each(["before", "after"])(
    "%s the server has taken a change is gone on with, and nothing is made twice",
    async (when) => {
      const names = await writeProject();
      let changesLeft = 0;
      let run: ReturnType<typeof startOperator> | null = null;
      const kill = async (message: IncomingMessage) => {
        if (message.method !== "GET" && --changesLeft === 0) run?.child.kill("SIGKILL");
      };
      const proxy = await startProxy(when === "before" ? kill : null, when === "after" ? kill : null);
      const environment = { OPERATOR_HOST: proxy.url, OPERATOR_API_KEY: server.apiKey, ...SECRET };
      let runs = 0;
      for (let code: number | null = null; code === null; ) {
        changesLeft = ++runs;
        run = startOperator(["apply", "--yes", "--release", "--folder", folder], { environment });
        code = await run.end();
        if (code !== null) expect(code, run.output()).toBe(0);
      }
      expect(runs).toBeGreaterThan(3);
      await proxy.close();
      await moveLock(proxy.url, server.url());
      const finished = await operator(["apply", "--release", "--yes"], SECRET);
      expect(finished, finished.err).toMatchObject({ code: 0 });
      for (const name of [names.desk, names.night]) {
        const all: unknown[] = [];
        for await (const agent of client.conversationalAgents.list()) if (agent.name === name) all.push(agent);
        expect(all).toHaveLength(1);
      }
      const all: unknown[] = [];
      for await (const agent of client.proceduralAgents.list()) if (agent.name === names.notes) all.push(agent);
      expect(all).toHaveLength(1);
      expect((await operator(["plan", "--release"])).code).toBe(0);
    },
  );

  /** What was remembered of the server behind a proxy is the server's. */
  async function moveLock(from: string, to: string): Promise<void> {
    const text = await read("operator.lock.json");
    await write("operator.lock.json", text.replaceAll(from, to));
  }
});

describe("pull", () => {
  it("writes agents with all that they use, readably, and no secrets", async () => {
    const names = await writeProject();
    await operator(["apply", "--yes"], SECRET);
    const other = await mkdtemp(join(tmpdir(), "operator-files-"));
    expect(await operator(["pull", names.desk], { at: other })).toMatchObject({ code: 0 });
    expect(await readdir(join(other, "conversational_agents"))).toEqual([names.desk, names.night]);
    expect(await readdir(join(other, "tools"))).toEqual([`${names.book}.yaml`]);
    const slug = (await readdir(join(other, "transfers")))[0]?.replace(".yaml", "") as string;
    const yaml = await read(`conversational_agents/${names.desk}/agent.yaml`, other);
    expect(yaml).toMatch(
      new RegExp(`^name: ${names.desk}\ndescription: Answers.\npostprocess_agents:\n  - ${names.notes}\n`),
    );
    expect(yaml).toContain(`- id: ${slug}`);
    expect(await read(`tools/${names.book}.yaml`, other)).toContain("Authorization: null");
    expect((await operator(["plan"], { at: other })).out).toBe("The server is as the files say.\n");
    await rm(other, { recursive: true });
  });

  it("keeps what files leave to defaults, and the variables of secrets", async () => {
    const names = await writeProject();
    await operator(["apply", "--yes"], SECRET);
    await client.tools.change(names.book, { description: "Books a table." });
    const id = await idOf(names.desk);
    const { config } = await client.conversationalAgents.get(id);
    await client.conversationalAgents.update(id, { config: { ...config, memory: { is_enabled: false } } as never });
    expect(await operator(["pull", names.desk])).toMatchObject({ code: 0 });
    expect(await read(`tools/${names.book}.yaml`)).toContain("Bearer ${env:SHOP_KEY}");
    expect(await read(`tools/${names.book}.yaml`)).toContain("Books a table.");
    const yaml = await read(`conversational_agents/${names.desk}/agent.yaml`);
    expect(yaml).toContain("memory:\n    is_enabled: false");
    expect(yaml).not.toContain("summary:");
    expect((await operator(["plan"])).code).toBe(0);
  });

  it("removes the files of what was deleted, unless they were changed", async () => {
    const [one, two] = [await writeAgent(), await writeAgent()];
    await apply();
    await Promise.all([one, two].map(async (slug) => client.conversationalAgents.delete(await idOf(slug))));
    expect(await operator(["plan"])).toMatchObject({ code: 4 });
    await write(`conversational_agents/${two}/prompt.md`, "Changed.\n");
    const pulled = await operator(["pull", "--json"]);
    const outcomes = JSON.parse(pulled.out).pulled as { slug: string; outcome: string }[];
    expect(outcomes.find(({ slug }) => slug === one)?.outcome).toBe("removed");
    expect(outcomes.find(({ slug }) => slug === two)?.outcome).toBe("orphaned");
    expect(await readdir(join(folder, "conversational_agents"))).not.toContain(one);
  });

  it("finds no agent of that name, and guesses", async () => {
    const slug = await writeAgent();
    await apply();
    const missed = await operator(["pull", `${slug}x`]);
    expect(missed).toMatchObject({ code: 1, err: expect.stringContaining(`Did you mean "${slug}"?`) as string });
  });

  it("never leaves the folder, whatever agents are called", async () => {
    const name = `../../escaped-${++count}`;
    await client.conversationalAgents.create({
      name,
      description: "",
      config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
    });
    const at = join(folder, "deep", "deeper");
    expect(await operator(["pull", name], { at })).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual(["deep"]);
    expect(await readdir(join(at, "conversational_agents"))).toEqual([`escaped-${count}`]);
  });
});

describe("folders", () => {
  it("that were renamed stay the same agent", async () => {
    const slug = await writeAgent();
    await apply();
    const id = await idOf(slug);
    const move = (from: string, to: string) =>
      rename(join(folder, "conversational_agents", from), join(folder, "conversational_agents", to));
    await move(slug, `${slug}-renamed`);
    expect((await operator(["plan"])).code).toBe(0);
    await write(`conversational_agents/${slug}-renamed/prompt.md`, "Changed.\n");
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await idOf(`${slug}-renamed`)).toBe(id);
    await move(`${slug}-renamed`, `${slug}-again`);
    await write(`conversational_agents/${slug}-again/prompt.md`, "Changed and moved.\n");
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await idOf(`${slug}-again`)).toBe(id);
  });

  it("without their lock know what is there by its name, and make nothing twice", async () => {
    const names = await writeProject();
    await operator(["apply", "--yes"], SECRET);
    const before = await locked();
    await rm(join(folder, "operator.lock.json"));
    const pulled = await operator(["pull", names.desk]);
    expect(pulled, pulled.err).toMatchObject({ code: 0 });
    expect((await locked()).conversational_agents[names.desk].id).toBe(before.conversational_agents[names.desk].id);
    expect((await operator(["plan"])).code).toBe(0);
  });

  it("know a server again that has moved to another address", async () => {
    const slug = await writeAgent();
    await apply();
    const text = await read("operator.lock.json");
    await write("operator.lock.json", text.replaceAll(server.url(), "http://former.example"));
    expect((await operator(["plan"])).code).toBe(0);
    await write(`conversational_agents/${slug}/prompt.md`, "Changed.\n");
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await read("operator.lock.json")).not.toContain("former.example");
  });
});

describe("diff", () => {
  it("shows the lines that differ, from the server's to the files'", async () => {
    const slug = await writeAgent("One.\nTwo.\nThree.");
    await apply();
    expect(await operator(["diff"])).toEqual({ code: 0, out: "", err: "" });
    await write(`conversational_agents/${slug}/prompt.md`, "One.\n2.\nThree.\n");
    const shown = await operator(["diff", slug]);
    expect(shown).toEqual({
      code: 3,
      err: "",
      out: `conversational_agents/${slug}/prompt.md\n  One.\n- Two.\n+ 2.\n  Three.\n`,
    });
    const parsed = JSON.parse((await operator(["diff", "--json"])).out);
    expect(parsed.differences).toMatchObject([{ slug, state: "different" }]);
    expect(await operator(["diff", "nobody"])).toMatchObject({ code: 1 });
  });
});

/** Starts what stands before the server and is told of each request, before it goes on and after it was answered. */
async function startProxy(
  before: ((message: IncomingMessage) => Promise<void>) | null,
  after: ((message: IncomingMessage) => Promise<void>) | null = null,
): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(server.url());
  const proxy: Server = createServer((message, answer) => {
    const pass = async () => {
      await before?.(message);
      const headers = { ...message.headers, host: target.host };
      const on = request({
        host: target.hostname,
        port: target.port,
        path: message.url,
        method: message.method,
        headers,
      });
      on.on("error", () => answer.destroy());
      on.on("response", (response) => {
        const told = after?.(message) ?? Promise.resolve();
        void told.then(() => {
          answer.writeHead(response.statusCode ?? 500, response.headers);
          response.pipe(answer);
        });
      });
      message.pipe(on);
    };
    pass().catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
