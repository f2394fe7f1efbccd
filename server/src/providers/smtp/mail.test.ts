import { describe, expect, it } from "vitest";
import { readMime } from "../../lib/mime.ts";
import type { MessageToSend } from "../../ports/message-carrier.ts";
import { composeMail, htmlOf } from "./mail.ts";
import { readSmtpUrl } from "./url.ts";

const MESSAGE: MessageToSend = {
  id: "msg_0123456789a",
  part: 0,
  from: "help@example.com",
  to: "kim@example.org",
  subject: "Hello",
  text: "Hi",
  headers: {},
  livemode: true,
};

async function composed(more: Partial<MessageToSend>) {
  const raw = await composeMail({ ...MESSAGE, ...more }, "<msg_0123456789a@example.com>");
  const mime = await readMime(raw);
  const header = (name: string) => mime.headers.filter((each) => each.name === name).map(({ value }) => value);
  return { raw: raw.toString(), mime, header };
}

describe("a mail that is composed", () => {
  it("says who, whom, what and that a program sent it, in text and HTML", async () => {
    const { mime, header } = await composed({ headers: { from_name: "Clip & Comb" } });
    expect(mime).toMatchObject({ subject: "Hello", text: "Hi\n" });
    expect(mime.html).toContain("<p>Hi</p>");
    expect(header("from")).toEqual(['"Clip & Comb" <help@example.com>']);
    expect(header("message-id")).toEqual(["<msg_0123456789a@example.com>"]);
    expect(header("auto-submitted")).toEqual(["auto-generated"]);
    expect(header("references")).toEqual([]);
  });

  it("names what it answers, in lines that are not too long", async () => {
    const references = Array.from({ length: 20 }, (_, place) => `<${"r".repeat(40)}${place}@example.com>`);
    const { raw, header } = await composed({ headers: { in_reply_to: references[19] as string, references } });
    expect(header("auto-submitted")).toEqual(["auto-replied"]);
    expect(header("in-reply-to")).toEqual([references[19]]);
    expect(header("references")[0]?.split(/\s+/)).toEqual(references);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it.each<[string, Partial<MessageToSend>]>([
    ["the subject", { subject: "Hi\r\nBcc: eve@example.com\r\n\r\nBody" }],
    ["the subject, with a line feed alone", { subject: "Hi\nBcc: eve@example.com" }],
    ["the name", { headers: { from_name: 'Clip"\r\nBcc: eve@example.com' } }],
    ["the name, with brackets", { headers: { from_name: 'Clip" <eve@example.com>, "' } }],
    [
      "a reference",
      { headers: { in_reply_to: "<a@b>\r\nBcc: eve@example.com", references: ["<a@b>\r\nBcc: eve@example.com"] } },
    ],
    ["the text", { text: "Hi\r\n.\r\nBcc: eve@example.com" }],
  ])("has no header that %s brings along", async (_, more) => {
    const { header } = await composed(more);
    expect(header("bcc")).toEqual([]);
    expect(header("from")).toHaveLength(1);
    expect(header("from")[0]).toMatch(/<help@example\.com>$|^help@example\.com$/);
    expect(header("subject")).toHaveLength(1);
  });

  it.each([
    "Grüße aus Köln 🙂, 你好",
    "x".repeat(30_000),
    "From here on\n.\n..\nFrom there",
    `${"line\n".repeat(5_000)}`,
    "a\u0000b\uD800c",
  ])("brings its text as it is (%#)", async (text) => {
    const { mime, raw } = await composed({ text, subject: text.slice(0, 200) });
    const clean = text.toWellFormed().replaceAll("\0", "\uFFFD");
    expect(mime.text?.trimEnd()).toBe(clean.trimEnd());
    expect(Math.max(...raw.split(/\r?\n/).map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
  });

  it("goes to addresses of other scripts", async () => {
    const { raw } = await composed({ to: "用户@xn--fsqu00a.example" });
    expect(raw).toContain("用户@");
  });
});

describe("the HTML of a text", () => {
  it.each<[string, string]>([
    ["<script>alert(1)</script> & \"x\" 'y'", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;"],
    ["one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"],
    [
      "See https://example.com/a?b=1&c=2.",
      'See <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>.',
    ],
    ["javascript:alert(1)", "<p>javascript:alert(1)</p>"],
    ['https://example.com/"onclick="x', '<a href="https://example.com/">https://example.com/</a>&quot;onclick='],
  ])("%j is safe", (text, html) => {
    expect(htmlOf(text)).toContain(html);
  });
});

it.each([
  ["smtp://mail.example.com", { host: "mail.example.com", port: 587, secure: false, user: null, password: null }],
  ["smtps://a%40b:p%2Fw@mail.example.com", { port: 465, secure: true, user: "a@b", password: "p/w" }],
  ["smtp://[::1]:2525", { host: "::1", port: 2525 }],
])("the address %s is read", (url, server) => {
  expect(readSmtpUrl(url)).toMatchObject(server);
});
