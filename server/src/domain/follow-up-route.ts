import type { JsonObject } from "../lib/json.ts";
import { type ChannelType, isAsync, isTerminal, type ConversationStatus, type NewChannel } from "./conversation.ts";
import type { FollowUpChannel } from "./follow-up.ts";

/** How a customer is followed up: in the conversation itself, in a new one, or not at all, and why. */
export type FollowUpRoute =
  | { readonly do: "remind" }
  | { readonly do: "begin"; readonly channel: NewChannel }
  | { readonly do: "give_up"; readonly code: string; readonly message: string };

/** What is to be followed up, and how the customer can be reached. */
export interface FollowUpSituation {
  readonly wanted: FollowUpChannel;
  /** The conversation that is followed up; null when only the customer is known. */
  readonly conversation: {
    readonly status: ConversationStatus;
    readonly channel_type: ChannelType;
    readonly channel: JsonObject;
  } | null;
  readonly customer: { readonly phone_no: string | null; readonly email: string | null } | null;
  /** The channels that this installation has. */
  readonly available: readonly ChannelType[];
}

/** Channels on which somebody can be written to who is not there. */
const WRITING = ["sms", "email"] as const;
type Writing = (typeof WRITING)[number];

/**
 * Decides how a customer is followed up. `same` stays in the conversation as long as it is open and sleeps between
 * messages; then it goes on over its own carrier, and where it had none over a text message before a mail.
 */
export function followUpRoute(situation: FollowUpSituation): FollowUpRoute {
  const { wanted, conversation } = situation;
  const type = conversation?.channel_type;
  if (staysIn(conversation) && (wanted === "same" || wanted === type)) return { do: "remind" };
  if (wanted === "chat_async") return { do: "begin", channel: { type: "chat_async" } };
  if (wanted !== "same") return begun(situation, wanted);
  const own = WRITING.filter((channel) => channel === type);
  const tried = [...own, ...WRITING].map((channel) => begun(situation, channel));
  return tried.find((route) => route.do === "begin") ?? unreachable(situation);
}

function staysIn(conversation: FollowUpSituation["conversation"]): boolean {
  return conversation !== null && !isTerminal(conversation.status) && isAsync(conversation.channel_type);
}

function begun(situation: FollowUpSituation, type: Writing): FollowUpRoute {
  if (!situation.available.includes(type)) {
    return giveUp("channel_unavailable", `The installation cannot send ${NOUN[type]}; docs/configuration.md says how.`);
  }
  return type === "sms" ? begunByText(situation) : begunByMail(situation);
}

function begunByText({ conversation, customer }: FollowUpSituation): FollowUpRoute {
  const former = formerChannel(conversation, "sms");
  const callee_no = textOf(former["callee_no"]) ?? customer?.phone_no ?? null;
  if (callee_no === null) return giveUp("no_phone_no", "No telephone number of the customer is known.");
  return { do: "begin", channel: { type: "sms", callee_no, caller_no: textOf(former["caller_no"]) } };
}

function begunByMail({ conversation, customer }: FollowUpSituation): FollowUpRoute {
  const former = formerChannel(conversation, "email");
  const to = textOf(former["to"]) ?? customer?.email ?? null;
  if (to === null) return giveUp("no_email", "No mail address of the customer is known.");
  const [from, subject] = [textOf(former["from"]), textOf(former["subject"])];
  return { do: "begin", channel: { type: "email", to, from, subject } };
}

/** Over the same carrier the customer is written to from the address that they know. */
function formerChannel(conversation: FollowUpSituation["conversation"], type: Writing): JsonObject {
  return conversation?.channel_type === type ? conversation.channel : {};
}

const NOUN = { sms: "text messages", email: "mails" } as const;

function unreachable({ available }: FollowUpSituation): FollowUpRoute {
  const can = WRITING.filter((type) => available.includes(type));
  const why =
    can.length === 0
      ? "the installation can send neither text messages nor mails; docs/configuration.md says how"
      : "of the customer neither a telephone number nor a mail address is known that the installation could write to";
  return giveUp("unreachable", `The conversation is over, and ${why}.`);
}

function giveUp(code: string, message: string): FollowUpRoute {
  return { do: "give_up", code, message };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
