import { describe, expect, it } from "vitest";
import type { FollowUpSituation } from "./follow-up-route.ts";
import { followUpRoute } from "./follow-up-route.ts";

const KIM = { phone_no: "+41791234567", email: "kim@example.com" };
const NOBODY = { phone_no: null, email: null };
const OURS = "+41440000000";
const ALL = ["chat_realtime", "chat_async", "sms", "email"] as const;

type Held = NonNullable<FollowUpSituation["conversation"]>;
const held = (channel: Held["channel"] & { type: Held["channel_type"] }, status: Held["status"]): Held => ({
  status,
  channel_type: channel.type,
  channel,
  direction: "outbound",
});
const chat = (status: Held["status"]) => held({ type: "chat_async" }, status);
const live = (status: Held["status"]) => held({ type: "chat_realtime" }, status);
const texts = (status: Held["status"]) => held({ type: "sms", callee_no: "+41790000000", caller_no: OURS }, status);
const mails = (status: Held["status"]) =>
  held({ type: "email", to: "kim@work.example", from: "help@example.com", subject: "Bill" }, status);

const sms = (callee_no: string, caller_no: string | null = null) => ({
  do: "begin",
  channel: { type: "sms", callee_no, caller_no },
});
const email = (to: string, from: string | null = null, subject: string | null = null) => ({
  do: "begin",
  channel: { type: "email", to, from, subject },
});
const gaveUp = (code: string) => ({ do: "give_up", code });

describe("followUpRoute", () => {
  it.each<[string, Partial<FollowUpSituation>, object]>([
    ["stays in an open chat that sleeps", { conversation: chat("in-progress") }, { do: "remind" }],
    ["stays in open text messages", { conversation: texts("in-progress") }, { do: "remind" }],
    ["stays in open mails", { conversation: mails("in-progress") }, { do: "remind" }],
    ["stays where it was asked to", { conversation: texts("in-progress"), wanted: "sms" }, { do: "remind" }],
    ["leaves an open chat for what was asked", { conversation: chat("in-progress"), wanted: "sms" }, sms(KIM.phone_no)],
    ["leaves a live chat, which nobody may look at", { conversation: live("in-progress") }, sms(KIM.phone_no)],
    ["goes on over the same numbers", { conversation: texts("completed") }, sms("+41790000000", OURS)],
    [
      "goes on over the same addresses",
      { conversation: mails("completed") },
      email("kim@work.example", "help@example.com", "Bill"),
    ],
    [
      "answers to where a text message came from",
      {
        conversation: {
          ...held({ type: "sms", callee_no: OURS, caller_no: "+41790000000" }, "completed"),
          direction: "inbound",
        },
      },
      sms("+41790000000", OURS),
    ],
    [
      "answers to where a mail came from",
      {
        conversation: {
          ...held({ type: "email", to: "help@example.com", from: "kim@work.example", subject: "Bill" }, "completed"),
          direction: "inbound",
        },
      },
      email("kim@work.example", "help@example.com", "Bill"),
    ],
    ["prefers a text message after a chat", { conversation: chat("completed") }, sms(KIM.phone_no)],
    ["takes a mail where there is no number", { customer: { ...KIM, phone_no: null } }, email(KIM.email)],
    ["takes a mail where texts cannot be sent", { available: ["email"] }, email(KIM.email)],
    [
      "takes a mail after texts that can no longer be sent",
      { conversation: texts("completed"), available: ["email"] },
      email(KIM.email),
    ],
    ["sends a mail when asked to", { wanted: "email" }, email(KIM.email)],
    [
      "opens a new chat when asked to",
      { wanted: "chat_async", customer: NOBODY },
      { do: "begin", channel: { type: "chat_async" } },
    ],
    ["gives up without a number", { wanted: "sms", customer: { ...KIM, phone_no: null } }, gaveUp("no_phone_no")],
    ["gives up without an address", { wanted: "email", customer: NOBODY }, gaveUp("no_email")],
    ["gives up on what cannot be sent", { wanted: "sms", available: ["email"] }, gaveUp("channel_unavailable")],
    [
      "gives up on a customer of whom nothing is known",
      { customer: null, conversation: live("failed") },
      gaveUp("unreachable"),
    ],
    ["gives up where nothing can be sent", { available: ["chat_async"] }, gaveUp("unreachable")],
    [
      "goes on in another chat where nothing else is known",
      { conversation: chat("completed"), customer: null },
      { do: "begin", channel: { type: "chat_async" } },
    ],
    [
      "does not take an odd channel's word",
      { conversation: held({ type: "sms", callee_no: 7 }, "completed") },
      sms(KIM.phone_no),
    ],
  ])("%s", (_what, situation, route) => {
    const usual: FollowUpSituation = { wanted: "same", conversation: null, customer: KIM, available: ALL };
    expect(followUpRoute({ ...usual, ...situation })).toMatchObject(route);
  });
});
