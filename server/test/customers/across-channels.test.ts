import { sql } from "kysely";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { contentsOf } from "../database-contents.ts";
import { freePort, type MailServer, startMailServer } from "../mail/mail-server.ts";
import { messageForm, postAsTwilio, variablesOf } from "../messages/sms-world.ts";
import { startTwilioServer, type TwilioServer } from "../messages/twilio-server.ts";

const OUR_NUMBER = "+14155550100";
const OUR_ADDRESS = "help@operator.example";
const KIM = { external_id: "kim-1", phone_no: "+1 (415) 555-0177", email: "kim@planted.example" };

let model: FakeModelServer;
let carrier: TwilioServer;
let mail: MailServer;
let mailPort: number;
let app: TestApp;
let database: Database;
let agent: string;
const requests: FakeModelRequest[] = [];
/** What the model calls before it answers next. */
let query: string | null = null;

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      const timing = { firstPieceAfter: 0, pieceEvery: 0 };
      if (query === null) return { ...timing, pieces: ["Noted."] };
      const toolCalls = [{ name: "search_history", arguments: JSON.stringify({ query }) }];
      query = null;
      return { ...timing, pieces: [], toolCalls };
    },
  });
  carrier = await startTwilioServer();
  mail = await startMailServer();
  mailPort = await freePort();
  app = await startTestApp({
    ...variablesOf(carrier, model),
    OPERATOR_SMTP_URL: mail.url,
    OPERATOR_SMTP_LISTEN: `127.0.0.1:${mailPort}`,
  });
  database = openDatabase(app.databaseUrl, { connections: 2 });
  agent = await app.makeAgent("Help.", { runtime: { model: "fake/model" }, channel: { quiet_time_ms: 0 } });
  await app.call("POST", "/phone_numbers", { number: OUR_NUMBER, agent_id: agent, is_default: true });
  await app.call("POST", "/mailboxes", { address: OUR_ADDRESS, agent_id: agent, name: "Harbour" });
}, 60_000);

afterAll(async () => {
  await database.destroy();
  await app.stop();
  await model.close();
  await carrier.close();
  await mail.close();
});

async function chat(text: string): Promise<void> {
  const { channel } = await app.converse(agent, { context: { $customer: KIM } });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  session.send({ type: "user.message.send", text });
  await session.next("agent.message.completed", (payload) => !payload.has_tool_calls);
  session.send({ type: "conversation.end" });
  await session.closed();
}

async function text(body: string): Promise<void> {
  const count = carrier.taken.length;
  const form = messageForm({ sid: `SM${count}`, body, from: "+14155550177", to: OUR_NUMBER });
  await postAsTwilio(`${app.url}/carriers/twilio/messages`, form);
  await expect.poll(() => carrier.taken.length, { timeout: 30_000 }).toBe(count + 1);
}

async function write(body: string): Promise<void> {
  const count = mail.mails.length;
  const transport = createTransport({ host: "127.0.0.1", port: mailPort, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: "Kim <Kim@Planted.EXAMPLE>", to: OUR_ADDRESS, subject: "My boat", text: body });
  transport.close();
  await expect.poll(() => mail.mails.length, { timeout: 30_000 }).toBe(count + 1);
}

/** Moves all that was done a day into the past, and all that is to be done a day nearer. */
async function letADayPass(): Promise<void> {
  await sql`update events set created_at = created_at - interval '1 day'`.execute(database);
  await sql`update messages set created_at = created_at - interval '1 day'`.execute(database);
  await sql`update jobs set due_at = due_at - interval '1 day' where holder is null`.execute(database);
  await sql`update conversations set created_at = created_at - interval '1 day', started_at = started_at - interval '1 day',
    completed_at = completed_at - interval '1 day'`.execute(database);
}

const promptNow = () => textOfMessage(requests.at(-1)?.messages[0] as FakeModelRequest["messages"][number]);
const weekday = (daysAgo: number) =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(Date.now() - daysAgo * 86_400_000);

it("one person over chat, text message, mail and chat again is one customer, and each hop knows what was said on those before", async () => {
  await chat("My boat is called Marigold.");
  expect(promptNow()).not.toContain("# Earlier conversations");
  await letADayPass();

  await text("Her berth is number 4217.");
  expect(promptNow()).toContain(`- ${weekday(1)}, `);
  expect(promptNow()).toContain("Marigold");
  await letADayPass();

  await write("She needs new plantedvarnish.");
  expect(promptNow()).toContain("Marigold");
  expect(promptNow()).toContain("4217");
  await letADayPass();

  query = "berth";
  await chat("What do you know of her?");
  const prompt = promptNow();
  for (const [days, channel, words] of [
    [3, "chat", "Marigold"],
    [2, "text messages", "4217"],
    [1, "e-mail", "plantedvarnish"],
  ] as const) {
    expect(prompt).toMatch(new RegExp(`^- ${weekday(days)}, .* \\(UTC\\), ${channel}: .*${words}`, "m"));
  }
  const found = requests.at(-1)?.messages.find((message) => message.role === "tool");
  expect(textOfMessage(found as FakeModelRequest["messages"][number])).toContain("Her berth is number 4217.");

  const { body } = await app.call("GET", "/customers");
  expect(body["data"]).toMatchObject([{ external_id: "kim-1", phone_no: "+14155550177" }]);
  const removal = await app.call("DELETE", `/customers/${body["data"][0].id}`);
  expect(removal.body["removed"]).toMatchObject({ conversations: 4, messages: 4 });
  const left = Object.entries(await contentsOf(app.databaseUrl)).flatMap(([table, rows]) =>
    rows.filter((row) => /marigold|4217|planted|4155550177/i.test(row)).map((row) => `${table}: ${row}`),
  );
  expect(left).toEqual([]);
}, 60_000);
