import { afterAll, describe, expect, it } from "vitest";
import { readMail } from "../../src/domain/mail-reading.ts";
import { MailParser } from "../../src/services/mail-parser.ts";
import { BUILT_PROGRAMS } from "../../src/testing/built-server.ts";
import { CHARACTERS } from "./corpus/characters.ts";
import { CONTENT } from "./corpus/content.ts";
import type { MailCase } from "./corpus/mail-case.ts";
import { SENDERS } from "./corpus/senders.ts";
import { STRUCTURE } from "./corpus/structure.ts";

const ENVELOPE = { from: null };
const bytesOf = ({ raw }: MailCase) => (typeof raw === "string" ? Buffer.from(raw) : raw);

const parser = new MailParser(new URL("mail-thread.js", BUILT_PROGRAMS));
afterAll(() => parser.close());

describe.each([
  ["structure", STRUCTURE],
  ["characters", CHARACTERS],
  ["senders", SENDERS],
  ["content", CONTENT],
] as const)("a mail of odd %s", (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))("is read: %s", async (_name, mail) => {
    const reading = await readMail(bytesOf(mail), ENVELOPE);
    if (typeof mail.read === "string") expect(reading).toMatchObject({ ok: false, error: { code: mail.read } });
    else expect(reading).toMatchObject({ ok: true, mail: mail.read });
    // Nothing that the database refuses, and nothing that begins another header.
    const told = JSON.stringify(reading);
    expect(told).not.toContain("\\u0000");
    if (reading.ok) expect(`${reading.mail.subject}${reading.mail.sender?.name}`).not.toMatch(/[\r\n]/);
  });
});

describe("a large mail", () => {
  it("is read in a thread of its own, as a small one is", async () => {
    const raw = Buffer.from(`From: kim@example.com\r\n\r\nHello\r\n> ${"x".repeat(200_000)}`);
    expect(await parser.read(raw, ENVELOPE)).toEqual(await readMail(raw, ENVELOPE));
  });

  it("that takes too much memory is refused, and the process goes on", async () => {
    const raw = Buffer.from(
      `From: kim@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\n".repeat(1_500_000)}`,
    );
    expect(await parser.read(raw, ENVELOPE)).toMatchObject({ ok: false, error: { code: "unreadable" } });
  }, 40_000);
});
