import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

/** What Java's HttpClient adds to every request over plain HTTP. */
const H2C = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAA"];

/** The head of a request that also asks for HTTP/2. */
function head(line: string, more: readonly string[] = []): string {
  const known = [`Host: ${new URL(app.url).host}`, `Authorization: Bearer ${app.key}`, "Operator-Version: 2025-06-19"];
  return `${[`${line} HTTP/1.1`, ...known, ...H2C, ...more].join("\r\n")}\r\n\r\n`;
}

/** A connection to the platform, and what came back on it. */
function openConnection() {
  const { hostname, port } = new URL(app.url);
  const socket: Socket = connect(Number(port), hostname);
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  socket.on("error", () => undefined);
  return {
    socket,
    statuses: () => [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
    received: () => received,
  };
}

async function answerTo(...parts: string[]): Promise<{ status: number; text: string }> {
  const { socket, statuses, received } = openConnection();
  for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
  await expect.poll(statuses).toHaveLength(1);
  await expect.poll(received).toMatch(/[}\]]$/);
  socket.destroy();
  return { status: statuses()[0] as number, text: received() };
}

const AGENT = JSON.stringify({
  name: "Ünder h2c",
  description: "",
  config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
});
const JSON_TYPE = "Content-Type: application/json";
const lengthOf = (text: string) => `Content-Length: ${Buffer.byteLength(text)}`;

describe("a request that also asks for HTTP/2", () => {
  it("is answered over HTTP/1.1 as without asking", async () => {
    expect(await answerTo(head("GET /conversational_agents"))).toMatchObject({ status: 200 });
    expect(await answerTo(head("GET /nowhere"))).toMatchObject({ status: 404 });
  });

  it("is read with its body, whether that comes at once, later or in chunks", async () => {
    const post = (more: string[]) => head("POST /conversational_agents", [JSON_TYPE, ...more]);
    const bytes = [AGENT.slice(0, 20), AGENT.slice(20)] as const;
    const chunks = bytes.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`);
    for (const parts of [
      [post([lengthOf(AGENT)]) + AGENT],
      [post([lengthOf(AGENT)]), ...bytes],
      [post(["Transfer-Encoding: chunked"]), ...chunks, "0\r\n\r\n"],
    ]) {
      const { status, text } = await answerTo(...parts);
      expect(status).toBe(200);
      const [id] = /ca_\w{11}/.exec(text) as unknown as [string];
      expect((await app.call("GET", `/conversational_agents/${id}@v0`)).body["name"]).toBe("Ünder h2c");
    }
  });

  it("is refused when its body is larger than any may be", async () => {
    const more = [JSON_TYPE, `Content-Length: ${2 * 1024 * 1024}`];
    expect(await answerTo(head("POST /conversational_agents", more))).toMatchObject({ status: 413 });
  });

  it("leaves the connection good for others, of either kind", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const { socket, statuses } = openConnection();
    for (let count = 1; count <= 30; count += 1) {
      socket.write(head("GET /conversational_agents"));
      await expect.poll(statuses).toHaveLength(count);
    }
    socket.write(head("GET /conversational_agents") + head("GET /conversations"));
    await expect.poll(statuses).toEqual(Array.from({ length: 32 }, () => 200));
    socket.destroy();
    process.off("warning", note);
    // Node warns of listeners that pile up.
    expect(warnings).toEqual([]);
  });

  it("that vanishes before its body came disturbs nobody", async () => {
    const { socket } = openConnection();
    const part = head("POST /conversational_agents", [JSON_TYPE, lengthOf(AGENT)]) + AGENT.slice(0, 5);
    await new Promise((resolve) => socket.write(part, resolve));
    socket.resetAndDestroy();
    expect(await answerTo(head("GET /conversational_agents"))).toMatchObject({ status: 200 });
  });
});

it("a session is opened as ever", async () => {
  const { channel } = await app.converse(await app.makeAgent("Answer."));
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  await client.next("conversation.setup");
  client.close();
});
