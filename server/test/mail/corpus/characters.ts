import { latin1, type MailCase, mailOf, partsOf } from "./mail-case.ts";

const typed = (type: string, ...more: string[]) => [`Content-Type: ${type}`, ...more];
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Mails whose characters or encodings are wrong, rare or hostile. */
export const CHARACTERS: readonly MailCase[] = [
  {
    name: "UTF-8",
    raw: mailOf(typed("text/plain; charset=utf-8"), "Grüße, 你好 🙂"),
    read: { text: "Grüße, 你好 🙂" },
  },
  {
    name: "ISO-8859-1",
    raw: latin1(mailOf(typed("text/plain; charset=iso-8859-1"), "Gr\u00fc\u00dfe")),
    read: { text: "Grüße" },
  },
  {
    name: "windows-1252 that calls itself ISO-8859-1",
    raw: latin1(mailOf(typed("text/plain; charset=iso-8859-1"), "\u0093Hi\u0094")),
    read: { text: "“Hi”" },
  },
  {
    name: "an unknown character set",
    raw: mailOf(typed("text/plain; charset=klingon"), "Hello"),
    read: { text: "Hello" },
  },
  {
    name: "a character set with a path",
    raw: mailOf(typed('text/plain; charset="../../etc"'), "Hello"),
    read: { text: "Hello" },
  },
  {
    name: "UTF-7, which nobody reads any more",
    raw: mailOf(typed("text/plain; charset=utf-7"), "+ADw-script+AD4-"),
    read: { text: "+ADw-script+AD4-" },
  },
  {
    name: "UTF-16",
    raw: mailOf(
      typed("text/plain; charset=utf-16le", "Content-Transfer-Encoding: base64"),
      Buffer.from("Hello", "utf16le").toString("base64"),
    ),
    read: { text: "Hello" },
  },
  {
    name: "ISO-2022-JP",
    raw: mailOf(typed("text/plain; charset=iso-2022-jp"), "\u001b$B$3$s\u001b(B"),
    read: { text: "こん" },
  },
  {
    name: "bytes that are no UTF-8",
    raw: latin1(mailOf(typed("text/plain; charset=utf-8"), "a\u00ff\u00feb")),
    read: { text: "a\uFFFD\uFFFDb" },
  },
  { name: "NUL characters", raw: mailOf(["Subject: a\u0000b"], "a\u0000b"), read: { text: "ab", subject: "ab" } },
  { name: "control characters", raw: mailOf([], "a\u0007\u001b[31mb\u009b"), read: { text: "a[31mb›" } },
  {
    name: "a text that turns the writing around",
    raw: mailOf(["Subject: =?utf-8?Q?a=E2=80=AEb?="], "pay \u202Eton\u202C"),
    read: { text: "pay ton", subject: "ab" },
  },
  {
    name: "quoted-printable",
    raw: mailOf(
      typed("text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"),
      "Gr=C3=BC=C3=9Fe=\r\n!",
    ),
    read: { text: "Grüße!" },
  },
  {
    name: "broken quoted-printable",
    raw: mailOf(typed("text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"), "100=% =ZZ =C3"),
    read: {},
  },
  {
    name: "base64 with characters that are none of its",
    raw: mailOf(
      typed("text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"),
      `${base64("Hello").slice(0, 4)}***\r\n${base64("Hello").slice(4)}`,
    ),
    read: {},
  },
  {
    name: "base64 that ends in the middle",
    raw: mailOf(typed("text/plain", "Content-Transfer-Encoding: base64"), base64("Hello there").slice(0, 9)),
    read: {},
  },
  {
    name: "a transfer encoding that is none",
    raw: mailOf(typed("text/plain", "Content-Transfer-Encoding: zip"), "Hello"),
    read: { text: "Hello" },
  },
  {
    name: "base64 in base64, which is decoded once",
    raw: mailOf(typed("text/plain", "Content-Transfer-Encoding: base64"), base64(base64("Hello"))),
    read: { text: base64("Hello") },
  },
  {
    name: "an attached file of gzip, which is never unpacked",
    raw: mailOf(
      [partsOf("mixed", []).header],
      partsOf("mixed", [
        "Content-Type: text/plain\r\n\r\nx",
        `Content-Type: application/gzip\r\nContent-Encoding: gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n${"H4sI".repeat(1_000)}`,
      ]).body,
    ),
    read: { attachments: [{ type: "application/gzip", size: 3_000 }] },
  },
  {
    name: "a subject in encoded words",
    raw: mailOf(["Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?Q?_aus_K=F6ln?="], "x"),
    read: { subject: "Grüße aus Köln" },
  },
  {
    name: "a subject in encoded words that are broken",
    raw: mailOf(["Subject: =?utf-8?B?!!!?= =?x?y?z =?utf-8?Q?=ZZ?="], "x"),
    read: {},
  },
  {
    name: "a subject that hides headers",
    raw: mailOf(["Subject: =?utf-8?Q?Hi=0D=0ABcc:_eve@example.com?="], "x"),
    read: { subject: "Hi Bcc: eve@example.com" },
  },
  { name: "a subject in raw UTF-8", raw: mailOf(["Subject: Grüße"], "x"), read: { subject: "Grüße" } },
  {
    name: "100,000 encoded words",
    raw: mailOf([`Subject: ${"=?utf-8?Q?a?= ".repeat(30_000)}`], "x"),
    read: { text: "x" },
  },
  {
    name: "flowed text",
    raw: mailOf(typed("text/plain; charset=utf-8; format=flowed"), "One \r\ntwo.\r\nThree."),
    read: { text: "One two.\nThree." },
  },
];
