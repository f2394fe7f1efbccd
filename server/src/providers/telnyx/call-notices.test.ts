import { describe, expect, it } from "vitest";
import { clientStateOf, newsOf, readClientState, readEvent, transferNewsOf, type TelnyxEvent } from "./call-notices.ts";

const event = (event_type: string, payload: object = {}): TelnyxEvent => {
  const read = readEvent({ data: { event_type, payload: { call_control_id: "v3:1", ...payload } } });
  if (read === null) throw new Error("The event was not read.");
  return read;
};

describe("an event of Telnyx", () => {
  const failed = (code: string) => ({ type: "ended", end: { outcome: "failed", code } });
  it.each([
    ["call.initiated", {}, null],
    ["call.answered", {}, { type: "answered" }],
    ["call.hangup", { hangup_cause: "normal_clearing" }, { type: "ended", end: { outcome: "hung_up", by: "them" } }],
    ["call.hangup", { hangup_cause: "user_busy" }, { type: "ended", end: { outcome: "busy" } }],
    ["call.hangup", { hangup_cause: "timeout" }, { type: "ended", end: { outcome: "no_answer" } }],
    ["call.hangup", { hangup_cause: "no_answer" }, { type: "ended", end: { outcome: "no_answer" } }],
    ["call.hangup", { hangup_cause: "originator_cancel" }, { type: "ended", end: { outcome: "cancelled" } }],
    ["call.hangup", { hangup_cause: "not_found" }, failed("number_invalid")],
    ["call.hangup", { hangup_cause: "call_rejected", sip_hangup_cause: "603" }, failed("call_rejected")],
    ["call.hangup", { hangup_cause: "call_rejected", sip_hangup_cause: 403 }, failed("number_blocked")],
    ["call.hangup", { hangup_cause: "unspecified", sip_hangup_cause: "480" }, failed("number_unreachable")],
    ["call.hangup", { hangup_cause: "constructor", sip_hangup_cause: "toString" }, failed("call_failed")],
    ["call.hangup", {}, failed("call_failed")],
    ["call.machine.detection.ended", { result: "human" }, { type: "answered_by", who: "human" }],
    ["call.machine.detection.ended", { result: "machine" }, { type: "answered_by", who: "machine" }],
    ["call.machine.detection.ended", { result: "not_sure" }, null],
    ["call.machine.premium.detection.ended", { result: "human_business" }, { type: "answered_by", who: "human" }],
    ["streaming.started", {}, null],
  ])("%s with %j says what it says", (type, payload, news) => {
    const read = newsOf(event(type, payload));
    if (news === null) expect(read).toBe(null);
    else expect(read).toMatchObject(news);
  });

  it.each([
    ["call.bridged", {}, { type: "transfer_answered" }],
    ["call.hangup", { hangup_cause: "user_busy" }, { type: "transfer_failed", message: "the other is busy." }],
    ["call.hangup", { hangup_cause: "timeout" }, { type: "transfer_failed", message: "the other did not answer." }],
    ["call.hangup", {}, { type: "transfer_failed", message: "the other could not be reached." }],
    ["call.answered", {}, null],
  ])("%s with %j of the other call says how a transfer went", (type, payload, news) => {
    expect(transferNewsOf(event(type, payload))).toEqual(news);
  });

  it.each([
    null,
    [],
    {},
    { data: {} },
    { data: { event_type: "call.hangup", payload: {} } },
    { data: { event_type: 1 } },
  ])("is none as %j", (body) => {
    expect(readEvent(body)).toBe(null);
  });
});

describe("what Telnyx gives back", () => {
  it("is read as it was written", () => {
    const state = { node: 12, key: "AbC123", isTransfer: true };
    expect(readClientState(clientStateOf(state))).toEqual(state);
  });

  it.each([
    null,
    undefined,
    "",
    "%%%",
    Buffer.from("1:a").toString("base64"),
    Buffer.from("x:a:call").toString("base64"),
  ])("is not ours as %j", (text) => {
    expect(readClientState(text)).toBe(null);
  });
});
