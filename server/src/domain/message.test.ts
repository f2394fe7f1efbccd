import { describe, expect, it } from "vitest";
import {
  boundedText,
  isDeadEnd,
  isSameAddress,
  judgeLookUp,
  judgeRetry,
  LONGEST_TEXT,
  partiesOf,
  textForAgent,
} from "./message.ts";

describe("boundedText", () => {
  it("keeps what is short enough, to the character", () => {
    const text = "x".repeat(LONGEST_TEXT);
    expect(boundedText(text)).toBe(text);
  });

  it("cuts what is longer, leaves no half of a pair, and says so", () => {
    const text = `${"x".repeat(LONGEST_TEXT - 1)}👍 and more`;
    expect(boundedText(text)).toBe(
      `${"x".repeat(LONGEST_TEXT - 1)}\n[Cut here: the message has ${text.length} characters.]`,
    );
  });
});

describe("textForAgent", () => {
  it("gives a text as it is", () => {
    expect(textForAgent({ text: "Hello", attachments: [] })).toBe("Hello");
  });

  it("names what came with it", () => {
    const attachments = [
      { filename: "photo.jpg", type: "image/jpeg", size: 20_480 },
      { filename: null, type: "application/pdf", size: null },
      { filename: "empty.txt", type: "text/plain", size: 0 },
      { filename: "film.mp4", type: "video/mp4", size: 7_600_000 },
    ];
    expect(textForAgent({ text: "", attachments })).toBe(
      "[Attachment: photo.jpg, image/jpeg, 20 kB]\n[Attachment: without a name, application/pdf]\n" +
        "[Attachment: empty.txt, text/plain, 0 bytes]\n[Attachment: film.mp4, video/mp4, 8 MB]",
    );
  });

  it("names twenty of many, and counts the rest", () => {
    const attachments = Array.from({ length: 23 }, () => ({ filename: "a", type: "b/c", size: 1 }));
    const lines = textForAgent({ text: "Many", attachments }).split("\n");
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("[and 3 more attachments]");
  });
});

describe("partiesOf", () => {
  const sms = { type: "sms", caller_no: "+1", callee_no: "+2" };
  const email = { type: "email", from: "a@b.example", to: "c@d.example" };
  it.each([
    ["a text message that we begin", sms, "outbound", { ours: "+1", theirs: "+2" }],
    ["a text message that they begin", sms, "inbound", { ours: "+2", theirs: "+1" }],
    ["a mail that we begin", email, "outbound", { ours: "a@b.example", theirs: "c@d.example" }],
    ["a mail that they begin", email, "inbound", { ours: "c@d.example", theirs: "a@b.example" }],
    ["one without an address of ours", { ...email, from: null }, "outbound", { ours: null, theirs: "c@d.example" }],
    ["a chat", { type: "chat_async" }, "inbound", null],
  ] as const)("reads %s", (_what, channel, direction, parties) => {
    expect(partiesOf(channel, direction)).toEqual(parties);
  });
});

describe("judgeRetry", () => {
  it.each([
    [
      { failures: 1, again: 100 },
      { next: "retry", delay: 2_000 },
    ],
    [
      { failures: 3, again: 100 },
      { next: "retry", delay: 8_000 },
    ],
    [
      { failures: 3, again: 60_000 },
      { next: "retry", delay: 60_000 },
    ],
    [
      { failures: 11, again: 0 },
      { next: "retry", delay: 600_000 },
    ],
    [{ failures: 12, again: 0 }, { next: "give_up" }],
  ])("of %j makes %j", (asked, verdict) => {
    expect(judgeRetry(asked)).toEqual(verdict);
  });
});

describe("judgeLookUp", () => {
  const sureAfter = 60_000;
  it.each([
    ["failed", 0, { next: "look_again", delay: 5_000 }],
    ["failed", 59_999, { next: "look_again", delay: 5_000 }],
    ["failed", 60_000, { next: "send_again" }],
    ["unknown", 60_000, { next: "look_again", delay: 5_000 }],
    ["unknown", 600_000, { next: "unknown" }],
  ] as const)("when the carrier's answer is %s after %d ms", (outcome, age, verdict) => {
    expect(judgeLookUp({ outcome, age, sureAfter })).toEqual(verdict);
  });
});

describe("isDeadEnd", () => {
  it.each([
    ["opted_out", true],
    ["invalid_address", true],
    ["bounced", true],
    ["carrier_busy", false],
    ["channel_unavailable", false],
  ])("of %s is %s", (code, expected) => {
    expect(isDeadEnd(code)).toBe(expected);
  });
});

describe("isSameAddress", () => {
  it("does not mind the case, and takes none for another", () => {
    expect(isSameAddress("Ann@Example.org", "ann@example.ORG")).toBe(true);
    expect(isSameAddress("+1", "+2")).toBe(false);
    expect(isSameAddress("+1", null)).toBe(false);
  });
});
