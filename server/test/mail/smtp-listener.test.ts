import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { SmtpListener, type SmtpListenerOptions } from "../../src/realtime/smtp-listener.ts";

const opened: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function listen(more: Partial<SmtpListenerOptions> = {}) {
  const taken: { from: string; to: readonly string[]; text: string }[] = [];
  const listener = new SmtpListener({
    host: "127.0.0.1",
    port: 0,
    name: "operator.example",
    tls: null,
    limits: { silence: 10_000, connection: 60_000 },
    isOurs: async (address) => /^help@/i.test(address),
    take: async ({ raw, from, to }) => taken.push({ from, to, text: Buffer.from(raw).toString() }),
    onError: () => undefined,
    ...more,
  });
  const port = await listener.listen();
  opened.push(() => listener.close());
  return { listener, taken, port };
}

/** Whoever takes mails, and is not done before `release` is called. */
function slowTaker() {
  let settle: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (settle = resolve));
  let note: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (note = resolve));
  const take = () => {
    note();
    return done;
  };
  return { take, begun, release: () => settle() };
}

/** A client that says what it likes. */
async function client(port: number) {
  const socket: Socket = connect(port, "127.0.0.1");
  opened.push(() => void socket.destroy());
  let heard = "";
  let isOver = false;
  socket.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
  });
  socket
    .on("error", () => undefined)
    .on("close", () => {
      isOver = true;
    });
  const next = async (code: string) => {
    await expect.poll(() => new RegExp(`^${code}[ ].*\\r\\n`, "m").test(heard), { timeout: 30_000 }).toBe(true);
    const line = heard;
    heard = "";
    return line;
  };
  const say = async (line: string, code: string) => {
    socket.write(`${line}\r\n`);
    return next(code);
  };
  return { socket, say, next, over: () => expect.poll(() => isOver, { timeout: 30_000 }).toBe(true) };
}

async function envelope(port: number) {
  const one = await client(port);
  await one.next("220");
  await one.say("EHLO mx.example.com", "250");
  await one.say("MAIL FROM:<kim@example.com>", "250");
  await one.say("RCPT TO:<Help@Operator.example>", "250");
  return one;
}

describe("the mail listener", () => {
  it("takes mails for mailboxes of ours, and refuses others in words", async () => {
    const { port, taken } = await listen();
    const one = await envelope(port);
    expect(await one.say("RCPT TO:<nobody@operator.example>", "550")).toContain("no mailbox of that address");
    await one.say("DATA", "354");
    await one.say("Subject: x\r\n\r\n..dot\r\n.", "250");
    expect(taken).toEqual([
      { from: "kim@example.com", to: ["help@operator.example"], text: "Subject: x\r\n\r\n.dot\r\n" },
    ]);
    await one.say("MAIL FROM:<>", "250");
    await one.say("RCPT TO:<help@operator.example>", "250");
    await one.say("DATA", "354");
    await one.say("Hi\r\n.", "250");
    expect(taken[1]).toMatchObject({ from: "" });
  });

  it("answers 250 only once the mail is stored, and 451 when it could not be", async () => {
    const taker = slowTaker();
    let isBroken = false;
    const { port } = await listen({
      take: () => (isBroken ? Promise.reject(new Error("The database is away.")) : taker.take()),
    });
    const one = await envelope(port);
    await one.say("DATA", "354");
    let isAnswered = false;
    const answered = one.say("Hi\r\n.", "250").then(() => (isAnswered = true));
    await taker.begun;
    expect(isAnswered).toBe(false);
    taker.release();
    await answered;
    isBroken = true;
    await one.say("MAIL FROM:<kim@example.com>", "250");
    await one.say("RCPT TO:<help@operator.example>", "250");
    await one.say("DATA", "354");
    expect(await one.say("Hi\r\n.", "451")).toContain("Try again later");
  });

  it("asks to try again when it cannot tell whether a mailbox is ours", async () => {
    const { port } = await listen({ isOurs: () => Promise.reject(new Error("The database is away.")) });
    const one = await client(port);
    await one.next("220");
    await one.say("EHLO mx.example.com", "250");
    await one.say("MAIL FROM:<kim@example.com>", "250");
    await one.say("RCPT TO:<help@operator.example>", "451");
  });

  it("ends connections that keep silent, and those that send a byte now and then", async () => {
    const { port, listener, taken } = await listen({ limits: { silence: 300, connection: 1_000 } });
    const silent = await client(port);
    const slow = await envelope(port);
    await slow.say("DATA", "354");
    const dribble = setInterval(() => slow.socket.write("x"), 100);
    opened.push(() => clearInterval(dribble));
    await silent.over();
    await slow.over();
    await expect.poll(() => listener.size).toBe(0);
    expect(taken).toEqual([]);
  });

  it.each<[string, string]>([
    ["a command of 100 kB", `MAIL FROM:<${"a".repeat(100_000)}@example.com>`],
    ["what is no command", "\u0000\u0001\u0002"],
    ["a web browser", "GET / HTTP/1.1"],
    ["a command within an address", "RCPT TO:<help@operator.example>\nMAIL FROM:<x@y.z>"],
    ["an open relay's test", "RCPT TO:<help%example.com@operator.example>"],
  ])("goes on after %s", async (_, line) => {
    const { port, taken } = await listen();
    const odd = await client(port);
    await odd.next("220");
    odd.socket.write(`EHLO x\r\n${line}\r\nQUIT\r\n`);
    await odd.over();
    const one = await envelope(port);
    await one.say("DATA", "354");
    await one.say("Hi\r\n.", "250");
    expect(taken).toHaveLength(1);
  });

  it("ends a mail at a dot between proper line ends alone, so that none is smuggled in another", async () => {
    const { port, taken } = await listen();
    const one = await envelope(port);
    await one.say("DATA", "354");
    await one.say("Hi\n.\nMAIL FROM:<ceo@example.com>\r\n.\nRCPT TO:<help@operator.example>\r\n.", "250");
    expect(taken).toHaveLength(1);
    expect(taken[0]?.text).toContain("MAIL FROM:<ceo@example.com>");
  });

  it("lets what is being stored come to its end when it stops", async () => {
    const taker = slowTaker();
    const { port, listener } = await listen({ take: taker.take });
    const one = await envelope(port);
    await one.say("DATA", "354");
    one.socket.write("Hi\r\n.\r\n");
    await taker.begun;
    const closed = listener.close();
    taker.release();
    await one.next("250");
    one.socket.destroy();
    await closed;
  });

  it("says which variable to change when it cannot listen", async () => {
    const { port } = await listen();
    await expect(listen({ port })).rejects.toThrow("OPERATOR_SMTP_LISTEN");
  });
});
