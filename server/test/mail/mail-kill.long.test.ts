import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { callServer, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { freePort, type MailServer, startMailServer } from "./mail-server.ts";

let model: FakeModelServer;
let carrier: MailServer;
let server: ServerProcess;
let port: number;

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const heard = textOfMessage(messages.at(-1) ?? { role: "user" }).match(/no\. \d+/g) ?? [];
      return { firstPieceAfter: 20, pieceEvery: 0, pieces: [`Heard: ${heard.join()}`] };
    },
  });
  carrier = await startMailServer();
  port = await freePort();
  server = await startServerProcess({
    environment: {
      OPERATOR_SMTP_URL: carrier.url,
      OPERATOR_SMTP_LISTEN: `127.0.0.1:${port}`,
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
      OPERATOR_QUICKSTART: "false",
      LOG_LEVEL: "error",
    },
  });
}, 90_000);

afterAll(async () => {
  await server.cleanUp();
  await model.close();
  await carrier.close();
}, 30_000);

const call = (method: string, path: string, body?: unknown) => callServer(server, { method, path, body });

async function setUp(): Promise<void> {
  const config = {
    runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." } },
    channel: { quiet_time_ms: 0 },
  };
  const made = await call("POST", "/conversational_agents", { name: "Agent", description: "For a test.", config });
  await call("POST", `/conversational_agents/${made["version_id"]}/release`);
  await call("POST", "/mailboxes", { address: "help@operator.example", agent_id: made["id"] });
}

async function hand(count: number): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  await transport.sendMail({
    from: `kim${count}@example.com`,
    to: "help@operator.example",
    subject: `Question ${count}`,
    messageId: `<q${count}@example.com>`,
    date: new Date(0),
    text: `This is no. ${count}`,
  });
}

/** Brings a mail as mail servers do: again while nobody has said 250. */
async function bring(count: number): Promise<void> {
  const isTaken = async () => {
    try {
      await hand(count);
      return true;
    } catch (error) {
      expect((error as { responseCode?: number }).responseCode ?? 400).toBeLessThan(500);
      return false;
    }
  };
  await expect.poll(isTaken, { timeout: 60_000, interval: 100 }).toBe(true);
}

const sentTo = (count: number) =>
  carrier.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === `kim${count}@example.com`);

describe("a platform that is killed again and again", () => {
  it("answers every mail that it took, and hands none over twice", { timeout: 240_000 }, async () => {
    await setUp();
    const moments: readonly ((count: number) => Promise<void>)[] = [
      // Taken, and nothing else done about it yet.
      (count) => bring(count),
      async (count) => {
        // While the model writes.
        const before = model.requestCount();
        await bring(count);
        await expect.poll(() => model.requestCount(), { timeout: 30_000, interval: 1 }).toBeGreaterThan(before);
      },
      async (count) => {
        // The mail server has it, and its answer never comes.
        carrier.refuse = ({ to }) => (to === `kim${count}@example.com` ? "keep_silent" : null);
        await bring(count);
        await expect.poll(() => sentTo(count).length, { timeout: 30_000, interval: 1 }).toBe(1);
      },
      async (count) => {
        // While it is being taken.
        hand(count).catch(() => undefined);
      },
    ];
    for (const [round, moment] of [...moments, ...moments].entries()) {
      await moment(round);
      await server.kill();
      await server.start();
      // Whose sender was never told that it was taken brings it again.
      await bring(round);
    }
    const open = ["received", "drafting", "pending", "sending"];
    const rows = async () =>
      (await call("GET", "/messages?limit=200"))["data"] as { status: string; direction: string; to: string }[];
    const outbound = async () => (await rows()).filter(({ direction }) => direction === "outbound");
    await expect.poll(async () => (await outbound()).length, { timeout: 60_000 }).toBe(moments.length * 2);
    await expect
      .poll(async () => (await rows()).filter(({ status }) => open.includes(status)), { timeout: 60_000 })
      .toEqual([]);
    const settled = await rows();
    expect(settled.filter(({ direction }) => direction === "inbound")).toHaveLength(moments.length * 2);
    expect(settled.filter(({ status }) => status === "unknown").length).toBeGreaterThanOrEqual(2);
    for (const { status, to } of await outbound()) {
      const sent = sentTo(Number(/\d+/.exec(to)?.[0]));
      // Killed between noting that it is handed over and doing it, nobody can tell: then it is not risked twice.
      if (status === "unknown") expect(sent.length).toBeLessThanOrEqual(1);
      else expect([status, sent.length]).toEqual(["sent", 1]);
    }
  });
});

describe("two platforms that write to each other", () => {
  it("stop at once, for each knows what the other sends", async () => {
    const [onePort, otherPort] = [await freePort(), await freePort()];
    const variables = (own: number, others: number) => ({
      OPERATOR_SMTP_URL: `smtp://127.0.0.1:${others}`,
      OPERATOR_SMTP_LISTEN: `127.0.0.1:${own}`,
      OPERATOR_QUICKSTART: "false",
    });
    const one = await startTestApp(variables(onePort, otherPort));
    const other = await startTestApp(variables(otherPort, onePort));
    try {
      const agent_id = await one.makeAgent("Write.", { channel: { quiet_time_ms: 0 } });
      await one.call("POST", "/mailboxes", { address: "shop@one.example", agent_id });
      const theirs = await other.makeAgent("Answer.", { channel: { quiet_time_ms: 0 } });
      await other.call("POST", "/mailboxes", { address: "help@other.example", agent_id: theirs });
      await one.call("POST", "/conversations", { agent_id, channel: { type: "email", to: "help@other.example" } });
      const got = async () => (await other.call("GET", "/messages")).body["data"] as object[];
      await expect
        .poll(got, { timeout: 30_000 })
        .toMatchObject([{ status: "rejected", error: { code: "auto_submitted" } }]);
      expect((await one.call("GET", "/messages")).body["data"]).toMatchObject([{ direction: "outbound" }]);
    } finally {
      await one.app.stop();
      await other.app.stop();
    }
  }, 60_000);
});
