import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { type CollectedMail, freePort, type MailServer, startMailServer } from "./mail-server.ts";

let model: FakeModelServer;
let server: MailServer;
let app: TestApp;
let port: number;
let agentId: string;
/** What the model was last shown. */
let shown: string[] = [];

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      shown = messages.map(textOfMessage);
      const said = shown.at(-1) ?? "";
      if (messages.at(-1)?.role === "user" && said.includes("Goodbye")) {
        const toolCalls = [{ name: "end_conversation", arguments: "{}" }];
        return { firstPieceAfter: 0, pieceEvery: 0, pieces: [], toolCalls };
      }
      return { firstPieceAfter: 0, pieceEvery: 0, pieces: [`You wrote: ${said.slice(0, 200)}`] };
    },
  });
  server = await startMailServer();
  port = await freePort();
  app = await startTestApp({
    OPERATOR_SMTP_URL: server.url,
    OPERATOR_SMTP_LISTEN: `127.0.0.1:${port}`,
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_QUICKSTART: "false",
  });
  agentId = await app.makeAgent("Answer.", {
    runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." } },
    channel: { quiet_time_ms: 0 },
    tool: { tools: [{ ns: "syscall", name: "end_conversation" }] },
  });
  await app.call("POST", "/mailboxes", { address: "help@operator.example", agent_id: agentId, name: "Clip & Comb" });
}, 60_000);
afterAll(async () => {
  await app.stop();
  await server.close();
  await model.close();
});

type Mail = Parameters<ReturnType<typeof createTransport>["sendMail"]>[0];

async function send(mail: Mail) {
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  try {
    return await transport.sendMail({ to: "help@operator.example", ...mail });
  } finally {
    transport.close();
  }
}

async function answerTo(address: string, count = 1): Promise<CollectedMail> {
  const found = () => server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === address);
  await expect.poll(() => found().length, { timeout: 30_000 }).toBe(count);
  return found()[count - 1] as CollectedMail;
}

const messagesOf = async (address: string) =>
  (await app.call("GET", `/messages?address=${encodeURIComponent(address)}`)).body["data"] as Record<string, unknown>[];
const statusOf = async (address: string) => (await messagesOf(address))[0]?.["status"];
const conversationOf = async (address: string) => {
  const id = (await messagesOf(address))[0]?.["conversation_id"] as string;
  return (await app.call("GET", `/conversations/${id}`)).body;
};

describe("a mail to a mailbox", () => {
  it("is answered by its agent, in the thread, for programs and people alike", async () => {
    await send({
      from: "Kim Doe <kim@example.com>",
      subject: "Opening hours?",
      messageId: "<q1@example.com>",
      text: "When do you open?",
    });
    const answer = await answerTo("kim@example.com");
    expect(answer.mime).toMatchObject({ subject: "Re: Opening hours?" });
    expect(answer.mime.text).toContain("When do you open?");
    expect(answer.mime.html).toContain("<p>You wrote:");
    expect(answer.header("from")).toBe('"Clip & Comb" <help@operator.example>');
    expect(answer.header("to")).toBe("kim@example.com");
    expect(answer.header("message-id")).toMatch(/^<msg_[0-9A-Za-z]{11}@operator\.example>$/);
    expect(answer.header("in-reply-to")).toBe("<q1@example.com>");
    expect(answer.header("references")).toBe("<q1@example.com>");
    expect(answer.header("auto-submitted")).toBe("auto-replied");
    expect(answer.header("x-loop")).toBe("help@operator.example");
    expect(answer.envelope.mailFrom).toMatchObject({ address: "help@operator.example" });
    expect(answer.envelope.dsn).toMatchObject({ envid: expect.stringMatching(/^msg_/) as string });
    await expect.poll(() => statusOf("kim@example.com")).toBe("sent");
    expect(await conversationOf("kim@example.com")).toMatchObject({
      channel_type: "email",
      direction: "inbound",
      status: "in-progress",
      channel: { type: "email", from: "kim@example.com", to: "help@operator.example", subject: "Opening hours?" },
    });
  });

  it("continues its conversation, without what it quotes, and with the files it brings", async () => {
    const [first] = server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === "kim@example.com");
    const id = first?.header("message-id") as string;
    await send({
      from: "kim@example.com",
      subject: "RE: Opening hours?",
      messageId: "<q2@example.com>",
      inReplyTo: id,
      references: ["<q1@example.com>", id],
      html: "<div>And on <b>Sunday</b>?</div><div class=gmail_quote>On Thu, Clip wrote:<blockquote>SECRET-QUOTE</blockquote></div>",
      attachments: [{ filename: "cat.png", content: Buffer.from("hello") }],
    });
    const answer = await answerTo("kim@example.com", 2);
    expect(answer.header("in-reply-to")).toBe("<q2@example.com>");
    expect(answer.header("references")).toBe(`<q1@example.com> ${id} <q2@example.com>`);
    expect(answer.mime.subject).toBe("Re: Opening hours?");
    expect(shown.at(-1)).toContain("And on Sunday?");
    expect(shown.at(-1)).toContain("cat.png");
    expect(shown.at(-1)).not.toContain("SECRET-QUOTE");
    expect(shown.some((text) => text.includes("When do you open?"))).toBe(true);
    const rows = await messagesOf("kim@example.com");
    expect(new Set(rows.map((row) => row["conversation_id"])).size).toBe(1);
  });

  it("that quotes another's Message-ID does not get into their conversation", async () => {
    const [first] = server.mails;
    await send({
      from: "eve@example.com",
      subject: "Re: Opening hours?",
      inReplyTo: first?.header("message-id") as string,
      text: "What did Kim say?",
    });
    await answerTo("eve@example.com");
    expect(shown.join()).not.toContain("When do you open?");
    const [kims, eves] = await Promise.all([messagesOf("kim@example.com"), messagesOf("eve@example.com")]);
    expect(eves[0]?.["conversation_id"]).not.toBe(kims[0]?.["conversation_id"]);
  });

  it("without references begins a conversation, unless it answers one that waits by its subject", async () => {
    await send({ from: "lou@example.com", subject: "Prices", text: "One" });
    await answerTo("lou@example.com");
    await send({ from: "lou@example.com", subject: "Prices", text: "Another" });
    await answerTo("lou@example.com", 2);
    await send({ from: "lou@example.com", subject: "AW: Prices", text: "And so" });
    await answerTo("lou@example.com", 3);
    const ids = (await messagesOf("lou@example.com"))
      .filter((row) => row["direction"] === "inbound")
      .map((row) => row["conversation_id"]);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it("that answers a conversation which is over begins one that goes on with it", async () => {
    await send({ from: "pat@example.com", subject: "Booking", messageId: "<p1@example.com>", text: "Book me at two." });
    const answer = await answerTo("pat@example.com");
    const former = await conversationOf("pat@example.com");
    const reference = answer.header("message-id") as string;
    await send({ from: "pat@example.com", subject: "Re: Booking", inReplyTo: reference, text: "Goodbye." });
    await expect
      .poll(async () => (await app.call("GET", `/conversations/${former["id"]}`)).body["status"])
      .toBe("completed");
    await send({
      from: "pat@example.com",
      subject: "Re: Booking",
      inReplyTo: answer.header("message-id") as string,
      text: "Make it three.",
    });
    await answerTo("pat@example.com", 2);
    const next = await conversationOf("pat@example.com");
    expect(next["id"]).not.toBe(former["id"]);
    expect(shown.join("\n")).toContain("Book me at two.");
    expect(next["customer_id"]).toBe(former["customer_id"]);
  });

  it("is refused in words when there is no such mailbox", async () => {
    await expect(send({ from: "kim@example.com", to: "nobody@operator.example", text: "Hi" })).rejects.toMatchObject({
      responseCode: 550,
    });
    expect(
      (await send({ from: "plus@example.com", to: "help+order-17@operator.example", subject: "x", text: "Hi" }))
        .accepted,
    ).toHaveLength(1);
    await answerTo("plus@example.com");
  });

  it("of 26 MB is refused", async () => {
    await expect(send({ from: "kim@example.com", text: "x".repeat(26 * 1024 * 1024) })).rejects.toMatchObject({
      responseCode: 552,
    });
  }, 60_000);
});

describe("a robot's mail", () => {
  it.each<[string, Mail, string]>([
    ["an automatic answer", { headers: { "Auto-Submitted": "auto-replied" } }, "auto_submitted"],
    ["a mailing list's", { headers: { "List-Id": "<all.example.com>" } }, "mailing_list"],
    ["one without a return path", { envelope: { from: "", to: "help@operator.example" } }, "null_sender"],
    ["one of ours that came back", { headers: { "X-Loop": "help@operator.example" } }, "own_mail"],
    [
      "one without a sender",
      { raw: "Subject: x\r\n\r\nHi", envelope: { from: "x@example.com", to: "help@operator.example" } },
      "no_sender",
    ],
    [
      "one that cannot be read",
      {
        raw: `From: a@example.com\r\nX: ${"a".repeat(600_000)}\r\n\r\nHi`,
        envelope: { from: "x@example.com", to: "help@operator.example" },
      },
      "unreadable",
    ],
  ])("is stored and not answered: %s", async (name, mail, code) => {
    const from = `robot-${code.replace("_", "-")}@example.com`;
    const before = server.mails.length;
    const asked = shown;
    await send({ from, subject: name, text: "Beep", ...mail });
    const { body } = await app.call("GET", "/messages?channel=email&status=rejected&limit=1");
    expect(body["data"][0]).toMatchObject({ status: "rejected", conversation_id: null, error: { code } });
    expect(server.mails.length).toBe(before);
    expect(shown).toBe(asked);
  });

  it("is not answered for ever, though it does not say what it is", async () => {
    const robot = "unmarked@example.com";
    const write = (count: number) =>
      send({ from: robot, subject: "Re: Hello", text: `Thank you for your mail number ${count}.` });
    for (let count = 1; count <= 12; count++) {
      await write(count);
      await answerTo(robot, count);
    }
    await write(13);
    const rows = await messagesOf(robot);
    expect(rows[0]).toMatchObject({ status: "rejected", error: { code: "too_many_answers" } });
    expect(server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === robot)).toHaveLength(12);
  }, 60_000);
});

describe("a mail of ours", () => {
  const create = (channel: object) =>
    app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "email", ...channel } });

  it("opens a conversation, and the answer to it comes back into it", async () => {
    const created = await create({ to: "Sam@Example.com", subject: "Your appointment" });
    expect(created).toMatchObject({
      status: 200,
      body: { channel: { type: "email", from: "help@operator.example", to: "sam@example.com" } },
    });
    const mail = await answerTo("sam@example.com");
    expect(mail.mime.subject).toBe("Your appointment");
    expect(mail.header("auto-submitted")).toBe("auto-generated");
    expect(mail.header("in-reply-to")).toBeNull();
    await send({
      from: "sam@example.com",
      subject: "Re: Your appointment",
      inReplyTo: mail.header("message-id") as string,
      text: "Fine.",
    });
    await answerTo("sam@example.com", 2);
    const rows = await messagesOf("sam@example.com");
    expect(new Set(rows.map((row) => row["conversation_id"]))).toEqual(new Set([created.body["id"]]));
  });

  it.each<[string, object, string, string]>([
    ["to no address", { to: "kim" }, "invalid_field", "channel.to"],
    ["to a mailbox of ours", { to: "help@operator.example" }, "invalid_field", "channel.to"],
    [
      "from an address that is not ours",
      { to: "kim@example.com", from: "boss@bank.example" },
      "channel_unavailable",
      "channel.from",
    ],
  ])("is not sent %s", async (_, channel, code, param) => {
    expect(await create(channel)).toMatchObject({ status: 400, body: { error: { code, param } } });
  });

  it("that bounces fails, and with it its conversation", async () => {
    await send({ from: "gone@example.com", subject: "Hi", text: "Are you there?" });
    const answer = await answerTo("gone@example.com");
    await expect.poll(() => statusOf("gone@example.com")).toBe("sent");
    const boundary = "b1";
    const report = [
      "From: MAILER-DAEMON@mx.example.com",
      "To: help@operator.example",
      "Subject: Undelivered Mail Returned to Sender",
      `Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}`,
      "",
      `--${boundary}`,
      "Content-Type: text/plain",
      "",
      "Sorry.",
      `--${boundary}`,
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example.com",
      "",
      "Final-Recipient: rfc822; gone@example.com",
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 no such user",
      "",
      `--${boundary}`,
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${answer.header("message-id")}`,
      "",
      `--${boundary}--`,
    ].join("\r\n");
    const forged = report.replace("rfc822; gone@", "rfc822; other@");
    await send({ raw: forged, envelope: { from: "", to: "help@operator.example" } });
    expect(await statusOf("gone@example.com")).toBe("sent");
    await send({ raw: report, envelope: { from: "", to: "help@operator.example" } });
    await expect.poll(() => statusOf("gone@example.com")).toBe("failed");
    expect((await messagesOf("gone@example.com"))[0]).toMatchObject({
      error: { code: "bounced", message: expect.stringContaining("5.1.1") as string },
    });
    await expect.poll(async () => (await conversationOf("gone@example.com"))["status"]).toBe("failed");
    expect((await conversationOf("gone@example.com"))["failure_reason"]).toMatchObject({ code: "bounced" });
  });

  it("to an address that is refused fails, and with it its conversation", async () => {
    server.refuse = ({ to }) => (to === "refused@example.com" ? { code: 550, at: "RCPT" } : null);
    const created = await create({ to: "refused@example.com", subject: "Hi" });
    await expect.poll(() => statusOf("refused@example.com"), { timeout: 30_000 }).toBe("failed");
    await expect
      .poll(async () => (await app.call("GET", `/conversations/${created.body["id"]}`)).body["status"])
      .toBe("failed");
    server.refuse = null;
  });

  it("is never sent again when the connection breaks before the server said that it took it", async () => {
    server.refuse = ({ to }) => (to === "cut@example.com" ? "hang_up" : null);
    await create({ to: "cut@example.com", subject: "Hi" });
    await expect.poll(() => statusOf("cut@example.com"), { timeout: 30_000 }).toBe("unknown");
    server.refuse = null;
    expect(server.mails.filter((mail) => mail.envelope.rcptTo[0]?.address === "cut@example.com")).toHaveLength(1);
  });
});
