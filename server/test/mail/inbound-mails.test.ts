import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";

const SECRET = "an-inbound-secret-of-ours";
const SIGNING_KEY = "key-of-the-mailgun-account";

let app: DescribedApp;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  app = await startDescribedApp({
    OPERATOR_SMTP_URL: server.url,
    OPERATOR_MAIL_INBOUND_SECRET: SECRET,
    MAILGUN_SIGNING_KEY: SIGNING_KEY,
  });
  const agent_id = await app.makeAgent("Answer.", { channel: { quiet_time_ms: 0 } });
  await app.call("POST", "/mailboxes", { address: "help@operator.example", agent_id });
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

async function post(
  provider: string,
  body: string | Uint8Array | FormData | URLSearchParams,
  headers: Record<string, string> = {},
) {
  const path = `/carriers/mail/inbound/${provider}`;
  const response = await fetch(`${app.url}${path}`, { method: "POST", body, headers });
  const answer = {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
  app.check("POST", path.split("?")[0] as string, answer);
  return answer;
}

const basic = { authorization: `Basic ${Buffer.from(`any:${SECRET}`).toString("base64")}` };
const mail = (from: string, text = "Hi", id = from) =>
  `From: Kim <${from}>\r\nTo: help@operator.example\r\nSubject: Hello\r\nMessage-ID: <${id}>\r\n\r\n${text}\r\n`;
const stored = async (from: string) =>
  (await app.call("GET", `/messages?direction=inbound&address=${encodeURIComponent(from)}`)).body["data"] as Record<
    string,
    unknown
  >[];

function mailgunForm(from: string, more: Record<string, string> = {}): FormData {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const token = `token-of-${from}`;
  const signature = createHmac("sha256", SIGNING_KEY).update(`${timestamp}${token}`).digest("hex");
  const form = new FormData();
  const fields = {
    timestamp,
    token,
    signature,
    recipient: "help@operator.example",
    sender: from,
    "body-mime": mail(from),
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const postmarkMail = (from: string, more: object = {}) => ({
  FromFull: { Email: from, Name: 'Kim "K" Doe', MailboxHash: "" },
  ToFull: [{ Email: "help+17@operator.example", Name: "", MailboxHash: "17" }],
  CcFull: [],
  OriginalRecipient: "help+17@operator.example",
  Subject: "Hello",
  MessageID: "22c74902-a0c1-4511-804f2-341342852c90",
  ReplyTo: "",
  Date: "Thu, 19 Jun 2025 09:30:00 +0000",
  TextBody: "Hi\n\nOn 19 Jun 2025, Clip <h@e.example> wrote:\n> Two?",
  HtmlBody: "<p>Hi</p>",
  Headers: [
    { Name: "Message-ID", Value: `<${from}>` },
    { Name: "References", Value: "<r@e>" },
  ],
  Attachments: [{ Name: "cat.png", ContentType: "image/png", Content: "aGVsbG8=", ContentLength: 5 }],
  ...more,
});

describe("a mail that is posted", () => {
  it("as it is comes to the mailbox that its envelope names, or its headers", async () => {
    const path = "raw?to=help%40operator.example&to=nobody%40operator.example&from=raw%40example.com";
    expect(await post(path, mail("raw@example.com"), basic)).toMatchObject({ status: 200, body: { mailboxes: 1 } });
    expect(await post("raw", mail("raw2@example.com"), { authorization: `Bearer ${SECRET}` })).toMatchObject({
      body: { mailboxes: 1 },
    });
    expect(await stored("raw@example.com")).toMatchObject([{ text: "Hi", subject: "Hello", from: "raw@example.com" }]);
    expect(await stored("raw2@example.com")).toHaveLength(1);
    expect(await post("raw?to=nobody%40operator.example", mail("raw3@example.com"), basic)).toMatchObject({
      status: 200,
      body: { mailboxes: 0 },
    });
  });

  it("by Postmark is read from its fields, or from the whole mail where that comes along", async () => {
    const headers = { ...basic, "content-type": "application/json" };
    expect(await post("postmark", JSON.stringify(postmarkMail("pm@example.com")), headers)).toMatchObject({
      status: 200,
      body: { mailboxes: 1 },
    });
    expect(await stored("pm@example.com")).toMatchObject([
      { text: "Hi", to: "help@operator.example", attachments: [{ filename: "cat.png", type: "image/png", size: 5 }] },
    ]);
    const whole = postmarkMail("pm2@example.com", { RawEmail: mail("pm2@example.com", "From the whole") });
    await post("postmark", JSON.stringify(whole), headers);
    expect(await stored("pm2@example.com")).toMatchObject([{ text: "From the whole" }]);
  });

  it("by Mailgun is read from its form, of either kind", async () => {
    expect(await post("mailgun-mime", mailgunForm("mg@example.com"))).toMatchObject({
      status: 200,
      body: { mailboxes: 1 },
    });
    const fields = [...mailgunForm("mg2@example.com")].map(([name, value]): [string, string] => [name, String(value)]);
    expect(await post("mailgun-mime", new URLSearchParams(fields))).toMatchObject({
      status: 200,
      body: { mailboxes: 1 },
    });
    expect(await stored("mg@example.com")).toMatchObject([{ text: "Hi" }]);
    expect(await stored("mg2@example.com")).toMatchObject([{ text: "Hi" }]);
  });

  it("twice is taken once", async () => {
    const path = "raw?to=help%40operator.example";
    await Promise.all([1, 2, 3].map(() => post(path, mail("twice@example.com"), basic)));
    expect(await stored("twice@example.com")).toHaveLength(1);
    await post(path, mail("twice@example.com", "Another text", "twice@example.com"), basic);
    expect(await stored("twice@example.com")).toHaveLength(2);
  });

  it("under a signature of Mailgun's that was used is taken for nothing", async () => {
    const form = mailgunForm("once@example.com");
    await post("mailgun-mime", form);
    form.set("body-mime", mail("eve@example.com", "Forged"));
    expect(await post("mailgun-mime", form)).toMatchObject({ status: 200, body: { mailboxes: 0 } });
    expect(await stored("eve@example.com")).toEqual([]);
  });
});

describe("a request that is not its provider's", () => {
  const forged = { status: 403, body: { error: { code: "not_allowed" } } };
  it.each<[string, string, () => Parameters<typeof post>[1], Record<string, string>]>([
    ["without a secret", "raw", () => mail("a@example.com"), {}],
    ["with another secret", "raw", () => mail("a@example.com"), { authorization: `Bearer ${SECRET}x` }],
    [
      "with the secret as a name",
      "postmark",
      () => "{}",
      { authorization: `Basic ${Buffer.from(`${SECRET}:`).toString("base64")}` },
    ],
    ["with the API key", "postmark", () => "{}", { authorization: "Bearer op_prod_0123456789abcdef0123456789abcdef" }],
    ["with another signature", "mailgun-mime", () => mailgunForm("a@example.com", { signature: "0".repeat(64) }), {}],
    ["with another token", "mailgun-mime", () => mailgunForm("a@example.com", { token: "other" }), {}],
    ["without a signature", "mailgun-mime", () => new URLSearchParams({ "body-mime": mail("a@example.com") }), {}],
    [
      "of yesterday",
      "mailgun-mime",
      () => {
        const timestamp = String(Math.floor(Date.now() / 1000) - 86_400);
        const signature = createHmac("sha256", SIGNING_KEY).update(`${timestamp}t`).digest("hex");
        return mailgunForm("a@example.com", { timestamp, token: "t", signature });
      },
      {},
    ],
  ])("%s is refused", async (_, provider, body, headers) => {
    expect(await post(provider, body(), headers)).toMatchObject(forged);
    expect(await stored("a@example.com")).toEqual([]);
  });

  it.each<[string, string, string | FormData, Record<string, string>, number, string]>([
    ["no provider", "sendpigeon", "x", basic, 404, "not_found"],
    ["a name that objects have anyway", "constructor", "x", basic, 404, "not_found"],
    ["nothing", "raw", "", basic, 400, "invalid_field"],
    ["no JSON", "postmark", "{", basic, 400, "invalid_field"],
    ["JSON of another shape", "postmark", '{"Headers": 7}', basic, 400, "invalid_field"],
    ["no form", "mailgun-mime", "x", {}, 400, "invalid_field"],
    [
      "a form that is cut",
      "mailgun-mime",
      "--b\r\nContent-Disposition: form-data",
      { "content-type": "multipart/form-data; boundary=b" },
      400,
      "invalid_field",
    ],
  ])("with %s is refused in words", async (_, provider, body, headers, status, code) => {
    expect(await post(provider, body, headers)).toMatchObject({ status, body: { error: { code } } });
  });

  it("of 37 MB is refused before it is read", async () => {
    expect(await post("raw", new Uint8Array(37 * 1024 * 1024), basic)).toMatchObject({ status: 413 });
  });
});
