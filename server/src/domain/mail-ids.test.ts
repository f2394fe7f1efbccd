import { describe, expect, it } from "vitest";
import { normaliseMailAddress, mailboxAddressesOf } from "./mail-address.ts";
import * as ids from "./mail-ids.ts";
import { baseSubject, isReplySubject, replySubject } from "./mail-subject.ts";

describe("Message-IDs", () => {
  it.each<[string, string[]]>([
    ["<a@b> <c@d>", ["<a@b>", "<c@d>"]],
    ["<a@b><c@d>", ["<a@b>", "<c@d>"]],
    ["text <a@b> (comment) <no spaces allowed@x>", ["<a@b>"]],
    ["", []],
    [`<${"a".repeat(501)}>`, []],
  ])("in %j are found", (header, found) => {
    expect(ids.messageIdsIn(header)).toEqual(found);
  });

  it("of ours name their message, and others none", () => {
    expect(ids.ownMessageOf(ids.messageIdOf("msg_0123456789a", "example.com"))).toBe("msg_0123456789a");
    expect(ids.ownMessageOf("<msg_0123456789@example.com>")).toBeNull();
    expect(ids.ownMessageOf("<x.msg_0123456789a@example.com>")).toBeNull();
    expect(ids.ownMessagesIn("a msg_0123456789a@e, <msg_0123456789b@e> msg_0123456789a@e")).toEqual([
      "msg_0123456789a",
      "msg_0123456789b",
    ]);
  });

  it("of a thread are referred to by an answer, the first and the last when there are many", () => {
    const many = Array.from({ length: 50 }, (_, place) => `<${place}@e>`);
    const answer = ids.referencesToAnswer({ message_id: "<m@e>", references: many });
    expect(answer).toHaveLength(20);
    expect([answer[0], answer[1], answer.at(-1)]).toEqual(["<0@e>", "<32@e>", "<m@e>"]);
    expect(ids.referencesToAnswer({ message_id: "<m@e>", in_reply_to: "<a@e>" })).toEqual(["<a@e>", "<m@e>"]);
    expect(ids.referencesToAnswer({})).toEqual([]);
    expect(ids.referredIds({ in_reply_to: "<b@e>", references: ["<a@e>", "<b@e>", "<c@e>"] })).toEqual([
      "<b@e>",
      "<c@e>",
      "<a@e>",
    ]);
  });
});

describe("a subject", () => {
  it.each<[string, boolean, string]>([
    ["Hello", false, "Hello"],
    ["Re: Hello", true, "Hello"],
    ["RE[2]: AW: Fwd: Hello", true, "Hello"],
    ["SV: Hallo", true, "Hallo"],
    ["Antw: Hallo", true, "Hallo"],
    ["R: Ciao", true, "Ciao"],
    ["Fwd: Hello", false, "Hello"],
    ["Regarding: Hello", false, "Regarding: Hello"],
    ["Re: ", true, ""],
    ["", false, ""],
  ])("%j answers another: %s; it is about %j", (subject, isReply, base) => {
    expect([isReplySubject(subject), baseSubject(subject)]).toEqual([isReply, base]);
  });

  it("of an answer says so once", () => {
    expect(replySubject("Hello")).toBe("Re: Hello");
    expect(replySubject("AW: Re: Hello")).toBe("Re: Hello");
    expect(replySubject(`Re: ${"x".repeat(2_000)}`)).toHaveLength(998);
  });
});

describe("a mail address", () => {
  it.each<[string, string | null]>([
    ["Kim@Example.COM", "kim@example.com"],
    [" kim@example.com ", "kim@example.com"],
    ["kim@bücher.example", "kim@xn--bcher-kva.example"],
    ["用户@例子.example", "用户@xn--fsqu00a.example"],
    ["kim+a@example.com", "kim+a@example.com"],
    ["kim", null],
    ["@example.com", null],
    ["kim@", null],
    ["kim@127.0.0.1", null],
    ["kim@[::1]", null],
    ['"kim doe"@example.com', null],
    ["kim@example.com\r\nBcc: x@example.com", null],
    ["kim\u0000@example.com", null],
    [".kim@example.com", null],
    ["kim..doe@example.com", null],
    [`${"a".repeat(65)}@example.com`, null],
    [`kim@${"a".repeat(300)}.com`, null],
    ["kim@exa mple.com", null],
    ["kim@-example.com", null],
  ])("%j is compared as %j", (text, normalised) => {
    expect(normaliseMailAddress(text)).toBe(normalised);
  });

  it("with a plus comes to the mailbox without it, unless it has one of its own", () => {
    expect(mailboxAddressesOf("help+a+b@example.com")).toEqual(["help+a+b@example.com", "help@example.com"]);
    expect(mailboxAddressesOf("help@example.com")).toEqual(["help@example.com"]);
    expect(mailboxAddressesOf("+a@example.com")).toEqual(["+a@example.com"]);
  });
});
