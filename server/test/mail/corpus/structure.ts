import { type MailCase, mailOf, partsOf, USUAL, without } from "./mail-case.ts";

const plain = (text: string) => `Content-Type: text/plain\r\n\r\n${text}`;
const mixed = (parts: readonly string[]) => {
  const { header, body } = partsOf("mixed", parts);
  return mailOf([header], body);
};

/** Parts within parts within parts, so many deep. */
function nested(depth: number): string {
  const opened = Array.from({ length: depth }, (_, level) => {
    return `Content-Type: multipart/mixed; boundary="n${level}"\r\n\r\n--n${level}\r\n`;
  });
  return `${USUAL.join("\r\n")}\r\n${opened.join("")}${plain("deep")}`;
}

/** Forwarded mails within forwarded mails, so many deep. */
function forwarded(depth: number): string {
  const inner = Array.from({ length: depth }, () => "Content-Type: message/rfc822\r\n\r\n").join("");
  return `${USUAL.join("\r\n")}\r\n${inner}${plain("deep")}`;
}

/** Mails that are put together in a wrong, cut or hostile way. */
export const STRUCTURE: readonly MailCase[] = [
  {
    name: "an ordinary mail",
    raw: mailOf(["Subject: Hello"], "Two o'clock?"),
    read: {
      text: "Two o'clock?",
      subject: "Hello",
      messageId: "<m1@example.com>",
      robot: null,
      sender: { address: "kim@example.com", name: "Kim Doe" },
    },
  },
  { name: "nothing at all", raw: "", read: { sender: null, text: "", messageId: null } },
  { name: "line feeds alone", raw: "\n\n\n", read: { sender: null, text: "" } },
  {
    name: "headers without a body",
    raw: USUAL.join("\r\n"),
    read: { text: "", sender: { address: "kim@example.com", name: "Kim Doe" } },
  },
  { name: "a body without headers", raw: "\r\nHello", read: { sender: null, text: "Hello" } },
  {
    name: "line ends of Unix",
    raw: mailOf([], "Hello\nthere").replaceAll("\r\n", "\n"),
    read: { text: "Hello\nthere" },
  },
  { name: "carriage returns in the text", raw: mailOf([], "Hello\rthere\r"), read: { text: "Hello\nthere" } },
  {
    name: "a multipart cut in its first part",
    raw: `${USUAL.join("\r\n")}\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n${plain("Hello")}`,
    read: { text: "Hello" },
  },
  {
    name: "a multipart cut in the headers of a part",
    raw: `${USUAL.join("\r\n")}\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Ty`,
    read: { text: "" },
  },
  {
    name: "a multipart without a boundary",
    raw: mailOf(["Content-Type: multipart/mixed"], "--b1\r\n\r\nHello\r\n--b1--"),
    read: {},
  },
  {
    name: "a multipart with another boundary than it says",
    raw: mailOf(['Content-Type: multipart/mixed; boundary="b2"'], `--b1\r\n${plain("Hello")}\r\n--b1--`),
    read: { text: "" },
  },
  {
    name: "an empty boundary",
    raw: mailOf(['Content-Type: multipart/mixed; boundary=""'], "--\r\n\r\nHello\r\n----"),
    read: {},
  },
  {
    name: "a boundary of a thousand characters",
    raw: mailOf(
      [`Content-Type: multipart/mixed; boundary="${"b".repeat(1000)}"`],
      `--${"b".repeat(1000)}\r\n${plain("Hello")}\r\n--${"b".repeat(1000)}--`,
    ),
    read: { text: "Hello" },
  },
  { name: "parts 49 deep", raw: nested(49), read: { text: "deep" } },
  { name: "parts 10,000 deep", raw: nested(10_000), read: "unreadable" },
  {
    name: "forwarded mails 1,000 deep",
    raw: forwarded(1_000),
    read: { attachments: [{ filename: null, type: "message/rfc822" }] },
  },
  {
    name: "2,000 parts beside each other",
    raw: mixed(Array.from({ length: 2_000 }, (_, place) => `Content-Type: image/png; name="${place}.png"\r\n\r\nx`)),
    read: { text: "" },
  },
  {
    name: "an attached file",
    raw: mixed([
      plain("See the picture."),
      'Content-Type: image/png; name="cat.png"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="cat.png"\r\n\r\naGVsbG8=',
    ]),
    read: { text: "See the picture.", attachments: [{ filename: "cat.png", type: "image/png", size: 5 }] },
  },
  {
    name: "a forwarded mail in an attachment",
    raw: mixed([
      plain("See below."),
      `Content-Type: message/rfc822\r\n\r\nFrom: lee@example.com\r\nSubject: Inner\r\n\r\nInner text`,
    ]),
    read: { text: "See below.", sender: { address: "kim@example.com" }, attachments: [{ type: "message/rfc822" }] },
  },
  {
    name: "winmail.dat",
    raw: mixed([
      plain("See there."),
      'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgEA',
    ]),
    read: { text: "See there.", attachments: [{ filename: "winmail.dat", type: "application/ms-tnef", size: 6 }] },
  },
  {
    name: "an invitation",
    raw: mixed([plain("Come."), "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR"]),
    read: { text: "Come.", attachments: [{ type: "text/calendar" }] },
  },
  {
    name: "a file with a path for a name",
    raw: mixed([
      plain("x"),
      'Content-Type: text/csv\r\nContent-Disposition: attachment; filename="../../etc/passwd"\r\n\r\na',
    ]),
    read: { attachments: [{ filename: "passwd", type: "text/csv" }] },
  },
  {
    name: "a file whose name hides its end",
    raw: mixed([
      plain("x"),
      "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=UTF-8''ann%E2%80%AEgpj.exe\r\n\r\na",
    ]),
    read: { attachments: [{ filename: "anngpj.exe" }] },
  },
  {
    name: "a type that is none",
    raw: mixed([plain("x"), "Content-Type: \u0001;;;\r\nContent-Disposition: attachment\r\n\r\na"]),
    read: { text: "x" },
  },
  {
    name: "headers of half a megabyte and more",
    raw: mailOf([`X-Bomb: ${"a".repeat(600_000)}`], "Hello"),
    read: "unreadable",
  },
  {
    name: "20,000 headers",
    raw: mailOf(
      Array.from({ length: 20_000 }, (_, place) => `X-H${place}: 1`),
      "Hello",
    ),
    read: { text: "Hello" },
  },
  {
    name: "a header folded 20,000 times",
    raw: mailOf([`Subject: a${"\r\n b".repeat(20_000)}`], "Hello"),
    read: { text: "Hello" },
  },
  { name: "a subject of a megabyte", raw: mailOf([`Subject: ${"a".repeat(1_000_000)}`], "Hello"), read: "unreadable" },
  {
    name: "a subject of 400 kB",
    raw: mailOf([`Subject: ${"a".repeat(400_000)}`], "Hello"),
    read: { subject: "a".repeat(998), text: "Hello" },
  },
  { name: "a line of a megabyte", raw: mailOf([], "a".repeat(1_000_000)), read: { text: "a".repeat(512 * 1024) } },
  { name: "60,000 short lines", raw: mailOf([], "a\r\n".repeat(60_000)), read: {} },
  {
    name: "headers that are no headers",
    raw: mailOf(["no colon here", ": no name", "\u0000: nul"], "Hello"),
    read: { text: "Hello" },
  },
  { name: "a subject twice", raw: mailOf(["Subject: One", "Subject: Two"], "Hello"), read: { subject: "One" } },
  {
    name: "a type twice",
    raw: mailOf(["Content-Type: text/plain", "Content-Type: text/html"], "<b>Hello</b>"),
    read: { text: "<b>Hello</b>" },
  },
  { name: "no Message-ID", raw: mailOf([], "Hello", without("Message-ID")), read: { messageId: null, text: "Hello" } },
  {
    name: "a Message-ID that is none",
    raw: mailOf(["Message-ID: hello world"], "Hello", without("Message-ID")),
    read: { messageId: null },
  },
  {
    name: "a Message-ID of 100 kB",
    raw: mailOf([`Message-ID: <${"a".repeat(100_000)}@example.com>`], "Hello", without("Message-ID")),
    read: { messageId: null, text: "Hello" },
  },
  {
    name: "10,000 references",
    raw: mailOf(
      [
        `References: ${Array.from({ length: 10_000 }, (_, place) => `<r${place}@e>`).join(" ")}`,
        "In-Reply-To: <r9999@e>",
      ],
      "Hello",
    ),
    read: { inReplyTo: "<r9999@e>", text: "Hello" },
  },
  {
    name: "a date far in the future",
    raw: mailOf(["Date: Fri, 31 Dec 9999 23:59:59 +0000"], "Hello", without("Date")),
    read: { text: "Hello" },
  },
  {
    name: "a date that is none",
    raw: mailOf(["Date: yesterday, or so"], "Hello", without("Date")),
    read: { text: "Hello" },
  },
];
