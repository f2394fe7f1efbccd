import { OperatorApiError } from "@operator/sdk";
import { describe, expect, it } from "vitest";
import {
  changeInPlainWords,
  endInPlainWords,
  inPlainWords,
  lineChangeInPlainWords,
  lineInPlainWords,
} from "../src/plain-words.ts";

describe("an error in plain words", () => {
  const rows: [string, unknown, string][] = [
    [
      "asks whether the server runs when it does not answer",
      new OperatorApiError("x", { status: null, type: "unreachable", code: "unreachable" }),
      "The server does not answer. Is it running, and is this machine online?",
    ],
    [
      "is the server's own when the request was wrong",
      new OperatorApiError("Name a version.", { status: 409, type: "conflict", code: "not_released" }),
      "Name a version.",
    ],
    [
      "leads to the log when the server had a problem",
      new OperatorApiError("x", { status: 500, type: "internal", code: "internal", requestId: "req_1" }),
      "The server had a problem (500). Its log has more under req_1.",
    ],
    ["owns up to a fault of the page", new TypeError("oops"), "Something went wrong in this page: TypeError: oops"],
  ];
  it.each(rows)("%s", (_name, error, expected) => {
    expect(inPlainWords(error)).toBe(expected);
  });
});

describe("the line in plain words", () => {
  it("says nothing while all is well, and nothing of a conversation that ended as it should", () => {
    expect(lineInPlainWords({ name: "open" })).toBeNull();
    expect(lineInPlainWords({ name: "over", end: "ended" })).toBeNull();
  });

  it("says that it reconnects", () => {
    expect(lineInPlainWords({ name: "reconnecting", attempt: 2, retryIn: 500 })).toBe(
      "Connection lost, reconnecting …",
    );
  });

  it.each(["token_rejected", "not_found", "taken_over", "too_large", "unreachable", "closed"] as const)(
    "says what ended the session: %s",
    (end) => {
      expect(lineInPlainWords({ name: "over", end })).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe("the end in plain words", () => {
  const rows: [string, string, number, string][] = [
    ["says who ended it and how long it took", "client_ended", 42.4, "You ended the conversation. It took 42 s."],
    ["counts long ones in minutes", "agent_ended", 125, "The agent ended the conversation. It took 2 min 5 s."],
    [
      "never counts sixty seconds beside a minute",
      "agent_ended",
      119.7,
      "The agent ended the conversation. It took 2 min 0 s.",
    ],
    ["leaves the time out when it never began", "never_joined", 0, "The conversation ended because nobody joined it."],
    ["copes with a reason it does not know", "abducted", 0, "The conversation has ended."],
  ];
  it.each(rows)("%s", (...row) => {
    const [, reason, durationSeconds, expected] = row;
    expect(endInPlainWords({ status: "completed", reason, durationSeconds })).toBe(expected);
  });
});

describe("a change in plain words", () => {
  const failed = {
    type: "agent.model.failed",
    model: "a/b",
    reason: "stalled",
    message: "No answer for 8 s.",
  } as const;
  const about = { kind: "change", id: "ev_1", at: "2025-06-19T10:00:00Z" } as const;
  it.each([
    ["that a model is asked again", { ...failed, next: "retry", next_model: "a/b" }, "It is asked again."],
    ["which model takes over", { ...failed, next: "fallback", next_model: "c/d" }, "c/d takes over."],
    ["that the agent apologises", { ...failed, next: "apology", next_model: null }, "The agent apologises."],
    ["the route", { type: "agent.route.changed", route: "billing", previous: null }, "billing"],
    ["the language", { type: "agent.language.changed", language: "German", previous: "English" }, "Now in German"],
  ] as const)("says %s", (_what, payload, expected) => {
    expect(changeInPlainWords({ ...about, payload })).toContain(expected);
  });
});

describe("what happened on the line, in plain words", () => {
  const supervisor = "Shift lead";
  const transferred = {
    type: "conversation.transferred",
    transfer_id: "tra_1",
    name: "front_desk",
    kind: "number",
    destination: "+14155550170",
    mode: "cold",
    carried_by: "network",
    summary: null,
    next_conversation_id: null,
  } as const;
  it.each([
    [{ type: "user.dtmf.received", digit: "4" }, "Key 4 was pressed."],
    [{ type: "user.hold.changed", is_held: true }, "The agent is on hold."],
    [{ type: "user.hold.changed", is_held: false }, "The agent is no longer on hold."],
    [{ type: "conversation.voicemail.reached", detected_by: "carrier" }, "An answering machine has picked up."],
    [transferred, "Transferred to front_desk (+14155550170)."],
    [{ type: "supervisor.joined", supervisor }, "Shift lead listens in."],
    [{ type: "supervisor.left", supervisor }, "Shift lead listens in no more."],
    [{ type: "supervisor.whisper", supervisor, text: "Waive it.", is_urgent: false }, "tells the agent: “Waive it.”"],
    [{ type: "supervisor.took_over", supervisor }, "Shift lead talks in the agent’s place."],
    [{ type: "supervisor.spoke", supervisor, text: "Hello." }, "Shift lead: “Hello.”"],
    [{ type: "supervisor.gave_back", supervisor, reason: "restarted" }, "The platform was restarted. The agent talks"],
    [{ type: "supervisor.gave_back", supervisor, reason: "left" }, "Shift lead has left."],
  ] as const)("of %j is %s", (payload, expected) => {
    expect(lineChangeInPlainWords({ kind: "line", id: "ev_1", at: "2025-06-19T10:00:00Z", payload })).toContain(
      expected,
    );
  });
});
