import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION_HEADER } from "../src/testing/app.ts";
import { type ServerProcess, startServerProcess } from "../src/testing/server-process.ts";
import { openSessionClient } from "../src/testing/session-client.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

async function call(server: ServerProcess, key: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", ...VERSION_HEADER };
  const options = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${server.url()}${path}`, options);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Runs the server to its end; for starts that must fail. */
async function failedStart(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["server/dist/main.js"], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", ...environment },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

describe("the first start", () => {
  let server: ServerProcess;
  let key: string;

  beforeAll(async () => {
    server = await startServerProcess({ environment: { OPERATOR_API_KEY: "" } });
    key = /op_prod_[0-9A-Za-z]{32}/.exec(server.output())?.[0] ?? "";
  });

  afterAll(() => server.cleanUp());

  it("prints the address, a key, the one-time link and the command to talk", () => {
    const output = server.output();
    expect(output).toContain(`Operator is running at ${server.url()}`);
    expect(output).toMatch(/API key \(shown only this once\): op_prod_/);
    expect(output).toContain(`npm run talk -- --host ${server.url()} --key ${key}`);
    expect(output).toContain(`${server.url()}/#sign-in=`);
  });

  it("prints addresses at which there is what it says", async () => {
    const places = /Open the dashboard: .* then (\S+)\)\n[\s\S]*Read the documents: +(\S+)\n/.exec(server.output());
    const [dashboard = "", documents = ""] = places?.slice(1) ?? [];
    expect(await (await fetch(dashboard)).text()).toContain('<div id="root">');
    expect(await (await fetch(documents)).text()).toContain("Operator docs");
  });

  it("makes a key that opens the API", async () => {
    expect((await call(server, key, "/conversational_agents")).status).toBe(200);
  });

  it("seeds the quickstart, released, on the simulated assistant as no vendor is configured", async () => {
    const { body } = await call(server, key, "/conversational_agents");
    const [agent] = body["data"] as { id: string; name: string; version_status: string }[];
    expect(agent).toMatchObject({ name: "Appointment booking", version_status: "released" });
    const { body: whole } = await call(server, key, `/conversational_agents/${agent?.id}`);
    expect(whole["config"]).toMatchObject({ runtime: { model: "simulated/assistant" } });
  });

  it("books an appointment over bare WebSocket frames", async () => {
    const { body } = await call(server, key, "/conversational_agents");
    const [agent] = body["data"] as { id: string }[];
    const created = await call(server, key, "/conversations", {
      agent_id: agent?.id,
      channel: { type: "chat_realtime" },
    });
    const channel = created.body["channel"] as { session_url: string; token: string };
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    const greeting = await client.next("agent.message.completed");
    expect(greeting.payload.text).toMatch(/simulated/);
    const answers: [RegExp, string][] = [
      [/name/i, "Kim Example"],
      [/service/i, "Haircut"],
      [/day/i, "next Wednesday"],
      [/time/i, "10:00"],
      [/right|confirm/i, "yes"],
    ];
    client.send({ type: "user.message.send", text: "I would like to book an appointment" });
    for (let said = 0; said < 12 && !client.events.some(isBooked); said++) {
      const question = (await client.next("agent.message.completed")).payload.text;
      if (client.events.some(isBooked)) break;
      const answer = answers.find(([asks]) => asks.test(question.split(".").at(-1) ?? question))?.[1] ?? "yes";
      client.send({ type: "user.message.send", text: answer });
    }
    const booked = client.events.find(isBooked)?.payload as { result: { confirmation_code: string } } | undefined;
    expect(booked?.result.confirmation_code).toBeTruthy();
    client.close();
    const list = await fetch(`${server.url()}/examples/appointments/appointments`);
    expect(await list.text()).toContain("Kim");
  });

  it("has a link that is exchanged for a key once", async () => {
    const code = /#sign-in=([0-9A-Za-z]+)/.exec(server.output())?.[1];
    const exchange = () =>
      fetch(`${server.url()}/sign_in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ code }),
      });
    const first = await exchange();
    const { api_key } = (await first.json()) as { api_key: string };
    expect((await call(server, api_key, "/conversations")).status).toBe(200);
    expect((await exchange()).status).toBe(401);
  });

  it("stops at Ctrl-C, and a second start finds the data and shows no key again", async () => {
    expect(await server.stop()).toBe(0);
    const before = server.output().length;
    await server.start();
    const printed = server.output().slice(before);
    expect(printed).toContain("Operator is running");
    expect(printed).not.toMatch(/op_prod_[0-9A-Za-z]{32}/);
    const { body } = await call(server, key, "/conversations");
    expect((body["data"] as unknown[]).length).toBeGreaterThan(0);
    expect(((await call(server, key, "/conversational_agents")).body["data"] as unknown[]).length).toBe(1);
  });
});

function isBooked({ payload }: { payload: { type: string } }): boolean {
  const returned = payload as { type: string; name?: string; result?: unknown };
  return (
    returned.type === "agent.tool_call.returned" &&
    returned.name === "book_appointment" &&
    returned.result !== undefined
  );
}

describe("a start that cannot be", () => {
  it("names every wrong variable and ends", async () => {
    const { code, output } = await failedStart({ PORT: "eighty", LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(output).toMatch(/PORT: .+/);
    expect(output).toMatch(/LOG_LEVEL: .+/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("says that the port is taken, before anything else is started", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await failedStart({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken on 127.0.0.1. Set PORT to another one`);
  });

  it("says that the database does not answer", async () => {
    const { code, output } = await failedStart({ PORT: "0", DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    expect(code).toBe(1);
    expect(output).toMatch(/DATABASE_URL/);
  });
});
