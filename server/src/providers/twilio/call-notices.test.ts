import { describe, expect, it } from "vitest";
import { readAnsweredBy, readCaller, readDialFailure, readStatus } from "./call-notices.ts";

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

describe("a call that Twilio brings", () => {
  it("is read with its caller", () => {
    const read = readCaller(form({ CallSid: "CA1", From: "+14155550123", To: "+14155550100" }));
    expect(read).toEqual({ callSid: "CA1", from: "+14155550123", to: "+14155550100" });
  });

  it.each(["anonymous", "Anonymous", "+266696687", "+86282452253", "Restricted", ""])("has no caller as %j", (From) => {
    expect(readCaller(form({ CallSid: "CA1", From, To: "+14155550100" }))?.from).toBe(null);
  });

  it.each([{}, { CallSid: "CA1" }, { CallSid: "", To: "+1" }, { To: "+1", From: "+2" }])("is none as %j", (fields) => {
    expect(readCaller(form(fields as Record<string, string>))).toBe(null);
  });
});

describe("a status callback", () => {
  const failed = (code: string) => ({ type: "ended", end: { outcome: "failed", code } });
  it.each([
    [{ CallStatus: "queued" }, null],
    [{ CallStatus: "initiated" }, null],
    [{ CallStatus: "ringing" }, { type: "ringing" }],
    [{ CallStatus: "in-progress" }, { type: "answered" }],
    [{ CallStatus: "completed" }, { type: "ended", end: { outcome: "hung_up", by: "them" } }],
    [
      { CallStatus: "busy", SipResponseCode: "486" },
      { type: "ended", end: { outcome: "busy" } },
    ],
    [{ CallStatus: "no-answer" }, { type: "ended", end: { outcome: "no_answer" } }],
    [{ CallStatus: "canceled" }, { type: "ended", end: { outcome: "cancelled" } }],
    [{ CallStatus: "failed", SipResponseCode: "404" }, failed("number_invalid")],
    [{ CallStatus: "failed", SipResponseCode: "480" }, failed("number_unreachable")],
    [{ CallStatus: "failed", SipResponseCode: "503" }, failed("call_failed")],
    [{ CallStatus: "failed", ErrorCode: "13227", SipResponseCode: "403" }, failed("not_permitted")],
    [{ CallStatus: "failed", ErrorCode: "1e3" }, failed("call_failed")],
    [{ CallStatus: "constructor" }, null],
    [{}, null],
  ])("%j says what it says", (fields, news) => {
    const read = readStatus(form(fields as Record<string, string>));
    if (news === null) expect(read).toBe(null);
    else expect(read).toMatchObject(news);
  });

  it("tells people the codes", () => {
    const read = readStatus(form({ CallStatus: "failed", ErrorCode: "13224", SipResponseCode: "404" }));
    expect(read).toMatchObject({ end: { message: "Twilio could not make the call: error 13224, SIP status 404." } });
  });
});

describe("what Twilio finds out", () => {
  it.each([
    ["human", "human"],
    ["machine_start", "machine"],
    ["machine_end_beep", "machine"],
    ["fax", "machine"],
    ["unknown", null],
    ["", null],
  ])("of who answered, %j, is %j", (AnsweredBy, who) => {
    expect(readAnsweredBy(form({ AnsweredBy }))).toEqual(who === null ? null : { type: "answered_by", who });
  });

  it.each([
    ["completed", null],
    ["answered", null],
    ["busy", "the other is busy."],
    ["no-answer", "the other did not answer."],
    ["toString", "Twilio says toString."],
  ])("of a transfer, %j, is %j", (DialCallStatus, words) => {
    expect(readDialFailure(form({ DialCallStatus }))).toBe(words);
  });
});
