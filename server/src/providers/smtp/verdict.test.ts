import { describe, expect, it } from "vitest";
import { judgeFailure, type SmtpFailure } from "./verdict.ts";

const silence: SmtpFailure = {
  responseCode: null,
  response: null,
  code: "ECONNECTION",
  command: "CONN",
  wasWritten: false,
};
const refusal = (responseCode: number, command: string): SmtpFailure => ({
  responseCode,
  response: `${responseCode} said so`,
  code: "EENVELOPE",
  command,
  wasWritten: command === "DATA",
});

describe("a hand-over that did not go well", () => {
  it.each<[string, SmtpFailure, object]>([
    ["nobody listens", silence, { status: "failed", code: "carrier_unreachable", again: 60_000 }],
    ["nobody answers", { ...silence, code: "ETIMEDOUT" }, { status: "failed", code: "carrier_unreachable" }],
    ["the name is unknown", { ...silence, code: "EDNS" }, { status: "failed", code: "carrier_unreachable" }],
    ["TLS fails", { ...silence, code: "ETLS" }, { status: "failed", code: "carrier_unreachable" }],
    ["the connection breaks while the mail is written", { ...silence, command: "DATA" }, { status: "failed" }],
    ["it breaks after the mail was written", { ...silence, wasWritten: true }, { status: "unknown" }],
    ["no answer comes to the written mail", { ...silence, code: "ETIMEDOUT", wasWritten: true }, { status: "unknown" }],
    [
      "the sending is ended after it was written",
      { ...silence, code: "EABORT", wasWritten: true },
      { status: "unknown" },
    ],
    ["the sending is ended before", { ...silence, code: "EABORT" }, { status: "failed", again: 60_000 }],
    ["the server is busy", refusal(421, "CONN"), { status: "failed", code: "refused_for_now" }],
    ["the address is on a greylist", refusal(450, "RCPT TO"), { status: "failed", code: "refused_for_now" }],
    ["the server has no room", refusal(452, "DATA"), { status: "failed", code: "refused_for_now" }],
    ["the address does not exist", refusal(550, "RCPT TO"), { status: "failed", code: "unreachable", again: null }],
    ["the sender may not send", refusal(550, "MAIL FROM"), { status: "failed", code: "refused", again: null }],
    ["the content is refused", refusal(554, "DATA"), { status: "failed", code: "refused", again: null }],
    ["the order was wrong", refusal(503, "MAIL FROM"), { status: "failed", code: "refused_for_now" }],
    ["a login is asked for", refusal(530, "MAIL FROM"), { status: "failed", code: "refused_for_now" }],
    [
      "the login is refused",
      { ...refusal(535, "AUTH PLAIN"), code: "EAUTH" },
      { status: "failed", code: "carrier_refused_login", again: 300_000 },
    ],
    [
      "the address cannot be written",
      { ...silence, code: "EENVELOPE", command: "API" },
      { status: "failed", code: "invalid_address", again: null },
    ],
  ])("when %s", (_, failure, handOver) => {
    expect(judgeFailure(failure)).toMatchObject(handOver);
  });
});
