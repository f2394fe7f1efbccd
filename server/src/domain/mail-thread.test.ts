import { describe, expect, it } from "vitest";
import { conversationBySubject, conversationReferredTo, subjectFrom, threadBegunBy } from "./mail-thread.ts";

const OURS = "help@example.com";
const sent = (id: string, conversation_id: string | null, to_address = "kim@example.com") => ({
  id,
  message_id: `<${id}@example.com>`,
  conversation_id,
  direction: "outbound" as const,
  from_address: OURS,
  to_address,
});
const came = (message_id: string, conversation_id: string | null, from_address = "kim@example.com") => ({
  id: "msg_00000000009",
  message_id,
  conversation_id,
  direction: "inbound" as const,
  from_address,
  to_address: OURS,
});
const FIRST = sent("msg_00000000001", "conv_1");
const SECOND = sent("msg_00000000002", "conv_2");

describe("the conversation that a mail refers to", () => {
  it.each<[string, object, object[], string | null]>([
    ["is that of the mail it answers", { in_reply_to: FIRST.message_id }, [FIRST], "conv_1"],
    [
      "is found by its last reference",
      { references: [FIRST.message_id, SECOND.message_id] },
      [FIRST, SECOND],
      "conv_2",
    ],
    ["is found by an earlier reference", { references: [FIRST.message_id, "<gone@x>"] }, [FIRST], "conv_1"],
    ["is that of a mail of the person's own", { in_reply_to: "<a@x>" }, [came("<a@x>", "conv_3")], "conv_3"],
    [
      "is found though our server changed its id",
      { in_reply_to: FIRST.message_id },
      [{ ...FIRST, message_id: null }],
      "conv_1",
    ],
    [
      "is found in capitals, too",
      { in_reply_to: FIRST.message_id },
      [sent("msg_00000000001", "conv_1", "KIM@example.com")],
      "conv_1",
    ],
    [
      "is none of another person's",
      { in_reply_to: FIRST.message_id },
      [sent("msg_00000000001", "conv_1", "lee@example.com")],
      null,
    ],
    [
      "is none of what another person wrote",
      { in_reply_to: "<a@x>" },
      [came("<a@x>", "conv_3", "lee@example.com")],
      null,
    ],
    [
      "is none where the mail belongs to none",
      { in_reply_to: FIRST.message_id },
      [sent("msg_00000000001", null)],
      null,
    ],
    ["is none without references", {}, [FIRST], null],
    ["is none by an unknown reference", { in_reply_to: "<x@y>" }, [FIRST], null],
  ])("%s", (_, headers, known, conversation) => {
    expect(conversationReferredTo(headers, known as never, "kim@example.com")).toBe(conversation);
  });
});

describe("the conversation of an answer without references", () => {
  const awaiting = [
    { conversation_id: "conv_2", subject: "Re: Opening hours" },
    { conversation_id: "conv_1", subject: "Opening hours" },
    { conversation_id: "conv_0", subject: null },
  ];
  it.each<[string | null, string | null]>([
    ["Re: Opening hours", "conv_2"],
    ["AW: opening HOURS", "conv_2"],
    ["Opening hours", null],
    ["Re: Closing hours", null],
    ["Re:", null],
    [null, null],
  ])("with the subject %j is %s", (subject, conversation) => {
    expect(conversationBySubject(subject, awaiting)).toBe(conversation);
  });
});

it("a thread is another for each mail that begins one, and names nobody", () => {
  const mail = { livemode: true, ours: OURS, theirs: "kim@example.com", messageId: "<a@x>" };
  expect(threadBegunBy(mail)).toBe(threadBegunBy({ ...mail }));
  expect(threadBegunBy(mail)).not.toBe(threadBegunBy({ ...mail, livemode: false }));
  expect(threadBegunBy(mail)).not.toContain("kim");
});

it.each([
  ["Hello\nthere", "Hello"],
  ["", ""],
  [`${"word ".repeat(30)}`, `${"word ".repeat(15).trim()}…`],
  ["x".repeat(100), `${"x".repeat(77)}…`],
])("the subject of a mail that begins %j is %j", (text, subject) => {
  expect(subjectFrom(text)).toBe(subject);
});
