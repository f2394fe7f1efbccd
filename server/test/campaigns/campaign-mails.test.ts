import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { freePort, type MailServer, startMailServer } from "../mail/mail-server.ts";

const LONG = { timeout: 45_000 };
const PEOPLE = ["ada", "ben", "cleo", "dan"].map((name) => `${name}@customers.example`);

let model: FakeModelServer;
let server: MailServer;
let app: TestApp;
let port: number;

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const said = textOfMessage(messages.at(-1) ?? { role: "user" });
      const isAnswered = messages.at(-1)?.role === "user" && said.includes("Yes, please");
      const toolCalls = isAnswered ? [{ name: "end_conversation", arguments: "{}" }] : [];
      const system = textOfMessage(messages[0] ?? { role: "system" });
      const name = /Write to (\w+)\./.exec(system)?.[1] ?? "nobody";
      return {
        firstPieceAfter: 0,
        pieceEvery: 0,
        pieces: [isAnswered ? "Booked." : `Dear ${name}, shall we?`],
        toolCalls,
      };
    },
  });
  server = await startMailServer();
  port = await freePort();
  app = await startTestApp(
    {
      OPERATOR_SMTP_URL: server.url,
      OPERATOR_SMTP_LISTEN: `127.0.0.1:${port}`,
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
      OPERATOR_QUICKSTART: "false",
    },
    { jobsEvery: 50 },
  );
});

afterAll(async () => {
  await app.stop();
  await server.close();
  await model.close();
});

const mailsTo = (address: string) => server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === address);

it("a campaign by mail writes to each row once, takes the answers, and is exported with how it went", async () => {
  const variables = [{ name: "person", type: "string" }];
  const agentId = await app.makeAgent("Write to $person.", {
    runtime: { model: "fake/model", speaks_first: true, variables },
    channel: { quiet_time_ms: 0 },
    tool: { tools: [{ ns: "syscall", name: "end_conversation" }] },
  });
  await app.call("POST", "/mailboxes", { address: "shop@operator.example", agent_id: agentId });
  const rows = PEOPLE.map((address) => ({ to: address, context: { $variables: { person: address.split("@")[0] } } }));
  const made = await app.call("POST", "/campaigns", {
    name: "Spring",
    agent_id: agentId,
    channel: { type: "email" },
    rows,
    pacing: { per_minute: 1_000 },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const id = made.body["id"] as string;
  expect((await app.call("POST", `/campaigns/${id}/start`)).status).toBe(200);
  await expect.poll(() => server.mails.length, LONG).toBe(PEOPLE.length);
  for (const address of PEOPLE) {
    const [mail] = mailsTo(address);
    expect(mail?.raw).toContain(`Dear ${address.split("@")[0]}`);
  }
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  for (const address of PEOPLE) {
    const inReplyTo = mailsTo(address)[0]?.header("message-id") ?? "";
    const mail = { from: address, to: "shop@operator.example", subject: "Re: Spring", text: "Yes, please.", inReplyTo };
    await transport.sendMail(mail);
  }
  transport.close();
  const show = async () => (await app.call("GET", `/campaigns/${id}`)).body;
  await expect.poll(async () => (await show())["status"], LONG).toBe("completed");
  expect((await show())["outcomes"]).toMatchObject({ completed: PEOPLE.length });
  for (const address of PEOPLE) expect(mailsTo(address).length).toBeLessThanOrEqual(2);
  const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
  const exported = await (await fetch(`${app.url}/campaigns/${id}/export`, { headers })).text();
  for (const address of PEOPLE) expect(exported).toMatch(new RegExp(`${address}.*completed`));
});
