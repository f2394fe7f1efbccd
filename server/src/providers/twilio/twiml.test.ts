import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { connectTwiml, dialTwiml, HANG_UP, rejectTwiml } from "./twiml.ts";

const { VoiceResponse } = twilio.twiml;

describe("what Twilio is told to do with a call", () => {
  const url = "wss://operator.example/carriers/twilio/media/7";

  it("connects it to a stream, as Twilio's own library writes it", () => {
    const theirs = new VoiceResponse();
    theirs.connect().stream({ url }).parameter({ name: "token", value: "abc" });
    expect(connectTwiml({ url, token: "abc" })).toBe(theirs.toString());
  });

  it("presses keys first", () => {
    const theirs = new VoiceResponse();
    theirs.play({ digits: "1ww#" });
    theirs.connect().stream({ url }).parameter({ name: "token", value: "abc" });
    expect(connectTwiml({ url, token: "abc" }, "1ww#")).toBe(theirs.toString());
  });

  it.each(["busy", "rejected"] as const)("does not take it: %s", (reason) => {
    const theirs = new VoiceResponse();
    theirs.reject({ reason });
    expect(rejectTwiml(reason)).toBe(theirs.toString());
  });

  it("hands it over to a number, and to a SIP address", () => {
    const callbacks = { statusCallback: "https://o.example/s?a=1&b=2", statusCallbackEvent: ["answered", "completed"] };
    const shared = { action: "https://o.example/a", timeoutSeconds: 45, callerId: "+14155550100" };
    const attributes = {
      answerOnBridge: true,
      timeout: 45,
      callerId: shared.callerId,
      action: shared.action,
      method: "POST",
    };
    const number = new VoiceResponse();
    number.dial(attributes).number(callbacks as never, "+14155550199");
    const to = (address: string) => dialTwiml({ ...shared, to: address, statusCallback: callbacks.statusCallback });
    expect(to("+14155550199")).toBe(number.toString());
    const sip = new VoiceResponse();
    sip.dial(attributes).sip(callbacks as never, "sip:front-desk@pbx.example;transport=tls");
    expect(to("sip:front-desk@pbx.example;transport=tls")).toBe(sip.toString());
  });

  it("lets nothing that is put into it be markup", () => {
    const hostile = "+1</Number></Dial><Say>pay \"me\" & 'him'</Say>\u0000";
    const written = dialTwiml({
      to: hostile,
      callerId: hostile,
      action: null,
      statusCallback: null,
      timeoutSeconds: 1,
    });
    expect(written).not.toContain("<Say>");
    expect(written).not.toContain("\u0000");
    expect(written.match(/<Number>/g)).toHaveLength(1);
  });

  it("ends it", () => {
    expect(HANG_UP).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
  });
});
