import { createTransport } from "nodemailer";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import {
  calls,
  makeProcedural,
  modelVariables,
  records,
  runOf,
  type ScriptedModels,
  says,
  startScriptedModels,
  type Step,
} from "../procedures/procedure-world.ts";
import { type CollectedMail, freePort, type MailServer, startMailServer } from "./mail-server.ts";

const TOOLS = ["send_email", "send_sms", "schedule_follow_up"].map((name) => ({ ns: "syscall", name }));

let models: ScriptedModels;
let server: MailServer;
let app: TestApp;
let database: pg.Client;
let port: number;

beforeAll(async () => {
  models = await startScriptedModels();
  server = await startMailServer();
  port = await freePort();
  const variables = {
    ...modelVariables(models),
    OPERATOR_SMTP_URL: server.url,
    OPERATOR_SMTP_LISTEN: `127.0.0.1:${port}`,
    OPERATOR_QUICKSTART: "false",
  };
  app = await startTestApp(variables, { jobsEvery: 50, sleepAfter: 20 });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  const answering = await agentSaying(says("Thank you."), says("You are welcome."));
  await app.call("POST", "/mailboxes", { address: "help@operator.example", agent_id: answering, name: "Clip & Comb" });
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
  await server.close();
  await models.close();
});
beforeEach(() => {
  server.mails.length = 0;
});

let count = 0;
const newAddress = () => `kim${++count}@example.com`;

/** Makes an agent whose model takes those steps. */
function agentSaying(...steps: Step[]): Promise<string> {
  const runtime = { model: models.play(...steps), prompt: { type: "fixed", text: "You answer." } };
  return app.makeAgent("You answer.", { runtime, tool: { tools: TOOLS }, channel: { quiet_time_ms: 0 } });
}

async function chat(agentId: string, email: string, more: object = {}) {
  const context = { $customer: { email } };
  const created = await app.call("POST", "/conversations", {
    agent_id: agentId,
    channel: { type: "chat_async" },
    context,
    ...more,
  });
  expect(created.status, JSON.stringify(created.body)).toBe(200);
  return created.body as unknown as { id: string; channel: { session_url: string; token: string } };
}

async function ask({ channel }: { channel: { session_url: string; token: string } }, text: string): Promise<string> {
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "user.message.send", text });
  const { payload } = await session.next("agent.tool_call.returned");
  session.close();
  return JSON.stringify(payload.error ?? payload.result);
}

async function mailTo(address: string): Promise<CollectedMail> {
  const found = () => server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === address);
  await expect.poll(() => found().length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(found()).toHaveLength(1);
  return found()[0] as CollectedMail;
}

const show = async (path: string) => (await app.call("GET", path)).body;

async function makeDue(table: "follow_ups" | "conversations", id: string): Promise<void> {
  const column = table === "follow_ups" ? "due_at" : "scheduled_at";
  await database.query(`update ${table} set ${column} = now() where id = $1`, [id]);
  await database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
}

describe("send_email", () => {
  it("writes to the customer, and what comes back goes on with the conversation", async () => {
    const address = newAddress();
    const agent = await agentSaying(
      calls("send_email", { subject: "Your\r\nBcc: all@example.org code", text: "It is 7421." }),
      says("Sent."),
    );
    const conversation = await chat(agent, address);
    expect(await ask(conversation, "Mail me the code.")).toContain('"sent":true');
    const mail = await mailTo(address);
    expect(mail.mime.subject).toBe("Your Bcc: all@example.org code");
    expect(mail.mime.text).toContain("It is 7421.");
    expect(mail.header("bcc")).toBeNull();
    expect(mail.header("from")).toContain("help@operator.example");
    const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
    const messageId = mail.header("message-id") ?? "";
    const reply = { from: address, to: "help@operator.example", subject: "Re: Your code", text: "Got it." };
    await transport.sendMail({ ...reply, inReplyTo: messageId, references: messageId });
    transport.close();
    const continued = async () =>
      (await database.query("select channel_type from conversations where continues = $1", [conversation.id])).rows;
    await expect.poll(continued, { timeout: 30_000 }).toEqual([{ channel_type: "email" }]);
    await expect.poll(() => server.mails.length, { timeout: 30_000 }).toBe(2);
  });

  it.each<[string, object, string]>([
    ["somebody else", { to: "ceo@other.example", subject: "Hi", text: "Hi" }, "own mail address only"],
    [
      "what is no address",
      { to: "kim@example.com>, <all@other.example", subject: "Hi", text: "Hi" },
      "is no mail address",
    ],
    ["two at once", { to: "kim@example.com, ceo@other.example", subject: "Hi", text: "Hi" }, "is no mail address"],
    ["nobody, without a subject", { text: "Hi" }, "subject"],
  ])("does not write to %s", async (_what, args, words) => {
    const agent = await agentSaying(calls("send_email", args), says("No."));
    expect(await ask(await chat(agent, newAddress()), "Mail them.")).toContain(words);
    expect(server.mails).toEqual([]);
  });

  it("writes to a domain that the agent's configuration lists, but not to a mailbox of the installation", async () => {
    const override_config = { channel: { allowed_recipients: ["*@partner.example", "*@operator.example"] } };
    const to = "desk@partner.example";
    const agent = await agentSaying(
      calls("send_email", { to, subject: "A lead", text: "Call Kim." }),
      says("Sent."),
      calls("send_email", { to: "help+x@operator.example", subject: "A loop", text: "Hi." }),
      says("No."),
    );
    const conversation = await chat(agent, newAddress(), { override_config });
    expect(await ask(conversation, "Tell them.")).toContain('"sent":true');
    expect((await mailTo(to)).mime.subject).toBe("A lead");
    expect(await ask(conversation, "Tell yourself.")).toContain("An agent of this installation");
  });

  it("is not in sight where send_sms has no carrier", async () => {
    const agent = await agentSaying(calls("send_sms", { text: "Hi" }), says("No."));
    expect(await ask(await chat(agent, newAddress()), "Text me.")).toContain('There is no tool \\"send_sms\\"');
  });

  it("is used by a procedure for the customer of its conversation", async () => {
    const address = newAddress();
    const agent = await agentSaying(calls("send_email", { subject: "Hello", text: "Hello." }), says("Sent."));
    const conversation = await chat(agent, address);
    await ask(conversation, "Hello.");
    await mailTo(address);
    server.mails.length = 0;
    const model = models.play(
      calls("send_email", { subject: "Minutes", text: "What we said." }),
      records({ done: true }, { summary: "Sent." }),
    );
    const procedure = await makeProcedural(app, model, { tool: { tools: [{ ns: "syscall", name: "send_email" }] } });
    const run = await runOf(app, { agent_id: procedure, conversation_id: conversation.id });
    expect(run["status"]).toBe("success");
    expect((await mailTo(address)).mime.subject).toBe("Minutes");
  });
});

describe("a follow-up by mail", () => {
  it("goes on with a conversation by mail that is over, between the same addresses", async () => {
    const address = newAddress();
    const agent = await agentSaying(says("Welcome."), says("How did it go?"));
    const channel = { type: "email", to: address, subject: "Your visit" };
    const { body } = await app.call("POST", "/conversations", { agent_id: agent, channel });
    expect((await mailTo(address)).mime.subject).toBe("Your visit");
    server.mails.length = 0;
    const order = { conversation_id: body["id"], due_at: new Date(Date.now() + 3_600_000).toISOString(), note: "Ask." };
    const { body: followUp } = await app.call("POST", "/follow_ups", order);
    const over = "update conversations set status = 'completed', completed_at = now(), holder = null where id = $1";
    await expect.poll(async () => (await show(`/conversations/${body["id"]}`))["status"]).toBe("in-progress");
    await database.query(over, [body["id"]]);
    await makeDue("follow_ups", followUp["id"]);
    const mail = await mailTo(address);
    expect(mail.mime.text).toContain("How did it go?");
    expect(mail.mime.subject).toContain("Your visit");
    const done = await show(`/follow_ups/${followUp["id"]}`);
    expect(done["status"]).toBe("done");
    expect(done["done_in"]).not.toBe(body["id"]);
    expect(await show(`/conversations/${done["done_in"]}`)).toMatchObject({
      channel_type: "email",
      channel: { to: address },
    });
  });
});

describe("a conversation by mail for later", () => {
  it("is written on time", async () => {
    const address = newAddress();
    const agent = await agentSaying(says("Good morning."));
    const channel = { type: "email", to: address, subject: "Your visit" };
    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await app.call("POST", "/conversations", { agent_id: agent, channel, scheduled_at });
    expect(await show(`/conversations/${body["id"]}`)).toMatchObject({ status: "queued", scheduled_at });
    expect(server.mails).toEqual([]);
    await makeDue("conversations", body["id"]);
    expect((await mailTo(address)).mime.text).toContain("Good morning.");
  });
});
