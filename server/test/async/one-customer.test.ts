import { createTransport } from "nodemailer";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelRequest, type FakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { readEvents } from "../http/event-reader.ts";
import { freePort, type MailServer, startMailServer } from "../mail/mail-server.ts";
import { messageForm, OURS, postAsTwilio, startModel, THEIRS, variablesOf } from "../messages/sms-world.ts";
import { startTwilioServer, type TwilioServer } from "../messages/twilio-server.ts";

const MAILBOX = "help@operator.example";
const KIM = "kim@example.com";
const within = { timeout: 30_000 };

let app: TestApp;
let model: FakeModelServer;
let carrier: TwilioServer;
let mails: MailServer;
let database: pg.Client;
let port: number;
let agentId: string;
/** All that the model was shown last, instructions and notes included. */
let shown = "";

function answer(heard: string, { messages }: FakeModelRequest): string {
  shown = messages.map(textOfMessage).join("\n");
  return `Noted: ${heard.split("\n").at(-1)}`;
}

beforeAll(async () => {
  model = await startModel(answer);
  carrier = await startTwilioServer();
  mails = await startMailServer();
  port = await freePort();
  const mailVariables = { OPERATOR_SMTP_URL: mails.url, OPERATOR_SMTP_LISTEN: `127.0.0.1:${port}` };
  app = await startTestApp({ ...variablesOf(carrier, model), ...mailVariables }, { sleepAfter: 20, jobsEvery: 50 });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  agentId = await app.makeAgent("You help.", {
    runtime: { model: "fake/model" },
    channel: { quiet_time_ms: 0, idle_time_sec: 3_600 },
  });
  await app.call("POST", "/phone_numbers", { number: OURS, agent_id: agentId, is_default: true });
  await app.call("POST", "/mailboxes", { address: MAILBOX, agent_id: agentId, name: "Help" });
}, 60_000);

afterAll(async () => {
  await database.end();
  await app.stop();
  await Promise.all([model.close(), carrier.close(), mails.close()]);
});

/** Lets two days go by: all that has happened lies in the past, and the conversation that was open is over. */
async function twoDaysLater(): Promise<void> {
  const ago = "- interval '2 days'";
  const held = "select 1 from conversations where holder is not null";
  await expect.poll(async () => (await database.query(held)).rowCount, within).toBe(0);
  await database.query(`update conversations set created_at = created_at ${ago}, started_at = started_at ${ago}`);
  await database.query(`update events set created_at = created_at ${ago}`);
  await database.query(`update jobs set due_at = due_at ${ago} where kind = 'wake_conversation' and holder is null`);
  const openOnes = "select 1 from conversations where status = 'in-progress'";
  await expect.poll(async () => (await database.query(openOnes)).rowCount, within).toBe(0);
}

async function chat(text: string, customer: Record<string, string>): Promise<void> {
  const channel = { type: "chat_async" };
  const { id, channel: made } = await app.converse(agentId, { channel, context: { $customer: customer } });
  const url = `${app.url}/conversations/${id}/session?token=${made.token}`;
  const turn = await readEvents(url, {}, { payload: { type: "user.message.send", text } });
  await turn.ended();
}

async function textMessage(text: string): Promise<void> {
  const before = carrier.taken.length;
  const sid = `SM${before}${Date.now()}`;
  await postAsTwilio(`${app.url}/carriers/twilio/messages`, messageForm({ sid, body: text }));
  await expect.poll(() => carrier.taken.length, within).toBe(before + 1);
}

async function mail(text: string): Promise<void> {
  const before = mails.mails.length;
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: `Kim Doe <${KIM}>`, to: MAILBOX, subject: "My order", text });
  transport.close();
  await expect.poll(() => mails.mails.length, within).toBe(before + 1);
}

describe("one customer over days and channels", { timeout: 90_000 }, () => {
  it("is known on each with all that was said on the ones before", async () => {
    await chat("I ordered a blue kettle", { name: "Kim Doe", phone_no: THEIRS, email: KIM });
    await twoDaysLater();
    await textMessage("It came without its lid");
    expect(shown).toContain("I ordered a blue kettle");
    expect(shown).toContain("Kim Doe");
    await twoDaysLater();
    await mail("I should like my money back");
    expect(shown).toContain("I ordered a blue kettle");
    expect(shown).toContain("It came without its lid");
    await twoDaysLater();
    await chat("What is it about me again?", { email: KIM });
    for (const said of ["blue kettle", "without its lid", "money back"]) expect(shown).toContain(said);
    const customers = await app.call("GET", "/customers");
    expect(customers.body["data"]).toHaveLength(1);
    const { rows } = await database.query("select channel_type, status from conversations order by created_at");
    expect(rows.map(({ channel_type }) => channel_type)).toEqual(["chat_async", "sms", "email", "chat_async"]);
    expect(rows.slice(0, 3).map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
  });
});
