import { type MailCase, mailOf, without } from "./mail-case.ts";

const from = (...headers: string[]) => mailOf(headers, "Hello", without("From"));

/** Mails whose senders are missing, doubtful or robots. */
export const SENDERS: readonly MailCase[] = [
  { name: "no From", raw: from(), read: { sender: null } },
  { name: "an empty From", raw: from("From: "), read: { sender: null } },
  { name: "a From without an address", raw: from("From: Kim Doe"), read: { sender: null } },
  { name: "a From of spaces and brackets", raw: from("From: < >"), read: { sender: null } },
  { name: "a group without members", raw: from("From: undisclosed-recipients:;"), read: { sender: null } },
  {
    name: "a group with members",
    raw: from("From: Team: lee@example.com, kim@example.com;"),
    read: { sender: { address: "lee@example.com" } },
  },
  {
    name: "two authors",
    raw: from("From: Lee <lee@example.com>, Kim <kim@example.com>", "Sender: sec@example.com"),
    read: { sender: { address: "lee@example.com", name: "Lee" } },
  },
  {
    name: "two Froms",
    raw: from("From: lee@example.com", "From: eve@example.com"),
    read: { sender: { address: "lee@example.com" } },
  },
  {
    name: "100,000 authors",
    raw: from(`From: ${"a@example.com, ".repeat(20_000)}`),
    read: { sender: { address: "a@example.com" } },
  },
  {
    name: "a name that is another's address",
    raw: from('From: "help@bank.example" <eve@example.com>'),
    read: { sender: { address: "eve@example.com", name: null } },
  },
  {
    name: "a name with an address in it",
    raw: from('From: "Bank (help@bank.example)" <eve@example.com>'),
    read: { sender: { address: "eve@example.com", name: null } },
  },
  {
    name: "a name that turns the writing around",
    raw: from("From: =?utf-8?Q?Kim=E2=80=AEmiK?= <kim@example.com>"),
    read: { sender: { name: "KimmiK" } },
  },
  {
    name: "a name of 10 kB",
    raw: from(`From: "${"K".repeat(9_000)}" <kim@example.com>`),
    read: { sender: { address: "kim@example.com", name: "K".repeat(100) } },
  },
  {
    name: "a name with a line break",
    raw: from("From: =?utf-8?Q?Kim=0D=0ABcc:_eve?= <kim@example.com>"),
    read: { sender: { address: "kim@example.com" } },
  },
  {
    name: "an address in capitals",
    raw: from("From: KIM@EXAMPLE.COM"),
    read: { sender: { address: "kim@example.com", name: null } },
  },
  {
    name: "an address of another script",
    raw: from("From: 用户@例子.example"),
    read: { sender: { address: "用户@xn--fsqu00a.example" } },
  },
  { name: "an address literal", raw: from("From: kim@[127.0.0.1]"), read: { sender: null } },
  { name: "an address that is a command", raw: from("From: <kim@example.com\r\n\tRCPT TO:x>"), read: {} },
  {
    name: "answers wanted elsewhere",
    raw: from("From: Shop <no-reply@shop.example>", "Reply-To: lee@example.com"),
    read: { sender: { address: "lee@example.com", name: "Shop" }, robot: null },
  },
  {
    name: "answers wanted nowhere",
    raw: from("From: kim@example.com", "Reply-To: <>"),
    read: { sender: { address: "kim@example.com" } },
  },
  {
    name: "an automatic answer",
    raw: mailOf(["Auto-Submitted: auto-replied"], "Away."),
    read: { robot: { code: "auto_submitted" } },
  },
  { name: "a mail that says no robot sent it", raw: mailOf(["Auto-Submitted: no"], "Here."), read: { robot: null } },
  { name: "bulk mail", raw: mailOf(["Precedence: bulk"], "Buy."), read: { robot: { code: "bulk_mail" } } },
  { name: "junk", raw: mailOf(["precedence:  JUNK"], "Buy."), read: { robot: { code: "bulk_mail" } } },
  {
    name: "a sender who wants no automatic answers",
    raw: mailOf(["X-Auto-Response-Suppress: DR, OOF, AutoReply"], "Hi."),
    read: { robot: { code: "auto_response_suppressed" } },
  },
  {
    name: "a mailing list",
    raw: mailOf(["List-Id: <all.example.com>"], "Hi."),
    read: { robot: { code: "mailing_list" } },
  },
  {
    name: "a newsletter",
    raw: mailOf(["List-Unsubscribe: <https://example.com/u>"], "Hi."),
    read: { robot: { code: "mailing_list" } },
  },
  {
    name: "a holiday notice of an old program",
    raw: mailOf(["X-Autoreply: yes"], "Away."),
    read: { robot: { code: "auto_submitted" } },
  },
  {
    name: "an address that nobody reads",
    raw: from("From: Shop <no-reply@shop.example>"),
    read: { robot: { code: "nobody_reads" } },
  },
  {
    name: "an address that nobody reads, with a mark",
    raw: from("From: noreply+1234@shop.example"),
    read: { robot: { code: "nobody_reads" } },
  },
  { name: "a mail program", raw: from("From: MAILER-DAEMON@example.com"), read: { robot: { code: "nobody_reads" } } },
  {
    name: "a holiday notice by its subject",
    raw: mailOf(["Subject: Automatic reply: Hello"], "Away."),
    read: { robot: { code: "automatic_subject" } },
  },
  {
    name: "a holiday notice in German",
    raw: mailOf(["Subject: Abwesenheitsnotiz: Hallo"], "Weg."),
    read: { robot: { code: "automatic_subject" } },
  },
  {
    name: "an answer to a holiday notice",
    raw: mailOf(["Subject: Re: Automatic reply: Hello"], "Hi."),
    read: { robot: null },
  },
  { name: "an empty return path", raw: mailOf(["Return-Path: <>"], "Hi."), read: { robot: { code: "null_sender" } } },
  {
    name: "our own loop mark",
    raw: mailOf(["X-Loop: help@operator.example"], "Hi."),
    read: { loops: ["help@operator.example"] },
  },
  {
    name: "our own address",
    raw: from("From: help@operator.example"),
    read: { sender: { address: "help@operator.example" }, recipients: ["help@operator.example"] },
  },
  {
    name: "101 servers on the way",
    raw: mailOf(
      Array.from({ length: 101 }, () => "Received: from a by b"),
      "Hi.",
    ),
    read: { robot: { code: "too_many_hops" } },
  },
];
